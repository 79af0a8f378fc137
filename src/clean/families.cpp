// Reads data/artifacts.tsv, notices.tsv, shortcodes.txt and syntax_words.txt. See families.h.
#include "clean/families.h"

#include <algorithm>

#include "base/embedded.h"
#include "base/rows.h"

namespace thresh::clean {
namespace {

Inside inside_of_name(std::string_view name) {
  if (name == "tag") return Inside::kTag;
  if (name == "word") return Inside::kWord;
  if (name == "variable") return Inside::kVariable;
  return Inside::kExpression;
}

Vocabulary read() {
  Vocabulary out;
  base::for_each_row(base::embedded("data/artifacts.tsv"), [&](std::string_view line) {
    DelimitedFamily family;
    family.name = base::take_column(line);
    family.open = base::take_column(line);
    family.close = base::take_column(line);
    family.inside = inside_of_name(base::take_column(line));
    const auto same = std::find_if(out.delimited.begin(), out.delimited.end(),
                                   [&](const DelimitedFamily& other) { return other.name == family.name; });
    family.id = static_cast<std::uint8_t>(same - out.delimited.begin());
    out.delimited.push_back(family);
  });
  base::for_each_row(base::embedded("data/notices.tsv"), [&](std::string_view line) {
    const std::string_view kind = base::take_column(line);
    auto& set = kind == "artifact" ? out.artifacts : kind == "slot" ? out.slot_words : out.notices;
    set.insert(line);
  });
  base::for_each_row(base::embedded("data/shortcodes.txt"),
                     [&](std::string_view line) { out.shortcodes.insert(line); });
  base::for_each_row(base::embedded("data/syntax_words.txt"),
                     [&](std::string_view line) { out.syntax_words.insert(line); });
  return out;
}

}  // namespace

const Vocabulary& vocabulary() {
  static const Vocabulary kVocabulary = read();
  return kVocabulary;
}

}  // namespace thresh::clean
