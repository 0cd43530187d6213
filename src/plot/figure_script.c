// SPDX-License-Identifier: MIT
#include "plot/figure_script.h"

#include "draw/theme.h"
#include "plot/bands.h"
#include "plot/pseudo.h"

enum { GRID = 240, WIDTH = 1600 };      // points of the fill; pixels levels are chosen for

struct language figure_script_language(void)
{
    struct language l = language_python;
    l.grammar.arrived = "return path";
    l.grammar.remember[0] = "path = [(x, y)]";
    l.grammar.remember[1] = "path.append((x, y))";
    return l;
}

// As Python and JSON read it.
static void add_string(struct text *out, const char *words)
{
    text_add(out, "\"");
    for (; *words; words++) {
        unsigned char c = (unsigned char)*words;
        if (c == '"' || c == '\\')
            text_addf(out, "\\%c", c);
        else if (c < ' ' || c == 127)
            text_addf(out, "\\x%02x", c);
        else
            text_add_bytes(out, words, 1);
    }
    text_add(out, "\"");
}

static void add_color(struct text *out, rgba c)
{
    text_addf(out, "\"#%02x%02x%02x\"", c.r, c.g, c.b);
}

static void add_named(struct text *out, const char *name, rgba color)
{
    text_addf(out, "%s = ", name);
    add_color(out, color);
    text_add(out, "\n");
}

static struct levels levels_of(const struct program_subject *s)
{
    box w = s->scene.view;
    double high = WIDTH*(w.y1 - w.y0)/(w.x1 - w.x0);
    struct view view = {w, WIDTH, (int)fmin(fmax(high, 100), 8*WIDTH)};
    if (s->scene.levels == LEVELS_GIVEN)
        return levels_given(s->scene.level, s->scene.level_count);
    return levels_choose(s->slope, view, s->scene.levels);
}

static void add_numbers(struct text *out, const char *name, const struct levels *levels,
                        bool major)
{
    text_addf(out, "%s = [", name);
    for (int i = 0, column = 0; i < levels->count; i++) {
        if (major && !levels->major[i])
            continue;
        text_add(out, column == 0 ? "" : column % 8 ? ", " : ",\n    ");
        text_add_number(out, levels->value[i]);
        column++;
    }
    text_add(out, "]\n");
}

static void add_levels(struct text *out, const struct program_subject *s)
{
    const struct theme *theme = s->scene.theme == THEME_DARK ? &theme_dark : &theme_light;
    struct levels levels = levels_of(s);
    struct band_style style = {.theme = theme, .fill = s->scene.fill};
    add_numbers(out, "levels", &levels, false);
    add_numbers(out, "labelled", &levels, true);
    text_add(out, "colors = [");
    for (int i = 0; i <= levels.count; i++) {
        text_add(out, i == 0 ? "" : i % 6 ? ", " : ",\n    ");
        add_color(out, bands_color(&levels, style, i));
    }
    text_add(out, "]\n");
    add_named(out, "line_color", theme->contour_major);
    add_named(out, "arrow_color", theme->arrow);
    add_named(out, "paper", theme->panel);
    add_named(out, "ink", theme->text);
    out->failed |= levels.failed;
}

static void add_runs(struct text *out, const struct program_subject *s)
{
    const struct theme *theme = s->scene.theme == THEME_DARK ? &theme_dark : &theme_light;
    struct language l = figure_script_language();
    text_add(out, "runs = [");
    for (int i = 0; i < SCENE_RUNS; i++) {
        const struct descent *d = &s->scene.run[i];
        if (!s->run[i].legs)
            continue;
        text_addf(out, "\n    (\"%c: %s\", ", 'A' + i, methods[d->method].label);
        add_color(out, theme->run[i]);
        text_addf(out, ", descend_%c(", 'a' + i);
        pseudo_number(out, &l, d->start.x);
        text_add(out, ", ");
        pseudo_number(out, &l, d->start.y);
        text_add(out, ")),");
    }
    text_add(out, "]\n");
}

static void add_title(struct text *out, const struct program_subject *s)
{
    struct text formula = {0};
    text_add(&formula, "f(x, y) = ");
    formula_print(&formula, s->formula, s->formula->as_typed);
    text_add(out, "title = ");
    add_string(out, s->scene.title[0] ? s->scene.title : text_or_empty(&formula));
    text_add(out, "\n");
    out->failed |= formula.failed;
    text_free(&formula);
}

static void add_view(struct text *out, box view)
{
    const double ends[] = {view.x0, view.x1, view.y0, view.y1};
    text_add(out, "view = ");
    for (int i = 0; i < 4; i++) {
        text_add(out, i ? ", " : "");
        text_add_number(out, ends[i]);
    }
    text_add(out, "\n");
}

static const char draw_fill[] =
    "\n"
    "np.seterr(all=\"ignore\")  # where there is no value nothing is drawn\n"
    "grid_x, grid_y = np.meshgrid(np.linspace(view[0], view[1], %d),\n"
    "                             np.linspace(view[2], view[3], %d))\n"
    "heights = np.vectorize(value, otypes=[float])(grid_x, grid_y)\n"
    "heights = np.ma.masked_invalid(heights)\n"
    "\n"
    "figure, axes = plt.subplots(figsize=(9, 9*min(max((view[3] - view[2])\n"
    "                                             /(view[1] - view[0]), 0.4), 1.2)),\n"
    "                            facecolor=paper, layout=\"constrained\")\n";
static const char draw_bands[] =
    "if len(levels) > 1:\n"
    "    axes.contourf(grid_x, grid_y, heights, levels=levels, colors=colors, "
    "extend=\"both\")\n";
static const char draw_lines[] =
    "if levels:\n"
    "    axes.contour(grid_x, grid_y, heights, levels=levels, colors=line_color, "
    "linewidths=0.7)\n"
    "if labelled:\n"
    "    lines = axes.contour(grid_x, grid_y, heights, levels=labelled, "
    "colors=line_color,\n"
    "                         linewidths=1.3)\n"
    "    axes.clabel(lines, fmt=\"%g\", colors=ink)\n";
static const char draw_arrows[] =
    "\n"
    "# Arrows of the gradient, as long as %s.\n"
    "tails = np.stack(np.meshgrid(np.linspace(view[0], view[1], 21),\n"
    "                             np.linspace(view[2], view[3], 21)))\n"
    "arrows = np.stack(np.vectorize(slope, otypes=[float, float])(*tails))\n"
    "norm = np.hypot(*arrows)\n"
    "drawn = (norm > 0) & np.isfinite(norm)\n"
    "tails, arrows, norm = tails[:, drawn], arrows[:, drawn], norm[drawn]\n"
    "if norm.size:\n"
    "    size = %s\n"
    "    axes.quiver(*tails, *(%sarrows/norm*size), color=arrow_color, angles=\"xy\",\n"
    "                width=0.0022, scale=28*size.max())\n";
static const char draw_runs[] =
    "\n"
    "for label, color, path in runs:\n"
    "    x, y = np.clip(np.array(path), -1e12, 1e12).T\n"
    "    axes.plot(x, y, color=paper, linewidth=4)\n"
    "    axes.plot(x, y, color=color, linewidth=2, marker=\"o\", markersize=3.5,\n"
    "              label=label)\n"
    "    axes.plot(x[-1:], y[-1:], color=color, marker=\"o\", markersize=8)\n"
    "if runs:\n"
    "    axes.legend(loc=\"upper right\", facecolor=paper, labelcolor=ink)\n";
static const char draw_rest[] =
    "\n"
    "axes.set_aspect(\"equal\")\n"
    "axes.set_xlim(view[0], view[1])\n"
    "axes.set_ylim(view[2], view[3])\n"
    "axes.set_xlabel(\"x\", color=ink)\n"
    "axes.set_ylabel(\"y\", color=ink)\n"
    "axes.tick_params(colors=ink)\n"
    "axes.set_title(title, color=ink, parse_math=False)\n"
    "figure.savefig(\"figure.png\", dpi=150)\n"
    "if plt.get_backend().lower() != \"agg\":\n"
    "    plt.show()\n";
static const char slope_of[] =
    "\n"
    "def slope(x, y):\n"
    "    try:\n"
    "        return gradient(x, y)\n"
    "    except (OverflowError, ValueError):  # too large a number\n"
    "        return nan, nan\n"
    "\n";

static void add_arrows(struct text *out, const struct scene *scene)
{
    const char *sign = scene->downhill ? "-" : "";
    if (scene->arrows == ARROWS_TRUE)
        text_addf(out, draw_arrows, "it is", "norm", sign);
    else if (scene->arrows == ARROWS_DIRECTION)
        text_addf(out, draw_arrows, "each other", "norm/norm", sign);
    else if (scene->arrows != ARROWS_OFF)
        text_addf(out, draw_arrows, "the square root of its length", "np.sqrt(norm)", sign);
}

bool figure_script_write(struct text *out, const struct program_subject *s)
{
    struct language l = figure_script_language();
    const struct scene *scene = &s->scene;
    for (int i = 0; i < SCENE_RUNS; i++) {
        char name[] = {'d', 'e', 's', 'c', 'e', 'n', 'd', '_', (char)('a' + i), 0};
        if (s->run[i].legs)
            program_run_write(out, &l, &s->run[i], name), text_add(out, "\n");
    }
    text_add(out, scene->arrows != ARROWS_OFF ? slope_of : "\n");
    add_title(out, s);
    add_view(out, scene->view);
    add_levels(out, s);
    add_runs(out, s);
    text_addf(out, draw_fill, GRID, GRID);
    text_add(out, scene->fill != FILL_NONE ? draw_bands : "");
    text_add(out, scene->contours ? draw_lines : "");
    add_arrows(out, scene);
    text_add(out, draw_runs);
    text_add(out, draw_rest);
    return !out->failed;
}
