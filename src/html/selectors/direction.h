// Which way an element's text runs (:dir), as the HTML standard tells it in section 3.2.6.4: by its `dir`, else as its
// parent's; where `dir` is "auto", and for <bdi>, by the first character that has a direction.
//
// What is found of an element is remembered: those inside of it ask for it again.
//
// Tested by tests/html/selector_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "html/budget.h"
#include "html/document.h"
#include "html/selectors/memo.h"

namespace thresh::html {

enum class Direction : std::uint8_t { kLeftToRight, kRightToLeft };

// Of the first letter of a text that has one. Letters of Hebrew, Arabic and their kin run right to left, all others
// left to right.
std::optional<Direction> first_strong(std::string_view text);

class Directions {
 public:
  Directions(const Document& document, Budget& budget) : document_(document), budget_(budget) {}
  Direction of(NodeId element);

 private:
  enum class Stated : std::uint8_t { kNothing, kLeftToRight, kRightToLeft, kAuto };

  Stated stated(NodeId element) const;
  std::optional<Direction> own(NodeId element);
  std::optional<Direction> look_inside(NodeId element);
  bool is_passed_over(NodeId element) const;

  const Document& document_;
  Budget& budget_;
  Memo<Direction> known_;
};

}  // namespace thresh::html
