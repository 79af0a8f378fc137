// How strange a character is where it stands: a coarse model of what people write, in bits of information.
//
// Each character belongs to a kind (a small letter, a closing quote, a currency sign, half a box …) and a script, and
// has a rarity of its own; what stands before it adds to that. A letter behind a letter of its script costs nothing
// more; a capital inside a word, a "¬" inside a word, or Greek in the middle of a Latin word cost what they deserve.
// The sum over a stretch is, roughly, -log2 of how likely anybody wrote it. Only differences are meaningful: between a
// text as it stands and the same text read in another encoding (misread.h). The numbers are estimates, tuned on texts.
//
// Tested by tests/clean/strangeness_test.cpp.
#pragma once

namespace thresh::clean {

// Of `c` after `before`, which stands after `before_that`. U+0000 stands for the edge of a text.
int strangeness(char32_t before_that, char32_t before, char32_t c);

// Whether `c` is on pages next to never: letters of phonetics and of dead scripts, private use, what means nothing. Not
// so U+0080 to U+009F, which are what text that was misread several times is made of.
bool is_hardly_written(char32_t c);

}  // namespace thresh::clean
