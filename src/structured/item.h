// What markup says, whichever syntax it is written in: items of some types, with properties that are words of the page
// or other items.
//
// JSON-LD, microdata, RDFa and microformats are each read into Items (json_ld.h, microdata.h, rdfa.h,
// microformats.h), so that who looks for the author of an article looks in one way. A value is not copied out of the
// page: it says where it stands, and said.h reads it from there when it is wanted. Items refer to each other by number;
// they may do so in circles.
//
// Tested by tests/structured/json_ld_test.cpp and tests/structured/microdata_test.cpp.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "html/document.h"
#include "record/value.h"

namespace thresh::structured {

enum class Syntax : std::uint8_t { kJsonLd, kMicrodata, kRdfa, kMicroformats };

using ItemId = std::uint32_t;
inline constexpr ItemId kNoItem = UINT32_MAX;

struct Value {
  enum class Kind : std::uint8_t {
    kElement,    // the words of `node`
    kAttribute,  // the value of `attribute`
    kJson,       // the scalar `json`
    kWords,      // `words`, made of what stands at `node`
    kItem,       // `item`
  };

  Kind kind = Kind::kWords;
  bool address = false;  // a URL, to be resolved against the page's
  bool markup = false;   // the element's markup counts beside its words
  html::NodeId node = html::kNoNode;
  ItemId item = kNoItem;
  const html::Attribute* attribute = nullptr;
  const record::Value* json = nullptr;
  std::string_view words = {};
  std::string_view tag = {};  // of a literal of RDFa: its language behind an '@', or its datatype
};

struct Property {
  std::string_view name;  // as written
  Value value;
};

struct Item {
  Syntax syntax = Syntax::kJsonLd;
  bool owned = false;                   // it is the value of a property of another
  std::vector<std::string_view> types;  // as written
  std::string_view id;                  // @id, itemid, the subject; empty: none
  html::NodeId node = html::kNoNode;    // the element that carries it; of JSON none
  std::vector<Property> properties;     // in page order
};

struct Items {
  std::vector<Item> all;

  const Item& operator[](ItemId id) const { return all[id]; }
  Item& operator[](ItemId id) { return all[id]; }
};

// What stands behind the last '/', '#' or ':' of a name: "schema:name" and "http://schema.org/name" are "name". A
// name that ends with one of them has none.
inline std::string_view local_name(std::string_view name) {
  const std::size_t at = name.find_last_of("/#:");
  return at == std::string_view::npos ? name : name.substr(at + 1);
}

}  // namespace thresh::structured
