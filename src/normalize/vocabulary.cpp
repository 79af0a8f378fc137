// See vocabulary.h.
#include "normalize/vocabulary.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <functional>

#include "base/embedded.h"
#include "base/rows.h"
#include "normalize/fold.h"
#include "text/unicode.h"

namespace thresh::normalize {
namespace {

bool is_letter_or_digit(char32_t c) { return text::is_letter(c) || text::is_digit(c); }

}  // namespace

bool is_unspaced(char32_t c) {
  return (c >= 0x3005 && c <= 0x3007) || (c >= 0x3041 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) ||
         (c >= 0xF900 && c <= 0xFAFF);
}

bool may_touch(char32_t c) { return is_unspaced(c) || (c >= 0xAC00 && c <= 0xD7A3); }

std::vector<Row> rows_of(std::string_view bytes) {
  std::vector<Row> rows;
  base::for_each_row(bytes, [&](std::string_view line) {
    Row& row = rows.emplace_back();
    for (std::string_view& cell : row) cell = text::trim_ascii(base::take_column(line));
  });
  return rows;
}

std::vector<std::string_view> parts_of(std::string_view cell) {
  std::vector<std::string_view> parts;
  while (!cell.empty()) {
    const std::size_t end = std::min(cell.find('|'), cell.size());
    if (end > 0) parts.push_back(text::trim_ascii(cell.substr(0, end)));
    cell.remove_prefix(std::min(end + 1, cell.size()));
  }
  return parts;
}

void Lexicon::add(std::string word, std::uint32_t value) {
  const std::size_t hash = std::hash<std::string_view>{}(word);
  longest_ = std::max(longest_, word.size());
  if (word.size() == 1) single_bytes_.set(static_cast<unsigned char>(word[0]));
  if (word.size() > 1) starts_.set(start_of(word[0], word[1]));
  entries_.push_back({std::move(word), value, hash});
}

void Lexicon::seal() {
  constexpr std::size_t kFilterBits = 16;  // for each word
  slots_.assign(std::bit_ceil(entries_.size() * 2 + 1), {});
  filter_.assign(std::bit_ceil(entries_.size() * kFilterBits + 1), false);
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const Entry& entry = entries_[i];
    filter_[place_in_filter(entry.word)] = true;
    Slot& slot = slots_[slot_of(entry.word, entry.hash)];
    if (slot.entry == 0) slot = {static_cast<std::uint32_t>(i + 1), static_cast<std::uint32_t>(entry.hash)};
  }
}

std::size_t Lexicon::slot_of(std::string_view word, std::size_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  const auto tag = static_cast<std::uint32_t>(hash);
  std::size_t at = hash & mask;
  for (; slots_[at].entry != 0; at = (at + 1) & mask) {
    if (slots_[at].tag == tag && entries_[slots_[at].entry - 1].word == word) break;
  }
  return at;
}

std::optional<std::uint32_t> Lexicon::find(std::string_view word) const {
  if (slots_.empty() || !filter_[place_in_filter(word)]) return std::nullopt;
  const std::uint32_t slot = slots_[slot_of(word, std::hash<std::string_view>{}(word))].entry;
  return slot == 0 ? std::nullopt : std::optional(entries_[slot - 1].value);
}

std::optional<Lexicon::Prefix> Lexicon::longest_prefix(std::string_view text, int most_words) const {
  std::optional<Prefix> longest;
  if (!may_start(text)) return longest;
  bool in_word = false;
  bool unspaced = false;
  for (std::size_t at = 0; at <= std::min(text.size(), longest_) && most_words > 0;) {
    const text::CodePoint next = at < text.size() ? text::code_point_at(text, at) : text::CodePoint{' ', 1};
    const bool word_goes_on = is_letter_or_digit(next.value);
    // An end is where a word ends, or after the signs behind one: "mar" and "mar." of "mar.2020".
    const bool glued = in_word && word_goes_on && !unspaced && !may_touch(next.value);
    if (at > 0 && !glued) {
      if (const auto value = find(text.substr(0, at))) longest = Prefix{at, *value};
    }
    most_words -= next.value == ' ';
    in_word = word_goes_on;
    unspaced = may_touch(next.value);
    at += next.length;
  }
  return longest;
}

void load_kinds(std::string_view path, std::initializer_list<std::pair<std::string_view, Lexicon*>> kinds) {
  for (const Row& row : rows_of(base::embedded(path))) {
    for (const auto& [kind, lexicon] : kinds) {
      if (row[0] != kind) continue;
      std::uint32_t value = 0;
      std::from_chars(row[2].data(), row[2].data() + row[2].size(), value);
      lexicon->add(folded(row[1]), value);
    }
  }
  for (const auto& [kind, lexicon] : kinds) lexicon->seal();
}

}  // namespace thresh::normalize
