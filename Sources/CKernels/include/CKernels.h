// The few vector kernels of the engine. Plain C, float32 but for relevance, one source for several instruction sets.
// All matrices are row-major; a stride is the distance between rows in floats.
#pragma once

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// --- Activations (activations.c) ---------------------------------------------------------------

// d(rows, columns) *= ELU'(z), with the derivative taken from the output y = ELU(z).
void fm_elu_backward(float *d, int64_t d_stride, const float *y, int64_t y_stride, int64_t rows,
                     int64_t columns);
// d(rows, columns) *= LeakyReLU'(z), from the output y.
void fm_leaky_relu_backward(float *d, int64_t d_stride, const float *y, int64_t y_stride,
                            int64_t rows, int64_t columns, float slope);
// sum(columns) += the sum of the rows of x.
void fm_add_column_sums(float *sum, const float *x, int64_t rows, int64_t columns, int64_t stride);

// --- Matrix products (products.c) ------------------------------------------------------------------

// The function after a linear layer.
typedef enum fm_activation { fm_no_activation, fm_elu, fm_leaky_relu } fm_activation;

// y(rows, columns) = f(x(rows, depth) w(depth, columns) + bias), or with `accumulate` y += x w.
typedef struct fm_product {
  float *y;
  int64_t y_stride;
  const float *x;
  int64_t x_stride;
  int64_t rows;
  const float *packed;  // w, as `pack` makes it
  int64_t depth, columns;
  const float *bias;  // columns numbers; null for none; not used with `accumulate`
  int32_t accumulate;
  fm_activation activation;
  float slope;  // of the leaky ReLU below 0
} fm_product;

// The same without a function.
typedef struct fm_product_double {
  double *y;
  int64_t y_stride;
  const double *x;
  int64_t x_stride;
  int64_t rows;
  const double *packed;
  int64_t depth, columns;
  const double *bias;
  int32_t accumulate;
} fm_product_double;

// The products for one instruction set. What one has packed, no other can read.
typedef struct fm_products {
  // Numbers that w(depth, columns) takes when it is packed.
  int64_t (*packed_count)(int64_t depth, int64_t columns);
  // Packs w(k, c) = w[k * depth_step + c * column_step], so that a product reads it in one go.
  void (*pack)(float *packed, const float *w, int64_t depth, int64_t columns, int64_t depth_step,
               int64_t column_step);
  void (*product)(const fm_product *arguments);
  // dw(outputs, inputs) += dy(rows, outputs)^T x(rows, inputs); dw has no gaps.
  void (*add_outer)(float *dw, const float *dy, int64_t dy_stride, int64_t outputs, const float *x,
                    int64_t x_stride, int64_t inputs, int64_t rows);
  int64_t (*packed_count_double)(int64_t depth, int64_t columns);
  void (*pack_double)(double *packed, const double *w, int64_t depth, int64_t columns,
                      int64_t depth_step, int64_t column_step);
  void (*product_double)(const fm_product_double *arguments);
} fm_products;

// The products of an instruction set, numbered from 0, the one every processor has; null if this
// processor does not have it, or if there is none of this number.
const fm_products *fm_products_of(int64_t set);
// The fastest ones this processor has.
const fm_products *fm_products_best(void);

// --- Nearest neighbours (neighbours.c) -----------------------------------------------------------

typedef struct fm_tree fm_tree;

// A kd-tree without points; null if memory is short.
fm_tree *fm_tree_new(void);
// Makes it a tree over points(n, dims), which are copied, in the memory of the tree before where that is
// enough. All coordinates must be finite. 1 <= n < 2^30, 1 <= dims <= 32. 0 if memory is short.
int fm_tree_build(fm_tree *tree, const float *points, int64_t n, int64_t dims, int64_t stride);
void fm_tree_free(fm_tree *tree);
// The points come in an order in which close ones are near; a query speaks of places in that order.
// For the points at places [first, last): the k nearest points (the point itself among them, always
// first; ties go to the smaller index) to indices(n, k) and their squared distances to
// distances(n, k), both written at the point's own row. 1 <= k <= min(n, 128).
void fm_tree_query(const fm_tree *tree, int64_t first, int64_t last, int64_t k, int32_t *indices,
                   float *distances);

// --- GravNet aggregation (aggregation.c) ---------------------------------------------------------
// Row i of indices and weights (stride k) lists the neighbours j of node i. Feature rows are padded
// with zeros to a multiple of 16, and `width` is that padded width.

// w(i, :) = exp(-10 d2(i, :)) in place, rows [first, last).
void fm_gravnet_weights(float *d2, int64_t first, int64_t last, int64_t k);
// m(i, :) = sum_j w_ij h(j, :), rows [first, last).
void fm_gravnet_aggregate(float *m, const float *h, int64_t width, const int32_t *indices,
                          const float *weights, int64_t k, int64_t first, int64_t last);
// From dm = dL/dm: g_ij = -20 w_ij (dm(i, :) . h(j, :)), the gradient of the squared distance doubled,
// rows [first, last). Then dL/ds_i = sum_j g_ij (s_i - s_j) for its own edges, and the opposite for s_j.
void fm_gravnet_edge_gradients(float *g, const float *dm, const float *h, int64_t width,
                               const int32_t *indices, const float *weights, int64_t k,
                               int64_t first, int64_t last);
// The edges by their end j: edges[starts[j] ..< starts[j + 1]] are the numbers i * k + slot with
// indices[i * k + slot] == j, ascending. starts has n + 1 places, edges n * k.
void fm_gravnet_transpose(int32_t *starts, int32_t *edges, const int32_t *indices, int64_t n,
                          int64_t k);
// For nodes j in [first, last): dh(j, :) = sum over edges i -> j of w_ij dm(i, :), and
// ds(j, :) = sum of g_ij (s_i - s_j) over its own edges and of g (s_j - s_i) over edges that end in it.
void fm_gravnet_gather_gradients(float *dh, float *ds, const float *dm, int64_t width,
                                 const float *s, int64_t dims, int64_t s_stride, const float *g,
                                 const float *weights, const int32_t *indices, int64_t k,
                                 const int32_t *starts, const int32_t *edges, int64_t first,
                                 int64_t last);

// --- Relevance, in float64 (relevance.c) ------------------------------------------------------------
// Matrices are row-major without gaps. Where `nodes` is given, row i of the other matrix is
// nodes[i]; null stands for i itself.

// y(rows, columns) = f(z + bias(columns)): the identity, ELU, LeakyReLU.
void fm_double_bias(double *y, const double *z, const double *bias, int64_t rows, int64_t columns);
void fm_double_bias_elu(double *y, const double *z, const double *bias, int64_t rows,
                        int64_t columns);
void fm_double_bias_leaky_relu(double *y, const double *z, const double *bias, int64_t rows,
                               int64_t columns, double slope);
// weights(n, k) = exp(-10 |s_i - s_j|^2) for j = indices(i, q), rows [first, last); s(n, dims).
void fm_double_weights(double *weights, const double *s, const int32_t *indices, int64_t k,
                       int64_t first, int64_t last, int64_t dims);
// m(i, :) = sum_j w_ij h(j, :) and, unless null, positive(i, :) = the sum of its positive terms, rows
// [first, last).
void fm_double_aggregate(double *m, double *positive, const double *h, const int32_t *indices,
                         const double *weights, int64_t k, int64_t first, int64_t last,
                         int64_t width);
// r(rows, columns) = r / (z + epsilon sign(z)), sign(0) = +1, or without the sign; 0 where the divisor
// is 0.
void fm_relevance_divide(double *r, const double *z, const int32_t *nodes, int64_t rows,
                         int64_t columns, double epsilon, int32_t is_signed);
// r(rows, columns) *= x.
void fm_relevance_multiply(double *r, const double *x, const int32_t *nodes, int64_t rows,
                           int64_t columns);
// r = x (r + gamma a) with a = agreeing where x > 0 and r - agreeing elsewhere.
void fm_relevance_multiply_gamma(double *r, const double *agreeing, const double *x,
                                 const int32_t *nodes, int64_t rows, int64_t columns,
                                 double gamma);
// z += gamma (the sum of those terms of z that have its sign), from the sum of its positive terms.
void fm_relevance_favour(double *z, const double *positive, int64_t count, double gamma);
// s where z >= 0 to `positive` and where z < 0 to `negative`, 0 elsewhere; both have rows of `stride`.
void fm_relevance_split(double *positive, double *negative, const double *s, const double *z,
                        const int32_t *nodes, int64_t rows, int64_t columns, int64_t stride);
// For the `count` nodes that carry relevance: v(j, :) = sum over them of w_ij u(i, :), one row for
// each node j that anything arrives at, listed in `next`; both need min(count k, n) rows. `places` (n)
// holds -1 before and after. The number of rows is returned.
int64_t fm_relevance_exchange(double *v, int32_t *next, const double *u, const int32_t *nodes,
                              int64_t count, int64_t width, const int32_t *indices,
                              const double *weights, int64_t k, int32_t *places);
// r(rows, width) = h (p + n + gamma (h > 0 ? p : n)) with v = [p | n] (rows, 2 width).
void fm_relevance_receive(double *r, const double *v, const double *h, const int32_t *nodes,
                          int64_t rows, int64_t width, double gamma);
// out(rows, 12) = r(rows, width) times the node's own maps(n, width, 12).
void fm_relevance_map(double *out, const double *r, const double *maps, const int32_t *nodes,
                      int64_t rows, int64_t width);

// --- Optimiser (adam.c) --------------------------------------------------------------------------

// One Adam step over n parameters. gradient(p) is the sum of `lanes` rows of gradients (stride
// lane_stride), added in ascending order and multiplied by scale.
typedef struct {
  float learning_rate, beta1, beta2, epsilon, weight_decay;
  float correction1, correction2;  // 1 - beta^t
  float scale;
} fm_adam_step;
void fm_adam(float *weights, float *first, float *second, const float *gradients, int64_t lanes,
             int64_t lane_stride, int64_t n, const fm_adam_step *step);
// The sum of squares of the summed gradient, in double precision.
double fm_gradient_square(const float *gradients, int64_t lanes, int64_t lane_stride, int64_t n);

#ifdef __cplusplus
}
#endif
