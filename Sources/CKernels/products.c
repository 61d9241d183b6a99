// The matrix products of the engine, with the function after a layer in the same pass.

#include <string.h>

#include "CKernels.h"
#include "layer_functions.h"

#define JOINED(a, b) a##_##b

// --- What every processor can do -------------------------------------------------------------------

#define NAME(f) JOINED(f, basic)
#define REAL float
#define LANES 4
#define ROWS 6
#define TARGET
#define ARGUMENTS fm_product
#define FOR_LAYERS
#include "product_tile.h"

#define NAME(f) JOINED(f, basic_double)
#define REAL double
#define LANES 2
#define ROWS 6
#define TARGET
#define ARGUMENTS fm_product_double
#include "product_tile.h"

#if defined(__x86_64__)

// --- x86-64-v3: AVX2 and FMA -----------------------------------------------------------------------

#define AVX2 __attribute__((target("avx2,fma")))

#define NAME(f) JOINED(f, avx2)
#define REAL float
#define LANES 8
#define ROWS 6
#define TARGET AVX2
#define ARGUMENTS fm_product
#define FOR_LAYERS
#include "product_tile.h"

#define NAME(f) JOINED(f, avx2_double)
#define REAL double
#define LANES 4
#define ROWS 6
#define TARGET AVX2
#define ARGUMENTS fm_product_double
#include "product_tile.h"

// --- x86-64-v4: AVX-512 ----------------------------------------------------------------------------

#define AVX512 __attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,avx2,fma"), min_vector_width(512)))

#define NAME(f) JOINED(f, avx512)
#define REAL float
#define LANES 16
#define ROWS 12
#define TARGET AVX512
#define ARGUMENTS fm_product
#define FOR_LAYERS
#include "product_tile.h"

#define NAME(f) JOINED(f, avx512_double)
#define REAL double
#define LANES 8
#define ROWS 12
#define TARGET AVX512
#define ARGUMENTS fm_product_double
#include "product_tile.h"

#endif

#define PRODUCTS(set)                                                                             \
  {packed_count_##set,        pack_##set,        product_##set,        add_outer_##set,           \
   packed_count_##set##_double, pack_##set##_double, product_##set##_double}

static const fm_products sets[] = {
    PRODUCTS(basic),
#if defined(__x86_64__)
    PRODUCTS(avx2),
    PRODUCTS(avx512),
#endif
};

const fm_products *fm_products_of(int64_t set) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (set == 2 && !(__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
                    __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw")))
    return NULL;
  if (set >= 1 && !(__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))) return NULL;
#endif
  return set >= 0 && set < (int64_t)(sizeof sets / sizeof *sets) ? &sets[set] : NULL;
}

const fm_products *fm_products_best(void) {
  for (int64_t set = sizeof sets / sizeof *sets - 1; set > 0; set--)
    if (fm_products_of(set)) return fm_products_of(set);
  return &sets[0];
}
