// See reconcile.h.
#include "convert/reconcile.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "text/unicode.h"

namespace thresh::convert {
namespace {

using extract::Made;
using record::Map;
using record::Type;
using record::Value;

constexpr std::size_t kFewestLetters = 8;  // bytes that a text has to have to say the same as a longer one

// The words of a text, in lower case, parted by one space: without punctuation and marks.
std::string words_of(std::string_view text) {
  std::string out;
  const std::string folded = text::fold(text);
  bool apart = false;
  for (std::size_t at = 0; at < folded.size();) {
    const text::CodePoint point = text::code_point_at(folded, at);
    if (text::is_letter(point.value) || text::is_digit(point.value)) {
      if (apart && !out.empty()) out += ' ';
      out += folded.substr(at, point.length);
      apart = false;
    } else if (point.value != '\'') {
      apart = true;
    }
    at += point.length;
  }
  return out;
}

// Whether the words of one stand in the other, whole and together.
bool holds(std::string_view longer, std::string_view shorter) {
  for (std::size_t at = longer.find(shorter); at != std::string_view::npos; at = longer.find(shorter, at + 1)) {
    const std::size_t end = at + shorter.size();
    if ((at == 0 || longer[at - 1] == ' ') && (end == longer.size() || longer[end] == ' ')) return true;
  }
  return false;
}

bool texts_agree(std::string_view a, std::string_view b) {
  std::string left = words_of(a), right = words_of(b);
  if (left == right) return true;
  if (left.size() < right.size()) std::swap(left, right);
  if (right.size() < kFewestLetters) return false;
  // A description may be cut in the middle of a word.
  return holds(left, right) || left.starts_with(right);
}

std::string text_at(const Value& value, std::string_view key) {
  const Map* map = value.as_map();
  const Value* member = map == nullptr ? nullptr : map->find(key);
  const std::string* text = member == nullptr ? nullptr : member->as_text();
  return text == nullptr ? std::string() : *text;
}

std::optional<double> number_of(const Value* value) {
  if (value == nullptr) return std::nullopt;
  if (const std::int64_t* integer = value->as_integer()) return static_cast<double>(*integer);
  return value->as_real() == nullptr ? std::nullopt : std::optional(*value->as_real());
}

std::optional<double> number_at(const Value& value, std::string_view key) {
  const Map* map = value.as_map();
  return map == nullptr ? std::nullopt : number_of(map->find(key));
}

bool is_approximate(const Made& made) { return made.beside.find("_approximate") != nullptr; }

// A rounded count stands for all that are rounded to it: "1.2k" for 1150 to 1250.
bool counts_agree(const Made& a, const Made& b) {
  const auto left = number_of(&a.value), right = number_of(&b.value);
  if (!left || !right) return false;
  constexpr double kRounding = 0.05;
  const bool rounded = is_approximate(a) || is_approximate(b);
  return *left == *right || (rounded && std::abs(*left - *right) <= kRounding * std::max(*left, *right));
}

// "4.9" of "4.87", of the same best value; a percentage and stars agree as shares of their best.
bool ratings_agree(const Value& a, const Value& b) {
  const auto left = number_at(a, "value"), right = number_at(b, "value");
  if (!left || !right) return false;
  const double of_left = number_at(a, "best").value_or(0), of_right = number_at(b, "best").value_or(0);
  constexpr double kRounding = 0.0501;
  if (of_left == 0 || of_right == 0 || of_left == of_right) return std::abs(*left - *right) <= kRounding;
  constexpr double kShare = 0.011;
  return std::abs(*left / of_left - *right / of_right) <= kShare;
}

// Whether each name of the one stands in the other, an initial for any name that starts with it.
bool persons_agree(const Value& a, const Value& b) {
  const std::string left = words_of(text_at(a, "name")), right = words_of(text_at(b, "name"));
  if (left == right) return true;
  const std::string family = words_of(text_at(a, "family"));
  if (family.empty() || family != words_of(text_at(b, "family"))) return false;
  const std::string given = words_of(text_at(a, "given")), other = words_of(text_at(b, "given"));
  const bool initial = given.size() == 1 || other.size() == 1;
  return given.empty() || other.empty() || given == other || (initial && given[0] == other[0]);
}

// An address without what says nothing about the page: the scheme, "www.", a slash at the end.
std::string_view bare(std::string_view url) {
  for (const std::string_view head : {"https://", "http://", "www."}) {
    if (url.starts_with(head)) url.remove_prefix(head.size());
  }
  if (url.ends_with('/')) url.remove_suffix(1);
  return url;
}

bool starts_alike(std::string_view a, std::string_view b) { return a.starts_with(b) || b.starts_with(a); }

}  // namespace

bool agree(Type type, const Made& a, const Made& b) {
  const std::string* left = a.value.as_text();
  const std::string* right = b.value.as_text();
  const bool texts = left != nullptr && right != nullptr;
  switch (type) {
    case Type::kText:
    case Type::kMarkdown:
    case Type::kHtml:
      return texts && texts_agree(*left, *right);
    case Type::kUrl:
      return texts && bare(*left) == bare(*right);
    case Type::kDate:  // of the precision that each has
      return texts && starts_alike(*left, *right);
    case Type::kLanguage:
      return texts && left->substr(0, left->find('-')) == right->substr(0, right->find('-'));
    case Type::kCount:
      return counts_agree(a, b);
    case Type::kRating:
      return ratings_agree(a.value, b.value);
    case Type::kPerson:
      return persons_agree(a.value, b.value);
    case Type::kPlace:
    case Type::kSpecialty:
      return words_of(text_at(a.value, "name")) == words_of(text_at(b.value, "name"));
    default:
      return a.value == b.value;
  }
}

Value shown_in_conflict(const Value& value) {
  const std::string words = text_at(value, "as_written");
  return value.as_map() != nullptr && !words.empty() ? Value(words) : value;
}

double confidence(normalize::Fit fit, std::size_t agreeing, std::size_t differing) {
  constexpr double kSure = 0.1, kUnsure = 0.3, kMost = 0.9;
  const double doubt = (fit == normalize::Fit::kSure ? kSure : kUnsure) *
                       std::exp2(static_cast<double>(differing) - static_cast<double>(agreeing));
  return 1.0 - std::min(doubt, kMost);
}

}  // namespace thresh::convert
