// Adam and AdamW (Kingma and Ba, arXiv:1412.6980; Loshchilov and Hutter, arXiv:1711.05101).

#include <math.h>

#include "CKernels.h"
#include "multiversion.h"

FM_CLONES void fm_adam(float *restrict weights, float *restrict first, float *restrict second,
                       const float *restrict gradients, int64_t lanes, int64_t lane_stride,
                       int64_t n, const fm_adam_step *step) {
  const float rate = step->learning_rate / step->correction1;
  const float root = 1.0f / sqrtf(step->correction2);
  const float decay = 1.0f - step->learning_rate * step->weight_decay;
  const float beta1 = step->beta1, beta2 = step->beta2, epsilon = step->epsilon;
  const float scale = step->scale;
  enum { CHUNK = 1024 };
  float g[CHUNK];
  for (int64_t start = 0; start < n; start += CHUNK) {
    const int64_t count = n - start < CHUNK ? n - start : CHUNK;
    for (int64_t p = 0; p < count; p++) g[p] = gradients[start + p];
    for (int64_t lane = 1; lane < lanes; lane++) {
      const float *restrict row = gradients + lane * lane_stride + start;
      for (int64_t p = 0; p < count; p++) g[p] += row[p];
    }
    float *restrict w = weights + start;
    float *restrict m = first + start;
    float *restrict v = second + start;
    for (int64_t p = 0; p < count; p++) {
      const float gradient = g[p] * scale;
      m[p] = beta1 * m[p] + (1.0f - beta1) * gradient;
      v[p] = beta2 * v[p] + (1.0f - beta2) * gradient * gradient;
      w[p] = w[p] * decay - rate * m[p] / (sqrtf(v[p]) * root + epsilon);
    }
  }
}

double fm_gradient_square(const float *gradients, int64_t lanes, int64_t lane_stride, int64_t n) {
  double sum = 0;
  for (int64_t p = 0; p < n; p++) {
    float g = gradients[p];
    for (int64_t lane = 1; lane < lanes; lane++) g += gradients[lane * lane_stride + p];
    sum += (double)g * g;
  }
  return sum;
}
