// Neighbours as single numbers, and short lists of the nearest in order.
#pragma once

#include <float.h>
#include <stdint.h>
#include <string.h>

#include "multiversion.h"

#define FM_UNROLLED _Pragma("clang loop unroll(full)")

// A neighbour as one number: the bits of its squared distance before its row. Distances are not negative,
// so the order of these numbers, read as float64, is the order by (distance, row), and minimum and
// maximum of two neighbours are one instruction each. The query itself is 0, which nothing precedes.
FM_INLINE double neighbour(float distance, int32_t row) {
  uint32_t high;
  memcpy(&high, &distance, sizeof high);
  const uint64_t bits = (uint64_t)high << 32 | (uint32_t)row;
  double value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

FM_INLINE uint64_t bits_of(double neighbour) {
  uint64_t bits;
  memcpy(&bits, &neighbour, sizeof bits);
  return bits;
}

FM_INLINE float distance_of(double neighbour) {
  const uint32_t high = (uint32_t)(bits_of(neighbour) >> 32);
  float distance;
  memcpy(&distance, &high, sizeof distance);
  return distance;
}

FM_INLINE int32_t row_of(double neighbour) { return (int32_t)(uint32_t)bits_of(neighbour); }

// --- The best of one query, in ascending order ------------------------------------------------------

enum { MAX_K = 128, FEW = 16 };

// With few wanted the list is held in registers: an insertion moves all of them by comparing each with its
// left neighbour, without a branch to mispredict.
typedef double few __attribute__((ext_vector_type(16)));

FM_INLINE void insert_few(few *best, double candidate) {
  const few zero = 0.0, old = *best, x = candidate;
  const few left = __builtin_shufflevector(old, zero, 16, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
                                           13, 14);
  const few moved = left > x ? left : x;
  *best = old < moved ? old : moved;
}

FM_INLINE void insert(double *best, int64_t k, double candidate) {
  int64_t place = k - 1;
  if (candidate >= best[place]) return;
  while (place > 1 && candidate < best[place - 1]) {
    best[place] = best[place - 1];
    place--;
  }
  best[place] = candidate;
}

// The largest squared distance that can still be among the k best; never infinite, which is a place
// without a point, or a point out of float32's reach.
FM_INLINE float bound_of(const double *best, int64_t k) {
  const float bound = distance_of(best[k - 1]);
  return bound < FLT_MAX ? bound : FLT_MAX;
}

// --- Lists of four queries at once, one in each lane ------------------------------------------------

typedef double four __attribute__((ext_vector_type(4)));
typedef float four_floats __attribute__((ext_vector_type(4)));
typedef uint32_t four_words __attribute__((ext_vector_type(4)));
typedef uint32_t eight_words __attribute__((ext_vector_type(8)));

// Neighbours of four queries in the same row. Put together from halves rather than by shifts, because
// compilers no longer see minimum and maximum in numbers that were whole numbers before.
FM_INLINE void set_neighbours(four *v, four_words distances, four_words rows) {
  const eight_words halves = __builtin_shufflevector(rows, distances, 0, 4, 1, 5, 2, 6, 3, 7);
  memcpy(v, &halves, sizeof *v);
}

FM_INLINE void put_in_order(four *a, four *b) {
  const four small = *a < *b ? *a : *b, large = *a > *b ? *a : *b;
  *a = small;
  *b = large;
}

// Batcher's odd-even merge sort: 63 comparisons that do not depend on the values.
FM_INLINE void sort_sixteen(four *v) {
  FM_UNROLLED for (int p = 1; p < 16; p *= 2)
    FM_UNROLLED for (int q = p; q > 0; q /= 2)
      FM_UNROLLED for (int j = q % p; j + q < 16; j += 2 * q)
        FM_UNROLLED for (int i = j; i < j + q; i++)
          if (i + q < 16 && i / (2 * p) == (i + q) / (2 * p)) put_in_order(&v[i], &v[i + q]);
}

// The sixteen smallest of two sorted lists, sorted, to the first.
FM_INLINE void keep_sixteen(four *v, const four *w) {
  FM_UNROLLED for (int i = 0; i < 16; i++) v[i] = v[i] < w[15 - i] ? v[i] : w[15 - i];
  FM_UNROLLED for (int q = 8; q > 0; q /= 2)
    FM_UNROLLED for (int i = 0; i < 16; i++)
      if (!(i & q)) put_in_order(&v[i], &v[i + q]);
}
