// SPDX-License-Identifier: MIT
#include "scene/gallery.h"

#include "base/file.h"
#include "base/utf8.h"
#include "scene/scene_file.h"
#include "scene/schema.h"

#include <dirent.h>
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

// What is in the program is what is in the folder, byte for byte.
static void cards_are_the_files(void **unused)
{
    (void)unused;
    char path[PATH_MAX];
    int files = 0;
    DIR *folder = opendir(SCENES);
    assert_non_null(folder);
    for (struct dirent *one; (one = readdir(folder));)
        files += strstr(one->d_name, ".scene") != NULL;
    closedir(folder);
    assert_int_equal(files, GALLERY_CARDS);
    for (int i = 0; i < GALLERY_CARDS; i++) {
        struct text text = {0};
        snprintf(path, sizeof path, "%s/%s.scene", SCENES, gallery[i].name);
        assert_true(file_read(path, SCENE_FILE_MOST, &text, NULL));
        assert_string_equal(text.at, gallery[i].scene);
        text_free(&text);
    }
}

// Read, written and read again, a card is the same scene, and nothing in it is unknown.
static void cards_are_read_whole(void **unused)
{
    (void)unused;
    for (int i = 0; i < GALLERY_CARDS; i++) {
        struct scene scene, again;
        struct scene_extra extra = {0};
        struct fault fault = {0};
        struct text text = {0};
        if (!scene_read(&scene, &extra, gallery[i].scene, strlen(gallery[i].scene),
                        &fault))
            fail_msg("%s:%d:%d: %s", gallery[i].name, fault.line, fault.column,
                     fault.text);
        assert_string_equal(extra.note.text, "");
        scene_write(&text, &scene, NULL);
        assert_true(scene_read(&again, NULL, text.at, text.count, &fault));
        assert_true(scene_equal(&scene, &again));
        text_free(&text);
        scene_extra_free(&extra);
    }
}

static void cards_are_found_and_fit(void **unused)
{
    (void)unused;
    for (int i = 0; i < GALLERY_CARDS; i++) {
        const struct gallery_card *card = &gallery[i];
        assert_ptr_equal(gallery_find(card->name), card);
        assert_true(strspn(card->name, "abcdefghijklmnopqrstuvwxyz-")
                    == strlen(card->name));
        assert_in_range(utf8_count(card->label, strlen(card->label)), 3, 20);
        assert_in_range(utf8_count(card->why, strlen(card->why)), 20, 88);
        for (int k = 0; k < i; k++)                     // groups stand together
            assert_true(strcmp(gallery[k].group, card->group) != 0
                        || strcmp(gallery[i - 1].group, card->group) == 0);
    }
    assert_null(gallery_find("two wells"));
    assert_null(gallery_find(""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cards_are_the_files),
        cmocka_unit_test(cards_are_read_whole),
        cmocka_unit_test(cards_are_found_and_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
