// From arguments to pages: which files an argument stands for, and their bytes. See source.h.
//
// A folder is walked with a list of what is still to be entered, not by recursion, and never through a link, so the
// walk ends. The result is sorted as a whole: the order in which a disk lists things never shows.
#include "source/source.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>
#include <utility>

#include "base/stream.h"
#include "source/archive_pages.h"
#include "source/glob.h"
#include "source/gzip.h"
#include "text/nearest.h"
#include "text/unicode.h"

namespace thresh::source {
namespace {

using base::Disk;
using base::ErrorCode;
using base::PathKind;

constexpr std::string_view kStandardInput = "-";
constexpr int kMostCompressions = 3;  // one inside the other
constexpr std::array<std::string_view, 8> kPageEndings = {".html", ".htm",  ".xhtml", ".txt",
                                                          ".text", ".warc", ".arc",   ".warc.zst"};
constexpr std::size_t kFirst = std::size_t{64} << 10;  // bytes by which an archive is known

bool ends_with(std::string_view name, std::string_view ending) {
  return name.size() >= ending.size() &&
         text::equals_ignoring_ascii_case(name.substr(name.size() - ending.size()), ending);
}

bool is_page_name(std::string_view name) {
  if (name.starts_with('.')) return false;
  if (ends_with(name, ".gz")) name.remove_suffix(3);
  return std::ranges::any_of(kPageEndings, [&](std::string_view ending) { return ends_with(name, ending); });
}

std::unexpected<base::Error> not_found(const std::string& path, std::string message, std::string hint = {}) {
  base::Error error{ErrorCode::kNotFound, std::move(message)};
  error.place.file = path;
  error.hint = std::move(hint);
  return std::unexpected(std::move(error));
}

// The folder as given without slashes at its end, and one slash; "/" stays "/".
std::string with_slash(std::string folder) {
  while (folder.size() > 1 && folder.ends_with('/')) folder.pop_back();
  if (!folder.ends_with('/')) folder += '/';
  return folder;
}

// The pages below a folder, sorted by path, and the folders that cannot be listed.
std::vector<std::string> pages_of(Disk& disk, const std::string& folder) {
  std::vector<std::string> pages;
  std::vector<std::string> folders = {folder};  // still to be entered
  while (!folders.empty()) {
    const std::string at = std::move(folders.back());
    folders.pop_back();
    const auto entries = disk.list(at);
    if (!entries) {
      pages.push_back(at);
      continue;
    }
    const std::string prefix = with_slash(at);
    for (const base::FolderEntry& entry : *entries) {
      if (entry.name.starts_with('.')) continue;
      if (entry.kind == PathKind::kFolder) folders.push_back(prefix + entry.name);
      if (entry.kind == PathKind::kFile && is_page_name(entry.name)) pages.push_back(prefix + entry.name);
    }
  }
  std::ranges::sort(pages);
  return pages;
}

// What a pattern stands for; a folder that it matches stands for its pages. Pipes and devices have to be named one by
// one.
std::vector<std::string> pages_of_pattern(Disk& disk, const std::string& pattern) {
  std::vector<std::string> pages;
  for (std::string& path : find_matches(disk, pattern)) {
    const PathKind kind = disk.kind(path);
    if (kind == PathKind::kFile) pages.push_back(std::move(path));
    if (kind == PathKind::kFolder) std::ranges::move(pages_of(disk, path), std::back_inserter(pages));
  }
  std::ranges::sort(pages);
  const auto repeated = std::ranges::unique(pages);
  pages.erase(repeated.begin(), repeated.end());
  return pages;
}

// The name beside `path` that was likely meant; empty if none is close.
std::string nearest_name(Disk& disk, const std::string& path) {
  const std::size_t slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "" : path.substr(0, slash + 1);
  const std::string name = path.substr(folder.size());
  const auto entries = disk.list(folder.empty() ? "." : folder);
  if (!entries) return {};
  std::vector<std::string_view> names;
  for (const base::FolderEntry& entry : *entries) names.push_back(entry.name);
  const std::string_view nearest = text::nearest(name, names);
  return nearest.empty() ? std::string() : folder + std::string(nearest);
}

base::Result<std::vector<std::string>> expand_one(Disk& disk, const std::string& argument) {
  if (argument == kStandardInput) return std::vector{argument};
  const PathKind kind = disk.kind(argument);
  if (kind == PathKind::kFile || kind == PathKind::kOther) return std::vector{argument};
  if (kind == PathKind::kFolder) {
    auto pages = pages_of(disk, argument);
    if (!pages.empty()) return pages;
    return not_found(argument, "the folder holds no pages", "pages are .html, .htm, .xhtml, .txt and .text, also .gz");
  }
  if (const auto place = place_in_archive(argument); place && disk.kind(place->archive) != PathKind::kMissing) {
    return std::vector{argument};
  }
  if (is_pattern(argument)) {
    auto pages = pages_of_pattern(disk, argument);
    if (!pages.empty()) return pages;
    return not_found(argument, "the pattern matches no page");
  }
  const std::string nearest = nearest_name(disk, argument);
  return not_found(argument, "no such file or folder", nearest.empty() ? "" : "did you mean `" + nearest + "`?");
}

// Inflates what is compressed, as often as it is.
base::Result<void> undo_compressions(RawPage& page, const base::Limits& limits) {
  for (int times = 0; times < kMostCompressions && is_gzip(page.bytes); ++times) {
    auto inflated = inflate_gzip(page.bytes, limits.input_bytes);
    if (!inflated) {
      base::Error error = std::move(inflated.error());
      error.place.file = page.name;
      return std::unexpected(std::move(error));
    }
    page.bytes = std::move(inflated->bytes);
    if (!page.cut && !page.damaged_at) {
      page.damaged_at = inflated->damaged_at;  // what was cut ends too early, of course
    }
    page.cut = page.cut || inflated->cut;
  }
  return {};
}

// `start` and what follows it, `most` bytes in all.
base::Result<std::string> read_up_to(base::Input& input, std::string start, std::size_t most) {
  std::size_t size = start.size();
  while (size < most) {
    if (size == start.size()) start.resize(std::min(most, std::max(size * 2, kFirst)));
    const auto count = input.read(start.data() + size, start.size() - size);
    if (!count) return std::unexpected(count.error());
    if (*count == 0) break;
    size += *count;
  }
  start.resize(size);
  return start;
}

// An input that is no archive: a page.
class OnePage final : public Reader {
 public:
  OnePage(std::unique_ptr<base::Input> input, std::string first, std::string name, const base::Limits& limits)
      : input_(std::move(input)), first_(std::move(first)), name_(std::move(name)), limits_(limits) {}

  base::Result<bool> next(RawPage& page) override {
    page = {};
    if (done_) return false;
    done_ = true;
    page.name = name_;
    auto bytes = first_.size() < kFirst ? base::Result<std::string>(std::move(first_))
                                        : read_up_to(*input_, std::move(first_), limits_.input_bytes + 1);
    if (!bytes) {
      bytes.error().place.file = name_;
      return std::unexpected(std::move(bytes.error()));
    }
    page.bytes = std::move(*bytes);
    page.cut = page.bytes.size() > limits_.input_bytes;
    if (page.cut) page.bytes.resize(limits_.input_bytes);
    if (auto undone = undo_compressions(page, limits_); !undone) return std::unexpected(std::move(undone.error()));
    return true;
  }

 private:
  std::unique_ptr<base::Input> input_;
  std::string first_, name_;
  base::Limits limits_;
  bool done_ = false;
};

}  // namespace

base::Result<std::vector<std::string>> expand(Disk& disk, std::span<const std::string> arguments) {
  std::vector<std::string> names;
  for (const std::string& argument : arguments) {
    auto pages = expand_one(disk, argument);
    if (!pages) return pages;
    std::ranges::move(*pages, std::back_inserter(names));
  }
  return names;
}

base::Result<std::unique_ptr<Reader>> Reader::open(Disk& disk, const std::string& name, const base::Limits& limits) {
  const auto place = disk.kind(name) == PathKind::kMissing ? place_in_archive(name) : std::nullopt;
  const std::string archive = place ? place->archive : name;
  const auto failed = [&](base::Error error) {
    error.place.file = name;
    return std::unexpected(std::move(error));
  };
  auto input = disk.stream(archive == kStandardInput ? "/dev/stdin" : archive, place ? place->place.offset : 0);
  if (!input) return failed(std::move(input.error()));
  auto first = read_up_to(**input, {}, kFirst);
  if (!first) return failed(std::move(first.error()));
  if (place || WarcReader::is_archive(*first)) {
    return archive_pages(std::move(*input), *first, archive, place ? std::optional(place->place) : std::nullopt,
                         limits);
  }
  return std::make_unique<OnePage>(std::move(*input), std::move(*first), name, limits);
}

base::Result<RawPage> read(Disk& disk, const std::string& name, const base::Limits& limits) {
  RawPage page;
  page.name = name;
  const std::string path = name == kStandardInput ? "/dev/stdin" : name;
  auto bytes = disk.read(path, limits.input_bytes, &page.cut);
  if (!bytes) {
    base::Error error = std::move(bytes.error());
    error.place.file = name;
    return std::unexpected(std::move(error));
  }
  page.bytes = std::move(*bytes);
  if (auto undone = undo_compressions(page, limits); !undone) return std::unexpected(std::move(undone.error()));
  return page;
}

}  // namespace thresh::source
