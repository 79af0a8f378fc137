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
#include "source/csv_pages.h"
#include "source/entry_pages.h"
#include "source/glob.h"
#include "source/gzip.h"
#include "source/http_message.h"
#include "source/json_pages.h"
#include "source/packing.h"
#include "source/page_index.h"
#include "source/page_name.h"
#include "source/row_reader.h"
#include "source/table_pages.h"
#include "source/time_text.h"
#include "text/nearest.h"
#include "text/unicode.h"

namespace thresh::source {
namespace {

using base::Disk;
using base::ErrorCode;
using base::PathKind;

constexpr std::string_view kStandardInput = "-";
constexpr int kMostCompressions = 3;                   // one inside the other
constexpr std::size_t kFirst = std::size_t{64} << 10;  // bytes by which an input is known

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
      if (entry.kind != PathKind::kFile || !is_taken_from_folder(entry.name)) continue;
      if (!is_page_index(disk, prefix + entry.name)) pages.push_back(prefix + entry.name);
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

// "pages.zip#a/b.html" taken apart.
struct PlaceInFile {
  std::string file, place;
};

// Nothing where no part before a `#` is a file. A file goes before what a longer name could be a place in.
std::optional<PlaceInFile> place_in_file(Disk& disk, const std::string& name) {
  for (std::size_t hash = name.find('#', 1); hash < name.size(); hash = name.find('#', hash + 1)) {
    const PathKind kind = disk.kind(name.substr(0, hash));
    if (kind == PathKind::kFile || kind == PathKind::kOther)
      return PlaceInFile{name.substr(0, hash), name.substr(hash + 1)};
  }
  return std::nullopt;
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
  if (place_in_file(disk, argument)) return std::vector{argument};
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

// An input that is no archive: a page.
class OnePage final : public Reader {
 public:
  // `known`: what an index says of it; may be null.
  OnePage(std::unique_ptr<base::Input> input, std::string first, std::string name, const base::Limits& limits,
          const IndexedPage* known)
      : input_(std::move(input)), first_(std::move(first)), name_(std::move(name)), limits_(limits) {
    if (known != nullptr) known_ = *known;
  }

  base::Result<bool> next(RawPage& page) override {
    page = {};
    if (done_) return false;
    done_ = true;
    page.name = name_;
    page.url = known_.url;
    page.captured = time_text(known_.fetched);
    page.charset = charset_of(known_.content_type);
    const std::string type = media_type(known_.content_type);
    page.is_html = type == "text/html" || type == "application/xhtml+xml";
    auto bytes = first_.size() < kFirst ? base::Result<std::string>(std::move(first_))
                                        : read_start(*input_, std::move(first_), limits_.input_bytes + 1);
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
  IndexedPage known_;
  bool done_ = false;
};

// The later parts of an input that is read in one.
class NoPages final : public Reader {
 public:
  base::Result<bool> next(RawPage&) override { return false; }
};

// Opens one input: looks at how it begins, and chooses who reads it.
class Opening {
 public:
  using Opened = base::Result<std::unique_ptr<Reader>>;

  Opening(Disk& disk, std::string file, std::optional<std::string> place, const base::Limits& limits,
          const InputOptions& options)
      : disk_(disk), file_(std::move(file)), place_(std::move(place)), limits_(limits), options_(options) {}

  Opened open() {
    if (auto opened = open_stream(0); !opened) return std::unexpected(std::move(opened.error()));
    auto first = read_start(*input_, {}, kFirst);
    if (first && bytes_to_tell(*first) > kFirst) first = read_start(*input_, *std::move(first), bytes_to_tell(*first));
    if (!first) return std::unexpected(std::move(first.error()));
    first_ = *std::move(first);
    InputKind kind = options_.kind;
    // Archives of crawls are packed a record each, and damaged ones are known as well.
    if (kind == InputKind::kAuto && WarcReader::is_archive(first_)) return warc();
    if (is_later_part() && kind != InputKind::kWarc) return std::make_unique<NoPages>();
    inside_ = look_inside(first_);
    const DumpKeys keys(options_.keys);
    if (kind == InputKind::kAuto) kind = kind_of(inside_.start, file_, keys);
    return reader_of(kind);
  }

 private:
  base::Result<void> open_stream(std::uint64_t offset) {
    auto input = disk_.stream(file_ == kStandardInput ? "/dev/stdin" : file_, offset);
    if (!input) return std::unexpected(std::move(input.error()));
    input_ = *std::move(input);
    return {};
  }

  bool is_later_part() const { return options_.part && options_.part->begin > 0; }

  Opened reader_of(InputKind kind) {
    switch (kind) {
      case InputKind::kWarc:
        return inside_.layers.empty() || ArchiveStream::packing_of(first_) != ArchiveStream::Packing::kPlain
                   ? warc()
                   : packed_warc();
      case InputKind::kJsonl:
      case InputKind::kCsv:
        return rows(kind);
      case InputKind::kTar:
      case InputKind::kZip:
        return entries(kind);
      case InputKind::kSqlite:
        return tables();
      case InputKind::kParquet:
        return failure("this is a Parquet file; the Python module reads it: thresh.read(path)");
      case InputKind::kUtf16Json:
        return failure("this is JSON in UTF-16, and JSON is read in UTF-8: iconv -f UTF-16 -t UTF-8 makes that of it");
      case InputKind::kAuto:
      case InputKind::kPage:
        break;
    }
    return page();
  }

  // A page that gzip packed is inflated by `read` as far as it is sound, and tells where it is damaged.
  Opened page() {
    if (place_) {
      return base::path_failure(ErrorCode::kBadArchive, "no page of the archive stands here", file_ + '#' + *place_);
    }
    const bool ours = std::ranges::all_of(inside_.layers, [](Packing packing) { return packing == Packing::kGzip; });
    const bool indexed = options_.indexes != nullptr && file_ != kStandardInput;
    const IndexedPage* known = indexed ? options_.indexes->find(disk_, file_) : nullptr;
    if (ours) return std::make_unique<OnePage>(std::move(input_), std::move(first_), file_, limits_, known);
    auto input = unpacked_input();
    auto start = read_start(*input, {}, kFirst);
    if (!start) return std::unexpected(std::move(start.error()));
    return std::make_unique<OnePage>(std::move(input), *std::move(start), file_, limits_, known);
  }

  Opened part_of_warc(Part part) {
    std::unique_ptr<base::Input> behind;
    if (part.begin > 0) {
      auto opened = disk_.stream(file_, part.begin - 1);
      if (!opened) return std::unexpected(std::move(opened.error()));
      behind = *std::move(opened);
    }
    return pages_of_part(std::move(input_), first_, std::move(behind), file_, part, limits_);
  }

  // An archive that is packed a record each, or not at all.
  Opened warc() {
    if (is_later_part() && place_) return std::make_unique<NoPages>();
    if (options_.part && !place_) return part_of_warc(*options_.part);
    if (!place_) return archive_pages(std::move(input_), first_, file_, std::nullopt, limits_);
    const auto at = place_in_archive(file_ + '#' + *place_);
    if (!at)
      return base::path_failure(ErrorCode::kBadArchive, "no page of the archive stands here", file_ + '#' + *place_);
    if (auto opened = open_stream(at->place.offset); !opened) return std::unexpected(std::move(opened.error()));
    return archive_pages(std::move(input_), {}, file_, at->place, limits_);
  }

  // One that is packed in another way: places count in what is unpacked.
  Opened packed_warc() {
    if (is_later_part()) return std::make_unique<NoPages>();
    auto input = unpacked_input();
    if (!place_) return archive_pages(std::move(input), {}, file_, std::nullopt, limits_);
    const auto at = place_in_archive(file_ + '#' + *place_);
    for (std::uint64_t left = at ? at->place.offset : 0; left > 0;) {
      std::array<char, std::size_t{16} << 10> passed;
      const auto count =
          input->read(passed.data(), static_cast<std::size_t>(std::min<std::uint64_t>(left, passed.size())));
      if (!count) return std::unexpected(count.error());
      if (*count == 0) break;
      left -= *count;
    }
    if (!at)
      return base::path_failure(ErrorCode::kBadArchive, "no page of the archive stands here", file_ + '#' + *place_);
    return archive_pages(std::move(input), {}, file_, at->place, limits_);
  }

  Opened rows(InputKind kind) {
    std::optional<std::uint64_t> only;
    if (place_) {
      only = row_number(*place_);
      if (!only) return base::path_failure(ErrorCode::kBadRow, "there is no such row", file_ + '#' + *place_);
    }
    auto input = unpacked_input();
    return kind == InputKind::kJsonl ? json_pages(std::move(input), file_, only, limits_, options_.keys)
                                     : csv_pages(std::move(input), file_, only, limits_, options_.keys);
  }

  // The directory of a zip file stands at its end; in a pipe its entries are read as they come.
  Opened entries(InputKind kind) {
    EntrySource from;
    if (kind == InputKind::kZip && inside_.layers.empty() && disk_.kind(file_) == PathKind::kFile) {
      auto opened = disk_.open(file_);
      if (!opened) return std::unexpected(std::move(opened.error()));
      from.file = *std::move(opened);
    } else {
      from.input = unpacked_input();
    }
    return entry_pages(std::move(from), file_, place_, limits_);
  }

  Opened tables() {
    if (!inside_.layers.empty() || disk_.kind(file_) != PathKind::kFile) {
      return failure("this is an SQLite database, which has to lie on the disk, unpacked");
    }
    return table_pages(file_, place_, options_.table, limits_, options_.keys);
  }

  std::unique_ptr<base::Input> unpacked_input() {
    return unpacked(prefixed(std::move(first_), std::move(input_)), inside_.layers);
  }

  Opened failure(std::string message) const {
    return base::path_failure(ErrorCode::kUnreadable, std::move(message), file_);
  }

  Disk& disk_;
  std::string file_;
  std::optional<std::string> place_;
  const base::Limits& limits_;
  const InputOptions& options_;
  std::unique_ptr<base::Input> input_;
  std::string first_;  // how it begins
  Unpacking inside_;
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

base::Result<std::unique_ptr<Reader>> Reader::open(Disk& disk, const std::string& name, const base::Limits& limits,
                                                   const InputOptions& options) {
  const bool named_so = name == kStandardInput || disk.kind(name) != PathKind::kMissing;
  const auto place = named_so ? std::nullopt : place_in_file(disk, name);
  const std::string file = place ? place->file : name;
  auto opened = Opening(disk, file, place ? std::optional(place->place) : std::nullopt, limits, options).open();
  if (!opened && opened.error().place.file.empty()) opened.error().place.file = name;
  return opened;
}

Skipped& Skipped::operator+=(const Skipped& other) {
  revisits += other.revisits;
  statuses += other.statuses;
  types += other.types;
  rows += other.rows;
  entries += other.entries;
  return *this;
}

bool is_local(const base::Error& error) {
  return error.code == ErrorCode::kBadArchive || error.code == ErrorCode::kBadRow;
}

std::string file_of(Disk& disk, const std::string& name) {
  if (disk.kind(name) != PathKind::kMissing) return name;
  const auto place = place_in_file(disk, name);
  return place ? place->file : name;
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
