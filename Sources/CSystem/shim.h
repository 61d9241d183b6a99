// Functions of the system that Swift's own module of the C library does not show.
#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <unistd.h>

// glibc declares these only for C with _GNU_SOURCE.
int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *, const char *);
#ifdef __linux__
int syncfs(int);
int renameat2(int, const char *, int, const char *, unsigned int);
#endif

// Brings everything that was written to the file system of an open file to its disk.
static inline int flush_file_system(int descriptor) {
#ifdef __linux__
  return syncfs(descriptor);
#else
  (void)descriptor;
  sync();
  return 0;
#endif
}

// Lets two files or folders swap their names; 0, or an error number. Not every file system can.
static inline int exchange_names(const char *one, const char *other) {
#ifdef __linux__
  const int working_directory = -100;
  const unsigned int exchange = 2;
  return renameat2(working_directory, one, working_directory, other, exchange) == 0 ? 0 : errno;
#else
  return renamex_np(one, other, RENAME_SWAP) == 0 ? 0 : errno;
#endif
}
