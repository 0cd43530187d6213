// SPDX-License-Identifier: MIT
// Steps written out, as the book and the lessons have them.
#include "walk.h"

#include "field/update.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define BOWL "x^2 + 2y^2"
#define RAVINE "0.5(x^2 + 25y^2)"
#define BOOK {2.6, 2.2}

static void steps_are_written_out(void **state)
{
    (void)state;
    static const struct {
        const char *row, *formula;
        vec2 start;
        const char *settings;
        int step;
        const char *text;
    } table[] = {
        {"M59, M62", BOWL, BOOK, "lr=0.1", 1,
         "θ ← θ − η·∇f\n"
         "  = (2.600, 2.200) − 0.1·(5.200, 8.800) = (2.080, 1.320)\n"
         "step length η‖∇f‖ = 0.1·10.222 = 1.022\n"
         "promised −10.448, actual −8.629\n"},
        {"M61", BOWL, BOOK, "lr=0.1 ascend", 1,
         "θ ← θ + η·∇f\n"
         "  = (2.600, 2.200) + 0.1·(5.200, 8.800) = (3.120, 3.080)\n"
         "step length η‖∇f‖ = 0.1·10.222 = 1.022\n"
         "promised 10.448, actual 12.267\n"},
        {"M73", BOWL, BOOK, "lr=0.45", 1,
         "θ ← θ − η·∇f\n"
         "  = (2.600, 2.200) − 0.45·(5.200, 8.800) = (0.260, −1.760)\n"
         "step length η‖∇f‖ = 0.45·10.222 = 4.600\n"
         "promised −47.016, actual −10.177\n"
         "⇄ overshoots: the slope has turned round\n"},
        {"M91", BOWL, BOOK, "method=momentum lr=0.1", 1,
         "v ← ∇f\n"
         "  = (5.200, 8.800) = (5.200, 8.800)\n"
         "θ ← θ − η·v\n"
         "  = (2.600, 2.200) − 0.1·(5.200, 8.800) = (2.080, 1.320)\n"
         "step length 1.022\n"
         "promised −10.448, actual −8.629\n"},
        {"M91", BOWL, BOOK, "method=momentum lr=0.1", 3,
         "v ← β·v + ∇f\n"
         "  = 0.9·(8.840, 13.200) + (2.392, 0.000) = (10.348, 11.880)\n"
         "θ ← θ − η·v\n"
         "  = (1.196, 0.000) − 0.1·(10.348, 11.880) = (0.161, −1.188)\n"
         "step length 1.575\n"
         "promised −2.475, actual 1.418\n"
         "▲ f rises\n"},
        {"M93", BOWL, BOOK, "method=adagrad lr=0.1 eps=1e-8", 1,
         "S ← S + ∇f²\n"
         "  = (0.000, 0.000) + (5.200, 8.800)² = (27.040, 77.440)\n"
         "θ ← θ − η·∇f/(√S + ε)\n"
         "  = (2.600, 2.200) − 0.1·(5.200, 8.800)/(√(27.040, 77.440) + 1e−8)"
         " = (2.500, 2.100)\n"
         "step length 0.141\n"
         "step for a slope of 1: 0.0192 along x, 0.0114 along y\n"
         "promised −1.400, actual −1.370\n"},
        {"M94", BOWL, BOOK, "method=rmsprop alpha=0.9 lr=0.1", 1,
         "v ← α·v + (1 − α)·∇f²\n"
         "  = 0.9·(0.000, 0.000) + (1 − 0.9)·(5.200, 8.800)² = (2.704, 7.744)\n"
         "θ ← θ − η·∇f/(√v + ε)\n"
         "  = (2.600, 2.200) − 0.1·(5.200, 8.800)/(√(2.704, 7.744) + 1e−8)"
         " = (2.284, 1.884)\n"
         "step length 0.447\n"
         "step for a slope of 1: 0.0608 along x, 0.0359 along y\n"
         "promised −4.427, actual −4.127\n"},
        {"M95, M96", RAVINE, {-4, 1.2}, "method=adam lr=0.1", 1,
         "m ← β₁·m + (1 − β₁)·∇f\n"
         "  = 0.9·(0.000, 0.000) + (1 − 0.9)·(−4.000, 30.000) = (−0.400, 3.000)\n"
         "v ← β₂·v + (1 − β₂)·∇f²\n"
         "  = 0.999·(0.000, 0.000) + (1 − 0.999)·(−4.000, 30.000)² = (0.016, 0.900)\n"
         "m̂ ← m/(1 − β₁ᵗ)\n"
         "  = (−0.400, 3.000)/(1 − 0.9¹) = (−4.000, 30.000)\n"
         "v̂ ← v/(1 − β₂ᵗ)\n"
         "  = (0.016, 0.900)/(1 − 0.999¹) = (16.000, 900.000)\n"
         "θ ← θ − η·m̂/(√v̂ + ε)\n"
         "  = (−4.000, 1.200) − 0.1·(−4.000, 30.000)/(√(16.000, 900.000) + 1e−8)"
         " = (−3.900, 1.100)\n"
         "step length 0.141\n"
         "step for a slope of 1: 0.0250 along x, 0.0033 along y\n"
         "promised −3.400, actual −3.270\n"},
        {"M126", "x^4 + y^4", {2.5, 1}, "lr=0.1 clip_norm=1", 1,
         "g ← ∇f, no longer than 1\n"
         "  = (0.998, 0.064)\n"
         "θ ← θ − η·g\n"
         "  = (2.500, 1.000) − 0.1·(0.998, 0.064) = (2.400, 0.994)\n"
         "step length 0.100\n"
         "promised −6.263, actual −5.899\n"},
        {"", "-x^2 - 2y^2", BOOK, "method=momentum lr=0.1 ascend weight_decay=0.5", 1,
         "g ← −∇f + 0.5·θ\n"
         "  = (6.500, 9.900)\n"
         "v ← g\n"
         "  = (6.500, 9.900) = (6.500, 9.900)\n"
         "θ ← θ − η·v\n"
         "  = (2.600, 2.200) − 0.1·(6.500, 9.900) = (1.950, 1.210)\n"
         "step length 1.184\n"
         "promised 12.092, actual 9.709\n"},
        {"", BOWL, BOOK, "method=rmsprop lr=0.1 alpha=0.9 momentum=0.5 centered=1", 2,
         "v ← α·v + (1 − α)·∇f²\n"
         "  = 0.9·(2.704, 7.744) + (1 − 0.9)·(4.533, 7.467)² = (4.489, 12.545)\n"
         "a ← α·a + (1 − α)·∇f\n"
         "  = 0.9·(0.520, 0.880) + (1 − 0.9)·(4.533, 7.467) = (0.921, 1.539)\n"
         "b ← β·b + ∇f/(√(v − a²) + ε)\n"
         "  = 0.5·(3.333, 3.333) + (4.533, 7.467)/(√((4.489, 12.545) − (0.921,"
         " 1.539)²) + 1e−8) = (4.043, 4.007)\n"
         "θ ← θ − η·b\n"
         "  = (2.267, 1.867) − 0.1·(4.043, 4.007) = (1.862, 1.466)\n"
         "step length 0.569\n"
         "step for a slope of 1: 0.0524 along x, 0.0313 along y\n"
         "promised −4.825, actual −4.340\n"},
        {"", BOWL, BOOK, "method=adamw lr=0.1 amsgrad=1", 12,
         "m ← β₁·m + (1 − β₁)·∇f\n"
         "  = 0.9·(2.731, 4.375) + (1 − 0.9)·(3.001, 4.444) = (2.758, 4.382)\n"
         "v ← β₂·v + (1 − β₂)·∇f²\n"
         "  = 0.999·(0.196, 0.521) + (1 − 0.999)·(3.001, 4.444)² = (0.205, 0.540)\n"
         "m̂ ← m/(1 − β₁ᵗ)\n"
         "  = (2.758, 4.382)/(1 − 0.9¹²) = (3.843, 6.106)\n"
         "v̄ ← max(v̄, v)\n"
         "  = max((0.196, 0.521), (0.205, 0.540)) = (0.205, 0.540)\n"
         "v̂ ← v̄/(1 − β₂ᵗ)\n"
         "  = (0.205, 0.540)/(1 − 0.999¹²) = (17.169, 45.255)\n"
         "θ ← (1 − η·λ)·θ − η·m̂/(√v̂ + ε)\n"
         "  = (1 − 0.1·0.01)·(1.501, 1.111) − 0.1·(3.843, 6.106)/(√(17.169, 45.255)"
         " + 1e−8) = (1.406, 1.019)\n"
         "step length 0.132\n"
         "step for a slope of 1: 0.0241 along x, 0.0149 along y\n"
         "promised −0.691, actual −0.665\n"},
        {"", BOWL, BOOK, "method=nesterov lr=0.1", 2,
         "v ← β·v + ∇f\n"
         "  = 0.9·(5.200, 8.800) + (3.224, 2.112) = (7.904, 10.032)\n"
         "θ ← θ − η·(∇f + β·v)\n"
         "  = (1.612, 0.528) − 0.1·((3.224, 2.112) + 0.9·(7.904, 10.032)) = (0.578,"
         " −0.586)\n"
         "step length 1.520\n"
         "promised −5.686, actual −2.135\n"
         "⇄ overshoots: the slope has turned round\n"},
        {"", BOWL, BOOK, "method=newton", 1,
         "p ← −H⁻¹·∇f\n"
         "  = −H⁻¹·(5.200, 8.800) = (−2.600, −2.200)\n"
         "θ ← θ + s·p\n"
         "  = (2.600, 2.200) + 1·(−2.600, −2.200) = (0.000, 0.000)\n"
         "step length 3.406\n"
         "promised −32.880, actual −16.440\n"},
    };
    struct update *u = malloc(sizeof *u);
    assert_non_null(u);
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct walk w = walk_run(table[i].formula, table[i].start, table[i].settings);
        struct text text = {0};
        update_write(u, &w.path, table[i].step, &w.d);
        for (int k = 0; k < u->count; k++) {
            update_line_text(&text, &u->line[k]);
            text_add(&text, "\n");
        }
        if (strcmp(text_or_empty(&text), table[i].text) != 0)
            fail_msg("row %zu (%s):\n%s", i, table[i].row, text_or_empty(&text));
        text_free(&text);
        walk_close(&w);
    }
    free(u);
}

// Every method with every knob turned writes whole lines with a term of each kind, and
// its numbers make the step: what stands last in its line is where the row is.
static void nothing_is_cut(void **state)
{
    (void)state;
    static const char *const settings[] = {
        "method=gd weight_decay=0.1 noise=0.2 clip_value=0.5 schedule=cosine",
        "method=momentum momentum=0.8 dampening=0.3 weight_decay=0.1 ascend",
        "method=nesterov noise=0.2 clip_norm=1",
        "method=adagrad lr_decay=0.1 initial_accumulator_value=2 weight_decay=0.2",
        "method=rmsprop momentum=0.5 centered=1 noise=0.3",
        "method=adam amsgrad=1 weight_decay=0.1 clip_norm=0.5",
        "method=adamw amsgrad=1 ascend noise=1", "method=newton noise=0.1",
        "method=linesearch clip_norm=1 ascend",
    };
    struct update *u = malloc(sizeof *u);
    assert_non_null(u);
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
        struct walk w = walk_run("1e5x^2 + x y^2 + sin(3y)", (vec2){-2.5e-4, 1.25},
                                 settings[i]);
        for (int k = 1; k < (int)w.path.rows.count && k < 30; k++) {
            update_write(u, &w.path, k, &w.d);
            assert_true(u->count >= 3 && u->count < UPDATE_LINES);
            for (int l = 0; l < u->count; l++) {
                assert_true(u->line[l].count > 0);
                assert_true(u->line[l].count < UPDATE_PIECES);
            }
            assert_true(u->length == vec2_length(u->step));
            assert_true(u->promised == path_promised(&w.path, k));
        }
        walk_close(&w);
    }
    free(u);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(steps_are_written_out),
        cmocka_unit_test(nothing_is_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
