// The functions after a layer, over a part of its sums.
#pragma once

#include "CKernels.h"
#include "exponential.h"

FM_INLINE void activate(float *restrict y, int64_t stride, int64_t rows, int64_t columns,
                        const fm_product *p) {
  if (p->activation == fm_elu) {
    for (int64_t r = 0; r < rows; r++)
      for (int64_t c = 0; c < columns; c++) {
        const float z = y[r * stride + c];
        const float negative = fm_expm1_nonpositive(z > 0.0f ? 0.0f : z);
        // exp(z) - 1 is never below z, so the larger is the right one; NaN stays NaN.
        y[r * stride + c] = negative > z ? negative : z;
      }
  } else if (p->activation == fm_leaky_relu) {
    for (int64_t r = 0; r < rows; r++)
      for (int64_t c = 0; c < columns; c++) {
        const float z = y[r * stride + c];
        y[r * stride + c] = z > 0.0f ? z : z * p->slope;
      }
  }
}
