// The words of CSS: names, strings, escapes, white space and comments, read from a source one after another.
//
// CSS Syntax Level 3, section 4, as far as selectors have it. What that standard forgives at the end of a source (a
// string, a bracket or a comment that is not closed) is an error here: in a selector of one line it is a slip. The
// other way round a value may start with a digit: [data-n=1] stands for [data-n="1"].
//
// Tested by tests/html/selector_test.cpp.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace thresh::html {

// A code point that names may start with or hold (section 4.2); of a character beyond ASCII each byte is one.
bool is_name_start(char c);
bool is_name_char(char c);

class CssReader {
 public:
  explicit CssReader(std::string_view source) : source_(source) {}

  bool at_end() const { return at_ >= source_.size(); }
  std::size_t at() const { return at_; }
  void go_to(std::size_t at) { at_ = at; }
  std::string_view source() const { return source_; }

  char peek(std::size_t ahead = 0) const { return at_ + ahead < source_.size() ? source_[at_ + ahead] : '\0'; }
  // The next character with quotes around it, or "the end": for messages.
  std::string quoted() const;

  bool take(char c);
  // White space and comments; whether there was any white space. Comments alone are none (section 4.3.2).
  bool skip_space();
  void skip_comments();

  // Whether a name starts here (section 4.3.9).
  bool at_name() const;
  // A name. Call it at one.
  std::string name();
  // A run of name characters, whatever it starts with; empty if there is none.
  std::string word();
  // A string with its quotes; false if it is not closed, with the reader at what is wrong.
  bool string(std::string& out);

  // Skips what stands in front of the next ',' or ')' that is not inside of brackets or strings.
  void skip_argument();

 private:
  bool at_escape(std::size_t ahead = 0) const;
  void escape(std::string& out);

  std::string_view source_;
  std::size_t at_ = 0;
};

}  // namespace thresh::html
