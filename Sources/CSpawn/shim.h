// glibc declares this function only for C with _GNU_SOURCE, which Swift's own module of it is not.
#include <spawn.h>
int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *, const char *);
