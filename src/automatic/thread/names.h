// What the names that a page gives to an element say of its part in a thread: class="message-userContent",
// id="post-17", itemprop="author".
//
// The words stand in data/thread_names.tsv. A name is cut into pieces at signs, digits and capitals; two or three
// neighbouring pieces are looked up as one first. Names come again and again on a page, so each is read once.
//
// Tested by tests/automatic/thread/names_test.cpp.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "automatic/value_numbers.h"

namespace thresh::automatic {

// A set of them is a number.
enum Role : std::uint32_t {
  kPost = 1u << 0,
  kQuestion = 1u << 1,
  kAnswer = 1u << 2,
  kBody = 1u << 3,
  kAuthor = 1u << 4,
  kProfile = 1u << 5,
  kDate = 1u << 6,
  kVote = 1u << 7,
  kAccepted = 1u << 8,
  kSignature = 1u << 9,
  kQuote = 1u << 10,
  kControl = 1u << 11,
  kAct = 1u << 12,
  kEdited = 1u << 13,
  kAside = 1u << 14,
  kForum = 1u << 15,
  kComment = 1u << 16,
  kRating = 1u << 17,
  kHeadline = 1u << 18,
};

class NameReader {
 public:
  // The roles that the words of an attribute's value name. Views of the value are kept.
  std::uint32_t roles(std::string_view value);

 private:
  std::uint32_t roles_of_word(std::string_view word);

  ValueNumbers values_, words_;
  std::vector<std::uint32_t> known_, known_words_;  // by the number of the value, of the word
};

}  // namespace thresh::automatic
