// SPDX-License-Identifier: MIT
#pragma once
// How much a formula may hold.

enum {
    FORMULA_MOST_BYTES = 4096,
    FORMULA_MOST_DEPTH = 200,
    FORMULA_MOST_TEXT = 1 << 18,    // bytes that are printed, then "…"
    FORMULA_MOST_PARAMETERS = 8,
    FORMULA_NAME = 24           // bytes of a parameter's name, zero byte included
};
