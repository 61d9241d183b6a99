// Ways back through the functions after layers, in one pass over rows that are still in the cache.

#include "CKernels.h"
#include "multiversion.h"

FM_CLONES void fm_elu_backward(float *restrict d, int64_t d_stride, const float *restrict y,
                               int64_t y_stride, int64_t rows, int64_t columns) {
  for (int64_t i = 0; i < rows; i++) {
    float *restrict row = d + i * d_stride;
    const float *restrict out = y + i * y_stride;
    for (int64_t c = 0; c < columns; c++) row[c] *= out[c] > 0.0f ? 1.0f : out[c] + 1.0f;
  }
}

FM_CLONES void fm_leaky_relu_backward(float *restrict d, int64_t d_stride, const float *restrict y,
                                      int64_t y_stride, int64_t rows, int64_t columns,
                                      float slope) {
  for (int64_t i = 0; i < rows; i++) {
    float *restrict row = d + i * d_stride;
    const float *restrict out = y + i * y_stride;
    for (int64_t c = 0; c < columns; c++) row[c] *= out[c] > 0.0f ? 1.0f : slope;
  }
}

FM_CLONES void fm_add_column_sums(float *restrict sum, const float *restrict x, int64_t rows,
                                  int64_t columns, int64_t stride) {
  // Four rows at a time: fewer loads and stores of the running sums.
  int64_t i = 0;
  for (; i + 4 <= rows; i += 4) {
    const float *restrict a = x + i * stride;
    const float *restrict b = a + stride;
    const float *restrict c = b + stride;
    const float *restrict e = c + stride;
    for (int64_t q = 0; q < columns; q++) sum[q] += (a[q] + b[q]) + (c[q] + e[q]);
  }
  for (; i < rows; i++)
    for (int64_t q = 0; q < columns; q++) sum[q] += x[i * stride + q];
}
