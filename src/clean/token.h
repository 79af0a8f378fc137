// The tokens of a template's expression: "user.name", "'a'", "==", "|".
//
// Private to the room. Tested by tests/clean/artifact_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace thresh::clean {

struct Token {
  enum class Kind : std::uint8_t {
    kWord,    // an identifier or a path of them: user.name, $x, .Title, ../x, well-known, a?.b
    kNumber,  // 12, 4.5, 1..5
    kString,  // quoted
    kStrong,  // an operator that no prose has: == && ?? :=
    kWeak,    // one that prose has too: - + / * % < > ~
    kNot,     // !
    kBar,
    kComma,
    kColon,
    kQuestion,
    kEquals,
    kOpen,   // ( [ {
    kClose,  // ) ] }
  };
  Kind kind = Kind::kWord;
  std::string_view text;
  bool spaced = false;  // white space stands before it
};

// All of `text`; nothing where it holds a character that no expression has (letters beyond ASCII outside of quotes,
// a backslash, an open quote). Linear.
std::optional<std::vector<Token>> tokens_of(std::string_view text);

// A word that people do not write: a path, snake_case, camelCase, $sigils.
bool is_code(std::string_view word);

// formatDate, format_date: what a helper's name may look like that no word does. Not "iPhone".
bool is_compound(std::string_view word);

bool has_sigil(std::string_view word);  // .Title, $x, @index, ../x

}  // namespace thresh::clean
