// See direction.h.
#include "html/selectors/direction.h"

#include <algorithm>
#include <array>
#include <utility>

#include "text/unicode.h"

namespace thresh::html {
namespace {

constexpr std::uint64_t kBytesPerStep = 64;

// Blocks whose letters have the bidirectional class R or AL (Unicode, DerivedBidiClass.txt).
constexpr std::pair<char32_t, char32_t> kRightToLeft[] = {
    {0x0590, 0x08FF}, {0xFB1D, 0xFDFF}, {0xFE70, 0xFEFF}, {0x10800, 0x10FFF}, {0x1E800, 0x1EFFF}};

// Marks and signs of these classes that are no letters.
constexpr std::array<char32_t, 12> kOtherRightToLeft = {0x05BE, 0x05C0, 0x05C3, 0x05C6, 0x0608, 0x060B,
                                                        0x060D, 0x061B, 0x061C, 0x061F, 0x066D, 0x200F};

constexpr std::array<std::string_view, 12> kNoText = {"date",  "month", "week",     "time",  "datetime-local", "number",
                                                      "range", "color", "checkbox", "radio", "file",           "image"};

bool is_right_to_left(char32_t c) {
  const bool in_block =
      std::ranges::any_of(kRightToLeft, [c](auto block) { return block.first <= c && c <= block.second; });
  return (in_block && text::is_letter(c)) || std::ranges::find(kOtherRightToLeft, c) != kOtherRightToLeft.end();
}

}  // namespace

std::optional<Direction> first_strong(std::string_view text) {
  constexpr char32_t kLeftToRightMark = 0x200E;
  for (std::size_t at = 0; at < text.size();) {
    const auto [c, length] = text::code_point_at(text, at);
    at += length;
    if (c >= 0x80 && is_right_to_left(c)) return Direction::kRightToLeft;
    if (c == kLeftToRightMark || text::is_letter(c)) return Direction::kLeftToRight;
  }
  return std::nullopt;
}

Direction Directions::of(NodeId element) {
  std::optional<Direction> direction;
  NodeId up = element;
  for (; up != kNoNode && !direction && budget_.spend(1); up = document_.parent(up)) {
    const Direction* known = known_.find({nullptr, up});
    direction = known != nullptr ? *known : own(up);
  }
  const Direction found = direction.value_or(Direction::kLeftToRight);
  for (NodeId id = element; id != up; id = document_.parent(id)) known_.set({nullptr, id}, found);
  return found;
}

Directions::Stated Directions::stated(NodeId element) const {
  constexpr std::pair<std::string_view, Stated> kStates[] = {
      {"ltr", Stated::kLeftToRight}, {"rtl", Stated::kRightToLeft}, {"auto", Stated::kAuto}};
  const auto value = document_.attribute(element, Name::kDir);
  if (!value) return Stated::kNothing;
  for (const auto& [word, state] : kStates) {
    if (text::equals_ignoring_ascii_case(*value, word)) return state;
  }
  return Stated::kNothing;
}

// What does not depend on the parent. `dir` is an attribute of HTML's elements only.
std::optional<Direction> Directions::own(NodeId element) {
  const Node& node = document_.node(element);
  if (node.type != NodeType::kElement || node.space != Namespace::kHtml) return std::nullopt;
  const Stated says = stated(element);
  if (says == Stated::kLeftToRight) return Direction::kLeftToRight;
  if (says == Stated::kRightToLeft) return Direction::kRightToLeft;
  const bool input = node.name == Name::kInput;
  const std::string type = text::ascii_lower(input ? document_.attribute(element, Name::kType).value_or("") : "");
  if (says == Stated::kNothing) {
    if (type == "tel") return Direction::kLeftToRight;
    if (document_.name(element) != "bdi") return std::nullopt;
  }
  if (input && std::ranges::find(kNoText, type) == kNoText.end()) {
    const std::string_view value = document_.attribute(element, Name::kValue).value_or("");
    budget_.spend(value.size() / kBytesPerStep);
    return first_strong(value).value_or(Direction::kLeftToRight);
  }
  return look_inside(element).value_or(Direction::kLeftToRight);
}

std::optional<Direction> Directions::look_inside(NodeId element) {
  const NodeId end = document_.node(element).end;
  for (NodeId id = element + 1; id < end;) {
    const Node& node = document_.node(id);
    if (!budget_.spend(1 + (node.type == NodeType::kText ? node.source.size() / kBytesPerStep : 0))) break;
    const auto direction = node.type == NodeType::kText ? first_strong(document_.text(id)) : std::nullopt;
    if (direction) return direction;
    id = node.type == NodeType::kElement && is_passed_over(id) ? node.end : id + 1;
  }
  return std::nullopt;
}

bool Directions::is_passed_over(NodeId element) const {
  const Node& node = document_.node(element);
  if (node.space != Namespace::kHtml) return false;
  return node.name == Name::kScript || node.name == Name::kStyle || node.name == Name::kTextarea ||
         document_.name(element) == "bdi" || stated(element) != Stated::kNothing;
}

}  // namespace thresh::html
