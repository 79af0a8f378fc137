// See letter_model.h.
#include "text/letter_model.h"

#include <algorithm>
#include <charconv>

#include "base/embedded.h"
#include "base/rows.h"
#include "text/unicode.h"

namespace thresh::text {
namespace {

constexpr std::size_t kPlane = 0x10000;
constexpr unsigned kQuarters = 4;

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    words.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

std::vector<char32_t> code_points(std::string_view text) {
  std::vector<char32_t> points;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    points.push_back(point.value);
    at += point.length;
  }
  return points;
}

// One row of a language that has several, each with the characters of one information.
void add_characters(std::vector<CharacterModel>& models, std::string_view language, std::string_view charsets,
                    std::string_view row) {
  if (models.empty() || models.back().language != language) {
    models.push_back({language, words_of(charsets), std::vector<std::uint8_t>(kPlane)});
  }
  const std::string_view number = base::take_column(row);
  unsigned bits = 0;
  std::from_chars(number.data(), number.data() + number.size(), bits);
  for (const char32_t c : code_points(row)) {
    if (c < kPlane) models.back().information[c] = static_cast<std::uint8_t>(bits * kQuarters);
  }
}

LetterModels read() {
  LetterModels models;
  base::for_each_row(base::embedded("data/letters.tsv"), [&](std::string_view row) {
    const std::string_view language = base::take_column(row);
    const std::string_view charsets = base::take_column(row);
    const std::string_view alphabet = base::take_column(row);
    if (alphabet.empty()) {
      add_characters(models.characters, language, charsets, row);
    } else {
      models.pairs.push_back({language, words_of(charsets), code_points(alphabet), row});
    }
  });
  return models;
}

}  // namespace

std::size_t PairModel::letter(char32_t lower_case) const {
  const auto place = std::ranges::lower_bound(alphabet, lower_case);
  const bool found = place != alphabet.end() && *place == lower_case;
  return found ? static_cast<std::size_t>(place - alphabet.begin()) + 1 : 0;
}

const LetterModels& letter_models() {
  static const LetterModels kModels = read();
  return kModels;
}

}  // namespace thresh::text
