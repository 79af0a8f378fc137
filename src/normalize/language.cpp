// Language tags (BCP 47) in their usual case, and names of languages. See normalize.h. Tested by
// tests/normalize/forms_test.cpp.
//
// The syntax is that of RFC 5646, section 2.1, as far as pages use it: language, script, region, variants, then
// extensions; the case is that of section 2.1.1. What POSIX and CMSs write is read too: "en_US", "de_DE.UTF-8".
// A language of two letters must be registered; codes of countries that are written in its place ("jp", "cz") become
// the language's, codes of three letters and withdrawn ones those that BCP 47 wants (section 4.5). Other subtags are
// not looked up. Names ("Deutsch", "français (France)", 简体中文) stand in data/language_names.tsv: the whole text is
// the name of a language, maybe with a region behind it.
#include <string>

#include "base/ascii.h"
#include "base/embedded.h"
#include "normalize/fold.h"
#include "normalize/normalize.h"
#include "normalize/reader.h"
#include "normalize/vocabulary.h"
#include "text/unicode.h"

namespace thresh::normalize {
namespace {

constexpr std::size_t kLongest = 64;

struct LanguageNames {
  std::vector<std::string_view> tags;  // what the lexicons mean
  Lexicon name;                        // "deutsch"
  Lexicon region;                      // "france": behind a name
  Lexicon code;                        // "eng": written otherwise
  Lexicon two;                         // what is registered of two letters
  Lexicon lead;                        // "language:"
};

LanguageNames load() {
  LanguageNames names;
  for (const Row& row : rows_of(base::embedded("data/language_names.tsv"))) {
    Lexicon& lexicon = row[0] == "name"     ? names.name
                       : row[0] == "region" ? names.region
                       : row[0] == "code"   ? names.code
                       : row[0] == "two"    ? names.two
                                            : names.lead;
    lexicon.add(folded(row[1]), static_cast<std::uint32_t>(names.tags.size()));
    names.tags.push_back(row[2]);
  }
  for (Lexicon* lexicon : {&names.name, &names.region, &names.code, &names.two, &names.lead}) lexicon->seal();
  return names;
}

const LanguageNames& names() {
  static const LanguageNames kNames = load();
  return kNames;
}

// "Deutsch", "français (France)", "English - US".
std::optional<std::string> by_name(std::string_view text) {
  const std::string folded_text = folded(text);
  Reader reader(folded_text);
  if (reader.take_word(names().lead)) reader.take(":");
  const auto name = reader.take_word(names().name);
  if (!name) return std::nullopt;
  std::string tag(names().tags[*name]);
  if (reader.at_end()) return tag;
  const bool open = reader.take("(");
  if (!open) reader.take_any_of({",", "-", "/"});
  const auto region = reader.take_word(names().region);
  if (!region || (open && !reader.take(")")) || !reader.at_end()) return std::nullopt;
  const std::string_view subtag = names().tags[*region];
  const bool told = tag.find('-') != std::string::npos && subtag.size() == 4;  // it has a script already
  return told ? std::nullopt : std::optional(tag + '-' + std::string(subtag));
}

template <class Test>
bool all(std::string_view text, const Test& test) {
  for (const char c : text) {
    if (!test(c)) return false;
  }
  return true;
}

// The next subtag; what is left of `rest` starts after its separator.
std::string_view next_subtag(std::string_view& rest) {
  const std::size_t end = std::min(rest.find_first_of("-_"), rest.size());
  const std::string_view subtag = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return subtag;
}

// Where in a tag the subtags stand that are already read.
enum class Stage { kLanguage, kScript, kRegion, kVariant, kExtension };

// Writes a subtag in its usual case; false if it cannot stand there.
bool append(std::string& out, std::string_view subtag, Stage& stage) {
  const bool letters = all(subtag, base::is_ascii_letter);
  if (subtag.empty() || subtag.size() > 8 || !all(subtag, base::is_ascii_alphanumeric)) {
    return false;
  }
  std::string usual = text::ascii_lower(subtag);
  if (stage < Stage::kScript && letters && subtag.size() == 4) {
    usual[0] = base::ascii_upper(usual[0]);
    stage = Stage::kScript;
  } else if (stage < Stage::kRegion &&
             ((letters && subtag.size() == 2) || (subtag.size() == 3 && all(subtag, base::is_ascii_digit)))) {
    for (char& c : usual) c = base::ascii_upper(c);
    stage = Stage::kRegion;
  } else if (stage == Stage::kLanguage && letters && subtag.size() == 3) {
    // an extended language subtag ("zh-yue"): stays before script and region
  } else if (stage < Stage::kExtension &&
             (subtag.size() >= 5 || (subtag.size() == 4 && base::is_ascii_digit(subtag[0])))) {
    stage = Stage::kVariant;
  } else if (subtag.size() == 1 || stage == Stage::kExtension) {
    stage = Stage::kExtension;
  } else {
    return false;
  }
  out += '-' + usual;
  return true;
}

std::optional<std::string> by_tag(std::string_view text) {
  std::string_view rest = text.substr(0, text.find_first_of(".@"));  // POSIX: the charset and the modifier
  const std::string_view primary = next_subtag(rest);
  if (primary.size() < 2 || primary.size() > 3 || !all(primary, base::is_ascii_letter)) return std::nullopt;
  std::string out = text::ascii_lower(primary);
  if (const auto code = names().code.find(out)) out = names().tags[*code];
  if (out.size() == 2 && !names().two.contains(out)) return std::nullopt;
  Stage stage = Stage::kLanguage;
  bool more = primary.size() < text.size() && text[primary.size()] != '.' && text[primary.size()] != '@';
  while (more) {
    more = rest.find_first_of("-_") != std::string_view::npos;
    if (!append(out, next_subtag(rest), stage)) return std::nullopt;
  }
  const bool dangling = stage == Stage::kExtension && out.size() >= 2 && out[out.size() - 2] == '-';
  return dangling ? std::nullopt : std::optional(out);
}

}  // namespace

std::optional<std::string> language(std::string_view text) {
  text = text::trim(text);
  if (text.size() > kLongest) return std::nullopt;
  auto tag = by_tag(text);
  return tag ? tag : by_name(text);
}

}  // namespace thresh::normalize
