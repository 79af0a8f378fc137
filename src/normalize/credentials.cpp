// See credentials.h.
#include "normalize/credentials.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/ascii.h"
#include "base/embedded.h"
#include "normalize/vocabulary.h"
#include "text/unicode.h"

namespace thresh::normalize {
namespace {

constexpr std::size_t kLongest = 24;  // bytes

struct Table {
  std::vector<Row> rows;
  Lexicon words;  // without full stops, in lower case; the row
};

std::string without_stops(std::string_view word) {
  std::string out(word);
  std::erase(out, '.');
  return out;
}

Table load() {
  Table table;
  table.rows = rows_of(base::embedded("data/credentials.tsv"));
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    table.words.add(text::ascii_lower(table.rows[i][0]), static_cast<std::uint32_t>(i));
  }
  table.words.seal();
  return table;
}

const Table& table() {
  static const Table kTable = load();
  return kTable;
}

// A full stop between two letters: "M.D.", "Ph.D" and not "Md."
bool has_inner_stop(std::string_view word) {
  const std::size_t stop = word.find('.');
  return stop != std::string_view::npos && stop + 1 < word.size();
}

}  // namespace

std::optional<Credential> credential_of(std::string_view word, bool set_apart) {
  if (word.size() < 2 || word.size() > kLongest) return std::nullopt;
  const std::string plain = without_stops(word);
  const auto found = table().words.find(text::ascii_lower(plain));
  if (!found) return std::nullopt;
  const Row& row = table().rows[*found];
  const Credential credential{.usual = row[0],
                              .corporate = row[1] == "corporate",
                              .dotted = has_inner_stop(word),
                              .word = row[2] == "word",
                              .firm_behind = row[3]};
  const bool capitals = plain == row[0] || std::ranges::none_of(plain, base::is_ascii_lower);
  // "a.s." is Czech for a company, "Md." a given name of South Asia.
  const bool shaped = credential.dotted && !(credential.word && std::ranges::none_of(plain, base::is_ascii_upper));
  if (!capitals && !shaped && (credential.word || !set_apart)) return std::nullopt;
  return credential;
}

bool looks_like_credential(std::string_view word) {
  const std::string plain = without_stops(word);
  if (plain.size() < 2 || plain.size() > 8) return false;
  const auto fits = [](char c) { return base::is_ascii_upper(c) || c == '-'; };
  return std::ranges::all_of(plain, fits) && base::is_ascii_upper(plain.front()) && base::is_ascii_upper(plain.back());
}

}  // namespace thresh::normalize
