// The names that microformats go by: which classes are roots and properties, and what the classic ones are called now.
//
// Tested by tests/structured/microformats_test.cpp.
#pragma once

#include <string_view>

namespace thresh::structured {

// Whether a class is one of microformats2 with that prefix: "h-entry", "p-x-format", and neither "h-" nor "p-2col".
bool is_microformat_class(std::string_view name, std::string_view prefix);

// The root that a classic root class stands for: "vcard" is "h-card"; empty if it is none.
std::string_view root_of_classic(std::string_view name);

struct ClassicProperty {
  std::string_view name;  // "p-name"; empty: there is none
  std::string_view root;  // that its element is, too; may be empty
};
// What a class, or "@" and a relation, is in an item of that root that is read by classic names.
ClassicProperty classic_property(std::string_view root, std::string_view name);

}  // namespace thresh::structured
