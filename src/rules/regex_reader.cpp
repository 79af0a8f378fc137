// See regex_reader.h.
#include "rules/regex_reader.h"

#include <string>

namespace thresh::rules {

std::optional<text::Pattern> RegexReader::read(std::string_view source, const YamlNode& node, bool multiline) {
  if (report_.full()) return std::nullopt;
  if (++count_ > kMostRegexes) {
    report_.error(node, "more than " + std::to_string(kMostRegexes) + " regular expressions in one file",
                  "use a file for each kind of page");
    return std::nullopt;
  }
  auto pattern = text::Pattern::compile(source, multiline);
  if (pattern) return std::move(*pattern);
  // RE2 quotes the pattern as compiled; the flag that makes it multi-line is not the author's.
  std::string message = pattern.error().message;
  const std::size_t flag = multiline ? message.find("(?m)") : std::string::npos;
  if (flag != std::string::npos) message.erase(flag, std::string_view("(?m)").size());
  report_.error(node, std::move(message), pattern.error().hint);
  return std::nullopt;
}

}  // namespace thresh::rules
