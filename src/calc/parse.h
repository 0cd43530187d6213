// SPDX-License-Identifier: MIT
#pragma once
// Tokens become an expression, just as typed.  From loose to tight:
//
//   choice      any ? choice : choice
//   or, and     or, and
//   not         prefix
//   comparison  < <= > >= = !=            chained: 0 < x < 1
//   sum         + -
//   product     * / mod, and standing side by side
//   sign        prefix + -
//   power       ^ and superscripts        right to left
//
//   function    name ( choice , … )  or  name power product-without-names
//   operand     number, letter, ( choice ), |choice|, { choice : choice , … }

#include "calc/parser.h"

// Reads tokens (ended by TOKEN_END) into a graph and the list of its parameters; the
// expression, or EXPR_NONE and a fault.
expr parse_tokens(struct graph *g, struct letters letters, const struct token *tokens,
                  struct fault *fault);
