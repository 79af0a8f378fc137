// See line_reader.h.
#include "rules/line_reader.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "rules/strict.h"
#include "rules/suggest.h"
#include "text/unicode.h"

namespace thresh::rules {
namespace {

using record::Type;

constexpr std::array<std::string_view, 14> kLineKeys = {
    "line",      "starts",       "ends",        "contains", "matches", "pattern", "min_chars",
    "max_chars", "blank_before", "blank_after", "to",       "type",    "drop",    "cost"};

std::string quoted(std::string_view name) { return "`" + std::string(name) + "`"; }

bool is_prose(Type type) { return type == Type::kText || type == Type::kMarkdown || type == Type::kHtml; }

bool is_bounded(const Bounds& bounds) { return bounds.least > 0 || bounds.most != UINT32_MAX; }

bool has_holes(const LineType& line) {
  return std::ranges::any_of(line.pattern, [](const PatternPiece& piece) { return piece.hole.has_value(); });
}

bool is_fixed_text(const PatternPiece& piece) { return !piece.hole && !text::trim(piece.literal).empty(); }

bool is_typed_hole(const PatternPiece& piece) { return piece.hole && !piece.optional && !is_prose(piece.hole->type); }

// What tells most about a line costs least. A pattern of bare text holes tells nothing: it fits every line.
std::uint32_t default_cost(const LineType& line) {
  if (std::ranges::any_of(line.pattern, is_fixed_text)) return kCostOfWords;
  if (line.line > 0 || line.matches) return kCostOfForm;
  if (!line.starts.empty() || !line.ends.empty() || !line.contains.empty()) return kCostOfFragment;
  if (std::ranges::any_of(line.pattern, is_typed_hole)) return kCostOfType;
  if (is_bounded(line.chars) || is_bounded(line.blank_before) || is_bounded(line.blank_after)) return kCostOfSize;
  return kCostOfAnything;
}

std::optional<std::uint32_t> whole_number(std::string_view text) {
  std::uint32_t value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failure != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

std::optional<LineType> LineReader::read(const YamlEntry& entry, const std::vector<Level>& levels) {
  levels_ = levels;
  LineType line;
  line.name = entry.key.text;
  line.place = report_.place(entry.key);
  const std::size_t errors = report_.count();
  const YamlNode& value = entry.value;
  const bool is_bare_hole = value.is_map() && value.flow && value.entries.size() == 1 &&
                            value.entries.front().value.is_null() && !value.entries.front().key.quoted;
  if (is_bare_hole) {
    report_.error(value, "YAML takes this `{` for a map", "quote the pattern: '{" + value.entries[0].key.text + "}'");
  } else if (value.is_map() && !value.entries.empty()) {
    check_keys(value, kLineKeys, "a line type", report_);
    read_conditions(value, line);
    read_sizes(value, line);
    read_destination(value, line);
  } else {
    read_pattern(value, line);
  }
  if (report_.count() != errors) return std::nullopt;
  line.cost = default_cost(line);
  // A fixed text may be a mere label; whatever else goes nowhere would take the page's words with it.
  if (!line.to && !line.drop && !has_holes(line) && line.cost >= kCostOfSize) {
    report_.error(entry.key, quoted(line.name) + " goes nowhere", "add `to: FIELD` or `drop: REASON`");
  }
  const YamlNode* cost = value.is_map() ? value.find("cost") : nullptr;
  if (cost != nullptr) line.cost = number_of(*cost, "cost", 0, kHighestCost, report_).value_or(line.cost);
  return line;
}

void LineReader::read_text(const YamlNode& map, std::string_view key, std::string& out) {
  if (const YamlNode* node = map.find(key)) out = text_of(*node, "a piece of a line", report_).value_or("");
}

void LineReader::read_conditions(const YamlNode& map, LineType& line) {
  read_text(map, "starts", line.starts);
  read_text(map, "ends", line.ends);
  read_text(map, "contains", line.contains);
  if (const YamlNode* node = map.find("pattern")) read_pattern(*node, line);
  if (const YamlNode* node = map.find("line")) {
    line.line = number_of(*node, "line", 1, UINT32_MAX, report_).value_or(0);
  }
  const YamlNode* matches = map.find("matches");
  const auto source = matches != nullptr ? text_of(*matches, "a regular expression", report_) : std::nullopt;
  if (source) line.matches = regexes_.read(*source, *matches, false).value_or(text::Pattern());
}

void LineReader::read_sizes(const YamlNode& map, LineType& line) {
  const YamlNode* least = map.find("min_chars");
  const YamlNode* most = map.find("max_chars");
  if (least != nullptr) line.chars.least = number_of(*least, "min_chars", 0, UINT32_MAX, report_).value_or(0);
  if (most != nullptr) line.chars.most = number_of(*most, "max_chars", 1, UINT32_MAX, report_).value_or(UINT32_MAX);
  if (line.chars.least > line.chars.most) report_.error(*most, "`max_chars` is less than `min_chars`");
  if (const YamlNode* node = map.find("blank_before")) {
    line.blank_before = read_bounds(*node, "blank_before").value_or(Bounds{});
  }
  if (const YamlNode* node = map.find("blank_after")) {
    line.blank_after = read_bounds(*node, "blank_after").value_or(Bounds{});
  }
}

// "2", "1..", "..2", "0..2"
std::optional<Bounds> LineReader::read_bounds(const YamlNode& node, std::string_view what) {
  const std::string_view text = node.text;
  const std::size_t dots = text.find("..");
  const std::string_view low = text.substr(0, dots);
  const std::string_view high = dots == std::string_view::npos ? low : text.substr(dots + 2);
  const auto least = low.empty() ? std::optional<std::uint32_t>(0) : whole_number(low);
  const auto most = high.empty() ? std::optional<std::uint32_t>(UINT32_MAX) : whole_number(high);
  if (node.is_scalar() && text.size() > (dots == std::string_view::npos ? 0 : 2) && least && most && *least <= *most) {
    return Bounds{*least, *most};
  }
  report_.error(node, quoted(what) + " is a number of blank lines: 1, or a range such as \"1..\" or \"0..2\"");
  return std::nullopt;
}

void LineReader::read_destination(const YamlNode& map, LineType& line) {
  const YamlNode* to = map.find("to");
  const YamlNode* drop = map.find("drop");
  const YamlNode* type = map.find("type");
  const bool filled = has_holes(line);
  if (to != nullptr && drop != nullptr) return report_.error(*drop, "a line is kept (`to`) or dropped, not both");
  if (filled && (to != nullptr || drop != nullptr)) {
    const YamlNode& extra = to != nullptr ? *to : *drop;
    return report_.error(extra, "the holes of the pattern say already where the line goes");
  }
  if (type != nullptr && to == nullptr) report_.error(*type, "`type` is that of `to`, and there is no `to`");
  if (to != nullptr) {
    const auto path = text_of(*to, "a field", report_);
    const auto type_name = type != nullptr ? text_of(*type, "a type", report_) : std::optional<std::string>("");
    if (path && type_name) line.to = read_target(*path, *type_name, type != nullptr ? *type : *to, 0);
  } else if (drop != nullptr) {
    const auto reason = text_of(*drop, "a reason", report_);
    if (!reason) return;
    line.drop = record::removal_of_name(*reason);
    if (line.drop) return;
    const std::string suggestion = did_you_mean(*reason, record::removal_names());
    report_.error(*drop, "unknown reason " + quoted(*reason) + suggestion,
                  suggestion.empty() ? "the reasons are: " + listed(record::removal_names()) : "");
  }
}

void LineReader::read_pattern(const YamlNode& node, LineType& line) {
  const auto text = text_of(node, "a pattern", report_);
  if (!text) return;
  const auto pieces = parse_line_pattern(*text);
  if (!pieces) return fail(node, 0, pieces.error());
  for (const WrittenPiece& piece : *pieces) {
    PatternPiece& added = line.pattern.emplace_back(piece.literal, std::nullopt, piece.optional);
    if (!piece.path.empty()) added.hole = read_target(piece.path, piece.type, node, piece.offset);
  }
}

std::optional<Target> LineReader::read_target(std::string_view path, std::string_view type, const YamlNode& node,
                                              std::size_t offset) {
  // Where the line type is used is unknown, which has been reported.
  if (levels_.empty()) return Target{};
  const bool is_stated = path == "stated" || path.ends_with(".stated");
  if (!is_stated) return read_value(path, type, node, offset);
  if (!type.empty() && type != record::name(Type::kCount)) {
    report_.error_inside(node, offset + path.size() + 1, static_cast<std::uint32_t>(type.size()),
                         "what a page states is a count", "write {" + std::string(path) + ":count}");
    return std::nullopt;
  }
  return read_stated(path == "stated" ? "" : path.substr(0, path.size() - std::string_view(".stated").size()), node,
                     offset);
}

// The count that the page states for a list: of the only one that parts fill, if `list` is empty.
std::optional<Target> LineReader::read_stated(std::string_view list, const YamlNode& node, std::size_t offset) {
  if (!list.empty()) {
    const auto destination = follow_to_list(list, scope_.record);
    if (destination) return Target{destination->path, Type::kCount, true};
    fail(node, offset, destination.error());
    return std::nullopt;
  }
  if (scope_.lists.size() == 1) return Target{scope_.lists.front(), Type::kCount, true};
  const bool none = scope_.lists.empty();
  const auto names = list_names(scope_.record);
  const std::string example = names.empty() ? "items" : std::string(names.front());
  report_.error_inside(node, offset, 6,
                       none ? "`stated` counts the items of a list, and no part fills one"
                            : "`stated` of which list? Several parts fill several lists",
                       "name the list: " + example + ".stated");
  return std::nullopt;
}

std::optional<Target> LineReader::read_value(std::string_view path, std::string_view type, const YamlNode& node,
                                             std::size_t offset) {
  std::optional<Target> target;
  for (const Level& level : levels_) {
    const auto destination = follow_to_value(path, level);
    if (!destination) {
      fail(node, offset, destination.error());
      return std::nullopt;
    }
    const auto its_type =
        read_type(type, *destination, node, type.empty() || offset == 0 ? offset : offset + path.size() + 1);
    if (!its_type) return std::nullopt;
    if (target && target->type != *its_type) {
      report_.error_inside(node, offset, static_cast<std::uint32_t>(path.size()),
                           quoted(path) + " means different things where this line type is used",
                           "make a line type for each place");
      return std::nullopt;
    }
    target = Target{destination->path, *its_type};
  }
  return target;
}

std::optional<Type> LineReader::read_type(std::string_view name, const Destination& at, const YamlNode& node,
                                          std::size_t offset) {
  const Type own = default_type(at.level, at.field);
  if (name.empty()) return own;
  const auto type = record::type_of_name(name);
  if (type && may_have_type(at.level, at.field, *type)) return type;
  const auto width = static_cast<std::uint32_t>(text::length(name));
  if (type) {
    report_.error_inside(node, offset, width,
                         quoted(at.path.back()) + " is of type " + quoted(record::name(own)) + ", not " + quoted(name),
                         "leave the type out");
  } else {
    const std::string suggestion = did_you_mean(name, record::type_names());
    report_.error_inside(node, offset, width, "unknown type " + quoted(name) + suggestion,
                         suggestion.empty() ? "the types are: " + listed(record::type_names()) : "");
  }
  return std::nullopt;
}

void LineReader::fail(const YamlNode& node, std::size_t offset, const PathError& error) {
  report_.error_inside(node, offset + error.offset, static_cast<std::uint32_t>(std::max<std::size_t>(error.length, 1)),
                       error.message, error.hint);
}

}  // namespace thresh::rules
