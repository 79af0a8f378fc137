// --engine: which HTML engine reads the pages, for each command that reads HTML.
//
// Tested by tests/cli/dump.test, select.test and convert.test.
#pragma once

#include <string>

#include "cli/command.h"
#include "html/parse.h"

namespace thresh::cli {

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
