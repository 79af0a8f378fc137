// See title_words.h.
#include "normalize/title_words.h"

#include "normalize/place_shape.h"
#include "normalize/words.h"
#include "text/unicode.h"

namespace thresh::normalize {
namespace {

TitleWords load() {
  TitleWords words;
  load_kinds("data/title_words.tsv", {{"qualifier", &words.qualifier},
                                      {"shade", &words.shade},
                                      {"practitioner", &words.practitioner},
                                      {"profession", &words.profession},
                                      {"business", &words.business}});
  return words;
}

// Whether any word fits of those that a name is called after, as loose_key has them: its last, and each before a small
// word.
template <class Test>
bool any_head(std::string_view name, const Test& fits) {
  const auto words = words_of(name);
  if (!words) return false;
  std::string before;
  for (const std::string_view next : *words) {
    std::string word = loose_key(next);
    if (is_inner_word(word) && fits(before)) return true;
    before = std::move(word);
  }
  return fits(before);
}

}  // namespace

const TitleWords& title_words() {
  static const TitleWords kWords = load();
  return kWords;
}

bool names_profession(std::string_view name) {
  return any_head(name, [](std::string_view word) { return title_words().profession.contains(word); });
}

bool names_business(std::string_view name, bool in_region) {
  return any_head(name, [in_region](std::string_view word) {
    const auto found = title_words().business.find(word);
    return found && !(*found == 1 && in_region);
  });
}

}  // namespace thresh::normalize
