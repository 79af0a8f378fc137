// The words on a page that tell of threads: what buttons of posts say, what heads answers, what marks the accepted one.
// They stand in data/thread_words.tsv, in many languages.
//
// Tested by tests/automatic/thread/names_test.cpp.
#pragma once

#include <string_view>

#include "normalize/vocabulary.h"

namespace thresh::automatic {

struct ThreadWords {
  normalize::Lexicon act, answers, asked, accepted, edited, joined, helpful, expand, label, voted, people, pleased,
      liked, by, wrote, joint, likers, replying, chosen, replies, comments, messages, whole, measure, expert, talk, yes,
      asks, answered, from, asking, answering, guest, last, columns;
};

const ThreadWords& thread_words();

// Whether the text, folded and without signs around it, is one of the words. A long text never is.
bool is_word(const normalize::Lexicon& words, std::string_view text);

// Whether it starts with one of them.
bool starts_with_word(const normalize::Lexicon& words, std::string_view text);

// Whether one of them stands somewhere in it, from where a word starts to where one ends.
bool holds_word(const normalize::Lexicon& words, std::string_view text);

}  // namespace thresh::automatic
