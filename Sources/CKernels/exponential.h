// exp(x) - 1 for x <= 0, in a form that compilers turn into vector code.
#pragma once

#include <stdint.h>
#include <string.h>

#include "multiversion.h"

// x is brought to n ln 2 + r with |r| <= ln 2 / 2; a polynomial (minimax, 1.3e-8 of the result) gives
// exp(r) - 1 without cancellation, and the result is put together as 2^n (exp(r) - 1) + (2^n - 1).
// Largest error 1.1 units in the last place for -87 <= x <= 0; smaller x give -1.
FM_INLINE float fm_expm1_nonpositive(float x) {
  const float clamped = x < -87.0f ? -87.0f : x;
  // 1.5 * 2^23: adding it rounds to a whole number; 127 more, the offset of exponents.
  const float shifter = 12583039.0f;
  const float shifted = clamped * 1.44269504088896341f + shifter;
  const float n = shifted - shifter;
  const float r = clamped - n * 0.693147180559945309f;
  float p = 1.3882516650e-3f;
  p = p * r + 8.3665475249e-3f;
  p = p * r + 4.1667200625e-2f;
  p = p * r + 1.6666543484e-1f;
  p = p * r + 4.9999997020e-1f;
  const float small = (p * r) * r + r;
  // The lowest bits of the shifted number are n + 127; the others leave at the top.
  uint32_t bits;
  memcpy(&bits, &shifted, sizeof bits);
  bits <<= 23;
  float power;
  memcpy(&power, &bits, sizeof power);
  return power * small + (power - 1.0f);
}

// exp(x) = 2^n (1 + small) for x <= 0 in float64, and small; a polynomial of degree 12, whose next
// term is below 2^-57.
FM_INLINE double fm_exp_parts_double(double x, double *small) {
  const double clamped = x < -700.0 ? -700.0 : x;
  const double shifter = 6755399441055744.0;  // 1.5 * 2^52: adding it rounds to a whole number
  const double shifted = clamped * 1.4426950408889634074 + shifter;
  const double n = shifted - shifter;
  const double r = (clamped - n * 6.93145751953125e-1) - n * 1.42860682030941723212e-6;
  double p = 1.0 / 479001600.0;
  p = p * r + 1.0 / 39916800.0;
  p = p * r + 1.0 / 3628800.0;
  p = p * r + 1.0 / 362880.0;
  p = p * r + 1.0 / 40320.0;
  p = p * r + 1.0 / 5040.0;
  p = p * r + 1.0 / 720.0;
  p = p * r + 1.0 / 120.0;
  p = p * r + 1.0 / 24.0;
  p = p * r + 1.0 / 6.0;
  p = p * r + 0.5;
  *small = (p * r) * r + r;
  // The lowest bits of the shifted number are n itself.
  int64_t whole;
  memcpy(&whole, &shifted, sizeof whole);
  const int64_t bits = (int64_t)((uint64_t)(whole + 1023) << 52);
  double power;
  memcpy(&power, &bits, sizeof power);
  return power;
}

// exp(x) - 1 and exp(x) for x <= 0 in float64; exp(x) is at least exp(-700).
FM_INLINE double fm_expm1_nonpositive_double(double x) {
  double small;
  const double power = fm_exp_parts_double(x, &small);
  return power * small + (power - 1.0);
}
FM_INLINE double fm_exp_nonpositive_double(double x) {
  double small;
  const double power = fm_exp_parts_double(x, &small);
  return power * small + power;
}
