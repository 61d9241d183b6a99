// Functions of the system that Swift's own module of the C library does not show.
#include <spawn.h>
#include <unistd.h>

// glibc declares these two only for C with _GNU_SOURCE.
int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *, const char *);
#ifdef __linux__
int syncfs(int);
int sync_file_range(int, long long, long long, unsigned);
#endif

// Lets the disk begin with some bytes of a file, and does not wait for it.
static inline void begin_flush(int descriptor, long long start, long long count) {
#ifdef __linux__
  // SYNC_FILE_RANGE_WRITE. A file system that cannot do it does all of it at the end.
  sync_file_range(descriptor, start, count, 2);
#endif
}

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
