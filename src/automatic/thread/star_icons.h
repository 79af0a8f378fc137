// Ratings that are drawn: a row of icons, each a star by its name, of which some are full.
//
// Icons are elements that a class, a picture's file or a symbol's address calls a star ("fa fa-star-o",
// "star-half.png",
// "#icon-star"). Parts of these names say whether it is full, half or empty. Where some say that they are full ("star
// checked"), those that say nothing are empty; else they are full.
//
// Tested by tests/automatic/thread/star_icons_test.cpp.
#pragma once

#include <optional>
#include <string>

#include "html/document.h"

namespace thresh::automatic {

struct Stars {
  int halves = 0;       // of stars that are full
  int all = 0;          // icons
  bool graded = false;  // some say that they are full or that they are not

  // "4 out of 5 stars", or "4 stars".
  std::string words(bool of_all) const;
};

// The row of stars that an element holds; nothing where it holds none, too many, or any text.
std::optional<Stars> star_icons(const html::Document& document, html::NodeId element);

}  // namespace thresh::automatic
