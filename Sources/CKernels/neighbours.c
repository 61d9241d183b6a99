// The k nearest neighbours of every point, exactly, by a balanced kd-tree.
//
// Points are cut at the median of the widest axis until at most 64 are left; a leaf keeps its points
// axis by axis, so that the 64 distances to a query are a few vector instructions. A query scans its
// own leaf first, which makes the bound tight before the tree is walked. Neighbours are ordered by
// (squared distance, index), so the answer does not depend on how the tree was cut.
// Expected time O(n log n), memory O(n).

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "CKernels.h"
#include "multiversion.h"

enum { LEAF = 64, MAX_K = 128, MAX_DIMS = 32, MAX_DEPTH = 26 };

struct fm_tree {
  int64_t n, dims, leaves;
  int32_t *order;    // (n) original row of the point at each place
  int32_t *starts;   // (leaves + 1) first place of each leaf
  int32_t *rows;     // (leaves, LEAF) original rows, in leaf layout
  float *coords;     // (leaves, dims, LEAF), infinity where a leaf has no point
  float *boxes;      // (2 * leaves - 1, 2, dims) bounds of each node of the heap-ordered tree
};

typedef struct {
  const float *points;
  int64_t dims, stride;
} cloud;

static inline float coordinate(const cloud *c, int32_t row, int64_t axis) {
  return c->points[(int64_t)row * c->stride + axis];
}

// Puts the element that belongs at `middle` there, smaller ones before it, larger ones after it.
static void select_median(const cloud *c, int32_t *order, int64_t count, int64_t middle,
                          int64_t axis, float *keys) {
  for (int64_t i = 0; i < count; i++) keys[i] = coordinate(c, order[i], axis);
  int64_t low = 0, high = count - 1;
  while (low < high) {
    // The median of three keeps sorted and constant input fast.
    const int64_t centre = low + (high - low) / 2;
    const float a = keys[low], b = keys[centre], z = keys[high];
    const float pivot = a < b ? (b < z ? b : (a < z ? z : a)) : (a < z ? a : (b < z ? z : b));
    int64_t i = low, j = high;
    while (i <= j) {
      while (keys[i] < pivot) i++;
      while (keys[j] > pivot) j--;
      if (i <= j) {
        const float key = keys[i];
        keys[i] = keys[j];
        keys[j] = key;
        const int32_t row = order[i];
        order[i] = order[j];
        order[j] = row;
        i++;
        j--;
      }
    }
    if (middle <= j) {
      high = j;
    } else if (middle >= i) {
      low = i;
    } else {
      return;
    }
  }
}

static void build(fm_tree *tree, const cloud *c, float *keys, int64_t node, int64_t first,
                  int64_t last, int64_t first_leaf, int64_t leaves) {
  const int64_t dims = tree->dims;
  float *low = tree->boxes + node * 2 * dims, *high = low + dims;
  for (int64_t d = 0; d < dims; d++) low[d] = INFINITY, high[d] = -INFINITY;
  for (int64_t p = first; p < last; p++)
    for (int64_t d = 0; d < dims; d++) {
      const float v = coordinate(c, tree->order[p], d);
      low[d] = v < low[d] ? v : low[d];
      high[d] = v > high[d] ? v : high[d];
    }
  if (leaves == 1) {
    float *coords = tree->coords + first_leaf * dims * LEAF;
    int32_t *rows = tree->rows + first_leaf * LEAF;
    for (int64_t t = 0; t < LEAF; t++) {
      const int64_t p = first + t;
      rows[t] = p < last ? tree->order[p] : 0;
      for (int64_t d = 0; d < dims; d++)
        coords[d * LEAF + t] = p < last ? coordinate(c, tree->order[p], d) : INFINITY;
    }
    tree->starts[first_leaf] = (int32_t)first;
    tree->starts[first_leaf + 1] = (int32_t)last;
    return;
  }
  int64_t axis = 0;
  for (int64_t d = 1; d < dims; d++)
    if (high[d] - low[d] > high[axis] - low[axis]) axis = d;
  const int64_t middle = first + (last - first) / 2;
  select_median(c, tree->order + first, last - first, middle - first, axis, keys);
  build(tree, c, keys, 2 * node + 1, first, middle, first_leaf, leaves / 2);
  build(tree, c, keys, 2 * node + 2, middle, last, first_leaf + leaves / 2, leaves / 2);
}

fm_tree *fm_tree_new(const float *points, int64_t n, int64_t dims, int64_t stride) {
  if (n < 1 || n > INT32_MAX / 2 || dims < 1 || dims > MAX_DIMS) return NULL;
  fm_tree *tree = calloc(1, sizeof *tree);
  if (!tree) return NULL;
  int64_t leaves = 1;
  while (leaves * LEAF < n) leaves *= 2;
  tree->n = n;
  tree->dims = dims;
  tree->leaves = leaves;
  tree->order = malloc((size_t)n * sizeof *tree->order);
  tree->starts = malloc((size_t)(leaves + 1) * sizeof *tree->starts);
  tree->rows = malloc((size_t)(leaves * LEAF) * sizeof *tree->rows);
  tree->coords = malloc((size_t)(leaves * dims * LEAF) * sizeof *tree->coords);
  tree->boxes = malloc((size_t)((2 * leaves - 1) * 2 * dims) * sizeof *tree->boxes);
  float *keys = malloc((size_t)n * sizeof *keys);
  if (!tree->order || !tree->starts || !tree->rows || !tree->coords || !tree->boxes || !keys) {
    free(keys);
    fm_tree_free(tree);
    return NULL;
  }
  for (int64_t i = 0; i < n; i++) tree->order[i] = (int32_t)i;
  const cloud c = {points, dims, stride};
  build(tree, &c, keys, 0, 0, n, 0, leaves);
  free(keys);
  return tree;
}

void fm_tree_free(fm_tree *tree) {
  if (!tree) return;
  free(tree->order);
  free(tree->starts);
  free(tree->rows);
  free(tree->coords);
  free(tree->boxes);
  free(tree);
}

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

// The best so far in ascending order; with few wanted, in registers: an insertion moves all of them by
// comparing each with its left neighbour, without a branch to mispredict.
typedef double few __attribute__((ext_vector_type(16)));
typedef struct {
  double place[MAX_K];
} best;

FM_INLINE void insert_few(few *b, double candidate) {
  const few zero = 0.0, old = *b, x = candidate;
  const few left = __builtin_shufflevector(old, zero, 16, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
                                           13, 14);
  const few moved = left > x ? left : x;
  *b = old < moved ? old : moved;
}

FM_INLINE void insert(best *b, int64_t k, double candidate) {
  int64_t place = k - 1;
  if (candidate >= b->place[place]) return;
  while (place > 1 && candidate < b->place[place - 1]) {
    b->place[place] = b->place[place - 1];
    place--;
  }
  b->place[place] = candidate;
}

// Bit u says whether distance[u] <= bound, for 16 distances.
FM_INLINE uint32_t within(const float *distance, float bound) {
#if defined(__clang__)
  // Spelled with vector types, because compilers do not find the compare-to-mask instruction in a loop.
  typedef float floats __attribute__((ext_vector_type(16)));
  typedef _Bool flags __attribute__((ext_vector_type(16)));
  floats d;
  memcpy(&d, distance, sizeof d);
  const flags f = __builtin_convertvector(d <= bound, flags);
  uint16_t mask;
  memcpy(&mask, &f, sizeof mask);
  return mask;
#else
  uint32_t mask = 0;
  for (int u = 0; u < 16; u++) mask |= (uint32_t)(distance[u] <= bound) << u;
  return mask;
#endif
}

// The largest squared distance that can still be among the k best; never infinite, which is a place
// without a point, or a point out of float32's reach.
FM_INLINE float bound_of(const best *b, int64_t k) {
  const float bound = distance_of(b->place[k - 1]);
  return bound < FLT_MAX ? bound : FLT_MAX;
}

// Offers the points of a leaf, but the one at place `without`.
FM_INLINE void scan_leaf(const fm_tree *tree, int64_t leaf, const float *q, int64_t dims,
                         int64_t without, int64_t k, best *b) {
  const float *restrict coords = tree->coords + leaf * dims * LEAF;
  const int32_t *rows = tree->rows + leaf * LEAF;
  float distance[LEAF];
  for (int64_t t = 0; t < LEAF; t++) {
    const float difference = coords[t] - q[0];
    distance[t] = difference * difference;
  }
  for (int64_t d = 1; d < dims; d++)
    for (int64_t t = 0; t < LEAF; t++) {
      const float difference = coords[d * LEAF + t] - q[d];
      distance[t] += difference * difference;
    }
  const float bound = bound_of(b, k);
  uint64_t mask = 0;
  for (int64_t t = 0; t < LEAF; t += 16) mask |= (uint64_t)within(distance + t, bound) << t;
  if (without >= 0) mask &= ~(UINT64_C(1) << without);
  if (!mask) return;
  if (k <= 16) {
    few nearest;
    memcpy(&nearest, b->place, sizeof nearest);
    for (; mask; mask &= mask - 1) {
      const int64_t u = __builtin_ctzll(mask);
      insert_few(&nearest, neighbour(distance[u], rows[u]));
    }
    memcpy(b->place, &nearest, sizeof nearest);
  } else {
    for (; mask; mask &= mask - 1) {
      const int64_t u = __builtin_ctzll(mask);
      insert(b, k, neighbour(distance[u], rows[u]));
    }
  }
}

FM_INLINE float box_distance(const float *box, const float *q, int64_t dims) {
  float sum = 0.0f;
  for (int64_t d = 0; d < dims; d++) {
    const float below = box[d] - q[d], above = q[d] - box[dims + d];
    float outside = below > above ? below : above;
    outside = outside > 0.0f ? outside : 0.0f;
    sum += outside * outside;
  }
  return sum;
}

FM_INLINE void query(const fm_tree *tree, int64_t first, int64_t last, int64_t k, int64_t dims,
                     int32_t *indices, float *distances) {
  const int64_t inner = tree->leaves - 1;
  int64_t leaf = 0;
  for (int64_t p = first; p < last; p++) {
    while (p >= tree->starts[leaf + 1]) leaf++;
    const int32_t self = tree->order[p];
    float q[MAX_DIMS];
    for (int64_t d = 0; d < dims; d++)
      q[d] = tree->coords[(leaf * dims + d) * LEAF + (p - tree->starts[leaf])];
    best b;
    for (int64_t t = 1; t < (k > 16 ? k : 16); t++) b.place[t] = neighbour(INFINITY, self);
    b.place[0] = 0.0;
    if (k > 1) {
      scan_leaf(tree, leaf, q, dims, p - tree->starts[leaf], k, &b);
      int64_t nodes[MAX_DEPTH + 2];
      float near[MAX_DEPTH + 2];
      int64_t depth = 0;
      nodes[0] = 0;
      near[0] = 0.0f;
      while (depth >= 0) {
        const int64_t node = nodes[depth];
        const float distance = near[depth];
        depth--;
        if (distance > bound_of(&b, k)) continue;
        if (node >= inner) {
          if (node - inner != leaf) scan_leaf(tree, node - inner, q, dims, -1, k, &b);
          continue;
        }
        const int64_t left = 2 * node + 1;
        const float a = box_distance(tree->boxes + left * 2 * dims, q, dims);
        const float z = box_distance(tree->boxes + (left + 1) * 2 * dims, q, dims);
        const int64_t closer = a <= z ? left : left + 1;
        const float small = a <= z ? a : z, large = a <= z ? z : a;
        const float bound = bound_of(&b, k);
        if (large <= bound) {
          depth++;
          nodes[depth] = left + left + 1 - closer;
          near[depth] = large;
        }
        if (small <= bound) {
          depth++;
          nodes[depth] = closer;
          near[depth] = small;
        }
      }
    }
    // Places left empty (distances beyond float32) point at the query with weight exp(-inf) = 0.
    indices[(int64_t)self * k] = self;
    distances[(int64_t)self * k] = 0.0f;
    for (int64_t t = 1; t < k; t++) {
      indices[(int64_t)self * k + t] = row_of(b.place[t]);
      distances[(int64_t)self * k + t] = distance_of(b.place[t]);
    }
  }
}

FM_CLONES void fm_tree_query(const fm_tree *tree, int64_t first, int64_t last, int64_t k,
                             int32_t *indices, float *distances) {
  // Constants let the compiler unroll the loops over axes; 4 is what every preset uses.
  switch (tree->dims) {
    case 2: query(tree, first, last, k, 2, indices, distances); break;
    case 3: query(tree, first, last, k, 3, indices, distances); break;
    case 4: query(tree, first, last, k, 4, indices, distances); break;
    default: query(tree, first, last, k, tree->dims, indices, distances); break;
  }
}
