// Layerwise relevance propagation, in float64. Matrices are row-major without gaps.

#include "CKernels.h"
#include "exponential.h"

FM_CLONES void fm_double_bias(double *restrict y, const double *restrict z,
                              const double *restrict bias, int64_t rows, int64_t columns) {
  for (int64_t i = 0; i < rows; i++)
    for (int64_t c = 0; c < columns; c++) y[i * columns + c] = z[i * columns + c] + bias[c];
}

FM_CLONES void fm_double_bias_elu(double *restrict y, const double *restrict z,
                                  const double *restrict bias, int64_t rows, int64_t columns) {
  for (int64_t i = 0; i < rows; i++) {
    for (int64_t c = 0; c < columns; c++) {
      const double value = z[i * columns + c] + bias[c];
      const double negative = fm_expm1_nonpositive_double(value > 0.0 ? 0.0 : value);
      y[i * columns + c] = value > 0.0 ? value : negative;
    }
  }
}

FM_CLONES void fm_double_bias_leaky_relu(double *restrict y, const double *restrict z,
                                         const double *restrict bias, int64_t rows,
                                         int64_t columns, double slope) {
  for (int64_t i = 0; i < rows; i++) {
    for (int64_t c = 0; c < columns; c++) {
      const double value = z[i * columns + c] + bias[c];
      y[i * columns + c] = value > 0.0 ? value : value * slope;
    }
  }
}

FM_CLONES void fm_relevance_divide(double *restrict r, const double *restrict z,
                                   const int32_t *restrict nodes, int64_t rows, int64_t columns,
                                   double epsilon, int32_t is_signed) {
  for (int64_t i = 0; i < rows; i++) {
    const double *restrict sums = z + (nodes ? (int64_t)nodes[i] : i) * columns;
    double *restrict row = r + i * columns;
    for (int64_t c = 0; c < columns; c++) {
      const double stabiliser = is_signed && sums[c] < 0.0 ? -epsilon : epsilon;
      const double divisor = sums[c] + stabiliser;
      // Where nothing arrives there is nothing to share out.
      row[c] = divisor == 0.0 ? 0.0 : row[c] / divisor;
    }
  }
}

FM_CLONES void fm_relevance_multiply(double *restrict r, const double *restrict x,
                                     const int32_t *restrict nodes, int64_t rows,
                                     int64_t columns) {
  for (int64_t i = 0; i < rows; i++) {
    const double *restrict factors = x + (nodes ? (int64_t)nodes[i] : i) * columns;
    for (int64_t c = 0; c < columns; c++) r[i * columns + c] *= factors[c];
  }
}

FM_CLONES void fm_relevance_multiply_gamma(double *restrict r, const double *restrict agreeing,
                                           const double *restrict x, const int32_t *restrict nodes,
                                           int64_t rows, int64_t columns, double gamma) {
  for (int64_t i = 0; i < rows; i++) {
    const double *restrict factors = x + (nodes ? (int64_t)nodes[i] : i) * columns;
    const double *restrict same = agreeing + i * columns;
    double *restrict row = r + i * columns;
    for (int64_t c = 0; c < columns; c++) {
      const double extra = factors[c] > 0.0 ? same[c] : row[c] - same[c];
      row[c] = factors[c] * (row[c] + gamma * extra);
    }
  }
}

FM_CLONES void fm_relevance_favour(double *restrict z, const double *restrict positive,
                                   int64_t count, double gamma) {
  for (int64_t i = 0; i < count; i++)
    z[i] += gamma * (z[i] < 0.0 ? z[i] - positive[i] : positive[i]);
}

FM_CLONES void fm_relevance_split(double *restrict positive, double *restrict negative,
                                  const double *restrict s, const double *restrict z,
                                  const int32_t *restrict nodes, int64_t rows, int64_t columns,
                                  int64_t stride) {
  for (int64_t i = 0; i < rows; i++) {
    const double *restrict sums = z + (nodes ? (int64_t)nodes[i] : i) * columns;
    for (int64_t c = 0; c < columns; c++) {
      const double value = s[i * columns + c];
      positive[i * stride + c] = sums[c] < 0.0 ? 0.0 : value;
      negative[i * stride + c] = sums[c] < 0.0 ? value : 0.0;
    }
  }
}

FM_CLONES void fm_double_aggregate(double *restrict m, double *restrict positive,
                                   const double *restrict h, const int32_t *restrict indices,
                                   const double *restrict weights, int64_t k, int64_t first,
                                   int64_t last, int64_t width) {
  for (int64_t i = first; i < last; i++) {
    double *restrict sum = m + i * width;
    for (int64_t f = 0; f < width; f++) sum[f] = 0.0;
    for (int64_t q = 0; q < k; q++) {
      const double *restrict row = h + (int64_t)indices[i * k + q] * width;
      const double w = weights[i * k + q];
      for (int64_t f = 0; f < width; f++) sum[f] += w * row[f];
    }
    if (!positive) continue;
    double *restrict part = positive + i * width;
    for (int64_t f = 0; f < width; f++) part[f] = 0.0;
    for (int64_t q = 0; q < k; q++) {
      const double *restrict row = h + (int64_t)indices[i * k + q] * width;
      const double w = weights[i * k + q];
      for (int64_t f = 0; f < width; f++) part[f] += w * (row[f] > 0.0 ? row[f] : 0.0);
    }
  }
}

FM_CLONES void fm_double_weights(double *restrict weights, const double *restrict s,
                                 const int32_t *restrict indices, int64_t k, int64_t first,
                                 int64_t last, int64_t dims) {
  for (int64_t i = first; i < last; i++) {
    for (int64_t q = 0; q < k; q++) {
      const double *restrict other = s + (int64_t)indices[i * k + q] * dims;
      double square = 0.0;
      for (int64_t d = 0; d < dims; d++)
        square += (s[i * dims + d] - other[d]) * (s[i * dims + d] - other[d]);
      weights[i * k + q] = fm_exp_nonpositive_double(-10.0 * square);
    }
  }
}

FM_CLONES int64_t fm_relevance_exchange(double *restrict v, int32_t *restrict next,
                                        const double *restrict u, const int32_t *restrict nodes,
                                        int64_t count, int64_t width,
                                        const int32_t *restrict indices,
                                        const double *restrict weights, int64_t k,
                                        int32_t *restrict places) {
  int64_t found = 0;
  for (int64_t p = 0; p < count; p++) {
    const int64_t edge = (int64_t)nodes[p] * k;
    const double *restrict from = u + p * width;
    for (int64_t q = 0; q < k; q++) {
      const int32_t j = indices[edge + q];
      int64_t place = places[j];
      if (place < 0) {
        place = found++;
        places[j] = (int32_t)place;
        next[place] = j;
        for (int64_t f = 0; f < width; f++) v[place * width + f] = 0.0;
      }
      const double w = weights[edge + q];
      double *restrict to = v + place * width;
      for (int64_t f = 0; f < width; f++) to[f] += w * from[f];
    }
  }
  for (int64_t t = 0; t < found; t++) places[next[t]] = -1;
  return found;
}

FM_CLONES void fm_relevance_receive(double *restrict r, const double *restrict v,
                                    const double *restrict h, const int32_t *restrict nodes,
                                    int64_t rows, int64_t width, double gamma) {
  for (int64_t i = 0; i < rows; i++) {
    const double *restrict own = h + (int64_t)nodes[i] * width;
    const double *restrict positive = v + 2 * i * width;
    const double *restrict negative = positive + width;
    for (int64_t f = 0; f < width; f++) {
      const double extra = own[f] > 0.0 ? positive[f] : negative[f];
      r[i * width + f] = own[f] * (positive[f] + negative[f] + gamma * extra);
    }
  }
}

FM_CLONES void fm_relevance_map(double *restrict out, const double *restrict r,
                                const double *restrict maps, const int32_t *restrict nodes,
                                int64_t rows, int64_t width) {
  for (int64_t i = 0; i < rows; i++) {
    const double *restrict map = maps + (int64_t)nodes[i] * width * 12;
    double sum[12] = {0};
    for (int64_t f = 0; f < width; f++) {
      const double value = r[i * width + f];
      for (int64_t c = 0; c < 12; c++) sum[c] += value * map[f * 12 + c];
    }
    for (int64_t c = 0; c < 12; c++) out[i * 12 + c] = sum[c];
  }
}
