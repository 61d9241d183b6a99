// The matrix products for one instruction set and one type of number; included once for each.
//
// Before: NAME(f)  the name of f in this set
//         REAL     float or double
//         LANES    numbers in a vector
//         ROWS     rows of a tile: 6 for 16 registers (12 sums, 2 weights, 1 input), 12 for 32
//         TARGET   the instruction set, as an attribute
//         ARGUMENTS          the type of a product's arguments
//         FOR_LAYERS         defined where layers are computed with it: functions after a layer, `add_outer`
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

// to(R, V vectors) = from(R, V vectors) + a(R, depth) b(depth, V vectors), with
// a(r, k) = a[r * row_step + k * depth_step]; `from` and `to` may be the same.
#define TILE(R, V)                                                                                \
  TARGET static inline __attribute__((always_inline)) void NAME(tile_##R##_##V)(                 \
      const REAL *restrict a, int64_t row_step, int64_t depth_step, const REAL *restrict b,      \
      int64_t b_stride, int64_t depth, const REAL *from, int64_t from_stride, REAL *to,          \
      int64_t to_stride) {                                                                        \
    NAME(vector) s[R][V];                                                                         \
    UNROLLED for (int r = 0; r < R; r++) UNROLLED for (int v = 0; v < V; v++)                     \
        s[r][v] = *(const NAME(loose) *)(from + r * from_stride + v * LANES);                     \
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
        *(NAME(loose) *)(to + r * to_stride + v * LANES) = s[r][v];                               \
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

// At the right edge, where fewer than V vectors are used, a tile is computed beside the matrix.
#define BESIDE(to, to_stride, from, from_stride, rows, columns)                                   \
  for (int64_t r = 0; r < (rows); r++)                                                            \
    for (int64_t c = 0; c < (columns); c++)                                                       \
      (to)[r * (to_stride) + c] = (from)[r * (from_stride) + c];

#ifdef FOR_LAYERS
// A function of its own, so that its constants stay in registers; whole tiles have fixed widths.
TARGET static __attribute__((noinline)) void NAME(activate)(const ARGUMENTS *p, REAL *y,
                                                            int64_t stride, int64_t rows,
                                                            int64_t columns) {
  if (columns == 2 * LANES) {
    activate(y, stride, rows, 2 * LANES, p);
  } else {
    activate(y, stride, rows, LANES, p);
  }
}
#define ACTIVATE(y, stride, rows, columns)                                                        \
  if (p->activation != fm_no_activation) NAME(activate)(p, y, stride, rows, columns);
#else
#define ACTIVATE(y, stride, rows, columns)
#endif

#define PRODUCT_TILES(R, V)                                                                       \
  for (; row + R <= end; row += R) {                                                              \
    const REAL *x = p->x + row * p->x_stride;                                                     \
    REAL *y = p->y + row * p->y_stride + first;                                                   \
    if (used == V * LANES) {                                                                      \
      NAME(tile_##R##_##V)(x, p->x_stride, 1, w, V * LANES, p->depth, p->accumulate ? y : bias,   \
                           p->accumulate ? p->y_stride : 0, y, p->y_stride);                      \
      continue;                                                                                   \
    }                                                                                             \
    BESIDE(sum, V * LANES, p->accumulate ? y : bias, p->accumulate ? p->y_stride : 0, R, used)    \
    NAME(tile_##R##_##V)(x, p->x_stride, 1, w, V * LANES, p->depth, sum, V * LANES, sum,          \
                         V * LANES);                                                              \
    ACTIVATE(sum, V * LANES, R, V * LANES)                                                        \
    BESIDE(y, p->y_stride, sum, V * LANES, R, used)                                               \
  }

// The function after a layer waits for so many rows of a column of tiles, which are still in the
// first-level cache then: at the end of each tile its long chain would have to be waited for.
#define TOGETHER 240

TARGET static void NAME(product)(const ARGUMENTS *p) {
  REAL sum[ROWS * 2 * LANES] __attribute__((aligned(64))) = {0};
  REAL bias[2 * LANES] __attribute__((aligned(64))) = {0};
  const REAL *restrict w = p->packed;
  for (int64_t first = 0; first < p->columns;) {
    const int64_t width = NAME(panel)(p->columns - first);
    const int64_t used = p->columns - first < width ? p->columns - first : width;
    if (p->bias)
      for (int64_t c = 0; c < used; c++) bias[c] = p->bias[first + c];
    for (int64_t start = 0; start < p->rows; start += TOGETHER) {
      const int64_t end = p->rows - start < TOGETHER ? p->rows : start + TOGETHER;
      int64_t row = start;
      if (width > LANES) {
        EACH_HEIGHT(PRODUCT_TILES, 2)
        if (used == width) {
          ACTIVATE(p->y + start * p->y_stride + first, p->y_stride, end - start, 2 * LANES)
        }
      } else {
        EACH_HEIGHT(PRODUCT_TILES, 1)
        if (used == width) {
          ACTIVATE(p->y + start * p->y_stride + first, p->y_stride, end - start, LANES)
        }
      }
    }
    w += p->depth * width;
    first += width;
  }
}

#ifdef FOR_LAYERS
// --- dw += dy^T x ----------------------------------------------------------------------------------

#define OUTER_TILES(R, V)                                                                         \
  for (; o + R <= outputs; o += R) {                                                              \
    const REAL *a = dy + row * dy_stride + o;                                                     \
    REAL *to = dw + o * inputs + first;                                                           \
    if (used == V * LANES) {                                                                      \
      NAME(tile_##R##_##V)(a, 1, dy_stride, b, b_stride, count, to, inputs, to, inputs);          \
      continue;                                                                                   \
    }                                                                                             \
    BESIDE(sum, V * LANES, to, inputs, R, used)                                                   \
    NAME(tile_##R##_##V)(a, 1, dy_stride, b, b_stride, count, sum, V * LANES, sum, V * LANES);    \
    BESIDE(to, inputs, sum, V * LANES, R, used)                                                   \
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
#undef BESIDE
#undef TOGETHER
#undef PRODUCT_TILES
#undef NAME
#undef REAL
#undef LANES
#undef ROWS
#undef TARGET
#undef ARGUMENTS
#undef ACTIVATE
#undef FOR_LAYERS
