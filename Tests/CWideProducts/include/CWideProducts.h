// The tiles of processors with AVX-512, compiled for any processor, so that every machine can test them.
#pragma once

#include "CKernels.h"

extern const fm_products wide_products;
