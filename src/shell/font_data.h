// SPDX-License-Identifier: MIT
#pragma once
// The font files as they are in assets/fonts, put into the program by font_data.S.

#include <stdint.h>

extern const uint8_t font_normal[], font_normal_end[];
extern const uint8_t font_bold[], font_bold_end[];
extern const uint8_t font_condensed[], font_condensed_end[];
extern const uint8_t font_condensed_bold[], font_condensed_bold_end[];
