// SPDX-License-Identifier: MIT
// An SVG is walked here tag by tag and not by an XML library: nothing is fetched, no
// entity but the five of XML is replaced, and no tree is built.
#define _GNU_SOURCE
#include "draw/svg.h"

#include "base/utf8.h"

#include <string.h>

enum { MOST_TEXT = 8 << 20, LONGEST_ENTITY = 10 };

// Where a kind of file keeps its scene: in an element of the outermost one.
struct place { const char *kind, *outermost, *holder; };

struct reader {
    struct place place;
    const char *at, *end;
    int depth;                  // elements that are open
    int metadata, scene;        // depth inside of these, 0: not in one
    bool whole;                 // the outermost element was the right one, and has ended
    bool own;                   // `out` is the text of a scene element
    struct text *out;
};

static bool begins(const struct reader *r, const char *with)
{
    size_t length = strlen(with);
    return (size_t)(r->end - r->at) >= length && memcmp(r->at, with, length) == 0;
}

// Where the sign stands, or the end.
static const char *find(const char *at, const char *end, char sign)
{
    const char *found = memchr(at, sign, (size_t)(end - at));
    return found ? found : end;
}

static bool skip_past(struct reader *r, const char *mark)
{
    const char *found = memmem(r->at, (size_t)(r->end - r->at), mark, strlen(mark));
    r->at = found ? found + strlen(mark) : r->end;
    return found;
}

// Past the quote that ends a value.
static bool skip_value(struct reader *r, char quote)
{
    const char *found = find(r->at, r->end, quote);
    r->at = found < r->end ? found + 1 : r->end;
    return found < r->end;
}

// Only what is in a scene, or right in metadata, is wanted.
static bool is_wanted(const struct reader *r)
{
    return r->scene || (r->metadata == r->depth && r->metadata && !r->own);
}

static void add(struct reader *r, const char *from, const char *to)
{
    if (r->out->count <= MOST_TEXT)
        text_add_bytes(r->out, from, (size_t)(to - from));
}

static uint32_t numbered(const char *at, const char *end)
{
    static const char digits[] = "0123456789abcdef";
    unsigned base = *at == 'x' ? 16 : 10;
    uint32_t value = 0;
    for (at += *at == 'x'; at < end; at++) {
        const char *digit = memchr(digits, *at | 0x20, base);
        if (!digit || value > 0x10ffff)
            return 0;
        value = value * base + (uint32_t)(digit - digits);
    }
    return value <= 0x10ffff ? value : 0;
}

// The character between & and ; — 0: there is none.
static uint32_t entity(const char *at, const char *end)
{
    static const struct { const char *name; char sign; } known[] = {
        {"lt", '<'}, {"gt", '>'}, {"amp", '&'}, {"quot", '"'}, {"apos", '\''}};
    size_t length = (size_t)(end - at);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strlen(known[i].name) == length && memcmp(known[i].name, at, length) == 0)
            return (uint32_t)known[i].sign;
    return length > 1 && *at == '#' ? numbered(at + 1, end) : 0;
}

// Steps past an entity.  One that is not known becomes a byte that no text has.
static void read_entity(struct reader *r)
{
    size_t left = (size_t)(r->end - r->at);
    const char *stop = memchr(r->at, ';', left < LONGEST_ENTITY ? left : LONGEST_ENTITY);
    uint32_t c = stop ? entity(r->at + 1, stop) : 0;
    char bytes[4] = {(char)0xff};
    int count = c ? utf8_write(bytes, c) : 1;
    add(r, bytes, bytes + count);
    r->at = stop ? stop + 1 : r->at + 1;
}

static bool read_words(struct reader *r)
{
    const char *end = find(r->at, r->end, '<');
    if (!is_wanted(r))
        r->at = end;
    while (r->at < end) {
        const char *stop = find(r->at, end, '&');
        add(r, r->at, stop);
        r->at = stop;
        if (stop < end)
            read_entity(r);
    }
    return true;
}

static bool read_data(struct reader *r)
{
    const char *from = r->at + strlen("<![CDATA[");
    r->at = from;
    bool ends = skip_past(r, "]]>");
    if (ends && is_wanted(r))
        add(r, from, r->at - strlen("]]>"));
    return ends;
}

// A document type, with what it declares in brackets.
static bool skip_declaration(struct reader *r)
{
    int brackets = 0;
    while (r->at < r->end) {
        char c = *r->at;
        if (begins(r, "<!--")) {
            if (!skip_past(r, "-->"))
                return false;
            continue;
        }
        r->at++;
        brackets += (c == '[') - (c == ']');
        if (c == '>' && brackets <= 0)
            return true;
        if ((c == '"' || c == '\'') && !skip_value(r, c))
            return false;
    }
    return false;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

// Steps past a tag; `closed`: it is an element of its own.  Values may hold a >.
static bool skip_tag(struct reader *r, bool *closed)
{
    while (r->at < r->end && *r->at != '>') {
        char c = *r->at++;
        if ((c == '"' || c == '\'') && !skip_value(r, c))
            return false;
    }
    if (r->at == r->end)
        return false;
    *closed = r->at[-1] == '/';
    r->at++;
    return true;
}

// The name of the element whose tag begins here, whatever its prefix.
static bool named(const struct reader *r, const char *name)
{
    const char *from = r->at + 1, *to = from;
    for (; to < r->end && !is_blank(*to) && *to != '>' && *to != '/'; to++)
        if (*to == ':')
            from = to + 1;
    return (size_t)(to - from) == strlen(name) && memcmp(from, name, strlen(name)) == 0;
}

static void open_element(struct reader *r, bool metadata, bool scene)
{
    r->depth++;
    if (metadata && !r->metadata)
        r->metadata = r->depth;
    if (scene && r->metadata && !r->own) {
        r->scene = r->depth;
        r->own = true;
        text_clear(r->out);
    }
}

// Metadata that begins with no brace is another program's.
static void close_element(struct reader *r)
{
    const char *text = text_or_empty(r->out);
    if (r->scene == r->depth)
        r->scene = 0;
    if (r->metadata == r->depth) {
        r->metadata = 0;
        if (!r->own && text[strspn(text, " \t\r\n")] != '{')
            text_clear(r->out);
        r->own |= r->out->count > 0;
    }
    r->depth--;
    r->whole = r->depth == 0;
}

static bool read_tag(struct reader *r)
{
    bool ends = begins(r, "</"), closed, metadata = named(r, r->place.holder);
    bool scene = named(r, "scene");
    if (r->depth == 0 && (ends || !named(r, r->place.outermost)))
        return false;
    if (!skip_tag(r, &closed))
        return false;
    if (!ends)
        open_element(r, metadata, scene);
    if (ends || closed)
        close_element(r);
    return true;
}

static bool read_next(struct reader *r)
{
    if (*r->at != '<')
        return read_words(r);
    if (begins(r, "<!--"))
        return skip_past(r, "-->");
    if (begins(r, "<![CDATA["))
        return read_data(r);
    if (begins(r, "<!"))
        return skip_declaration(r);
    return begins(r, "<?") ? skip_past(r, "?>") : read_tag(r);
}

static bool read_scene(struct place place, const void *bytes, size_t count,
                       struct text *out, struct fault *fault)
{
    struct reader r = {place, .at = bytes, .end = (const char *)bytes + count, .out = out};
    text_clear(out);
    while (r.at < r.end && !r.whole && !out->failed && read_next(&r))
        continue;
    const char *text = text_or_empty(out);
    bool empty = text[strspn(text, " \t\r\n")] == 0;
    if (out->failed)
        return fault_memory(fault);
    if (r.whole && !empty && out->count <= MOST_TEXT && utf8_valid(text, out->count))
        return true;
    text_clear(out);
    return fault_at(fault, 0, !r.whole ? "this is not a whole %s file"
                              : empty  ? "this %s carries no scene"
                                       : "the scene in this %s is damaged", place.kind);
}

bool svg_scene(const void *bytes, size_t count, struct text *out, struct fault *fault)
{
    return read_scene((struct place){"SVG", "svg", "metadata"}, bytes, count, out, fault);
}

bool xmp_scene(const void *bytes, size_t count, struct text *out, struct fault *fault)
{
    return read_scene((struct place){"WebP", "xmpmeta", "Description"}, bytes, count, out,
                      fault);
}
