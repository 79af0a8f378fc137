// See value_report.h.
#include "cli/value_report.h"

#include <algorithm>
#include <memory>
#include <vector>

#include "base/printable.h"
#include "base/utf8.h"
#include "clean/page_syntax.h"
#include "clean/tally.h"
#include "cli/quantity.h"
#include "convert/origin.h"
#include "convert/replay.h"
#include "extract/json.h"
#include "record/field_path.h"
#include "text/nearest.h"
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

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// The first place from `at` on where a character begins.
std::size_t next_character(std::string_view text, std::size_t at) {
  while (at < text.size() && is_continuation(text[at])) ++at;
  return at;
}

// The line that a span begins in, as far as it is near, and carets under the span.
std::string caret(std::string_view text, base::Span span) {
  constexpr std::size_t kWidest = 100;
  const std::size_t from = span.begin > kWidest / 2 ? next_character(text, span.begin - kWidest / 2) : 0;
  const std::size_t line_end = text.substr(from, span.begin - from).rfind('\n');
  const std::size_t begin = line_end == std::string_view::npos ? from : from + line_end + 1;
  std::string_view line = base::prefix(text.substr(begin), kWidest);
  line = line.substr(0, line.find('\n'));
  if (line.ends_with('\r')) line.remove_suffix(1);
  const std::size_t before = std::min<std::size_t>(span.begin - begin, line.size());
  const std::string marked = base::printable(line.substr(before, span.size()));
  return "  " + base::printable(line) + "\n  " +
         std::string(text::length(base::printable(line.substr(0, before))), ' ') +
         std::string(std::max<std::size_t>(text::length(marked), 1), '^') + '\n';
}

class Report {
 public:
  Report(const convert::Input& input, convert::Page& page)
      : input_(input),
        page_(page),
        syntax_(clean::PageSyntax::survey(page.passage())),
        text_(page.decoded()),
        places_(text_.text()) {}

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
      const Places::Place place = places_.of(text_.of(spans.front()).begin);
      out_ += ':' + std::to_string(place.line) + ':' + std::to_string(place.column);
    }
    out_ += ": " + std::string(text_at(entry, "path")) + ", " + std::string(text_at(entry, "from"));
    if (const std::string_view rule = text_at(entry, "rule"); !rule.empty()) out_ += " by " + std::string(rule);
    if (origin.alternative > 1) out_ += ", alternative " + std::to_string(origin.alternative);
    out_ += '\n';
    for (std::size_t i = 0; i < std::min(spans.size(), kMostPlaces); ++i)
      out_ += caret(text_.text(), text_.of(spans[i]));
    if (spans.size() > kMostPlaces) out_ += "  and " + std::to_string(spans.size() - kMostPlaces) + " more places\n";
  }

  const convert::Input& input_;
  convert::Page& page_;
  clean::PageSyntax syntax_;
  SourceText text_;
  Places places_;
  const Value* last_pieces_ = nullptr;
  std::string_view last_rule_;
  std::string out_;
};

}  // namespace

std::string excerpt(std::string_view words) { return '"' + base::printable(clean::example_of(words)) + '"'; }

// The text of later bytes stands later, so it is found by halving.
std::uint32_t SourceText::at(std::uint32_t byte) const {
  std::uint32_t low = 0, high = static_cast<std::uint32_t>(page_.text.size());
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    const auto end = static_cast<std::uint32_t>(next_character(page_.text, middle + 1));
    if (page_.map.original({middle, end}).end <= byte) {
      low = end;
    } else {
      high = middle;
    }
  }
  while (low > 0 && low < page_.text.size() && is_continuation(page_.text[low])) --low;
  return low;
}

Places::Place Places::of(std::size_t at) {
  if (at < at_) at_ = 0, place_ = {};
  for (; at_ < at; ++at_) {
    const bool line_end = text_[at_] == '\n';
    place_.line += line_end;
    place_.column = line_end ? 1 : place_.column + !is_continuation(text_[at_]);
  }
  return place_;
}

namespace {

std::string pointer_to(const std::string& parent, std::string_view name) {
  std::string out = parent + '/';
  for (const char c : name) out += c == '~' ? std::string("~0") : c == '/' ? std::string("~1") : std::string(1, c);
  return out;
}

std::unexpected<base::Error> no_such_path(const std::string& path, const std::string& parent, const Value& there,
                                          std::string_view name) {
  std::string hint;
  if (const Map* map = there.as_map()) {
    std::vector<std::string_view> names;
    for (const auto& [key, value] : map->entries()) names.push_back(key);
    const std::string_view nearest = text::nearest(name, names);
    if (!nearest.empty()) hint = "did you mean `" + pointer_to(parent, nearest) + "`?";
  } else if (const record::List* list = there.as_list()) {
    hint = parent + " is a list of " + std::to_string(list->size()) + ", counted from 0";
  } else {
    hint = parent + " is " + shown(there);
  }
  return base::failure(base::ErrorCode::kNotFound, "the record has no " + path, std::move(hint));
}

// What stands at a JSON pointer.
base::Result<const Value*> value_at(const Value& record, const std::string& path) {
  const Value* at = &record;
  for (std::size_t begin = 1; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string parent = path.substr(0, begin - 1);
    const std::string name = record::unescaped_segment(std::string_view(path).substr(begin, end - begin));
    const Value* child = nullptr;
    if (const Map* map = at->as_map()) child = map->find(name);
    if (const record::List* list = at->as_list()) {
      const auto index = read_number(name, 0, INT32_MAX);
      if (index && static_cast<std::size_t>(*index) < list->size()) child = &(*list)[static_cast<std::size_t>(*index)];
    }
    if (child == nullptr) return no_such_path(path, parent, *at, name);
    at = child;
    begin = end + 1;
  }
  return at;
}

// Why values are missing: those at and below a path; where it is below one of them, that one.
std::string absent_report(const Map& record, const std::string& path) {
  std::string out;
  for (const Value& one : *record.find("absent")->as_list()) {
    const Map& entry = *one.as_map();
    const std::string_view absent = text_at(entry, "path");
    if (!is_at(absent, path) && !is_at(path, absent)) continue;
    out += std::string(absent) + ": absent, " + std::string(text_at(entry, "reason"));
    if (entry.find("text") != nullptr) out += ": " + excerpt(text_at(entry, "text"));
    out += '\n';
  }
  return out;
}

}  // namespace

base::Result<std::string> value_report(const convert::Input& input, const convert::Options& options, const Map& record,
                                       const std::string& path) {
  std::string out;
  if (const auto page = convert::Page::open(input, options.limits, options.parse); page) {
    Report report(input, **page);
    for (const Value& entry : *record.find("provenance")->as_list()) {
      if (is_at(text_at(*entry.as_map(), "path"), path)) report.add(*entry.as_map());
    }
    out = std::move(report).take();
  }
  out += absent_report(record, path);
  if (!out.empty()) return out;
  const Value whole(record);
  const auto value = value_at(whole, path);
  if (!value) return std::unexpected(value.error());
  return std::string(input.name) + ": " + path + ", made by thresh: " + shown(**value) + '\n';
}

}  // namespace thresh::cli
