// See value_report.h.
#include "cli/value_report.h"

#include <algorithm>
#include <memory>
#include <vector>

#include "base/printable.h"
#include "clean/page_syntax.h"
#include "clean/tally.h"
#include "convert/origin.h"
#include "convert/replay.h"
#include "extract/json.h"
#include "text/unicode.h"

namespace thresh::cli {
namespace {

using convert::Origin;
using convert::OriginPiece;
using record::Map;
using record::Value;

constexpr std::size_t kMostPlaces = 3;  // of one value, each with its line

bool is_at(std::string_view one, std::string_view path) {
  return one == path || (one.starts_with(path) && one.substr(path.size()).starts_with('/'));
}

std::string_view text_at(const Map& entry, std::string_view key) {
  const Value* value = entry.find(key);
  return value == nullptr || value->as_text() == nullptr ? std::string_view() : std::string_view(*value->as_text());
}

std::string shown(const Value& value) {
  if (value.as_text() != nullptr) return excerpt(*value.as_text());
  return extract::json_text(value).value_or("nothing");
}

// The line that a span begins in, as far as it is near, and carets under the span.
std::string caret(std::string_view bytes, base::Span span) {
  constexpr std::size_t kWidest = 100;
  const std::size_t from = span.begin > kWidest / 2 ? span.begin - kWidest / 2 : 0;
  const std::size_t line_end = bytes.substr(from, span.begin - from).rfind('\n');
  const std::size_t begin = line_end == std::string_view::npos ? from : from + line_end + 1;
  const std::string_view line = bytes.substr(begin, std::min(bytes.substr(begin, kWidest).find('\n'), kWidest));
  const std::size_t before = span.begin - begin;
  const std::string marked = base::printable(line.substr(before, span.size()));
  return "  " + base::printable(line) + "\n  " +
         std::string(text::length(base::printable(line.substr(0, before))), ' ') +
         std::string(std::max<std::size_t>(text::length(marked), 1), '^') + '\n';
}

class Report {
 public:
  Report(const convert::Input& input, convert::Page& page)
      : input_(input), page_(page), syntax_(clean::PageSyntax::survey(page.passage())), places_(input.bytes) {}

  // Values that were read of the same words come after each other, and the words are shown once.
  void add(const Map& entry) {
    const auto origin = convert::origin_of(entry);
    if (!origin) return;
    const Value* pieces = entry.find("pieces");
    const bool again = last_pieces_ != nullptr && *pieces == *last_pieces_ && text_at(entry, "rule") == last_rule_;
    if (!again) add_places(entry, *origin);
    last_pieces_ = pieces;
    last_rule_ = text_at(entry, "rule");
    const auto steps = convert::replay_steps(*origin, page_, syntax_);
    for (std::size_t i = again ? steps.size() - 1 : 0; i < steps.size(); ++i) {
      out_ += "    " + steps[i].transform + ": " + shown(steps[i].value) + '\n';
    }
  }

  std::string take() && { return std::move(out_); }

 private:
  void add_places(const Map& entry, const Origin& origin) {
    std::vector<base::Span> spans;
    for (const OriginPiece& piece : origin.pieces) {
      const bool again = !spans.empty() && spans.back() == piece.bytes;
      if (piece.bytes.size() > 0 && !again) spans.push_back(piece.bytes);
    }
    out_ += input_.name;
    if (!spans.empty()) {
      const Places::Place place = places_.of(spans.front().begin);
      out_ += ':' + std::to_string(place.line) + ':' + std::to_string(place.column);
    }
    out_ += ": " + std::string(text_at(entry, "path")) + ", " + std::string(text_at(entry, "from"));
    if (const std::string_view rule = text_at(entry, "rule"); !rule.empty()) out_ += " by " + std::string(rule);
    if (origin.alternative > 1) out_ += ", alternative " + std::to_string(origin.alternative);
    out_ += '\n';
    for (std::size_t i = 0; i < std::min(spans.size(), kMostPlaces); ++i) out_ += caret(input_.bytes, spans[i]);
    if (spans.size() > kMostPlaces) out_ += "  and " + std::to_string(spans.size() - kMostPlaces) + " more places\n";
  }

  const convert::Input& input_;
  convert::Page& page_;
  clean::PageSyntax syntax_;
  Places places_;
  const Value* last_pieces_ = nullptr;
  std::string_view last_rule_;
  std::string out_;
};

}  // namespace

std::string excerpt(std::string_view words) { return '"' + base::printable(clean::example_of(words)) + '"'; }

Places::Place Places::of(std::size_t at) {
  if (at < at_) at_ = 0, place_ = {};
  for (; at_ < at; ++at_) {
    const bool line_end = bytes_[at_] == '\n';
    const bool continues = (static_cast<unsigned char>(bytes_[at_]) & 0xC0) == 0x80;  // a character of UTF-8
    place_.line += line_end;
    place_.column = line_end ? 1 : place_.column + !continues;
  }
  return place_;
}

std::string value_report(const convert::Input& input, const convert::Options& options, const Map& record,
                         std::string_view path) {
  std::string out;
  if (const auto page = convert::Page::open(input, options.limits, options.parse); page) {
    Report report(input, **page);
    for (const Value& entry : *record.find("provenance")->as_list()) {
      if (is_at(text_at(*entry.as_map(), "path"), path)) report.add(*entry.as_map());
    }
    out = std::move(report).take();
  }
  for (const Value& one : *record.find("absent")->as_list()) {
    const Map& entry = *one.as_map();
    if (!is_at(text_at(entry, "path"), path)) continue;
    out += std::string(text_at(entry, "path")) + ": absent, " + std::string(text_at(entry, "reason"));
    if (entry.find("text") != nullptr) out += ": " + excerpt(text_at(entry, "text"));
    out += '\n';
  }
  return out;
}

}  // namespace thresh::cli
