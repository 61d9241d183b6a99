#include "CWideProducts.h"

#include <string.h>

#include "../../Sources/CKernels/layer_functions.h"

#define NAME(f) f##_wide
#define REAL float
#define LANES 16
#define ROWS 12
#define TARGET
#define ARGUMENTS fm_product
#define FOR_LAYERS
#include "../../Sources/CKernels/product_tile.h"

#define NAME(f) f##_wide_double
#define REAL double
#define LANES 8
#define ROWS 12
#define TARGET
#define ARGUMENTS fm_product_double
#include "../../Sources/CKernels/product_tile.h"

const fm_products wide_products = {packed_count_wide,        pack_wide,        product_wide,       add_outer_wide,
                                   packed_count_wide_double, pack_wide_double, product_wide_double};
