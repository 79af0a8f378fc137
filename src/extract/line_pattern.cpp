// See line_pattern.h. Depth-first over the pieces of the pattern, which an author wrote and which are few; the places
// where a hole may end are the words of the line.
#include "extract/line_pattern.h"

#include <algorithm>
#include <utility>

#include "clean/artifact.h"
#include "text/fixed_text.h"
#include "text/unicode.h"

namespace thresh::extract {
namespace {

using normalize::Fit;
using record::Type;
using rules::PatternPiece;

constexpr std::size_t kLongestLine = 300;  // bytes, for a typed hole
constexpr std::size_t kMostTries = 2000;   // of what a hole may take, per line

// Whether the first word of each fixed text stands in the line at all; most lines are left here.
bool holds_literals(const std::vector<PatternPiece>& pattern, std::string_view line) {
  return std::all_of(pattern.begin(), pattern.end(), [&](const PatternPiece& piece) {
    const std::string_view words = text::trim_ascii(piece.literal);
    const std::string_view first = words.substr(0, words.find(' '));
    const bool leads = &piece == &pattern.front() && !first.empty();
    return leads ? text::fixed_prefix(line, first) != std::string_view::npos : text::holds_fixed(line, first);
  });
}

class Fitter {
 public:
  Fitter(const std::vector<PatternPiece>& pattern, std::string_view line, TypeReader& types,
         std::optional<bool> is_template)
      : pattern_(pattern), line_(line), types_(types), is_template_(is_template) {}

  std::optional<Fitted> run() {
    if (pattern_.size() == 1 && pattern_[0].hole && !pattern_[0].optional) return fit_whole();
    const bool fits = is_pair() && !clean::may_hold_artifact(line_) ? fit_pair() : fit_from(0, 0);
    if (!fits) return std::nullopt;
    result_.holes.resize(pattern_.size());
    return std::move(result_);
  }

 private:
  // The line as a single value.
  std::optional<Fitted> fit_whole() {
    const Fit fit = fit_hole(pattern_[0], line_);
    if (fit == Fit::kNo) return std::nullopt;
    result_.holes.assign(1, line_);
    result_.fit = fit;
    return std::move(result_);
  }

  // A place and a specialty side by side are told apart by the longest specialty, which knows what no place is
  // ("Top Dermatologist"); so that pair is one question.
  bool is_pair() const {
    return pattern_.size() == 3 && pattern_[0].hole && pattern_[0].hole->type == Type::kPlace && !pattern_[1].hole &&
           text::trim(pattern_[1].literal).empty() && pattern_[2].hole && pattern_[2].hole->type == Type::kSpecialty;
  }

  // Most lines fit nothing, and for them no room is made.
  void set_hole(std::size_t piece, std::string_view text) {
    result_.holes.resize(pattern_.size());
    result_.holes[piece] = text;
  }

  bool fit_pair() {
    const auto& pair = types_.read_pair(line_);
    if (!pair || (!pair->place && !pattern_[0].optional)) return false;
    const std::string_view title = pair->specialty.as_written;
    set_hole(2, line_.ends_with(title) ? line_.substr(line_.size() - title.size()) : line_);
    if (pair->place) {
      const std::size_t at = line_.find(pair->place->as_written);
      if (at != std::string_view::npos) set_hole(0, line_.substr(at, pair->place->as_written.size()));
      result_.fit = pair->place->fit;
    }
    return true;
  }

  Fit fit_hole(const PatternPiece& piece, std::string_view text) {
    if (is_text(piece.hole->type)) return Fit::kSure;
    if (shows_template(text)) return Fit::kSure;
    return types_.fit(piece.hole->type, text);
  }

  bool shows_template(std::string_view text) const {
    if (text.size() < line_.size()) return clean::unrendered(text);  // beside fixed text, which tells what it is
    return is_template_ ? *is_template_ : clean::template_line(text);
  }

  // Whether pieces from `piece` on fit the line from byte `at` on.
  bool fit_from(std::size_t piece, std::size_t at) {
    if (piece == pattern_.size()) return text::trim(line_.substr(at)).empty();
    if (!pattern_[piece].hole) {
      const std::size_t length = text::fixed_prefix(line_.substr(at), pattern_[piece].literal);
      return length != std::string_view::npos && fit_from(piece + 1, at + length);
    }
    if (pattern_[piece].optional) {
      if (!result_.holes.empty()) result_.holes[piece] = {};
      // The blank between a hole that takes nothing and its neighbour is not there either.
      const bool skip_blank =
          piece + 1 < pattern_.size() && !pattern_[piece + 1].hole && text::trim(pattern_[piece + 1].literal).empty();
      if (fit_from(piece + (skip_blank ? 2 : 1), at)) return true;
    }
    return fit_hole_from(piece, at);
  }

  bool fit_hole_from(std::size_t piece, std::size_t at) {
    const bool last = piece + 1 == pattern_.size();
    std::size_t end = last ? line_.size() : at;
    while (true) {
      if (!last) end = next_end(end + (end == at ? 1 : 0), piece);
      if (end > line_.size() || end == std::string_view::npos) return false;
      const std::string_view text = text::trim(line_.substr(at, end - at));
      if (++tries_ > kMostTries) return false;
      const Fit fit = text.empty() ? Fit::kNo : fit_hole(pattern_[piece], text);
      const Fit before = result_.fit;
      if (fit != Fit::kNo) {
        set_hole(piece, text);
        result_.fit = std::min(result_.fit, fit);
        if (fit_from(piece + 1, end)) return true;
        result_.fit = before;
      }
      if (last) return false;
      ++end;
    }
  }

  // The next byte from `from` on where a hole may end: where the fixed text that follows may begin, or at the end of a
  // word.
  std::size_t next_end(std::size_t from, std::size_t piece) const {
    const PatternPiece& next = pattern_[piece + 1];
    const bool blank = next.hole || text::trim(next.literal).empty();
    if (!next.hole && !next.literal.empty() && next.literal.front() != ' ') return next_start(next.literal, from);
    for (std::size_t at = from; at < line_.size();) {
      const text::CodePoint c = text::code_point_at(line_, at);
      if (text::is_space(c.value)) return at;
      at += c.length;
    }
    return blank && from <= line_.size() ? line_.size() : std::string_view::npos;
  }

  std::size_t next_start(std::string_view literal, std::size_t from) const {
    for (std::size_t at = from; at < line_.size(); at += text::code_point_at(line_, at).length) {
      if (text::fixed_prefix(line_.substr(at), literal) != std::string_view::npos) return at;
    }
    return std::string_view::npos;
  }

  const std::vector<PatternPiece>& pattern_;
  std::string_view line_;
  TypeReader& types_;
  std::optional<bool> is_template_;
  Fitted result_;
  std::size_t tries_ = 0;
};

}  // namespace

std::optional<Fitted> fit_pattern(const std::vector<PatternPiece>& pattern, std::string_view line, TypeReader& types,
                                  std::optional<bool> is_template) {
  if (pattern.empty() || !holds_literals(pattern, line)) return std::nullopt;
  const bool typed = std::any_of(pattern.begin(), pattern.end(),
                                 [](const PatternPiece& p) { return p.hole && !is_text(p.hole->type); });
  if (typed && line.size() > kLongestLine) return std::nullopt;
  return Fitter(pattern, line, types, is_template).run();
}

}  // namespace thresh::extract
