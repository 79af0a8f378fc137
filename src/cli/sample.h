// A sample of pages: a share of them, chosen by their names, so that every run takes the same ones, and a larger share
// all those of a smaller one.
//
// Tested by tests/cli/sample_test.cpp.
#pragma once

#include <optional>
#include <string_view>

namespace thresh::cli {

class Sample {
 public:
  // "10%", "0.1", "1/10"; above 0 and at most all. Nothing for anything else.
  static std::optional<Sample> read(std::string_view text);

  bool takes(std::string_view name) const;

 private:
  explicit Sample(double share) : share_(share) {}
  double share_;
};

}  // namespace thresh::cli
