// Words of a short text, and what can be told from their shape. Shared by person.cpp, place.cpp and specialty.cpp.
//
// Names are told from prose by their shape: few words, capitals at their start, none of the words that names never
// have ("regards", "thank", "und": data/never_names.txt). Tested through the normalizers that use it.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace thresh::normalize {

inline constexpr std::size_t kMaxWords = 20;

// Up to kMaxWords views into one text.
class Words {
 public:
  std::size_t size() const { return count_; }
  bool empty() const { return count_ == 0; }
  std::string_view operator[](std::size_t i) const { return list_[i]; }
  std::string_view back() const { return list_[count_ - 1]; }
  const std::string_view* begin() const { return list_.data(); }
  const std::string_view* end() const { return list_.data() + count_; }

  bool add(std::string_view word);  // false if there is no room
  void drop_front(std::size_t n);
  void shorten(std::size_t n);  // to the first n words
  void replace_front(std::string_view word) { list_[0] = word; }
  void replace_back(std::string_view word) { list_[count_ - 1] = word; }

 private:
  std::array<std::string_view, kMaxWords> list_;
  std::size_t count_ = 0;
};

// The words between white space; nothing where there are more than kMaxWords.
std::optional<Words> words_of(std::string_view text);

// How many words start with a lower-case letter of ASCII. It allocates nothing: a quick way to refuse prose.
std::size_t count_lower_words(std::string_view text);

// The words of a run of `words` with one space between them.
std::string joined(const Words& words, std::size_t from, std::size_t to);

enum class Case {
  kLower,     // starts with a lower-case letter
  kCapital,   // starts with a capital, or with a letter of a script that has none ("山田")
  kCapitals,  // has two or more letters, none of them lower case
  kNone,      // starts with no letter
};
Case case_of(std::string_view word);

// Whether any character is not a letter, mark, apostrophe, hyphen or full stop (digits, signs, brackets …).
bool has_odd_character(std::string_view word);

// For comparing names that are punctuated freely: folded, hyphens and slashes as spaces, "&" as "and", without full
// stops, commas, apostrophes, brackets. "St. John's-on-Sea" is "st johns on sea".
std::string loose_key(std::string_view text);

// Words that say a text is no name. Some of them are surnames too ("best", "young"): they count only where nothing else
// proves that the text is a name. Of these, some are in no place ("post").
enum class Never { kNo, kUnlessProven, kSurname, kAlways };
Never never_in_names(std::string_view word);

// Whether a word is a common given name (data/given_names.txt), and says so or is another word as well ("April").
enum class Given { kNo, kMaybe, kSure };
Given common_given_name(std::string_view word);

}  // namespace thresh::normalize
