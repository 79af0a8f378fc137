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

constexpr std::size_t kLongest = 24;       // bytes
constexpr std::size_t kLongestSpaced = 8;  // bytes of the first word of one that has several
constexpr std::size_t kMostSpaced = 4;     // words of one credential: "B. D. S.", "Dr. med. dent."

// A way to write a credential: its usual form, or another of its row.
struct Form {
  const Row* row;
  std::string plain;  // without full stops
};

struct Table {
  std::vector<Row> rows;
  std::vector<Form> forms;
  Lexicon words;  // forms in lower case; the index of the form
};

std::string without_stops(std::string_view word) {
  std::string out(word);
  std::erase(out, '.');
  return out;
}

void add_form(Table& table, const Row& row, std::string_view written) {
  std::string plain = without_stops(written);
  std::erase(plain, ' ');
  table.words.add(text::ascii_lower(plain), static_cast<std::uint32_t>(table.forms.size()));
  table.forms.push_back({&row, std::move(plain)});
}

Table load() {
  Table table;
  table.rows = rows_of(base::embedded("data/credentials.tsv"));
  for (const Row& row : table.rows) {
    add_form(table, row, row[0]);
    for (const std::string_view other : parts_of(row[4])) add_form(table, row, other);
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

// "CFP\u00AE" as "CFP".
std::string_view without_mark(std::string_view word) {
  for (const std::string_view mark : {"\u00AE", "\u2122"}) {
    if (word.ends_with(mark)) word.remove_suffix(mark.size());
  }
  return word;
}

// The credentials of a word that holds several between such signs; none if it has anything else.
std::vector<Credential> credentials_between(std::string_view word, std::string_view signs, bool set_apart) {
  std::vector<Credential> found;
  for (std::size_t from = 0; from <= word.size();) {
    const std::size_t to = std::min(word.find_first_of(signs, from), word.size());
    const std::string_view piece = word.substr(from, to - from);
    from = to + 1;
    if (piece.empty() && to == word.size()) break;  // "MD;"
    const auto credential = credential_of(piece, set_apart);
    if (!credential) return {};
    found.push_back(*credential);
  }
  return found;
}

}  // namespace

std::optional<Credential> credential_of(std::string_view word, bool set_apart) {
  word = without_mark(word);
  if (word.size() < 2 || word.size() > kLongest) return std::nullopt;
  const std::string plain = without_stops(word);
  const auto found = table().words.find(text::ascii_lower(plain));
  if (!found) return std::nullopt;
  const Form& form = table().forms[*found];
  const Row& row = *form.row;
  const Credential credential{.usual = row[0],
                              .corporate = row[1] == "corporate",
                              .dotted = has_inner_stop(word),
                              .word = row[2] == "word",
                              .firm_behind = row[3]};
  const bool capitals = plain == form.plain || std::ranges::none_of(plain, base::is_ascii_lower);
  // "a.s." is Czech for a company, "Md." a given name of South Asia.
  const bool shaped = credential.dotted && !(credential.word && std::ranges::none_of(plain, base::is_ascii_upper));
  if (!capitals && !shaped && (credential.word || !set_apart)) return std::nullopt;
  return credential;
}

std::vector<Credential> credentials_of(std::string_view word, bool set_apart) {
  if (const auto whole = credential_of(word, set_apart)) return {*whole};
  auto found = credentials_between(word, "/;", set_apart);
  return found.empty() ? credentials_between(word, "-", set_apart) : found;
}

std::optional<SpacedCredential> spaced_credential(const Words& words, std::size_t from, bool set_apart) {
  const std::string_view first = words[from];
  if (first.size() > kLongestSpaced || !(first.ends_with('.') || case_of(first) == Case::kCapitals))
    return std::nullopt;
  for (std::size_t n = std::min(kMostSpaced, words.size() - from); n > 1; --n) {
    std::string both;
    for (std::size_t i = from; i < from + n; ++i) both += words[i];
    const auto credential = credential_of(both, set_apart);
    if (!credential || (credential->word && !credential->dotted)) continue;
    bool each = true;  // each word is one of its own: "MB BCh"
    for (std::size_t i = from; i < from + n; ++i) each = each && credential_of(words[i], true);
    if (!each) return SpacedCredential{*credential, n};
  }
  return std::nullopt;
}

bool looks_like_credential(std::string_view word) {
  const std::string plain = without_stops(word);
  if (plain.size() < 2 || plain.size() > 8) return false;
  const auto fits = [](char c) { return base::is_ascii_upper(c) || c == '-'; };
  return std::ranges::all_of(plain, fits) && base::is_ascii_upper(plain.front()) && base::is_ascii_upper(plain.back());
}

}  // namespace thresh::normalize
