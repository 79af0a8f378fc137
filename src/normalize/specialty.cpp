// Specialties: what a title such as "Oculoplastic Surgeon" stands for. See normalize.h.
//
// data/specialties.tsv lists the titles; they are compared by loose_key, so that case, hyphens, "&" and full stops do
// not matter. A title that no code means exactly is mapped to the nearest and says so (`exact` is false).
//
// Tested by tests/normalize/forms_test.cpp with specialty.tsv.
#include <string>
#include <vector>

#include "base/embedded.h"
#include "normalize/normalize.h"
#include "normalize/specialty_table.h"
#include "normalize/title_words.h"
#include "normalize/vocabulary.h"
#include "normalize/words.h"
#include "text/unicode.h"

namespace thresh::normalize {
namespace {

constexpr std::size_t kLongest = 120;            // bytes
constexpr std::size_t kLongestAbbreviation = 4;  // "OMFS"
constexpr std::uint32_t kKinds = 4;
constexpr int kMostQualifiers = 3;  // "Retired Board Certified Cosmetic Dermatologist"

struct Table {
  std::vector<SpecialtyRow> rows;
  Lexicon titles;      // row * kKinds + kind
  Lexicon last_words;  // of all titles
};

std::string_view last_word(std::string_view key) { return key.substr(key.rfind(' ') + 1); }

bool is_abbreviation(std::string_view key) {
  return key.size() <= kLongestAbbreviation && key.find(' ') == std::string_view::npos;
}

void add_title(Table& table, std::string_view title, TitleKind kind) {
  std::string key = loose_key(title);
  if (is_abbreviation(key) && kind != TitleKind::kField) kind = TitleKind::kBroad;
  table.last_words.add(std::string(last_word(key)));
  const auto row = static_cast<std::uint32_t>(table.rows.size() - 1);
  table.titles.add(std::move(key), row * kKinds + static_cast<std::uint32_t>(kind));
}

Table load() {
  Table table;
  for (const Row& row : rows_of(base::embedded("data/specialties.tsv"))) {
    table.rows.push_back({row[0], row[1], row[2]});
    add_title(table, row[0], row[6].empty() ? TitleKind::kField : TitleKind::kBroad);
    for (const std::string_view title : parts_of(row[3])) add_title(table, title, TitleKind::kTitle);
    for (const std::string_view field : parts_of(row[4])) add_title(table, field, TitleKind::kField);
    for (const std::string_view title : parts_of(row[5])) add_title(table, title, TitleKind::kMapped);
    for (const std::string_view title : parts_of(row[6])) add_title(table, title, TitleKind::kBroad);
  }
  table.titles.seal();
  table.last_words.seal();
  return table;
}

const Table& table() {
  static const Table kTable = load();
  return kTable;
}

std::optional<SpecialtyTitle> find_title(std::string_view key) {
  auto found = table().titles.find(key);
  if (!found && key.size() > kLongestAbbreviation && key.ends_with('s')) {
    found = table().titles.find(key.substr(0, key.size() - 1));
  }
  if (!found) return std::nullopt;
  return SpecialtyTitle{&table().rows[*found / kKinds], static_cast<TitleKind>(*found % kKinds)};
}

// What a title means behind a word that narrows it: the nearest that the table has. A broad title is nothing so narrow.
std::optional<SpecialtyTitle> nearest(SpecialtyTitle title) {
  if (title.kind == TitleKind::kBroad) return std::nullopt;
  title.kind = TitleKind::kMapped;
  return title;
}

}  // namespace

std::optional<SpecialtyTitle> find_specialty(std::string_view text) {
  if (text.size() > kLongest) return std::nullopt;
  const std::string whole = loose_key(text);
  std::string_view key = whole;
  // An abbreviation counts only in capitals: "ENT", not "Ent".
  if (is_abbreviation(key) && case_of(text) != Case::kCapitals) return std::nullopt;
  bool shaded = false;
  for (int i = 0; i <= kMostQualifiers; ++i) {
    if (auto found = find_title(key)) return shaded ? nearest(*found) : found;
    const auto qualifier = title_words().qualifier.longest_prefix(key);
    const auto shade = qualifier ? std::nullopt : title_words().shade.longest_prefix(key);
    if (!qualifier && !shade) break;
    shaded = shaded || shade;
    key.remove_prefix(qualifier ? qualifier->bytes : shade->bytes);
    if (!key.starts_with(' ')) break;
    key.remove_prefix(1);
  }
  return std::nullopt;
}

bool ends_specialties(std::string_view word) {
  const std::string whole = loose_key(word);
  const std::string_view key = last_word(whole);
  const Lexicon& words = table().last_words;
  return words.contains(key) || (key.ends_with('s') && words.contains(key.substr(0, key.size() - 1)));
}

std::optional<Specialty> specialty(std::string_view text) {
  text = text::trim(text);
  const auto found = find_specialty(text);
  if (!found) return std::nullopt;
  return Specialty{.name = std::string(found->row->name),
                   .as_written = std::string(text),
                   .nucc = std::string(found->row->nucc),
                   .schema_org = std::string(found->row->schema_org),
                   .exact = found->kind != TitleKind::kMapped};
}

}  // namespace thresh::normalize
