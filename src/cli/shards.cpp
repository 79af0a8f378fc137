// See shards.h.
#include "cli/shards.h"

#include <algorithm>
#include <filesystem>

#include "base/ascii.h"
#include "base/sha256.h"

namespace thresh::cli {
namespace {

constexpr std::size_t kDigits = 5;

std::string digits_of(std::size_t number) {
  const std::string text = std::to_string(number);
  return std::string(kDigits - std::min(kDigits, text.size()), '0') + text;
}

// Takes a number of five digits or more from the front of `text`; whether there was one.
bool take_digits(std::string_view& text) {
  std::size_t end = 0;
  while (end < text.size() && base::is_ascii_digit(text[end])) ++end;
  text.remove_prefix(end);
  return end >= kDigits;
}

// Whether `name` is `stem`, "-00000" or "-00000-of-00004", and `extension`.
bool is_shard(std::string_view name, std::string_view stem, std::string_view extension) {
  if (!name.starts_with(stem) || !name.ends_with(extension) || name.size() < stem.size() + extension.size())
    return false;
  std::string_view middle = name.substr(stem.size(), name.size() - stem.size() - extension.size());
  if (!middle.starts_with('-')) return false;
  middle.remove_prefix(1);
  if (!take_digits(middle)) return false;
  constexpr std::string_view kOf = "-of-";
  if (!middle.starts_with(kOf)) return middle.empty();
  middle.remove_prefix(kOf.size());
  return take_digits(middle) && middle.empty();
}

}  // namespace

std::string Shards::path(const std::string& whole, std::size_t number) const {
  const std::filesystem::path path(whole);
  std::string name = path.stem().string() + '-' + digits_of(number);
  if (count > 0) name += "-of-" + digits_of(count);
  return (path.parent_path() / (name + path.extension().string())).string();
}

std::size_t shard_of(std::string_view id, std::size_t count) {
  const base::Sha256 digest = base::sha256(id);
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < sizeof(number); ++i) number = number << 8 | digest[i];
  return static_cast<std::size_t>(number % count);
}

std::vector<std::string> other_shards(base::Disk& disk, const std::string& whole,
                                      const std::vector<std::string>& written) {
  const std::filesystem::path path(whole);
  const std::string folder = path.has_parent_path() ? path.parent_path().string() : ".";
  const auto entries = disk.list(folder);
  std::vector<std::string> others;
  if (!entries) return others;
  for (const base::FolderEntry& entry : *entries) {
    if (!is_shard(entry.name, path.stem().string(), path.extension().string())) continue;
    std::string other = (path.parent_path() / entry.name).string();
    if (std::ranges::find(written, other) == written.end()) others.push_back(std::move(other));
  }
  return others;
}

}  // namespace thresh::cli
