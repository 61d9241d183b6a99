// One source, several instruction sets: the loader picks the best clone for the processor.
#pragma once

#if defined(__x86_64__) && defined(__linux__)
#define FM_CLONES \
  __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define FM_CLONES
#endif
#define FM_INLINE static inline __attribute__((always_inline))
