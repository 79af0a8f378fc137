// The names of translations that were never looked up: "label.votes", "product.reviews.stars_count".
//
// Host names, files and program text look nearly the same (os.path.join, window.location.href), and people write those.
// So a key begins like one (data/artifacts.tsv: key-head) or is long and holds a name that programs make (stars_count),
// and in most cases it ends like one; what begins like a program or ends like a host or a file is none.
//
// Private to the room. Tested by tests/clean/artifact_test.cpp.
#pragma once

#include <string_view>

namespace thresh::clean {

bool is_message_key(std::string_view text);

// Where a typed value should stand, any dotted name of three segments that ends like a key will do.
bool is_message_key_in_slot(std::string_view text);

}  // namespace thresh::clean
