// See no_value.h.
#include "normalize/no_value.h"

#include "base/embedded.h"
#include "base/rows.h"
#include "normalize/fold.h"
#include "normalize/vocabulary.h"
#include "text/unicode.h"

namespace thresh::normalize {

bool is_no_value(std::string_view text) {
  constexpr std::size_t kLongest = 60;  // bytes
  static const Lexicon kWords = [] {
    Lexicon words;
    base::for_each_row(base::embedded("data/no_value_words.txt"),
                       [&](std::string_view row) { words.add(folded(row)); });
    words.seal();
    return words;
  }();
  text = text::trim(text);
  return text.size() <= kLongest && kWords.contains(folded(text));
}

}  // namespace thresh::normalize
