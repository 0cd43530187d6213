// SPDX-License-Identifier: MIT
#include HEADER
#include HEADER

typedef int not_empty;
