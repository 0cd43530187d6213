// SPDX-License-Identifier: MIT
#pragma once
// What a subcommand is about: a formula or a scene, with the settings and parameters
// given for it.  Requests have it as their first member, so that the options here serve
// them all.

#include "calc/formula.h"
#include "scene/scene_file.h"

struct wish {
    const char *key;            // NULL: it stands in `value`, as KEY=VALUE
    const char *value;
    bool parameter;             // the key must be a letter of the formula
};

struct subject {
    const char *given;          // FORMULA, FILE.scene, .png, .svg, .pdf or .webp; NULL: not yet
    struct { struct wish *at; size_t count, capacity; bool failed; } wishes;
    bool json;                  // the answer is wanted as JSON
    bool descent;               // it is about one run alone, new if there is none
    int run;                    // which; 0: A

    // Filled by subject_open:
    const char *file;           // `given`, when it is a file; else NULL
    bool picture;               // that file is one which carries its scene
    struct scene scene;
    struct scene_extra extra;
    struct formula *formula;    // f alone: not derived
    bool started;               // the scene or a wish says where that run starts
    double parameters[FORMULA_MOST_PARAMETERS];
};                              // zeroed is valid and empty

// For option tables; `request` begins with a subject.
bool subject_take(void *request, const char *value, struct fault *fault);
bool subject_take_json(void *request, const char *value, struct fault *fault);
bool subject_take_set(void *request, const char *value, struct fault *fault);
bool subject_take_param(void *request, const char *value, struct fault *fault);
bool subject_take_view(void *request, const char *value, struct fault *fault);
bool subject_take_theme(void *request, const char *value, struct fault *fault);
bool subject_take_projector(void *request, const char *value, struct fault *fault);
bool subject_take_run(void *request, const char *value, struct fault *fault);
bool subject_take_start(void *request, const char *value, struct fault *fault);

// A wish about the run: "lr", "0.1".  Both texts must outlive the subject.
bool subject_wish(void *request, const char *key, const char *value,
                  struct fault *fault);

// Reads the formula or the scene and fulfils the wishes in their order.
bool subject_open(struct subject *subject, struct fault *fault);

// What is wrong lies in the scene: its file's name goes in front of the sentence.
// Returns false.
bool subject_fault(const struct subject *subject, struct fault *fault);
void subject_free(struct subject *subject);             // leaves it empty
