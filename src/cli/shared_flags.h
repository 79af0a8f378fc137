// Flags that several commands have, in the same words.
//
// Tested by tests/cli/dump.test, select.test, inspect.test and ledger.test.
#pragma once

#include <string>
#include <vector>

#include "cli/command.h"
#include "html/parse.h"

namespace thresh::cli {

inline Flag rules_flag(std::vector<std::string>& target) {
  return {.names = "-r,--rules",
          .value = "PATH",
          .about = "a selector file, or a folder of them, instead of the shipped ones",
          .target = &target};
}

inline Flag url_flag(std::string& target) {
  return {.names = "--url", .value = "URL", .about = "where the page was fetched from", .target = &target};
}

// Which HTML engine reads the pages.
inline Flag engine_flag(std::string& target) {
  return {.names = "--engine",
          .value = "ENGINE",
          .about = "own (what it is without this), or gumbo to compare with",
          .target = &target,
          .choices = {"own", "gumbo"}};
}

inline html::Engine engine_of(const std::string& value) {
  return value == "gumbo" ? html::Engine::kGumbo : html::Engine::kOwn;
}

}  // namespace thresh::cli
