// See fragments.h.
#include "rules/fragments.h"

#include <vector>

#include "rules/strict.h"
#include "rules/wording.h"

namespace thresh::rules {
namespace {

// In bytes: a long fragment that many selectors use must not grow a small file into a large one.
constexpr std::size_t kLongestSelector = std::size_t{8} << 10;

// Whether a comma stands outside of brackets and quotes.
bool is_list(std::string_view css) {
  int depth = 0;
  char quote = '\0';
  for (std::size_t i = 0; i < css.size(); ++i) {
    const char c = css[i];
    if (c == '\\')
      ++i;
    else if (quote != '\0')
      quote = c == quote ? '\0' : quote;
    else if (c == '"' || c == '\'')
      quote = c;
    else if (c == '(' || c == '[')
      ++depth;
    else if (c == ')' || c == ']')
      --depth;
    else if (c == ',' && depth == 0)
      return true;
  }
  return false;
}

}  // namespace

void Fragments::read(const YamlNode& use, Report& report) {
  if (!is_filled_map(use, "a map of fragments", report)) return;
  for (const YamlEntry& entry : use.entries) {
    const bool named = is_name_key(entry.key, "a fragment's name", report);
    const auto text = text_of(entry.value, "a piece of a selector", report);
    const std::size_t inner = text ? text->find("${") : std::string::npos;
    if (inner != std::string::npos) {
      report.error_inside(entry.value, inner, 2, "a fragment cannot use another fragment", "write it out here");
    }
    if (!named || !text || inner != std::string::npos) {
      broken_.insert(entry.key.text);
      continue;
    }
    fragments_.emplace(entry.key.text, *text);
  }
}

std::optional<std::string> Fragments::expand(std::string_view text, const YamlNode& node, bool as_css,
                                             Report& report) const {
  std::string out;
  std::size_t at = 0;
  // Each turn copies what stands before a `${`, and then what that stands for.
  for (std::size_t open = text.find("${"); open != std::string_view::npos; open = text.find("${", at)) {
    if (open > at && text[open - 1] == '$') {
      out.append(text.substr(at, open - 1 - at)).append("${");
      at = open + 2;
      continue;
    }
    out.append(text.substr(at, open - at));
    const std::size_t close = text.find('}', open);
    const std::string_view name = text.substr(open + 2, close == std::string_view::npos ? close : close - open - 2);
    if (broken_.contains(name)) return std::nullopt;
    const auto found = fragments_.find(name);
    if (close == std::string_view::npos || found == fragments_.end()) {
      std::vector<std::string_view> names;
      for (const auto& [known, piece] : fragments_) names.push_back(known);
      report.error_inside(node, open, static_cast<std::uint32_t>(name.size()) + 3,
                          unknown("fragment", name, names).message,
                          names.empty() ? "name it under `use:`; a plain `${` is written `$${`" : "");
      return std::nullopt;
    }
    if (out.size() + found->second.size() > kLongestSelector) {
      report.error(node, "longer than " + std::to_string(kLongestSelector) + " bytes with its fragments put in");
      return std::nullopt;
    }
    // A list that is the whole selector is that list; next to other text it has to be held together.
    const bool alone = open == 0 && close + 1 == text.size();
    out += as_css && !alone && is_list(found->second) ? ":is(" + found->second + ")" : found->second;
    at = close + 1;
  }
  return out.append(text.substr(at));
}

}  // namespace thresh::rules
