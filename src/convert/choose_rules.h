// Which selector file applies to a page.
//
// The most specific wins: a URL match over an HTML fingerprint over a text pattern; among equals the longer pattern,
// then the file's name. An HTML page may also be matched by what a reader sees of it, line by line, with a text
// pattern; that counts least. A variant whose file has a `match` too needs both, and counts by the better of them.
//
// Tested by tests/convert/choose_rules_test.cpp.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "convert/page.h"
#include "rules/rules.h"

namespace thresh::convert {

struct Chosen {
  const rules::Rules* rules = nullptr;
  std::string by;  // what matched, for a person: "url https://…", "html #question-view", "text ^Doctor Answers"
};

// The rules that match, best first.
std::vector<Chosen> matching_rules(std::span<const rules::Rules> all, Page& page);

// Whether a URL matches a glob pattern in which '*' stands for anything, '/' included. The scheme ("*://" too) and a
// leading "www." of either do not count, nor does the case of the host; "*.a.example/…" is the domain and all below it.
// Never exponential, however many stars there are.
bool url_matches(std::string_view pattern, std::string_view url);

}  // namespace thresh::convert
