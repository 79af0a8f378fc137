// The errors of one selector file, gathered so that an author sees them all at once.
//
// Tested by tests/rules/load_test.cpp and tests/rules/errors/*.yaml.
#pragma once

#include <string>
#include <vector>

#include "base/error.h"
#include "rules/source_text.h"
#include "rules/yaml_tree.h"

namespace thresh::rules {

class Report {
 public:
  // After so many errors the rest is not worth reading, nor the file.
  static constexpr std::size_t kMostErrors = 20;
  // Code points of a message or a hint; what it quotes may be as long as the file.
  static constexpr std::size_t kLongestMessage = 300;

  explicit Report(const SourceText& source) : source_(source) {}

  // The whole of a scalar is underlined; of a list or a map its first character.
  void error(const YamlNode& at, std::string message, std::string hint = {});
  // `offset`: bytes into the text of a scalar. `width`: code points. Where the scalar is written with escapes or over
  // several lines, its beginning is shown.
  void error_inside(const YamlNode& at, std::size_t offset, std::size_t width, std::string message,
                    std::string hint = {});

  Position position(const YamlNode& node) const { return source_.position(node.begin); }
  // For an error that only who knows more than the file can find.
  base::FilePlace place(const YamlNode& scalar) const;
  bool clean() const { return errors_.empty(); }
  bool full() const { return errors_.size() >= kMostErrors; }
  std::size_t count() const { return errors_.size(); }
  // The errors in the order of the file, each once.
  std::vector<base::Error> take();

 private:
  void add(std::size_t offset, std::size_t width, std::string message, std::string hint);

  const SourceText& source_;
  std::vector<base::Error> errors_;
};

}  // namespace thresh::rules
