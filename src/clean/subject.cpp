// See subject.h.
#include "clean/subject.h"

#include <set>
#include <string>

#include "text/unicode.h"

namespace thresh::clean {
namespace {

// Kana, ideographs and what stands between them.
bool writes_no_spaces(char32_t c) { return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF); }

class Counter {
 public:
  Counter(WordKind certain, WordKind possible) : certain_(certain), possible_(possible) {}

  Subject read(std::string_view folded) {
    std::size_t begin = 0, packed = 0;
    for (std::size_t at = 0; at < folded.size();) {
      const text::CodePoint c = text::code_point_at(folded, at);
      const bool packs = writes_no_spaces(c.value);
      const bool of_word = !packs && (text::is_letter(c.value) || text::is_digit(c.value) || c.value == '-');
      if (!of_word) {
        end_word(folded.substr(begin, at - begin));
        begin = at + c.length;
      }
      packed += packs ? 1 : 0;
      at += c.length;
    }
    end_word(folded.substr(begin));
    if (packed > 0) look_anywhere(folded);
    out_.words += packed / 2;
    out_.certain = seen_certain_.size();
    out_.possible = seen_possible_.size();
    return out_;
  }

 private:
  void end_word(std::string_view word) {
    if (word.empty()) return;
    ++out_.words;
    if (is_one_of(certain_, word)) {
      seen_certain_.insert(word);
    } else if (is_one_of(possible_, word)) {
      seen_possible_.insert(word);
    } else {
      for (const Beginning& beginning : vocabulary().beginnings) {
        if (word.starts_with(beginning.text)) enter(beginning.kind, beginning.text);
      }
    }
  }

  void look_anywhere(std::string_view folded) {
    for (const Beginning& packed : vocabulary().packed_words) {
      if (folded.find(packed.text) != std::string_view::npos) enter(packed.kind, packed.text);
    }
  }

  void enter(WordKind kind, std::string_view word) {
    if (kind == certain_) seen_certain_.insert(word);
    if (kind == possible_) seen_possible_.insert(word);
  }

  WordKind certain_, possible_;
  Subject out_;
  std::set<std::string_view> seen_certain_, seen_possible_;
};

}  // namespace

Subject subject_of(std::string_view paragraph, WordKind certain, WordKind possible) {
  const std::string folded = text::fold(paragraph);
  return Counter(certain, possible).read(folded);
}

}  // namespace thresh::clean
