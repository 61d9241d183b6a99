// The matrix products for one instruction set and one type of number; included once for each.
//
// Before: NAME(f)  the name of f in this set
//         REAL     float or double
//         LANES    numbers in a vector
//         ROWS     rows of a tile: 6 for 16 registers (12 sums, 2 weights, 1 input), 12 for 32
//         TARGET   the instruction set, as an attribute
//         ARGUMENTS          the type of a product's arguments
//         WITH_OUTER         defined where `add_outer` is wanted
//         ACTIVATE(s, n, p)  applies the function after a layer to n sums
// A tile is ROWS x 2 vectors of sums that stay in registers while the products run over the depth;
// at the right edge of a matrix that needs no more it is one vector wide.

typedef REAL NAME(vector) __attribute__((ext_vector_type(LANES)));
typedef REAL NAME(loose) __attribute__((ext_vector_type(LANES), aligned(sizeof(REAL))));

// Rows of weights that are packed side by side: two vectors, or one where no more is left.
TARGET static int64_t NAME(panel)(int64_t columns_left) {
  return columns_left > LANES ? 2 * LANES : LANES;
}

TARGET static int64_t NAME(packed_count)(int64_t depth, int64_t columns) {
  int64_t width = 0;
  while (width < columns) width += NAME(panel)(columns - width);
  return depth * width;
}

TARGET static void NAME(pack)(REAL *restrict packed, const REAL *restrict w, int64_t depth,
                              int64_t columns, int64_t depth_step, int64_t column_step) {
  for (int64_t first = 0; first < columns;) {
    const int64_t width = NAME(panel)(columns - first);
    const int64_t used = columns - first < width ? columns - first : width;
    for (int64_t k = 0; k < depth; k++) {
      const REAL *restrict row = w + k * depth_step + first * column_step;
      REAL *restrict to = packed + k * width;
      for (int64_t c = 0; c < used; c++) to[c] = row[c * column_step];
      for (int64_t c = used; c < width; c++) to[c] = 0;
    }
    packed += depth * width;
    first += width;
  }
}

#define UNROLLED _Pragma("clang loop unroll(full)")

// sum(R, V vectors) += a(R, depth) b(depth, V vectors), with a(r, k) = a[r * row_step + k * depth_step].
#define TILE(R, V)                                                                                \
  TARGET static inline __attribute__((always_inline)) void NAME(tile_##R##_##V)(                 \
      const REAL *restrict a, int64_t row_step, int64_t depth_step, const REAL *restrict b,      \
      int64_t b_stride, int64_t depth, REAL *restrict sum) {                                     \
    NAME(vector) s[R][V];                                                                         \
    UNROLLED for (int r = 0; r < R; r++) UNROLLED for (int v = 0; v < V; v++)                     \
        s[r][v] = *(const NAME(vector) *)(sum + (r * V + v) * LANES);                             \
    for (int64_t k = 0; k < depth; k++) {                                                         \
      NAME(vector) w[V];                                                                          \
      UNROLLED for (int v = 0; v < V; v++) w[v] = *(const NAME(loose) *)(b + v * LANES);          \
      UNROLLED for (int r = 0; r < R; r++) {                                                      \
        const NAME(vector) factor = (NAME(vector))a[r * row_step];                                \
        UNROLLED for (int v = 0; v < V; v++) s[r][v] = factor * w[v] + s[r][v];                   \
      }                                                                                           \
      a += depth_step;                                                                            \
      b += b_stride;                                                                              \
    }                                                                                             \
    UNROLLED for (int r = 0; r < R; r++) UNROLLED for (int v = 0; v < V; v++)                     \
        *(NAME(vector) *)(sum + (r * V + v) * LANES) = s[r][v];                                   \
  }

// Every height from 1 to ROWS is made of these.
#if ROWS == 12
#define EACH_HEIGHT(DO, V) DO(12, V) DO(8, V) DO(4, V) DO(2, V) DO(1, V)
#else
#define EACH_HEIGHT(DO, V) DO(6, V) DO(4, V) DO(2, V) DO(1, V)
#endif
EACH_HEIGHT(TILE, 1)
EACH_HEIGHT(TILE, 2)

// --- y = f(x w + bias), or y += x w --------------------------------------------------------------

// `used` of `width` numbers; the loop is for the right edge only.
#define COPY(to, from, used, width)                                                               \
  if ((used) == (width)) {                                                                        \
    memcpy(to, from, (width) * sizeof(REAL));                                                     \
  } else {                                                                                        \
    for (int64_t c = 0; c < (used); c++) (to)[c] = (from)[c];                                     \
  }

#define PRODUCT_TILES(R, V)                                                                       \
  for (; row + R <= p->rows; row += R) {                                                          \
    REAL *restrict y = p->y + row * p->y_stride + first;                                          \
    for (int r = 0; r < R; r++) {                                                                 \
      const REAL *restrict start = p->accumulate ? y + r * p->y_stride : bias;                    \
      COPY(sum + r * V * LANES, start, p->accumulate ? used : V * LANES, V * LANES)               \
    }                                                                                             \
    NAME(tile_##R##_##V)(p->x + row * p->x_stride, p->x_stride, 1, w, V * LANES, p->depth, sum);  \
    ACTIVATE(sum, R * V * LANES, p)                                                               \
    for (int r = 0; r < R; r++) { COPY(y + r * p->y_stride, sum + r * V * LANES, used, V * LANES) } \
  }

TARGET static void NAME(product)(const ARGUMENTS *p) {
  REAL sum[ROWS * 2 * LANES] __attribute__((aligned(64))) = {0};
  REAL bias[2 * LANES] __attribute__((aligned(64))) = {0};
  const REAL *restrict w = p->packed;
  for (int64_t first = 0; first < p->columns;) {
    const int64_t width = NAME(panel)(p->columns - first);
    const int64_t used = p->columns - first < width ? p->columns - first : width;
    if (p->bias)
      for (int64_t c = 0; c < used; c++) bias[c] = p->bias[first + c];
    int64_t row = 0;
    if (width > LANES) {
      EACH_HEIGHT(PRODUCT_TILES, 2)
    } else {
      EACH_HEIGHT(PRODUCT_TILES, 1)
    }
    w += p->depth * width;
    first += width;
  }
}

#ifdef WITH_OUTER
// --- dw += dy^T x ----------------------------------------------------------------------------------

#define OUTER_TILES(R, V)                                                                         \
  for (; o + R <= outputs; o += R) {                                                              \
    for (int r = 0; r < R; r++) {                                                                 \
      const REAL *restrict from = dw + (o + r) * inputs + first;                                  \
      COPY(sum + r * V * LANES, from, used, V * LANES)                                            \
    }                                                                                             \
    NAME(tile_##R##_##V)(dy + row * dy_stride + o, 1, dy_stride, b, b_stride, count, sum);        \
    for (int r = 0; r < R; r++) {                                                                 \
      REAL *restrict to = dw + (o + r) * inputs + first;                                          \
      COPY(to, sum + r * V * LANES, used, V * LANES)                                              \
    }                                                                                             \
  }

// So many rows of two columns of tiles stay in the first-level cache.
#define OUTER_ROWS 128

TARGET static void NAME(add_outer)(REAL *restrict dw, const REAL *restrict dy, int64_t dy_stride,
                                   int64_t outputs, const REAL *restrict x, int64_t x_stride,
                                   int64_t inputs, int64_t rows) {
  REAL sum[ROWS * 2 * LANES] __attribute__((aligned(64))) = {0};
  REAL edge[OUTER_ROWS * 2 * LANES] __attribute__((aligned(64)));
  for (int64_t row = 0; row < rows; row += OUTER_ROWS) {
    const int64_t count = rows - row < OUTER_ROWS ? rows - row : OUTER_ROWS;
    for (int64_t first = 0; first < inputs;) {
      const int64_t width = NAME(panel)(inputs - first);
      const int64_t used = inputs - first < width ? inputs - first : width;
      const REAL *b = x + row * x_stride + first;
      int64_t b_stride = x_stride;
      if (used < width) {  // A vector would read past the row.
        for (int64_t k = 0; k < count; k++)
          for (int64_t c = 0; c < width; c++)
            edge[k * width + c] = c < used ? b[k * x_stride + c] : 0;
        b = edge;
        b_stride = width;
      }
      int64_t o = 0;
      if (width > LANES) {
        EACH_HEIGHT(OUTER_TILES, 2)
      } else {
        EACH_HEIGHT(OUTER_TILES, 1)
      }
      first += width;
    }
  }
}

#undef OUTER_TILES
#undef OUTER_ROWS
#endif

#undef UNROLLED
#undef TILE
#undef EACH_HEIGHT
#undef COPY
#undef PRODUCT_TILES
#undef NAME
#undef REAL
#undef LANES
#undef ROWS
#undef TARGET
#undef ARGUMENTS
#undef ACTIVATE
#undef WITH_OUTER
