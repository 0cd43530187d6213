// SPDX-License-Identifier: MIT
#pragma once
// The languages that formulas are written in for other programs: rows of data.

#include "base/text.h"
#include "calc/op.h"

// How loosely a piece of code holds together: an atom needs no brackets anywhere.
enum { LOOSE_ATOM, LOOSE_POWER, LOOSE_PRODUCT, LOOSE_SIGN, LOOSE_SUM, LOOSE_COMPARE,
       LOOSE_NOT, LOOSE_JOIN, LOOSE_CHOICE, LOOSE_ANY };

// Code with places for what it is about, %a to %c.  A digit behind one says how loose at
// most it may be: "%a4 + %b2" takes a sum and a product, "sin(%a)" takes anything.
struct form {
    const char *text;
    int loose;                  // of the whole
    const char *checked;        // instead, unless the operands are known to be fine: the
                                // plain one would stop, or make a value of none
};

// What a language lacks, or has elsewhere.  It is put in front of a program that says
// its name; it may need pieces that stand before it.
struct piece {
    const char *name;
    const char *code;           // NULL: the name is to be imported
};

// How programs are put together.  Lines of one statement are divided by \n.
struct grammar {
    const char *comment;        // in front of each of its lines
    const char *head, *import;  // of a program; names that are to be imported
    const char *constant;       // a = b, outside of functions
    const char *local;          // a = b, within one
    const char *variable;       // the same, and it will change
    const char *assign;         // a = b
    const char *when, *loop;    // a; a from b to before c
    bool inclusive;             // to c, not to before it
    const char *counter;        // the a of a loop as a number
    const char *end, *leave;    // of a block; out of a loop
    const char *function[4];    // of x and y, named a: gives so many numbers
    const char *result[4];      // the last line of one: a, b, c
    const char *no_result[4];   // lines of one in front, that give none where f has none
    const char *unused;         // says that one has no use for its a; or NULL
    const char *walk;           // first line of a function that changes x and y
    const char *arrived;        // gives them back
    const char *remember[2];    // their path: its first point, and each new one; or NULL
    const char *ask[4];         // the gradient (gx, gy), the Hessian (hxx, hxy, hyy)
    const char *value;          // what gives f, or no number, whatever the point is
    const char *noise, *draw;   // from seed a; two normal numbers nx, ny
    const char *begin, *finish; // the main program
    const char *check;          // prints gradient and finite difference at (a, b)
    const char *run;            // descends from (a, b), prints where to and its c
};

struct language {
    struct form form[OP_COUNT];
    struct form square;         // of a letter; no text: as other powers
    struct form whole;          // a power with a whole number, written without point
    bool below_0;               // also with a negative one
    struct form growth;         // a power of a positive number; no text: as others
    const char *infinite;
    const char *is_undefined;   // of a
    const char *typed;          // after a number that stands for itself
    bool points;                // 2.0, not 2
    const char *const *reserved;        // what a parameter cannot be called
    const struct piece *pieces;
    struct grammar grammar;
};

// What nearly all of them have alike.
#define LANGUAGE_ARITHMETIC                                                           \
    [OP_X] = {"x", 0, NULL}, [OP_Y] = {"y", 0, NULL},                                 \
    [OP_ADD] = {"%a4 + %b2", LOOSE_SUM, NULL}, [OP_SUB] = {"%a4 - %b2", LOOSE_SUM, NULL},   \
    [OP_MUL] = {"%a3*%b1", LOOSE_PRODUCT, NULL}, [OP_NEG] = {"-%a2", LOOSE_SIGN, NULL},     \
    [OP_LT] = {"%a4 < %b4", LOOSE_COMPARE, NULL},                                     \
    [OP_LE] = {"%a4 <= %b4", LOOSE_COMPARE, NULL},                                    \
    [OP_GT] = {"%a4 > %b4", LOOSE_COMPARE, NULL},                                     \
    [OP_GE] = {"%a4 >= %b4", LOOSE_COMPARE, NULL},                                    \
    [OP_EQ] = {"%a4 == %b4", LOOSE_COMPARE, NULL},                                    \
    [OP_NE] = {"%a4 != %b4", LOOSE_COMPARE, NULL}
#define LANGUAGE_JOINS                                                                \
    [OP_AND] = {"%a5 && %b5", LOOSE_JOIN, NULL},                                      \
    [OP_OR] = {"%a5 || %b5", LOOSE_JOIN, NULL}, [OP_NOT] = {"!(%a)", 0, NULL}

extern const struct language language_python, language_julia, language_rust, language_c;

enum { LANGUAGE_PYTHON, LANGUAGE_JULIA, LANGUAGE_RUST, LANGUAGE_C, LANGUAGES };
extern const struct language *const languages[LANGUAGES];

// The operands as they stand: brackets are the caller's.  One that is not used is NULL.
void language_fill(struct text *out, const char *form, const char *a, const char *b,
                   const char *c);

// How loose that operand, 'a' to 'c', may be in a form.
int language_most(const char *form, char operand);

// Puts in front of the code what it needs: imports, pieces.
void language_add_pieces(struct text *out, const struct language *l, const char *code);

// A parameter's name, "β" or "w_1", as an identifier.
void language_add_name(struct text *out, const struct language *l, const char *name);

// A number among variables: "2" or "2.0", "0.1".
void language_add_number(struct text *out, const struct language *l, double value);
