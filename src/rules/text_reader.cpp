// See text_reader.h.
#include "rules/text_reader.h"

#include <algorithm>
#include <array>

#include "rules/layout_syntax.h"
#include "rules/strict.h"
#include "rules/wording.h"
#include "text/nearest.h"

namespace thresh::rules {
namespace {

constexpr std::array<std::string_view, 3> kTextKeys = {"lines", "parts", "layout"};
constexpr std::array<std::string_view, 2> kPartKeys = {"into", "is"};

// The value of a key, or of one that was mistyped for it and has been reported: what is below it is checked as well.
const YamlNode* find_meant(const YamlNode& map, std::string_view key) {
  if (const YamlNode* found = map.find(key)) return found;
  for (const YamlEntry& entry : map.entries) {
    const bool is_known = std::ranges::find(kTextKeys, entry.key.text) != kTextKeys.end();
    if (!is_known && text::nearest(entry.key.text, kTextKeys) == key) return &entry.value;
  }
  return nullptr;
}

std::vector<std::string> names_in(const YamlNode& map) {
  std::vector<std::string> names;
  for (const YamlEntry& entry : map.entries) names.push_back(entry.key.text);
  return names;
}

}  // namespace

// In this order: the parts and the layout say where each line type is used, and that says what its fields mean.
std::optional<TextPart> TextReader::read(const YamlNode& map) {
  const std::size_t errors = report_.count();
  if (!is_filled_map(map, "a map of `lines`, `parts` and `layout`", report_)) return std::nullopt;
  check_keys(map, kTextKeys, "`text`", report_);
  const YamlNode* lines = find_meant(map, "lines");
  const YamlNode* parts = find_meant(map, "parts");
  layout_node_ = find_meant(map, "layout");
  if (lines == nullptr) report_.error(map, "`lines` is missing: what a line can be");
  if (layout_node_ == nullptr) report_.error(map, "`layout` is missing: the order of the lines");
  if (parts != nullptr) read_parts(*parts);
  if (layout_node_ != nullptr) layout_ = text_of(*layout_node_, "a layout", report_).value_or("");
  if (lines == nullptr || layout_.empty()) all_uses_known_ = false;
  if (lines != nullptr) note_layout_uses(*lines);
  if (lines != nullptr) read_lines(*lines);
  if (parts != nullptr) check_parts_used(*parts);
  if (lines != nullptr && check_expressions(*lines)) compile_layout(*lines);
  if (report_.count() != errors) return std::nullopt;
  return std::move(text_);
}

// A part that is wrong is left out, and then neither unused names nor the layout are complained about.
void TextReader::read_parts(const YamlNode& map) {
  if (!is_filled_map(map, "a map of parts", report_)) return;
  for (const YamlEntry& entry : map.entries) read_part(entry);
  parts_good_ = text_.parts.size() == map.entries.size();
  all_uses_known_ = parts_good_;
}

// Its expression is kept as text here and compiled with the layout.
void TextReader::read_part(const YamlEntry& entry) {
  if (!is_name_key(entry.key, "a part's name", report_)) return;
  const YamlNode& map = entry.value;
  if (!is_filled_map(map, "a map with `into` and `is`", report_)) return;
  check_keys(map, kPartKeys, "a part", report_);
  const YamlNode* into = map.find("into");
  const YamlNode* is = map.find("is");
  if (into == nullptr)
    report_.error(entry.key, "this part does not say into which list its lines go", "add `into: LIST`");
  if (is == nullptr) report_.error(entry.key, "this part does not say of which lines it is made", "add `is: LINES`");
  const auto path = into != nullptr ? text_of(*into, "a list", report_) : std::nullopt;
  const auto expression = is != nullptr ? text_of(*is, "line types", report_) : std::nullopt;
  if (!path || !expression) return;
  const auto destination = follow_to_list(*path, record_level(kind_));
  if (!destination) {
    const base::SyntaxError& error = destination.error();
    report_.error_inside(*into, error.offset, static_cast<std::uint32_t>(error.width), error.message, error.hint);
    return;
  }
  text_.parts.push_back({entry.key.text, destination->path, *expression, report_.position(entry.key)});
  part_nodes_.push_back(is);
  part_levels_.push_back(level_below(destination->field));
}

// Notes the level at which the names of an expression are used.
void TextReader::note_uses(const std::string& expression, const Level& level) {
  const auto tree = parse_layout_expression(expression);
  if (!tree) {
    all_uses_known_ = false;
    return;
  }
  for (const LayoutNode& node : tree->nodes) {
    if (node.op != LayoutNode::Op::kName) continue;
    auto& levels = uses_[std::string(node.name)];
    const auto same = [&level](const Level& known) { return known.kind == level.kind && known.shape == level.shape; };
    if (std::ranges::none_of(levels, same)) levels.push_back(level);
  }
}

// Notes all uses, those in parts and those in the layout itself.
void TextReader::note_layout_uses(const YamlNode& lines) {
  for (std::size_t i = 0; i < text_.parts.size(); ++i) note_uses(text_.parts[i].is, part_levels_[i]);
  note_uses(layout_, record_level(kind_));
  // A name that does not exist is a slip: what it was meant to be counts as used, and where that is not known no name
  // is said to be unused.
  std::vector<std::string_view> names;
  for (const YamlEntry& entry : lines.entries) names.push_back(entry.key.text);
  for (const Part& part : text_.parts) names.push_back(part.name);
  const auto uses = uses_;
  for (const auto& [name, levels] : uses) {
    if (std::ranges::find(names, name) != names.end()) continue;
    const std::string_view meant = text::nearest(name, names);
    if (meant.empty()) {
      all_uses_known_ = false;
    } else {
      uses_.try_emplace(std::string(meant), levels);
    }
  }
}

// Several parts may fill one list, which counts once.
LineScope TextReader::line_scope() const {
  LineScope scope{record_level(kind_), {}};
  for (const Part& part : text_.parts) {
    if (std::ranges::find(scope.lists, part.into) == scope.lists.end()) scope.lists.push_back(part.into);
  }
  return scope;
}

void TextReader::read_lines(const YamlNode& map) {
  if (!is_filled_map(map, "a map of line types", report_)) return;
  LineReader reader(line_scope(), regexes_, report_);
  for (const YamlEntry& entry : map.entries) {
    if (!is_name_key(entry.key, "a line type's name", report_)) continue;
    const auto used = uses_.find(entry.key.text);
    const bool is_part = std::ranges::find(text_.parts, entry.key.text, &Part::name) != text_.parts.end();
    if (is_part) {
      report_.error(entry.key, quoted(entry.key.text) + " is a part's name too", "give the line type another name");
    } else if (used == uses_.end() && all_uses_known_) {
      report_.error(entry.key, "no part and no layout uses the line type " + quoted(entry.key.text),
                    "add it to `layout` or to the `is` of a part, or remove it");
    }
    auto line = reader.read(entry, used == uses_.end() ? std::vector<Level>() : used->second);
    if (line) text_.lines.push_back(std::move(*line));
  }
}

// A part that the layout never enters would leave its list empty on every page.
void TextReader::check_parts_used(const YamlNode& map) {
  for (const YamlEntry& entry : map.entries) {
    if (!all_uses_known_ || uses_.contains(entry.key.text)) continue;
    report_.error(entry.key, "the layout does not use the part " + quoted(entry.key.text),
                  "add it: `" + entry.key.text + "*`");
  }
}

// Whether all expressions can be read, and name what there is. The names are those of the file: a line type that is
// wrong has been reported, and the layout may use it.
bool TextReader::check_expressions(const YamlNode& lines) {
  const std::size_t errors = report_.count();
  const std::vector<std::string> line_types = names_in(lines);
  if (line_types.empty()) return false;  // which has been reported
  std::vector<std::string> parts;
  for (const Part& part : text_.parts) parts.push_back(part.name);
  const auto check = [&](const std::string& expression, const YamlNode& node, bool in_part) {
    const auto fail = [&](const base::SyntaxError& error) {
      report_.error_inside(node, error.offset, static_cast<std::uint32_t>(error.width), error.message, error.hint);
    };
    const auto tree = parse_layout_expression(expression);
    if (!tree) return fail(tree.error());
    for (const LayoutNode& named : tree->nodes) {
      if (named.op != LayoutNode::Op::kName) continue;
      if (const auto wrong = wrong_name(named, line_types, parts, in_part)) fail(*wrong);
    }
  };
  for (std::size_t i = 0; i < text_.parts.size(); ++i) check(text_.parts[i].is, *part_nodes_[i], true);
  // A part that could not be read is not there to be named.
  if (parts_good_ && !layout_.empty()) check(layout_, *layout_node_, false);
  return report_.count() == errors;
}

void TextReader::compile_layout(const YamlNode& line_map) {
  if (layout_.empty() || !parts_good_) return;
  const std::vector<std::string> lines = names_in(line_map);
  std::vector<std::string> parts, expressions;
  for (const Part& part : text_.parts) {
    parts.push_back(part.name);
    expressions.push_back(part.is);
  }
  auto layout = Layout::compile(layout_, lines, parts, expressions, limits_.layout_states);
  if (layout) {
    text_.layout = std::move(*layout);
    return;
  }
  const LayoutError& error = layout.error();
  const auto part = std::ranges::find(parts, error.part);
  const YamlNode& node =
      part == parts.end() ? *layout_node_ : *part_nodes_[static_cast<std::size_t>(part - parts.begin())];
  report_.error_inside(node, error.offset, error.width, error.message, error.hint);
}

}  // namespace thresh::rules
