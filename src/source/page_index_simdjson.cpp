// See page_index.h.
#include <simdjson.h>

#include <memory>
#include <optional>
#include <utility>

#include "base/stream.h"
#include "source/page_index.h"

namespace thresh::source {
namespace {

constexpr std::size_t kLongestLine = std::size_t{1} << 20;
constexpr std::size_t kReadAtOnce = std::size_t{64} << 10;

struct Line {
  std::string file;
  IndexedPage page;
};

// A line of an index; nothing where it is none.
std::optional<Line> line_of(simdjson::dom::parser& parser, std::string_view text) {
  simdjson::dom::element value;
  if (parser.parse(text.data(), text.size()).get(value) != simdjson::SUCCESS) return std::nullopt;
  const auto member = [&](const char* key) {
    std::string_view found;
    if (value[key].get(found) != simdjson::SUCCESS) found = {};
    return std::string(found);
  };
  Line line{member("file"), {member("final_url"), member("content_type"), member("fetched")}};
  if (line.page.url.empty()) line.page.url = member("url");
  if (line.file.empty() || line.page.url.empty() || line.page.fetched.empty()) return std::nullopt;
  return line;
}

// "pages" of "pages/a.html" with its slash; empty of "a.html".
std::string folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return std::string(slash == std::string_view::npos ? std::string_view() : path.substr(0, slash + 1));
}

template <class Take>
void for_each_line(base::Input& input, Take take) {
  std::string held;  // what of the last piece is no whole line yet
  while (held.size() < kLongestLine) {
    const std::size_t before = held.size();
    held.resize(before + kReadAtOnce);
    const auto count = input.read(held.data() + before, kReadAtOnce);
    held.resize(before + count.value_or(0));
    std::size_t begin = 0;
    for (std::size_t end = held.find('\n'); end != std::string::npos; end = held.find('\n', begin)) {
      if (!take(std::string_view(held).substr(begin, end - begin))) return;
      begin = end + 1;
    }
    held.erase(0, begin);
    if (count.value_or(0) == 0) break;
  }
  take(held);
}

}  // namespace

bool is_page_index(base::Disk& disk, const std::string& path) {
  if (path.substr(folder_of(path).size()) != kIndexName) return false;
  const auto input = disk.stream(path);
  if (!input) return false;
  simdjson::dom::parser parser;
  bool is_index = false;
  for_each_line(**input, [&](std::string_view line) { return is_index = line_of(parser, line).has_value(), false; });
  return is_index;
}

const IndexedPage* PageIndexes::find(base::Disk& disk, const std::string& path) {
  const std::string folder = folder_of(path);
  if (!std::exchange(read_any_, true) || folder != folder_) {
    folder_ = folder, pages_.clear();
    const std::string index = folder + std::string(kIndexName);
    if (disk.kind(index) == base::PathKind::kFile && is_page_index(disk, index)) {
      simdjson::dom::parser parser;
      if (const auto input = disk.stream(index)) {
        for_each_line(**input, [&](std::string_view text) {
          if (auto line = line_of(parser, text)) pages_.insert_or_assign(std::move(line->file), std::move(line->page));
          return true;
        });
      }
    }
  }
  const auto found = pages_.find(std::string_view(path).substr(folder.size()));
  return found == pages_.end() ? nullptr : &found->second;
}

}  // namespace thresh::source
