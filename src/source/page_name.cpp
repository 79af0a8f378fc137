// See page_name.h.
#include "source/page_name.h"

#include <algorithm>
#include <array>

#include "text/unicode.h"

namespace thresh::source {
namespace {

constexpr std::array<std::string_view, 5> kPages = {".html", ".htm", ".xhtml", ".txt", ".text"};
constexpr std::array<std::string_view, 6> kMany = {".warc", ".arc", ".wet", ".warc.zst", ".jsonl", ".ndjson"};
constexpr std::array<std::string_view, 2> kLines = {".jsonl", ".ndjson"};

bool ends_with(std::string_view name, std::string_view ending) {
  return name.size() >= ending.size() &&
         text::equals_ignoring_ascii_case(name.substr(name.size() - ending.size()), ending);
}

template <std::size_t N>
bool ends_with_one(std::string_view name, const std::array<std::string_view, N>& endings) {
  return std::ranges::any_of(endings, [&](std::string_view ending) { return ends_with(name, ending); });
}

std::string_view without(std::string_view name, std::string_view ending) {
  return ends_with(name, ending) ? name.substr(0, name.size() - ending.size()) : name;
}

}  // namespace

bool has_page_name(std::string_view name) {
  return !name.starts_with('.') && ends_with_one(without(name, ".gz"), kPages);
}

bool is_taken_from_folder(std::string_view name) {
  if (has_page_name(name)) return true;
  if (name.starts_with('.')) return false;
  return ends_with_one(without(name, ".gz"), kMany) || ends_with_one(without(name, ".zst"), kLines);
}

}  // namespace thresh::source
