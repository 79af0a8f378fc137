// What an item of microformats2 implies where it does not say it: a name, a photo, an address.
//
// Tested by tests/structured/microformats_test.cpp.
#pragma once

#include <string_view>

#include "html/document.h"
#include "structured/item.h"

namespace thresh::structured {

// What an item said in classes of its own.
struct Explicit {
  bool name = false, photo = false, url = false;
  bool words = false;    // any p- or e-
  bool address = false;  // any u-
  bool nested = false;   // an item inside it

  void note(char kind, std::string_view property) {
    name = name || property == "name";
    photo = photo || property == "photo";
    url = url || property == "url";
    words = words || kind == 'p' || kind == 'e';
    address = address || kind == 'u';
  }
};

// The tag of a value that is implied.
inline constexpr std::string_view kImplied = "implied";

// Adds what is implied to the item's properties.
void imply(const html::Document& document, const Explicit& said, Item& item);

}  // namespace thresh::structured
