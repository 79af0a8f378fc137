// The selector files that are compiled into the program, read no further than it takes to tell which one is for a page.
//
// There are dozens of them, a run needs one or two, and reading YAML is most of what starting takes. So only the head
// of each file is read: its name, its kind, its conditions and those of its variants, with the shortest parts that
// there are in the place of its own. The whole of a file is read when a page needs it, once.
//
// Tested by tests/rules/shipped_test.cpp.
#pragma once

#include <deque>
#include <expected>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/embedded.h"
#include "base/error.h"
#include "base/limits.h"
#include "rules/rules.h"

namespace thresh::rules {

class Shipped {
 public:
  // Errors as those of load_shipped: none but by a broken build. Then there are no heads.
  explicit Shipped(const base::Limits& limits);
  Shipped(const Shipped&) = delete;
  Shipped& operator=(const Shipped&) = delete;

  // In the order of load_shipped(). All but their html and text parts, `next`, `drop`, tests and positions is right; a
  // part is there where the file has one.
  std::span<const Rules> heads() const { return heads_; }
  const std::vector<base::Error>& errors() const { return errors_; }

  // The rules that one of heads() stands for. Any thread may ask.
  const Rules& whole(const Rules& head) const;

 private:
  struct File {
    base::EmbeddedFile source;
    std::size_t first = 0;  // of its heads
    std::once_flag once;
    std::vector<Rules> rules;
  };

  base::Limits limits_;
  std::vector<Rules> heads_;
  std::vector<base::Error> errors_;
  mutable std::deque<File> files_;  // sorted by `first`
};

// The head of a selector file, as YAML. It knows block style with two blanks a level, as the shipped files have it.
std::string head_of(std::string_view yaml);

}  // namespace thresh::rules
