// Which pages a drafted file is for, by their addresses.
//
// Tested by tests/induction/writing_test.cpp.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace thresh::induction {

// A pattern a site: the folders that the addresses of its pages have in common, up to the first with a digit in its
// name: "https://forum.example/q/*" of "https://forum.example/q/17/lamps". Empty where a page has no address.
std::vector<std::string> url_patterns(std::span<const std::string> urls);

// "forum-example/thread@1"; "draft/thread@1" where the first page has no address.
std::string rules_id(std::span<const std::string> urls, std::string_view kind);

}  // namespace thresh::induction
