// See cards.h.
#include "automatic/thread/cards.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "automatic/thread/outside.h"
#include "automatic/thread/signs.h"
#include "base/ascii.h"
#include "extract/type_reader.h"
#include "normalize/normalize.h"
#include "text/unicode.h"

namespace thresh::automatic {
namespace {

using html::NodeId;
using normalize::Fit;
using record::Type;

constexpr std::size_t kLongest = 100;  // bytes of a text of a card
constexpr std::size_t kMostTexts = 8;  // behind the name

constexpr std::array<std::string_view, 5> kSigns = {"·", "•", "–", "—", "\u00A0"};

std::string_view stripped(std::string_view words) {
  const auto is_sign = [](char c) { return std::string_view(" \t\r\n,;:|-()").contains(c); };
  return stripped_of(words, is_sign, is_sign, kSigns);
}

// The last sign before `at` that may end a specialty; 0 where there is none.
std::size_t cut_before(std::string_view words, std::size_t at) {
  std::size_t cut = 0;
  for (const std::string_view sign : {",", "|", " - ", "(", "·", "•", "–", "—"}) {
    const std::size_t found = words.substr(0, at).rfind(sign);
    if (found != std::string_view::npos) cut = std::max(cut, found);
  }
  return cut;
}

Fit fit_of(const Survey& survey, Type type, std::string_view words) { return survey.page().types->fit(type, words); }

// Where a specialty ends that words begin with, at their end or before a sign; 0 where they begin with none.
std::size_t end_of_specialty(const Survey& survey, std::string_view words) {
  for (std::size_t at = words.size(); at != 0; at = cut_before(words, at)) {
    const std::string_view head = stripped(words.substr(0, at));
    if (!head.empty() && fit_of(survey, Type::kSpecialty, head) == Fit::kSure &&
        fit_of(survey, Type::kPerson, head) != Fit::kSure)
      return at;
  }
  return 0;
}

class Card {
 public:
  Card(const Survey& survey, Post& post) : survey_(survey), document_(survey.document()), post_(post) {}

  void read() {
    const std::vector<NodeId> all = texts();
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (!post_.author_rating.found()) find_rating(all[i]);
      if (!post_.author_rating.found() && i > 0) join_rating(all[i - 1], all[i]);
      find_words(all[i]);
    }
    if (!post_.specialty.found()) post_.location = {};
  }

 private:
  // The texts behind the name, as far as the body.
  std::vector<NodeId> texts() const {
    const NodeId name = post_.author.node, end = document_.node(name).end;
    const bool above = !post_.body.empty() && name < post_.body.front();
    std::vector<NodeId> out;
    for_each_outside(survey_, post_, [&](NodeId id) {
      if (out.size() == kMostTexts || (above && post_.frame.empty() && id > post_.body.front())) return false;
      if (document_.is_element(id)) return (survey_.roles(id) & (kSignature | kQuote)) == 0 || !survey_.zoned(id);
      if (id >= end && document_.is_text(id) && !text::trim(document_.text(id)).empty()) out.push_back(id);
      return true;
    });
    return out;
  }

  Fit fit(Type type, std::string_view words) const { return fit_of(survey_, type, words); }

  // The largest short element around a text, without the name, that says a rating and how many gave it.
  void find_rating(NodeId text) {
    for (NodeId id = document_.parent(text); id > post_.item.stretch.begin; id = document_.parent(id)) {
      if (document_.contains(id, post_.author.node)) return;
      const std::string words = survey_.short_text(id, kLongest);
      if (words.empty()) return;
      if (!is_of_many(words)) continue;
      post_.author_rating = {.node = id};
      return;
    }
  }

  // "4.8" and "(17 reviews)" beside the name, in nothing that holds only them.
  void join_rating(NodeId first, NodeId second) {
    constexpr std::size_t kLongestNumber = 8;  // bytes
    const std::string_view number = text::trim(document_.text(first)), of = text::trim(document_.text(second));
    if (number.size() > kLongestNumber || of.size() > kLongest || !base::is_ascii_digit(number.front())) return;
    std::string words = std::string(number) + ' ' + std::string(of);
    if (is_of_many(words)) post_.author_rating = {.node = first, .made = std::move(words)};
  }

  bool is_of_many(std::string_view words) const { return fit(Type::kRating, words) == Fit::kSure && many_gave(words); }

  void find_words(NodeId id) {
    const std::string_view words = stripped(document_.text(id));
    if (words.empty() || words.size() > kLongest) return;
    if (!post_.specialty.found() && take_pair(id, words)) return;
    const std::size_t end = post_.specialty.found() ? 0 : end_of_specialty(survey_, words);
    if (end == 0) return take_location(id, words);
    post_.specialty = place(id, stripped(words.substr(0, end)));
    take_location(id, stripped(words.substr(end)));
  }

  // A specialty and a place in one breath; each field takes its part.
  bool take_pair(NodeId id, std::string_view words) {
    if (fit(Type::kSpecialty, words) == Fit::kSure && fit(Type::kPlace, words) != Fit::kSure) return false;
    if (!survey_.page().types->read_pair(words)) return false;
    post_.specialty = post_.location = place(id, words);
    return true;
  }

  void take_location(NodeId id, std::string_view words) {
    if (post_.location.found() || words.empty()) return;
    if (fit(Type::kPlace, words) == Fit::kSure && fit(Type::kPerson, words) != Fit::kSure)
      post_.location = place(id, words);
  }

  static Place place(NodeId id, std::string_view words) { return {.node = id, .words = std::string(words)}; }

  const Survey& survey_;
  const html::Document& document_;
  Post& post_;
};

}  // namespace

void find_cards(const Survey& survey, std::span<Post> posts) {
  for (Post& post : posts) {
    if (post.author.found() && post.author.attribute == nullptr) Card(survey, post).read();
  }
}

bool many_gave(std::string_view words) {
  const auto rating = normalize::rating(words);
  return rating && rating->count;
}

bool is_card_line(const Survey& survey, std::string_view line) {
  const std::size_t sign = std::min(line.find(','), std::min(line.find(" - "), line.find('|')));
  if (sign == std::string_view::npos || line.size() > kLongest) return false;
  const std::string_view name = stripped(line.substr(0, sign)), rest = stripped(line.substr(sign));
  if (name.empty() || rest.empty() || fit_of(survey, Type::kPerson, name) == Fit::kNo) return false;
  return end_of_specialty(survey, rest) > 0 || survey.page().types->read_pair(rest).has_value();
}

bool are_card_parts(const Survey& survey, std::span<const std::string_view> parts) {
  if (parts.size() < 2 || parts.size() > kMostTexts) return false;
  if (fit_of(survey, Type::kPerson, stripped(parts.front())) != Fit::kSure) return false;
  bool does = false;  // what its owner does
  for (const std::string_view part : parts.subspan(1)) {
    const std::string_view words = stripped(part);
    if (words.empty() || many_gave(words)) continue;
    if (words.size() > kLongest) return false;
    const bool is_specialty = end_of_specialty(survey, words) > 0 || survey.page().types->read_pair(words).has_value();
    does = does || is_specialty;
    if (!is_specialty && fit_of(survey, Type::kPlace, words) != Fit::kSure) return false;
  }
  return does;
}

}  // namespace thresh::automatic
