// The k nearest neighbours of every point, exactly, by a balanced kd-tree.
//
// Points are cut at the median of the widest axis until at most 64 are left; a leaf keeps its points
// axis by axis, so that the distances to a query are a few vector instructions. The points of a leaf
// search together: each scans the own leaf, which makes its bound tight; one walk through the tree then
// collects the leaves that any of them may need, and each scans those that its own bound reaches.
// Neighbours are ordered by (squared distance, index), so the answer does not depend on how the tree was
// cut. Expected time O(n log n), memory O(n).

#include <math.h>
#include <stdlib.h>

#include "CKernels.h"
#include "neighbour_lists.h"

enum { LEAF = 64, MAX_DIMS = 32, MAX_DEPTH = 26 };

// A point by its coordinate along the axis that is being cut.
typedef struct {
  float key;
  int32_t row;
} item;

struct fm_tree {
  int64_t n, dims, leaves;
  item *items;       // (n) points while the tree is built
  item *spare;       // (n)
  int32_t *order;    // (n) original row of the point at each place
  int32_t *starts;   // (leaves + 1) first place of each leaf
  int32_t *rows;     // (leaves, LEAF) original rows, in leaf layout
  float *coords;     // (leaves, dims, LEAF), infinity where a leaf has no point
  float *boxes;      // (2 * leaves - 1, 2, dims) bounds of each node of the heap-ordered tree
  size_t capacity;   // bytes of the block that all of these lie in, beginning with `items`
};

// --- Building --------------------------------------------------------------------------------------

typedef struct {
  const float *points;
  int64_t dims, stride;
} cloud;

static inline float coordinate(const cloud *c, int32_t row, int64_t axis) {
  return c->points[(int64_t)row * c->stride + axis];
}

// Moves the items in [first, last) whose key is below the pivot, or not above it, to the front, and says
// where they end. Every item is written to both parts, and one of the two is overwritten: a branch would
// be mispredicted half of the time.
FM_INLINE int64_t partition(item *restrict items, item *restrict spare, int64_t first, int64_t last,
                            float pivot, int equal) {
  int64_t end = first, others = 0;
  for (int64_t i = first; i < last; i++) {
    const item one = items[i];
    items[end] = one;
    spare[others] = one;
    const int64_t belongs = equal ? !(one.key > pivot) : one.key < pivot;
    end += belongs;
    others += 1 - belongs;
  }
  memcpy(items + end, spare, (size_t)others * sizeof *items);
  return end;
}

// Puts the item that belongs at `middle` there, smaller ones before it, larger ones after it.
static void select_median(item *items, item *spare, int64_t count, int64_t middle) {
  int64_t first = 0, last = count;
  while (last - first > 1) {
    // The median of three keeps sorted input fast.
    const float a = items[first].key, b = items[first + (last - first) / 2].key;
    const float z = items[last - 1].key;
    const float pivot = a < b ? (b < z ? b : (a < z ? z : a)) : (a < z ? a : (b < z ? z : b));
    const int64_t smaller = partition(items, spare, first, last, pivot, 0);
    if (middle < smaller) {
      last = smaller;
    } else if (smaller > first) {
      first = smaller;
    } else {  // The pivot is the smallest; many may be equal to it.
      const int64_t larger = partition(items, spare, first, last, pivot, 1);
      if (middle < larger) return;
      first = larger;
    }
  }
}

static void build(fm_tree *tree, const cloud *c, int64_t node, int64_t first, int64_t last,
                  int64_t first_leaf, int64_t leaves) {
  item *items = tree->items;
  const int64_t dims = tree->dims;
  float *low = tree->boxes + node * 2 * dims, *high = low + dims;
  for (int64_t d = 0; d < dims; d++) low[d] = INFINITY, high[d] = -INFINITY;
  for (int64_t p = first; p < last; p++)
    for (int64_t d = 0; d < dims; d++) {
      const float v = coordinate(c, items[p].row, d);
      low[d] = v < low[d] ? v : low[d];
      high[d] = v > high[d] ? v : high[d];
    }
  if (leaves == 1) {
    float *coords = tree->coords + first_leaf * dims * LEAF;
    int32_t *rows = tree->rows + first_leaf * LEAF;
    for (int64_t t = 0; t < LEAF; t++) {
      const int64_t p = first + t;
      rows[t] = p < last ? items[p].row : 0;
      for (int64_t d = 0; d < dims; d++)
        coords[d * LEAF + t] = p < last ? coordinate(c, items[p].row, d) : INFINITY;
    }
    for (int64_t p = first; p < last; p++) tree->order[p] = items[p].row;
    tree->starts[first_leaf] = (int32_t)first;
    tree->starts[first_leaf + 1] = (int32_t)last;
    return;
  }
  int64_t axis = 0;
  for (int64_t d = 1; d < dims; d++)
    if (high[d] - low[d] > high[axis] - low[axis]) axis = d;
  for (int64_t p = first; p < last; p++) items[p].key = coordinate(c, items[p].row, axis);
  const int64_t middle = first + (last - first) / 2;
  select_median(items + first, tree->spare, last - first, middle - first);
  build(tree, c, 2 * node + 1, first, middle, first_leaf, leaves / 2);
  build(tree, c, 2 * node + 2, middle, last, first_leaf + leaves / 2, leaves / 2);
}

fm_tree *fm_tree_new(void) { return calloc(1, sizeof(fm_tree)); }

int fm_tree_build(fm_tree *tree, const float *points, int64_t n, int64_t dims, int64_t stride) {
  if (n < 1 || n > INT32_MAX / 2 || dims < 1 || dims > MAX_DIMS) return 0;
  int64_t leaves = 1;
  while (leaves * LEAF < n) leaves *= 2;
  const size_t coords = (size_t)(leaves * dims * LEAF), boxes = (size_t)((2 * leaves - 1) * 2 * dims);
  const size_t needed = 2 * (size_t)n * sizeof(item) + (coords + boxes) * sizeof(float) +
                        (size_t)(n + leaves + 1 + leaves * LEAF) * sizeof(int32_t);
  if (needed > tree->capacity) {
    free(tree->items);
    tree->items = malloc(needed);
    tree->capacity = tree->items ? needed : 0;
    if (!tree->items) return 0;
  }
  tree->n = n;
  tree->dims = dims;
  tree->leaves = leaves;
  tree->spare = tree->items + n;
  tree->coords = (float *)(tree->spare + n);
  tree->boxes = tree->coords + coords;
  tree->order = (int32_t *)(tree->boxes + boxes);
  tree->starts = tree->order + n;
  tree->rows = tree->starts + leaves + 1;
  for (int64_t i = 0; i < n; i++) tree->items[i].row = (int32_t)i;
  const cloud c = {points, dims, stride};
  build(tree, &c, 0, 0, n, 0, leaves);
  return 1;
}

void fm_tree_free(fm_tree *tree) {
  if (!tree) return;
  free(tree->items);
  free(tree);
}

// --- Searching -------------------------------------------------------------------------------------

// Points of one leaf, which search together.
typedef struct {
  int64_t leaf, first, count;  // places [first, first + count) of the leaf
  float bound;                 // the largest of theirs
  int64_t stride;              // of the lists of the best, at least FEW
  double best[LEAF * MAX_K];
} group;

// Leaves that a group may need, with their boxes axis by axis.
enum { MANY = 64 };
typedef struct {
  int64_t count;
  int32_t leaf[MANY];
  float low[MAX_DIMS * MANY], high[MAX_DIMS * MANY];
} candidates;

// The best of one of the points so far, in ascending order.
FM_INLINE double *best_of(group *g, int64_t i) { return g->best + i * g->stride; }

FM_INLINE int64_t points_in(const fm_tree *tree, int64_t leaf) {
  return tree->starts[leaf + 1] - tree->starts[leaf];
}

FM_INLINE void get_query(const fm_tree *tree, const group *g, int64_t i, int64_t dims, float *q) {
  for (int64_t d = 0; d < dims; d++)
    q[d] = tree->coords[(g->leaf * dims + d) * LEAF + g->first + i];
}

// Bit u says whether distance[u] <= bound, for 16 distances.
FM_INLINE uint64_t within(const float *distance, float bound) {
  // Spelled with vector types, because compilers do not find the compare-to-mask instruction in a loop.
  typedef float floats __attribute__((ext_vector_type(16)));
  typedef _Bool flags __attribute__((ext_vector_type(16)));
  floats d;
  memcpy(&d, distance, sizeof d);
  const flags f = __builtin_convertvector(d <= bound, flags);
  uint16_t mask;
  memcpy(&mask, &f, sizeof mask);
  return mask;
}

// Offers the points of a leaf, but the one at place `without`.
FM_INLINE void scan_leaf(const fm_tree *tree, int64_t leaf, const float *q, int64_t dims,
                         int64_t without, int64_t k, double *best) {
  const float *restrict coords = tree->coords + leaf * dims * LEAF;
  const int32_t *rows = tree->rows + leaf * LEAF;
  const int64_t count = points_in(tree, leaf);
  const float bound = bound_of(best, k);
  float distance[LEAF];
  uint64_t mask = 0;
  for (int64_t t = 0; t < count; t += 16) {
    float sum[16];
    for (int64_t u = 0; u < 16; u++) {
      const float difference = coords[t + u] - q[0];
      sum[u] = difference * difference;
    }
    for (int64_t d = 1; d < dims; d++)
      for (int64_t u = 0; u < 16; u++) {
        const float difference = coords[d * LEAF + t + u] - q[d];
        sum[u] += difference * difference;
      }
    memcpy(distance + t, sum, sizeof sum);
    mask |= within(sum, bound) << t;
  }
  if (without >= 0) mask &= ~(UINT64_C(1) << without);
  if (!mask) return;
  if (k <= FEW) {
    few nearest;
    memcpy(&nearest, best, sizeof nearest);
    for (; mask; mask &= mask - 1) {
      const int64_t u = __builtin_ctzll(mask);
      insert_few(&nearest, neighbour(distance[u], rows[u]));
    }
    memcpy(best, &nearest, sizeof nearest);
  } else {
    for (; mask; mask &= mask - 1) {
      const int64_t u = __builtin_ctzll(mask);
      insert(best, k, neighbour(distance[u], rows[u]));
    }
  }
}

// The sixteen nearest of the own leaf for four queries of the group: nearly all of its points would be
// inserted one by one, so they are sorted instead.
FM_INLINE void sort_own_leaf(const fm_tree *tree, group *g, int64_t first, int64_t dims) {
  const float *restrict coords = tree->coords + g->leaf * dims * LEAF;
  const int32_t *rows = tree->rows + g->leaf * LEAF;
  const int64_t count = points_in(tree, g->leaf);
  four_floats q[MAX_DIMS];
  four_words self;
  for (int l = 0; l < 4; l++) {
    // Beyond the last query it is searched for again.
    const int64_t i = first + l < g->count ? first + l : g->count - 1;
    self[l] = (uint32_t)(g->first + i);
    for (int64_t d = 0; d < dims; d++) q[d][l] = coords[d * LEAF + g->first + i];
  }
  four nearest[16];
  for (int64_t t = 0; t < count; t += 16) {
    four v[16];
    FM_UNROLLED for (int u = 0; u < 16; u++) {
      four_floats difference = coords[t + u] - q[0];
      four_floats distance = difference * difference;
      for (int64_t d = 1; d < dims; d++) {
        difference = coords[d * LEAF + t + u] - q[d];
        distance += difference * difference;
      }
      const four_floats far = INFINITY;
      distance = distance <= FLT_MAX ? distance : far;
      four_words bits;
      memcpy(&bits, &distance, sizeof bits);
      const four_words other = (four_words)(self != (uint32_t)(t + u));  // all bits, or none
      set_neighbours(&v[u], bits & other, (uint32_t)rows[t + u] & other);
    }
    sort_sixteen(v);
    if (t == 0) {
      memcpy(nearest, v, sizeof nearest);
    } else {
      keep_sixteen(nearest, v);
    }
  }
  for (int l = 0; l < 4 && first + l < g->count; l++)
    for (int i = 0; i < 16; i++) best_of(g, first + l)[i] = nearest[i][l];
}

FM_INLINE void scan_own_leaf(const fm_tree *tree, group *g, int64_t k, int64_t dims) {
  if (k <= FEW) {
    for (int64_t i = 0; i < g->count; i += 4) sort_own_leaf(tree, g, i, dims);
  } else {
    for (int64_t i = 0; i < g->count; i++) {
      float q[MAX_DIMS];
      get_query(tree, g, i, dims, q);
      double *best = best_of(g, i);
      best[0] = 0.0;
      for (int64_t t = 1; t < k; t++) best[t] = neighbour(INFINITY, 0);
      scan_leaf(tree, g->leaf, q, dims, g->first + i, k, best);
    }
  }
}

FM_INLINE void set_bound(group *g, int64_t k) {
  g->bound = 0.0f;
  for (int64_t i = 0; i < g->count; i++) {
    const float bound = bound_of(best_of(g, i), k);
    g->bound = bound > g->bound ? bound : g->bound;
  }
}

FM_INLINE void scan_candidates(const fm_tree *tree, const candidates *c, group *g, int64_t k,
                               int64_t dims) {
  for (int64_t i = 0; i < g->count; i++) {
    double *best = best_of(g, i);
    float q[MAX_DIMS], distance[MANY];
    get_query(tree, g, i, dims, q);
    const float bound = bound_of(best, k);
    uint64_t mask = 0;
    for (int64_t t = 0; t < c->count; t += 16) {
      float sum[16];
      for (int64_t d = 0; d < dims; d++)
        for (int64_t u = 0; u < 16; u++) {
          const float below = c->low[d * MANY + t + u] - q[d];
          const float above = q[d] - c->high[d * MANY + t + u];
          float outside = below > above ? below : above;
          outside = outside > 0.0f ? outside : 0.0f;
          sum[u] = d == 0 ? outside * outside : sum[u] + outside * outside;
        }
      memcpy(distance + t, sum, sizeof sum);
      mask |= within(sum, bound) << t;
    }
    if (c->count < MANY) mask &= (UINT64_C(1) << c->count) - 1;
    for (; mask; mask &= mask - 1) {
      const int64_t u = __builtin_ctzll(mask);
      if (distance[u] <= bound_of(best, k)) scan_leaf(tree, c->leaf[u], q, dims, -1, k, best);
    }
  }
}

// The squared distance between the nearest points of two boxes.
FM_INLINE float box_distance(const float *a, const float *b, int64_t dims) {
  float sum = 0.0f;
  for (int64_t d = 0; d < dims; d++) {
    const float below = a[d] - b[dims + d], above = b[d] - a[dims + d];
    float outside = below > above ? below : above;
    outside = outside > 0.0f ? outside : 0.0f;
    sum += outside * outside;
  }
  return sum;
}

// Walks through the tree, the nearest first, and scans the leaves near the group's own.
FM_INLINE void scan_other_leaves(const fm_tree *tree, group *g, candidates *c, int64_t k,
                                 int64_t dims) {
  const int64_t inner = tree->leaves - 1;
  const float *own = tree->boxes + (inner + g->leaf) * 2 * dims;
  int64_t nodes[MAX_DEPTH + 2];
  float near[MAX_DEPTH + 2];
  int64_t depth = 0;
  nodes[0] = 0;
  near[0] = 0.0f;
  c->count = 0;
  set_bound(g, k);
  while (depth >= 0) {
    const int64_t node = nodes[depth];
    const float distance = near[depth];
    depth--;
    if (distance > g->bound || node == inner + g->leaf) continue;
    if (node < inner) {
      const int64_t left = 2 * node + 1;
      const float a = box_distance(tree->boxes + left * 2 * dims, own, dims);
      const float z = box_distance(tree->boxes + (left + 1) * 2 * dims, own, dims);
      const int64_t closer = a <= z ? left : left + 1;
      depth++;
      nodes[depth] = left + left + 1 - closer;
      near[depth] = a <= z ? z : a;
      depth++;
      nodes[depth] = closer;
      near[depth] = a <= z ? a : z;
      continue;
    }
    const float *box = tree->boxes + node * 2 * dims;
    for (int64_t d = 0; d < dims; d++) {
      c->low[d * MANY + c->count] = box[d];
      c->high[d * MANY + c->count] = box[dims + d];
    }
    c->leaf[c->count++] = (int32_t)(node - inner);
    if (c->count == MANY) {
      scan_candidates(tree, c, g, k, dims);
      c->count = 0;
      set_bound(g, k);
    }
  }
  scan_candidates(tree, c, g, k, dims);
}

FM_INLINE void query(const fm_tree *tree, int64_t first, int64_t last, int64_t k, int64_t dims,
                     int32_t *indices, float *distances) {
  group g;
  candidates c;
  memset(&c, 0, sizeof c);
  g.leaf = 0;
  g.stride = k < FEW ? FEW : k;
  for (int64_t p = first; p < last; p += g.count) {
    while (p >= tree->starts[g.leaf + 1]) g.leaf++;
    const int64_t end = tree->starts[g.leaf + 1];
    g.first = p - tree->starts[g.leaf];
    g.count = (end < last ? end : last) - p;
    scan_own_leaf(tree, &g, k, dims);
    scan_other_leaves(tree, &g, &c, k, dims);
    for (int64_t i = 0; i < g.count; i++) {
      const int32_t self = tree->order[p + i];
      const double *best = best_of(&g, i);
      indices[self * k] = self;
      distances[self * k] = 0.0f;
      for (int64_t t = 1; t < k; t++) {
        // Places left empty (distances beyond float32) point at the query with weight exp(-inf) = 0.
        const float distance = distance_of(best[t]);
        indices[self * k + t] = distance <= FLT_MAX ? row_of(best[t]) : self;
        distances[self * k + t] = distance;
      }
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
