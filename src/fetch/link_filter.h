// Which addresses are wanted: `--include` and `--exclude`.
//
// A pattern is held against the whole address. In it `*` stands for anything, "/" too, and nothing else is special:
// "https://forum.example/question/*". With "re:" in front it is a regular expression (RE2) that is looked for anywhere
// in the address: "re:/question/\d+$". What an exclude matches is out; else, where there are includes, one of them has
// to match.
//
// Tested by tests/fetch/link_filter_test.cpp.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "text/pattern.h"

namespace thresh::fetch {

class LinkFilter {
 public:
  // Errors: kUsage for a pattern that is empty or does not compile.
  static base::Result<LinkFilter> make(std::span<const std::string> include, std::span<const std::string> exclude);

  LinkFilter() = default;  // everything is wanted
  bool wants(std::string_view url) const;

 private:
  struct One {
    std::string wildcard;
    text::Pattern regex;  // where it is set, instead
    bool matches(std::string_view url) const;
  };
  static base::Result<std::vector<One>> read(std::span<const std::string> patterns);

  std::vector<One> include_, exclude_;
};

}  // namespace thresh::fetch
