// GravNet message passing over a fixed number of neighbours, forward and backward.

#include "CKernels.h"
#include "exponential.h"

FM_CLONES void fm_gravnet_weights(float *restrict d2, int64_t first, int64_t last, int64_t k) {
  for (int64_t e = first * k; e < last * k; e++)
    d2[e] = fm_expm1_nonpositive(-10.0f * d2[e]) + 1.0f;
}

// A few fixed widths let the sums stay in registers.
#define FM_AGGREGATE(WIDTH)                                                                   \
  for (int64_t i = first; i < last; i++) {                                                    \
    float sum[WIDTH] = {0};                                                                   \
    for (int64_t q = 0; q < k; q++) {                                                         \
      const float *restrict row = h + (int64_t)indices[i * k + q] * width;                    \
      const float w = weights[i * k + q];                                                     \
      for (int64_t f = 0; f < WIDTH; f++) sum[f] += w * row[f];                               \
    }                                                                                         \
    for (int64_t f = 0; f < WIDTH; f++) m[i * width + f] = sum[f];                            \
  }

FM_CLONES void fm_gravnet_aggregate(float *restrict m, const float *restrict h, int64_t width,
                                    const int32_t *restrict indices,
                                    const float *restrict weights, int64_t k, int64_t first,
                                    int64_t last) {
  if (width == 16) {
    FM_AGGREGATE(16)
  } else if (width == 32) {
    FM_AGGREGATE(32)
  } else {
    for (int64_t i = first; i < last; i++) {
      for (int64_t f = 0; f < width; f++) m[i * width + f] = 0.0f;
      for (int64_t q = 0; q < k; q++) {
        const float *restrict row = h + (int64_t)indices[i * k + q] * width;
        const float w = weights[i * k + q];
        for (int64_t f = 0; f < width; f++) m[i * width + f] += w * row[f];
      }
    }
  }
}

FM_CLONES void fm_gravnet_edge_gradients(float *restrict g, const float *restrict dm,
                                         const float *restrict h, int64_t width,
                                         const int32_t *restrict indices,
                                         const float *restrict weights, int64_t k, int64_t first,
                                         int64_t last) {
  for (int64_t i = first; i < last; i++) {
    const float *restrict a = dm + i * width;
    for (int64_t q = 0; q < k; q++) {
      const float *restrict b = h + (int64_t)indices[i * k + q] * width;
      float part[16] = {0};
      for (int64_t f = 0; f < width; f += 16)
        for (int64_t t = 0; t < 16; t++) part[t] += a[f + t] * b[f + t];
      float dot = 0.0f;
      for (int64_t t = 0; t < 16; t++) dot += part[t];
      g[i * k + q] = -20.0f * weights[i * k + q] * dot;
    }
  }
}

void fm_gravnet_transpose(int32_t *restrict starts, int32_t *restrict edges,
                          const int32_t *restrict indices, int64_t n, int64_t k) {
  for (int64_t j = 0; j <= n; j++) starts[j] = 0;
  for (int64_t e = 0; e < n * k; e++) starts[indices[e] + 1]++;
  for (int64_t j = 0; j < n; j++) starts[j + 1] += starts[j];
  // Filling moves every start to the next one; shifting back afterwards saves a second array.
  for (int64_t e = 0; e < n * k; e++) edges[starts[indices[e]]++] = (int32_t)e;
  for (int64_t j = n; j > 0; j--) starts[j] = starts[j - 1];
  starts[0] = 0;
}

FM_CLONES void fm_gravnet_gather_gradients(
    float *restrict dh, float *restrict ds, const float *restrict dm, int64_t width,
    const float *restrict s, int64_t dims, int64_t s_stride, const float *restrict g,
    const float *restrict weights, const int32_t *restrict indices, int64_t k,
    const int32_t *restrict starts, const int32_t *restrict edges, int64_t first, int64_t last) {
  for (int64_t j = first; j < last; j++) {
    float *restrict out = dh + j * width;
    float *restrict place = ds + j * s_stride;
    const float *restrict own = s + j * s_stride;
    for (int64_t f = 0; f < width; f++) out[f] = 0.0f;
    for (int64_t d = 0; d < dims; d++) place[d] = 0.0f;
    for (int64_t q = 0; q < k; q++) {
      const float *restrict other = s + (int64_t)indices[j * k + q] * s_stride;
      for (int64_t d = 0; d < dims; d++) place[d] += g[j * k + q] * (own[d] - other[d]);
    }
    for (int32_t t = starts[j]; t < starts[j + 1]; t++) {
      const int64_t e = edges[t];
      const int64_t i = e / k;
      const float w = weights[e];
      const float *restrict row = dm + i * width;
      for (int64_t f = 0; f < width; f++) out[f] += w * row[f];
      const float *restrict other = s + i * s_stride;
      for (int64_t d = 0; d < dims; d++) place[d] += g[e] * (own[d] - other[d]);
    }
  }
}
