/* SPDX-License-Identifier: Apache-2.0 */
/* Which characters are the same to somebody who searches. */
#include "unit.h"
#include "cnai/fold.h"

/* TEXT folded, as UTF-8. */
static void
append_folded(
    struct strbuf *buffer, const char *text, unsigned keep, bool is_cached)
{
	struct fold_cache cache = {0};
	struct fold_reader reader = {
	    .text = str_of(text),
	    .keep = keep,
	    .cache = is_cached ? &cache : NULL,
	};
	while (fold_next(&reader)) {
		char bytes[4] = "";
		size_t length = utf8_encode(reader.unit.character, bytes);

		strbuf_append(buffer, (struct str){bytes, length});
	}
}

struct example {
	const char *text, *folded;
};

static void
assert_folded(const struct example *examples, size_t count, unsigned keep)
{
	for (size_t i = 0; i < count; i++) {
		for (int is_cached = 0; is_cached < 2; is_cached++) {
			struct strbuf folded = {0};

			append_folded(&folded, examples[i].text, keep, is_cached);
			assert_str(strbuf_str(&folded), examples[i].folded);
			strbuf_clear(&folded);
		}
	}
}

static void
case_accents_and_width_do_not_count(void **state)
{
	static const struct example examples[] = {
	    {"Cloud", "cloud"},
	    {"STRASSE Straße STRAẞE", "strasse strasse strasse"},
	    {"Éclair e\u0301clair", "eclair eclair"},
	    {"Ελλάς ΕΛΛΆΣ", "ελλασ ελλασ"},
	    {"Ёлка", "елка"},
	    {"İstanbul ılık", "istanbul ilik"},
	    {"Ångström \u212B", "angstrom a"},
	    {"Øre Łódź Œuvre", "ore lodz oeuvre"},
	    {"ﬁn oﬃce", "fin office"},
	    {"ＡＢＣ１２３", "abc123"},
	    {"ｶﾀｶﾅ", "カタカナ"},
	    {"①②", "12"},
	};

	(void)state;
	assert_folded(examples, sizeof(examples) / sizeof(*examples), 0);
}

static void
kana_ideographs_and_syllables_stay_what_they_are(void **state)
{
	static const struct example examples[] = {
	    {"かな", "かな"},
	    {"カナ", "カナ"},
	    {"日本語", "日本語"},
	    {"한국어", "한국어"},
	    {"ガ", "カ\u3099"}, /* which is not カ */
	    {"ｶﾞ", "カ\u3099"},
	    {"нет", "нет"},
	    {"हिन्दी", "हिन्दी"},
	};

	(void)state;
	assert_folded(examples, sizeof(examples) / sizeof(*examples), 0);
}

static void
typographic_signs_are_those_of_a_keyboard(void **state)
{
	static const struct example examples[] = {
	    {"don’t “do” it‑now", "don't \"do\" it-now"},
	    {"soft\u00ADhyphen zero\u200Bwidth", "softhyphen zerowidth"},
	    {"a\u00A0b", "a b"}, {"\u00A8", "\u00A8"}, /* no blank with an accent */
	};

	(void)state;
	assert_folded(examples, sizeof(examples) / sizeof(*examples), 0);
}

static void
case_and_accents_are_kept_if_they_count(void **state)
{
	static const struct example with_case[] = {
	    {"Éa", "Ea"}, {"ＡＢ", "AB"}, {"Straße", "Strasse"}, {"Ø", "O"}};
	static const struct example with_accents[] = {
	    {"Éa", "e\u0301a"}, {"Ø", "ø"}, {"Straße", "strasse"}};
	static const struct example whole[] = {
	    {"Éa", "éa"}, {"ガ", "ガ"}, {"ﬁ", "fi"}};

	(void)state;
	assert_folded(
	    with_case, sizeof(with_case) / sizeof(*with_case), FOLD_KEEP_CASE);
	assert_folded(with_accents, sizeof(with_accents) / sizeof(*with_accents),
	    FOLD_KEEP_ACCENTS);
	assert_folded(whole, sizeof(whole) / sizeof(*whole),
	    FOLD_KEEP_WHOLE | FOLD_KEEP_ACCENTS);
}

static void
a_folded_character_knows_its_bytes(void **state)
{
	struct fold_reader reader = {
	    .text = str_of("aßﬃ\xff  b"), .joins_space = true};
	static const struct fold_unit units[] = {{'a', 0, 1}, {'s', 1, 3},
	    {'s', 1, 3}, {'f', 3, 6}, {'f', 3, 6}, {'i', 3, 6}, {0xFFFD, 6, 7},
	    {' ', 7, 9}, {'b', 9, 10}};

	(void)state;
	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++) {
		assert_true(fold_next(&reader));
		assert_int_equal(reader.unit.character, units[i].character);
		assert_int_equal(reader.unit.start, units[i].start);
		assert_int_equal(reader.unit.end, units[i].end);
	}
	assert_false(fold_next(&reader));
}

/* The cache, the filter of bytes and the patterns rest on these. */
static void
every_character_folds_to_what_stays_as_it_is(void **state)
{
	uint32_t once[FOLD_MAX], twice[FOLD_MAX];

	(void)state;
	for (uint32_t c = 0; c < UTF8_INVALID; c++) {
		size_t count = fold_character(c, 0, once);

		assert_in_range(count, 0, UNICODE_PARTS_MAX);
		if (c < 0x80)
			assert_true(count == 1 && once[0] < 0x80);
		for (size_t i = 0; i < count; i++)
			if (once[i] < 0x80) {
				assert_int_equal(
				    fold_character(once[i], 0, twice), 1);
				assert_int_equal(twice[0], once[i]);
			}
	}
}

/* An entity may be a ligature, and the filter allows for four letters. */
static void
no_character_is_more_than_four_letters_of_ascii(void **state)
{
	uint32_t folded[FOLD_MAX];

	(void)state;
	for (uint32_t c = 0x80; c < UTF8_INVALID; c++) {
		size_t count = fold_character(c, 0, folded), run = 0;

		for (size_t i = 0; i < count; i++) {
			run = folded[i] < 0x80 && unicode_is_word(folded[i])
				  ? run + 1
				  : 0;
			assert_in_range(run, 0, 4);
		}
	}
}

static void
what_is_left_out_is_skipped(void **state)
{
	struct str text = str_of("e\u0301\u200Bx");

	(void)state;
	assert_int_equal(fold_skip_ignored(text, 1, 0), 6);
	assert_int_equal(fold_skip_ignored(text, 1, FOLD_KEEP_ACCENTS), 1);
	assert_int_equal(fold_skip_ignored(text, 7, 0), 7);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(case_accents_and_width_do_not_count),
	    cmocka_unit_test(kana_ideographs_and_syllables_stay_what_they_are),
	    cmocka_unit_test(typographic_signs_are_those_of_a_keyboard),
	    cmocka_unit_test(case_and_accents_are_kept_if_they_count),
	    cmocka_unit_test(a_folded_character_knows_its_bytes),
	    cmocka_unit_test(every_character_folds_to_what_stays_as_it_is),
	    cmocka_unit_test(no_character_is_more_than_four_letters_of_ascii),
	    cmocka_unit_test(what_is_left_out_is_skipped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
