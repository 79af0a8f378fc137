// See microformat_names.h.
#include "structured/microformat_names.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <unordered_map>

#include "base/ascii.h"
#include "base/embedded.h"
#include "base/rows.h"

namespace thresh::structured {
namespace {

struct Names {
  std::unordered_map<std::string_view, std::string_view> roots;
  std::uint64_t sizes = 0;  // of the names of roots, a bit each: most classes have another
  std::unordered_map<std::string, ClassicProperty> properties;  // by root, a space and the old name
};

std::string key_of(std::string_view root, std::string_view name) { return std::string(root).append(" ").append(name); }

const Names& names() {
  static const Names table = [] {
    Names read;
    base::for_each_row(base::embedded("data/microformats1.tsv"), [&](std::string_view row) {
      const std::string_view root = base::take_column(row), old = base::take_column(row);
      const std::string_view now = base::take_column(row);
      if (root == "root") {
        read.roots.emplace(old, now);
        read.sizes |= std::uint64_t{1} << std::min<std::size_t>(old.size(), 63);
      } else {
        read.properties.emplace(key_of(root, old), ClassicProperty{now, base::take_column(row)});
      }
    });
    return read;
  }();
  return table;
}

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }

}  // namespace

// After the prefix: perhaps a vendor's, of digits and small letters, then words of small letters, all set apart by one
// hyphen each.
bool is_microformat_class(std::string_view name, std::string_view prefix) {
  if (!name.starts_with(prefix)) return false;
  name.remove_prefix(prefix.size());
  bool first = true;
  while (true) {
    const std::string_view word = name.substr(0, name.find('-'));
    const bool last = word.size() == name.size();
    if (word.empty()) return false;
    for (const char c : word) {
      if (!is_lower(c) && !(first && !last && base::is_ascii_digit(c))) return false;
    }
    if (last) return true;
    name.remove_prefix(word.size() + 1);
    first = false;
  }
}

std::string_view root_of_classic(std::string_view name) {
  if ((names().sizes >> std::min<std::size_t>(name.size(), 63) & 1) == 0) return {};
  if (name == "item") return {};  // only inside of a review
  const auto known = names().roots.find(name);
  return known == names().roots.end() ? std::string_view() : known->second;
}

ClassicProperty classic_property(std::string_view root, std::string_view name) {
  const auto known = names().properties.find(key_of(root, name));
  return known == names().properties.end() ? ClassicProperty{} : known->second;
}

}  // namespace thresh::structured
