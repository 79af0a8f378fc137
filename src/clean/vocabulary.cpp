// See vocabulary.h.
#include "clean/vocabulary.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/ascii.h"
#include "base/embedded.h"
#include "base/rows.h"
#include "clean/artifact.h"

namespace thresh::clean {
namespace {

template <class Value, std::size_t N>
std::optional<Value> named(const std::pair<std::string_view, Value> (&names)[N], std::string_view name) {
  const auto found =
      std::find_if(std::begin(names), std::end(names), [&](const auto& row) { return row.first == name; });
  return found == std::end(names) ? std::nullopt : std::optional(found->second);
}

constexpr std::pair<std::string_view, Inside> kInsides[] = {
    {"mustache", Inside::kMustache},
    {"expression", Inside::kExpression},
    {"field", Inside::kField},
    {"tag", Inside::kTag},
    {"comment", Inside::kComment},
    {"script", Inside::kScript},
    {"variable", Inside::kVariable},
    {"smarty", Inside::kSmarty},
    {"word", Inside::kWord},
    {"code", Inside::kCode},
    {"token", Inside::kToken},
    {"merge", Inside::kMerge},
    {"capitals", Inside::kMergeCapitals},
    {"words", Inside::kMergeWords},
    {"freemarker", Inside::kFreemarker},
    {"freemarker-tag", Inside::kFreemarkerTag},
    {"freemarker-call", Inside::kFreemarkerCall},
    {"markup", Inside::kMarkup},
    {"markup-end", Inside::kMarkupEnd},
    {"toolkit", Inside::kToolkit},
};

constexpr std::pair<std::string_view, Follows> kFollows[] = {
    {"none", Follows::kNone},           {"some", Follows::kSome},
    {"condition", Follows::kCondition}, {"expression", Follows::kExpression},
    {"code", Follows::kCode},           {"assignment", Follows::kAssignment},
    {"loop", Follows::kLoop},
};

constexpr std::pair<std::string_view, bool> kEvidence[] = {{"weak", true}, {"strong", false}};

constexpr std::pair<std::string_view, WordKind> kWordKinds[] = {
    {"keyword", WordKind::kKeyword},
    {"prefix", WordKind::kPrefix},
    {"filter", WordKind::kFilter},
    {"helper", WordKind::kHelper},
    {"script", WordKind::kScript},
    {"smarty", WordKind::kSmarty},
    {"smarty-alone", WordKind::kSmartyAlone},
    {"field", WordKind::kField},
    {"label", WordKind::kLabel},
    {"label-of-template", WordKind::kLabelOfTemplate},
    {"key-head", WordKind::kKeyHead},
    {"key-start", WordKind::kKeyStart},
    {"key-word", WordKind::kKeyWord},
    {"key-property", WordKind::kKeyProperty},
    {"key-root", WordKind::kKeyRoot},
    {"key-end", WordKind::kKeyEnd},
    {"builtin", WordKind::kBuiltin},
    {"freemarker", WordKind::kFreemarker},
    {"freemarker-alone", WordKind::kFreemarkerAlone},
    {"toolkit", WordKind::kToolkit},
    {"blade", WordKind::kBlade},
    {"blade-alone", WordKind::kBladeAlone},
    {"velocity", WordKind::kVelocity},
};

// The kinds of data/notices.tsv. Two of them only tell readers of the file what a notice is about.
enum class Whole : std::uint8_t { kArtifact, kSlot, kNotice, kDotted, kScript, kPurpose };
constexpr std::pair<std::string_view, Whole> kWholes[] = {
    {"artifact", Whole::kArtifact}, {"slot", Whole::kSlot},        {"skeleton", Whole::kNotice},
    {"script", Whole::kScript},     {"interface", Whole::kNotice}, {"dotted", Whole::kDotted},
    {"purpose", Whole::kPurpose},
};

constexpr std::size_t kLookedAt = 3;  // characters

// Whether what folding makes of the first characters is their small letters: they are graphic ones of ASCII, or a space
// between two of these, and no mark follows.
bool begins_plainly(std::string_view text) {
  const auto is_graphic = [](char c) { return c > ' ' && c < 0x7F; };
  if (text.size() <= kLookedAt || !is_graphic(text[0]) || static_cast<std::uint8_t>(text[kLookedAt]) >= 0x80) {
    return false;
  }
  for (std::size_t at = 1; at < kLookedAt; ++at) {
    if (!is_graphic(text[at]) && !(text[at] == ' ' && is_graphic(text[at + 1]))) return false;
  }
  return true;
}

std::uint8_t first_byte(std::string_view text) { return text.empty() ? 0 : static_cast<std::uint8_t>(text.front()); }

// Whether a text begins with an ideograph (U+4000 to U+9FFF) or a syllable of Hangul (U+B000 to U+CFFF, without those
// whose first byte is also that of other letters). Folded it begins with one of U+4000 to U+DFFF.
bool begins_beyond_alphabets(std::string_view text) {
  const std::uint8_t byte = first_byte(text);
  return (byte >= 0xE4 && byte <= 0xE9) || byte == 0xEB || byte == 0xEC;
}

class Reader {
 public:
  Vocabulary read(const Tables& tables) {
    base::for_each_row(tables.artifacts, [&](std::string_view row) { read_artifact_row(row); });
    base::for_each_row(tables.notices, [&](std::string_view row) { read_notice(row); });
    base::for_each_row(tables.shortcodes, [&](std::string_view row) {
      const bool ordinary = row.ends_with('?');
      if (ordinary) row.remove_suffix(1);
      add(ordinary ? WordKind::kMaybeShortcode : WordKind::kShortcode, row);
    });
    base::for_each_row(tables.syntax_words,
                       [&](std::string_view row) { add_subject(row, WordKind::kSyntax, WordKind::kMaybeSyntax); });
    base::for_each_row(tables.entity_words,
                       [&](std::string_view row) { add_subject(row, WordKind::kEntity, WordKind::kMaybeEntity); });
    return std::move(out_);
  }

 private:
  void fault(std::string_view what, std::string_view row) {
    out_.faults.push_back(std::string(what) + ": " + std::string(row));
  }

  void add(WordKind kind, std::string_view word) {
    out_.words[word] |= std::uint32_t{1} << static_cast<unsigned>(kind);
  }

  // "vue", "template?" of several meanings, "vorlage*?" as words begin.
  void add_subject(std::string_view word, WordKind certain, WordKind possible) {
    if (word.ends_with('!')) {
      word.remove_suffix(1);
      add(WordKind::kTemplateLanguage, word);
    }
    const WordKind kind = word.ends_with('?') ? possible : certain;
    if (kind == possible) word.remove_suffix(1);
    const bool begins = word.ends_with('*');
    if (begins) word.remove_suffix(1);
    const auto first = static_cast<std::uint8_t>(word.empty() ? 0 : word.front());
    if (word.empty()) return fault("an empty word", word);
    if (first >= 0xE3 && first <= 0xE9) {
      out_.packed_words.push_back({word, kind});
    } else if (begins) {
      out_.beginnings.push_back({word, kind});
    } else {
      add(kind, word);
    }
  }

  template <class Use>
  static void for_each_word(std::string_view words, Use use) {
    while (!words.empty()) {
      const std::size_t end = std::min(words.find(' '), words.size());
      if (end > 0) use(words.substr(0, end));
      words.remove_prefix(std::min(end + 1, words.size()));
    }
  }

  void read_artifact_row(std::string_view row) {
    const std::string_view whole = row;
    const std::string_view kind = base::take_column(row);
    if (kind == "family") return read_family(row);
    if (kind == "tag") {
      const auto follows = named(kFollows, base::take_column(row));
      if (!follows) return fault("unknown kind of statement", whole);
      return for_each_word(row, [&](std::string_view word) { out_.tags.emplace(word, *follows); });
    }
    const auto words = named(kWordKinds, kind);
    if (!words) return fault("unknown kind of row", whole);
    for_each_word(row, [&](std::string_view word) { add(*words, word); });
  }

  void read_family(std::string_view row) {
    const std::string_view whole = row;
    DelimitedFamily family;
    family.name = base::take_column(row);
    family.open = base::take_column(row);
    family.close = base::take_column(row);
    const auto inside = named(kInsides, base::take_column(row));
    const auto weak = named(kEvidence, base::take_column(row));
    if (!inside || !weak) return fault("unknown inside or evidence", whole);
    if (family.open.empty() || family.close.empty()) return fault("a family without delimiters", whole);
    const auto same = std::ranges::find(out_.family_names, family.name);
    const auto id = static_cast<std::size_t>(same - out_.family_names.begin());
    // From kShortcode on the numbers belong to families without delimiters.
    if (id >= static_cast<std::size_t>(Family::kShortcode)) return fault("one family too many", whole);
    family.inside = *inside;
    family.weak = *weak;
    if (same == out_.family_names.end()) out_.family_names.push_back(family.name);
    family.id = static_cast<std::uint8_t>(id);
    out_.delimited.push_back(family);
    for (std::size_t second = 0; second < 256; ++second) {
      const char next = static_cast<char>(second);
      if (family.open.size() < 2 || family.open[1] == next) out_.openers.set(opener_bit(family.open.front(), next));
    }
  }

  void read_notice(std::string_view row) {
    const std::string_view whole = row;
    const auto kind = named(kWholes, base::take_column(row));
    if (!kind) return fault("unknown kind of text", whole);
    if (*kind == Whole::kPurpose) return out_.purposes.push_back(row);
    if (*kind == Whole::kScript) {
      if (!row.contains(kScriptLanguage)) return fault("a script notice that does not name it", whole);
      out_.script_notices.push_back(row);
    }
    auto& set = *kind == Whole::kArtifact ? out_.artifacts
                : *kind == Whole::kSlot   ? out_.slot_words
                : *kind == Whole::kDotted ? out_.dotted_notices
                                          : out_.notices;
    set.insert(row);
    if (&set == &out_.notices || &set == &out_.dotted_notices) out_.notices_begin.add(row);
    if (&set == &out_.artifacts) out_.artifacts_begin.add(row);
    if (&set == &out_.slot_words && first_byte(row) < 0x80) out_.slot_letters.set(first_byte(row));
  }

  Vocabulary out_;
};

}  // namespace

std::size_t Beginnings::place_of(std::string_view text) {
  std::size_t place = 0;
  for (const char c : text.substr(0, kLookedAt)) place = place * 37 + static_cast<std::uint8_t>(base::ascii_lower(c));
  return place % kPlaces;
}

void Beginnings::add(std::string_view folded) {
  held_.set(place_of(folded));
  beyond_ |= first_byte(folded) >= 0xE4 && first_byte(folded) <= 0xED;
}

bool Beginnings::may_be(std::string_view text) const {
  if (begins_plainly(text)) return held_[place_of(text)];
  return beyond_ || !begins_beyond_alphabets(text);
}

Vocabulary read_vocabulary(const Tables& tables) { return Reader().read(tables); }

const Vocabulary& vocabulary() {
  static const Vocabulary kVocabulary = read_vocabulary(
      {base::embedded("data/artifacts.tsv"), base::embedded("data/notices.tsv"), base::embedded("data/shortcodes.txt"),
       base::embedded("data/syntax_words.txt"), base::embedded("data/entity_words.txt")});
  return kVocabulary;
}

}  // namespace thresh::clean
