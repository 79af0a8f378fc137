// See page_folder.h.
#include "cli/page_folder.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <utility>

#include "base/ascii.h"
#include "base/clock.h"
#include "record/value.h"
#include "source/page_index.h"

namespace thresh::cli {
namespace {

constexpr std::size_t kLongestSlug = 80;
constexpr std::size_t kDigits = 6;

// What `thresh convert FOLDER` takes for a page.
std::string_view ending_of(std::string_view content_type) {
  const std::string_view type = content_type.substr(0, content_type.find_first_of("; "));
  if (type == "text/html" || type == "application/xhtml+xml" || type.empty()) return ".html";
  if (type == "text/plain") return ".txt";
  if (type == "application/json") return ".json";
  if (type.ends_with("xml")) return ".xml";
  return ".bin";
}

// Of the pages of a folder, by their names; 0 where there is none.
base::Result<std::size_t> highest_number(base::Disk& disk, const std::string& folder) {
  const auto entries = disk.list(folder);
  if (!entries) return std::unexpected(entries.error());
  std::size_t highest = 0;
  for (const base::FolderEntry& entry : *entries) {
    std::size_t number = 0;
    const char* const begin = entry.name.data();
    const char* const end = begin + entry.name.size();
    const auto [stop, trouble] = std::from_chars(begin, end, number);
    const bool is_page = trouble == std::errc() && stop != end && (*stop == '-' || *stop == '.') &&
                         static_cast<std::size_t>(stop - begin) >= kDigits;
    if (is_page) highest = std::max(highest, number);
  }
  return highest;
}

// The file, to be appended to behind the end of a line.
base::Result<std::unique_ptr<base::Appender>> open_index(base::Disk& disk, const std::string& path) {
  const auto place = disk.place_of(path);
  if (!place) return std::unexpected(place.error());
  auto index = disk.append(*place);
  if (!index || (*index)->size() == 0) return index;
  const auto reader = disk.open(*place);
  if (!reader) return std::unexpected(reader.error());
  char last = '\0';
  const auto read = (*reader)->read_at((*index)->size() - 1, {&last, 1});
  if (!read) return std::unexpected(read.error());
  if (last == '\n') return index;
  if (auto ended = (*index)->append("\n"); !ended) return std::unexpected(std::move(ended.error()));
  return index;
}

}  // namespace

std::string page_file_name(std::size_t number, std::size_t part, std::string_view url, std::string_view content_type) {
  if (const std::size_t scheme = url.find("://"); scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
  std::string slug;
  for (const char c : url) {
    const bool plain = base::is_ascii_alphanumeric(c) || c == '.' || c == '_';
    if (plain) {
      slug += base::ascii_lower(c);
    } else if (!slug.ends_with('-')) {
      slug += '-';
    }
    if (slug.size() == kLongestSlug) break;
  }
  while (slug.ends_with('-') || slug.ends_with('.')) slug.pop_back();
  std::string digits = std::to_string(number);
  if (digits.size() < kDigits) digits.insert(0, kDigits - digits.size(), '0');
  if (part > 1) digits += '.' + std::to_string(part);
  return digits + '-' + slug + std::string(ending_of(content_type));
}

base::Result<std::unique_ptr<PageFolder>> PageFolder::create(base::Disk& disk, std::string folder) {
  while (folder.size() > 1 && folder.ends_with('/')) folder.pop_back();
  if (disk.kind(folder) == base::PathKind::kMissing) {
    std::error_code trouble;
    std::filesystem::create_directories(folder, trouble);
    if (trouble) {
      return base::failure(base::ErrorCode::kWriteFailed,
                           "cannot make the folder " + folder + ": " + trouble.message());
    }
  }
  const auto before = highest_number(disk, folder);
  if (!before) return std::unexpected(before.error());
  auto index = open_index(disk, folder + '/' + std::string(source::kIndexName));
  if (!index) return std::unexpected(std::move(index.error()));
  return std::make_unique<PageFolder>(disk, std::move(folder), *std::move(index), *before);
}

base::Result<void> PageFolder::add(std::size_t number, std::size_t part, const fetch::Fetched& page) {
  const std::string_view type = fetch::field_of(page.exchange.head, "Content-Type");
  const std::string name = page_file_name(before_ + number, part, page.final_url, type);
  auto file = disk_.create(folder_ + '/' + name);
  if (!file) return std::unexpected(std::move(file.error()));
  auto written = (*file)->write(page.body());
  if (written) written = (*file)->commit();
  if (!written) return written;
  record::Map line;
  line.add("file", name);
  line.add("url", page.url);
  line.add("final_url", page.final_url);
  line.add("status", page.exchange.status);
  line.add("content_type", std::string(type));
  line.add("etag", std::string(fetch::field_of(page.exchange.head, "ETag")));
  line.add("last_modified", std::string(fetch::field_of(page.exchange.head, "Last-Modified")));
  line.add("fetched", base::utc_text(page.exchange.began));
  writer_.clear();
  writer_.write(line);
  return index_->append(std::string(writer_.text()) + '\n');
}

}  // namespace thresh::cli
