// SPDX-License-Identifier: MIT
#include "eval/interval.h"

#include "eval/interval_gamma.h"
#include "eval/interval_round.h"

static const double pi = 3.14159265358979323846;
static const double most_exact_angle = 1e8;     // beyond, sin may be anything

static interval nowhere(void)
{
    return (interval){0, 0, INTERVAL_NOWHERE | INTERVAL_UNDEFINED};
}

static interval within(interval a, double low, double high)
{
    a.low = larger(a.low, low);
    a.high = smaller(a.high, high);
    return a;
}

interval interval_number(double value)
{
    if (isnan(value))
        return nowhere();
    if (isinf(value))
        return whole(INTERVAL_UNDEFINED);
    return (interval){value, value, 0};
}

interval interval_both(interval a, interval b)
{
    double low = larger(a.low, b.low), high = smaller(a.high, b.high);
    return low <= high ? (interval){low, high, a.marks} : a;
}

static double times(double a, double b) { return a == 0 || b == 0 ? 0 : a * b; }

static interval product(interval a, interval b)
{
    double p = times(a.low, b.low), q = times(a.low, b.high), r = times(a.high, b.low),
           s = times(a.high, b.high);
    return wide(smaller(smaller(p, q), smaller(r, s)),
                larger(larger(p, q), larger(r, s)), a.marks | b.marks);
}

static interval quotient(interval a, interval b)
{
    unsigned marks = a.marks | b.marks;
    if (!has(b, 0)) {
        interval inverse = wide(1 / b.low, 1 / b.high, b.marks);
        return product(a, inverse);
    }
    marks |= INTERVAL_BROKEN;
    if (b.low == b.high || (b.low < 0 && b.high > 0) || (a.low < 0 && a.high > 0))
        return whole(marks);
    double far = b.low < 0 ? b.low : b.high;                // one-sided: 0 is an end
    bool positive = (a.low >= 0) == (far > 0);
    double near = positive == (far > 0) ? a.low / far : a.high / far;
    return positive ? wide(near, INFINITY, marks) : wide(-INFINITY, near, marks);
}

static interval whole_power(interval a, double n)
{
    unsigned marks = a.marks;
    if (n < 0)
        return quotient(interval_number(1), whole_power(a, -n));
    double p = n == 2 ? a.low * a.low : pow(a.low, n);
    double q = n == 2 ? a.high * a.high : pow(a.high, n);
    if (n == 0)
        return (interval){1, 1, marks};
    if (fmod(n, 2) == 0 && has(a, 0))
        return within(wide(0, larger(p, q), marks), 0, INFINITY);
    return wide(p, q, marks);
}

// a >= 0 (what of it is): monotone in base and exponent, so the corners tell.
static interval corner_power(interval a, interval b, unsigned marks)
{
    double p = pow(a.low, b.low), q = pow(a.low, b.high), r = pow(a.high, b.low),
           s = pow(a.high, b.high);
    if (a.low == 0 && b.low <= 0)
        marks |= INTERVAL_BROKEN;
    return within(wide(smaller(smaller(p, q), smaller(r, s)),
                       larger(larger(p, q), larger(r, s)), marks), 0, INFINITY);
}

static interval power(interval a, interval b)
{
    unsigned marks = a.marks | b.marks;
    if (b.low == b.high && b.low == floor(b.low) && !isinf(b.low)) {
        interval p = whole_power(a, b.low);
        p.marks |= marks;
        return p;
    }
    if (a.low >= 0)
        return corner_power(a, b, marks);
    bool holds_whole = floor(b.high) >= ceil(b.low);
    interval positive = {0, larger(a.high, 0), 0};
    marks |= INTERVAL_UNDEFINED | (holds_whole ? INTERVAL_JUMP : 0);
    if (!holds_whole)
        return a.high < 0 ? nowhere() : corner_power(positive, b, marks);
    interval size = corner_power((interval){0, larger(-a.low, a.high), 0}, b, marks);
    size.low = -size.high;
    return size;
}

typedef double function(double);

static interval rising(function *f, interval a)
{
    return wide(f(a.low), f(a.high), a.marks);
}

// As C's pow: whatever to the power 0, and 1 to whatever, is 1, NaN or not.
static interval total_power(interval a, interval b)
{
    bool one = (has(a, 1) && !(a.marks & INTERVAL_NOWHERE)) ||
               (has(b, 0) && !(b.marks & INTERVAL_NOWHERE));
    unsigned marks = a.marks | b.marks;
    if (marks & INTERVAL_NOWHERE)
        return one ? (interval){1, 1, INTERVAL_BROKEN} : nowhere();
    interval p = power(a, b);
    if (!one || !(marks & INTERVAL_UNDEFINED) || (p.marks & INTERVAL_NOWHERE))
        return p;
    return (interval){smaller(p.low, 1), larger(p.high, 1), p.marks | INTERVAL_BROKEN};
}

// A rising function with a domain [low, high]; where it ends in ±inf is a pole.
static interval rising_on(function *f, interval a, double low, double high)
{
    if (a.high < low || a.low > high)
        return nowhere();
    double p = f(larger(a.low, low)), q = f(smaller(a.high, high));
    bool leaves = a.low < low || a.high > high || isinf(p) || isinf(q);
    return wide(p, q, a.marks | (leaves ? INTERVAL_UNDEFINED : 0));
}

// Whether some first + k·step, k whole, lies in a (or as good as in it).
static bool holds_step(interval a, double first, double step)
{
    double slack = 1e-15 * (1 + larger(fabs(a.low), fabs(a.high)) / step);
    double most = floor((a.high - first) / step + slack);
    return most >= ceil((a.low - first) / step - slack);
}

static bool too_far(interval a)
{
    return !(a.low > -most_exact_angle && a.high < most_exact_angle);
}

static interval wave(function *f, interval a, double top)
{
    if (too_far(a))
        return (interval){-1, 1, a.marks};
    interval w = wide(f(a.low), f(a.high), a.marks);
    if (holds_step(a, top, 2 * pi))
        w.high = 1;
    if (holds_step(a, top + pi, 2 * pi))
        w.low = -1;
    return within(w, -1, 1);
}

// tan and cot: monotone between poles a step of π apart.
static interval between_poles(double at_low, double at_high, interval a, double pole)
{
    if (too_far(a) || holds_step(a, pole, pi))
        return whole(a.marks | INTERVAL_BROKEN);
    return wide(at_low, at_high, a.marks);
}

// A function of |a| that rises with it.
static interval even(function *f, interval a)
{
    double p = f(fabs(a.low)), q = f(fabs(a.high));
    return has(a, 0) ? within(wide(f(0), larger(p, q), a.marks), f(0), INFINITY)
                     : wide(p, q, a.marks);
}

static interval steps(function *f, interval a)
{
    double p = f(a.low), q = f(a.high);
    return (interval){p, q, a.marks | (p < q ? INTERVAL_JUMP | INTERVAL_KINK : 0)};
}

static double of_sign(double x) { return (x > 0) - (x < 0); }
static double of_step(double x) { return x >= 0; }
static double of_round(double x) { return op_apply(OP_ROUND, x, 0, 0); }
static double of_sigmoid(double x) { return op_apply(OP_SIGMOID, x, 0, 0); }
static double of_softplus(double x) { return op_apply(OP_SOFTPLUS, x, 0, 0); }
static double of_relu(double x) { return x < 0 ? 0 : x; }

static interval kinked(interval a, bool kink)
{
    a.marks |= kink ? INTERVAL_KINK : 0;
    return a;
}

static interval sinc(interval a)
{
    double p = fabs(a.low), q = fabs(a.high), far = larger(p, q);
    double near = has(a, 0) ? 0 : smaller(p, q);
    if (far <= pi)
        return wide(op_apply(OP_SINC, far, 0, 0), op_apply(OP_SINC, near, 0, 0),
                    a.marks);
    if (has(a, 0))
        return (interval){-0.2173, 1, a.marks};
    return within(quotient(wave(sin, a, pi / 2), a), -0.2173, 1);
}

static interval angle(interval y, interval x)
{
    unsigned marks = y.marks | x.marks;
    if (has(y, 0) && x.low <= 0)                            // 0 may be −0
        return wide(-pi, pi, marks | INTERVAL_JUMP | INTERVAL_KINK);
    double p = atan2(y.low, x.low), q = atan2(y.low, x.high), r = atan2(y.high, x.low),
           s = atan2(y.high, x.high);
    return wide(smaller(smaller(p, q), smaller(r, s)),
                larger(larger(p, q), larger(r, s)), marks);
}

static interval difference(interval a, interval b)
{
    return wide(a.low - b.high, a.high - b.low, a.marks | b.marks);
}

static interval modulo(interval a, interval b)
{
    interval ratio = quotient(a, b);
    unsigned marks = ratio.marks;
    double turn = floor(ratio.low);
    interval rest = {smaller(b.low, 0), larger(b.high, 0), marks};
    if (isfinite(turn) && turn == floor(ratio.high)) {
        interval exact = difference(a, product(interval_number(turn), b));
        return interval_both(exact, rest);
    }
    rest.marks |= INTERVAL_JUMP | INTERVAL_KINK;
    return rest;
}

static interval size_of(interval a)             // |a|
{
    double p = fabs(a.low), q = fabs(a.high);
    return (interval){has(a, 0) ? 0 : smaller(p, q), larger(p, q), a.marks};
}

static interval diagonal(interval a, interval b)
{
    interval p = size_of(a), q = size_of(b);
    interval h = within(wide(hypot(p.low, q.low), hypot(p.high, q.high),
                             a.marks | b.marks), 0, INFINITY);
    return kinked(h, has(a, 0) && has(b, 0));
}

static interval lesser(interval a, interval b)
{
    interval m = {smaller(a.low, b.low), smaller(a.high, b.high), a.marks | b.marks};
    return kinked(m, a.high >= b.low && b.high >= a.low);
}

static interval greater(interval a, interval b)
{
    interval m = {larger(a.low, b.low), larger(a.high, b.high), a.marks | b.marks};
    return kinked(m, a.high >= b.low && b.high >= a.low);
}

// A truth value: known when it can only be one.  What is known does not jump.
static interval truth(bool may_be_false, bool may_be_true, unsigned marks)
{
    interval t = {!may_be_false, may_be_true, marks & ~(unsigned)INTERVAL_JUMP};
    if (may_be_false && may_be_true)
        t.marks |= INTERVAL_JUMP;
    return t;
}

static interval compare(enum op op, interval a, interval b)
{
    unsigned marks = a.marks | b.marks;
    bool same = a.low == a.high && b.low == b.high && a.low == b.low;
    bool may_equal = a.low <= b.high && b.low <= a.high;
    switch (op) {
    case OP_LT: return truth(a.high >= b.low, a.low < b.high, marks);
    case OP_LE: return truth(a.high > b.low, a.low <= b.high, marks);
    case OP_GT: return truth(a.low <= b.high, a.high > b.low, marks);
    case OP_GE: return truth(a.low < b.high, a.high >= b.low, marks);
    case OP_EQ: return truth(!same, may_equal, marks);
    default: return truth(may_equal, !same, marks);
    }
}

static interval logic(enum op op, interval a, interval b)
{
    unsigned marks = a.marks | (op == OP_NOT ? 0 : b.marks);
    bool a_true = a.high != 0 || a.low != 0, a_false = has(a, 0);
    bool b_true = b.high != 0 || b.low != 0, b_false = has(b, 0);
    if (op == OP_NOT)
        return truth(a_true, a_false, marks);
    if (op == OP_AND)
        return truth(a_false || b_false, a_true && b_true, marks);
    return truth(a_false && b_false, a_true || b_true, marks);
}

static interval choice(interval a, interval b, interval c)
{
    unsigned unsure = a.marks & INTERVAL_UNDEFINED;
    interval one = has(a, 0) ? c : b;
    if (!has(a, 0) || (a.low == 0 && a.high == 0)) {
        one.marks |= unsure;
        return one;
    }
    unsigned marks = ((b.marks | c.marks) & ~(unsigned)INTERVAL_NOWHERE) | unsure |
                     INTERVAL_JUMP | INTERVAL_KINK;
    if ((b.marks & INTERVAL_NOWHERE) && (c.marks & INTERVAL_NOWHERE))
        return nowhere();
    if (b.marks & INTERVAL_NOWHERE)
        return (interval){c.low, c.high, marks};
    if (c.marks & INTERVAL_NOWHERE)
        return (interval){b.low, b.high, marks};
    return (interval){smaller(b.low, c.low), larger(b.high, c.high), marks};
}

static interval of_arithmetic(enum op op, interval a, interval b)
{
    switch (op) {
    case OP_ADD: return wide(a.low + b.low, a.high + b.high, a.marks | b.marks);
    case OP_SUB: return difference(a, b);
    case OP_MUL: return product(a, b);
    case OP_DIV: return quotient(a, b);
    case OP_NEG: return (interval){-a.high, -a.low, a.marks};
    default: {
        double q = b.low, p = op_apply(OP_ROOT, a.low, q, 0);
        return kinked(wide(p, op_apply(OP_ROOT, a.high, q, 0), a.marks), has(a, 0));
    }
    }
}

static interval of_circle(enum op op, interval a)
{
    interval one = interval_number(1);
    switch (op) {
    case OP_SIN: return wave(sin, a, pi / 2);
    case OP_COS: return wave(cos, a, 0);
    case OP_TAN: return between_poles(tan(a.low), tan(a.high), a, pi / 2);
    case OP_COT: return between_poles(1 / tan(a.low), 1 / tan(a.high), a, 0);
    case OP_SEC: return quotient(one, wave(cos, a, 0));
    case OP_CSC: return quotient(one, wave(sin, a, pi / 2));
    case OP_ASIN: return rising_on(asin, a, -1, 1);
    case OP_ACOS: {
        interval s = rising_on(asin, a, -1, 1);
        return s.marks & INTERVAL_NOWHERE
                   ? s : wide(pi / 2 - s.low, pi / 2 - s.high, s.marks);
    }
    case OP_ATAN: return rising(atan, a);
    case OP_SINH: return rising(sinh, a);
    case OP_COSH: return even(cosh, a);
    case OP_TANH: return rising(tanh, a);
    case OP_ASINH: return rising(asinh, a);
    case OP_ACOSH: return rising_on(acosh, a, 1, INFINITY);
    default: return rising_on(atanh, a, -1, 1);
    }
}

static interval of_one(enum op op, interval a)
{
    bool at_zero = a.low < 0 && a.high > 0;
    switch (op) {
    case OP_EXP: return within(rising(exp, a), 0, INFINITY);
    case OP_LN: return rising_on(log, a, 0, INFINITY);
    case OP_LOG2: return rising_on(log2, a, 0, INFINITY);
    case OP_LOG10: return rising_on(log10, a, 0, INFINITY);
    case OP_SQRT: return within(rising_on(sqrt, a, 0, INFINITY), 0, INFINITY);
    case OP_CBRT: return kinked(rising(cbrt, a), has(a, 0));
    case OP_ABS: return kinked(size_of(a), at_zero);
    case OP_SIGN: return steps(of_sign, a);
    case OP_FLOOR: return steps(floor, a);
    case OP_CEIL: return steps(ceil, a);
    case OP_ROUND: return steps(of_round, a);
    case OP_STEP: return steps(of_step, a);
    case OP_SINC: return sinc(a);
    case OP_SIGMOID: return within(rising(of_sigmoid, a), 0, 1);
    case OP_SOFTPLUS: return within(rising(of_softplus, a), 0, INFINITY);
    case OP_RELU: return kinked(rising(of_relu, a), at_zero);
    case OP_ERF: return within(rising(erf, a), -1, 1);
    case OP_GAMMA: case OP_LGAMMA: return interval_gamma(op, a);
    case OP_DIGAMMA: return interval_polygamma(0, a);
    default: return interval_polygamma(1, a);
    }
}

static interval of_several(enum op op, interval a, interval b, interval c)
{
    switch (op) {
    case OP_POLYGAMMA: return interval_polygamma(a.low, b);
    case OP_ATAN2: return angle(a, b);
    case OP_MOD: return modulo(a, b);
    case OP_MIN: return lesser(a, b);
    case OP_MAX: return greater(a, b);
    case OP_HYPOT: return diagonal(a, b);
    default: return lesser(greater(a, b), c);
    }
}

static bool is_nowhere(enum op op, interval a, interval b, interval c)
{
    unsigned marks = a.marks;
    if (op != OP_IF && op_table[op].arity > 1)
        marks |= b.marks;
    if (op != OP_IF && op_table[op].arity > 2)
        marks |= c.marks;
    return marks & INTERVAL_NOWHERE;
}

interval interval_apply(enum op op, interval a, interval b, interval c)
{
    if (op < OP_ADD)
        return interval_number(op_apply(op, 0, 0, 0));
    if (op == OP_POW)
        return total_power(a, b);
    if (is_nowhere(op, a, b, c))
        return nowhere();
    if (op < OP_SIN)
        return of_arithmetic(op, a, b);
    if (op < OP_EXP)
        return of_circle(op, a);
    if (op < OP_POLYGAMMA)
        return of_one(op, a);
    if (op < OP_LT)
        return of_several(op, a, b, c);
    if (op < OP_AND)
        return compare(op, a, b);
    return op == OP_IF ? choice(a, b, c) : logic(op, a, b);
}
