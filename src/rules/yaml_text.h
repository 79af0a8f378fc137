// A text as YAML that any reader takes for that text: what files are written out with.
//
// Tested by tests/rules/load_test.cpp (what is resolved reads back) and tests/dataset/dataset_file_test.cpp.
#pragma once

#include <string>
#include <string_view>

namespace thresh::rules {

// A YAML double-quoted scalar (YAML 1.2, section 7.3.1). `text` is valid UTF-8.
std::string yaml_text(std::string_view text);

}  // namespace thresh::rules
