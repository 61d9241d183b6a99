// exp(x) - 1 for x <= 0, in a form that compilers turn into vector code.
#pragma once

#include <stdint.h>
#include <string.h>

#include "multiversion.h"

// x is brought to n ln 2 + r with |r| <= ln 2 / 2; a polynomial gives exp(r) - 1 without
// cancellation, and the result is put together as 2^n (exp(r) - 1) + (2^n - 1).
// Largest error 1.2 units in the last place for -87 <= x <= 0; smaller x give -1.
FM_INLINE float fm_expm1_nonpositive(float x) {
  const float clamped = x < -87.0f ? -87.0f : x;
  const float shifter = 12582912.0f;  // 1.5 * 2^23: adding it rounds to a whole number
  const float n = (clamped * 1.44269504088896341f + shifter) - shifter;
  const float r = (clamped - n * 0.693359375f) + n * 2.12194440e-4f;
  float p = 1.9875691500e-4f;
  p = p * r + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  const float small = (p * r) * r + r;
  const int32_t bits = ((int32_t)n + 127) << 23;
  float power;
  memcpy(&power, &bits, sizeof power);
  return power * small + (power - 1.0f);
}
