// See line_reader.h.
#include "rules/line_reader.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "rules/strict.h"
#include "rules/wording.h"
#include "text/unicode.h"

namespace thresh::rules {
namespace {

using record::Type;

constexpr std::array<std::string_view, 14> kLineKeys = {
    "line",      "starts",       "ends",        "contains", "matches", "pattern", "min_chars",
    "max_chars", "blank_before", "blank_after", "to",       "type",    "drop",    "cost"};

std::uint32_t width_of(std::string_view text) { return static_cast<std::uint32_t>(text::length(text)); }

bool is_bounded(const Bounds& bounds) { return bounds.least > 0 || bounds.most != UINT32_MAX; }

bool has_holes(const LineType& line) {
  return std::ranges::any_of(line.pattern, [](const PatternPiece& piece) { return piece.hole.has_value(); });
}

bool is_fixed_text(const PatternPiece& piece) { return !piece.hole && !text::trim(piece.literal).empty(); }

bool is_typed_hole(const PatternPiece& piece) { return piece.hole && !piece.optional && !is_text(piece.hole->type); }

// What tells most about a line costs least. A pattern of bare text holes tells nothing: it fits every line.
std::uint32_t default_cost(const LineType& line) {
  if (std::ranges::any_of(line.pattern, is_fixed_text)) return kCostOfWords;
  if (line.line > 0 || line.matches) return kCostOfForm;
  if (!line.starts.empty() || !line.ends.empty() || !line.contains.empty()) return kCostOfFragment;
  if (std::ranges::any_of(line.pattern, is_typed_hole)) return kCostOfType;
  if (is_bounded(line.chars) || is_bounded(line.blank_before) || is_bounded(line.blank_after)) return kCostOfSize;
  return kCostOfAnything;
}

// All of the text as a number.
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
  line.position = report_.position(entry.key);
  const std::size_t errors = report_.count();
  const YamlNode& value = entry.value;
  // `votes: {votes}` without quotes is a map with the key `votes` and no value.
  const bool is_bare_hole = value.is_map() && value.flow && value.entries.size() == 1 &&
                            value.entries.front().value.is_null() && !value.entries.front().key.quoted;
  if (is_bare_hole) {
    report_.error(value, "YAML takes this `{` for a map", "quote the pattern: '{" + value.entries[0].key.text + "}'");
  } else if (value.is_map() && !value.entries.empty()) {
    check_keys(value, kLineKeys, "a line type", report_);
    // The conditions come first: whether the pattern has holes decides what a destination means.
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

// A key that holds a piece of the line; left out means any.
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

// How long the line is, and how many blank lines stand around it.
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

// The holes of a pattern, `to` or `drop`: one of the three, or none.
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
    if (path && type_name) line.to = read_target({*path, *type_name, *to, 0, type != nullptr ? *type : *to, 0});
  } else if (drop != nullptr) {
    line.drop = reason_of(*drop, report_);
  }
}

void LineReader::read_pattern(const YamlNode& node, LineType& line) {
  const auto text = text_of(node, "a pattern", report_);
  if (!text) return;
  const auto pieces = parse_line_pattern(*text);
  if (!pieces) return fail(node, 0, pieces.error());
  for (const WrittenPiece& piece : *pieces) {
    PatternPiece& added = line.pattern.emplace_back(piece.literal, std::nullopt, piece.optional);
    if (piece.path.empty()) continue;
    const std::size_t type_offset = piece.offset + piece.path.size() + 1;
    added.hole = read_target({piece.path, piece.type, node, piece.offset, node, type_offset});
  }
}

std::optional<Target> LineReader::read_target(const WrittenTarget& target) {
  // Where the line type is used is unknown, which has been reported.
  if (levels_.empty()) return Target{};
  constexpr std::string_view kSuffix = ".stated";
  if (target.path == "stated") return read_stated({}, target);
  if (!target.path.ends_with(kSuffix)) return read_value(target);
  return read_stated(target.path.substr(0, target.path.size() - kSuffix.size()), target);
}

// The count that the page states for a list: of the only one that parts fill, if `list` is empty.
std::optional<Target> LineReader::read_stated(std::string_view list, const WrittenTarget& target) {
  if (!target.type.empty() && target.type != record::name(Type::kCount)) {
    report_.error_inside(target.type_node, target.type_offset, width_of(target.type), "what a page states is a count",
                         "leave the type out");
    return std::nullopt;
  }
  if (!list.empty()) {
    const auto destination = follow_to_list(list, scope_.record);
    if (destination) return Target{destination->path, Type::kCount, true};
    fail(target.path_node, target.path_offset, destination.error());
    return std::nullopt;
  }
  if (scope_.lists.size() == 1) return Target{scope_.lists.front(), Type::kCount, true};
  const bool none = scope_.lists.empty();
  const auto names = list_names(scope_.record);
  const std::string example = names.empty() ? "items" : std::string(names.front());
  report_.error_inside(target.path_node, target.path_offset, width_of(target.path),
                       none ? "`stated` counts the items of a list, and no part fills one"
                            : "`stated` of which list? Several parts fill several lists",
                       "name the list: " + example + ".stated");
  return std::nullopt;
}

// A field, which has to exist and to be of one type wherever the line type is used.
std::optional<Target> LineReader::read_value(const WrittenTarget& target) {
  std::optional<Target> found;
  for (const Level& level : levels_) {
    const auto destination = follow_to_value(target.path, level);
    if (!destination) {
      fail(target.path_node, target.path_offset, destination.error());
      return std::nullopt;
    }
    const auto type = read_type(target, *destination);
    if (!type) return std::nullopt;
    if (found && found->type != *type) {
      report_.error_inside(target.path_node, target.path_offset, width_of(target.path),
                           quoted(target.path) + " means different things where this line type is used",
                           "make a line type for each place");
      return std::nullopt;
    }
    found = Target{destination->path, *type};
  }
  return found;
}

// The type that a hole or a `to` asks for, if the field may have it.
std::optional<Type> LineReader::read_type(const WrittenTarget& target, const Destination& at) {
  const Type own = default_type(at.level, at.field);
  if (target.type.empty()) return own;
  const auto type = record::type_of_name(target.type);
  if (type && may_have_type(at.level, at.field, *type)) return type;
  Unknown wrong = unknown("type", target.type, record::type_names());
  if (type) {
    wrong.message =
        quoted(at.path.back()) + " is of type " + quoted(record::name(own)) + ", not " + quoted(target.type);
    wrong.hint = "leave the type out";
  }
  report_.error_inside(target.type_node, target.type_offset, width_of(target.type), wrong.message, wrong.hint);
  return std::nullopt;
}

// An error in a path that starts `offset` bytes into the text of a node.
void LineReader::fail(const YamlNode& node, std::size_t offset, const base::SyntaxError& error) {
  report_.error_inside(node, offset + error.offset, static_cast<std::uint32_t>(std::max<std::size_t>(error.width, 1)),
                       error.message, error.hint);
}

}  // namespace thresh::rules
