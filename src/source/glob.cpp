// See glob.h.
//
// A part is matched by the usual two pointers: after a mismatch, the last `*` takes one character more. A whole pattern
// is matched part by part against a growing list of paths, so only folders that can hold a match are listed.
#include "source/glob.h"

#include <algorithm>
#include <utility>

#include "text/unicode.h"

namespace thresh::source {
namespace {

// The character at `at`, which moves on past it; a backslash is passed over.
char32_t next_literal(std::string_view pattern, std::size_t& at) {
  if (pattern[at] == '\\' && at + 1 < pattern.size()) ++at;
  const text::CodePoint point = text::code_point_at(pattern, at);
  at += point.length;
  return point.value;
}

// The place after the set that opens at `at`, npos if it never closes (then `[` means itself, as POSIX has it).
// `*matched` tells whether the set holds `c`.
std::size_t after_set(std::string_view pattern, std::size_t at, char32_t c, bool* matched) {
  ++at;
  const bool negated = at < pattern.size() && (pattern[at] == '!' || pattern[at] == '^');
  if (negated) ++at;
  bool found = false;
  for (bool first = true; at < pattern.size(); first = false) {
    if (pattern[at] == ']' && !first) {
      *matched = found != negated;
      return at + 1;
    }
    const char32_t low = next_literal(pattern, at);
    char32_t high = low;
    if (at + 1 < pattern.size() && pattern[at] == '-' && pattern[at + 1] != ']') {
      ++at;
      high = next_literal(pattern, at);
    }
    found = found || (low <= c && c <= high);
  }
  return std::string_view::npos;
}

// The place in `pattern` after the element at `at`, if it matches `c`; npos if it does not.
std::size_t match_one(std::string_view pattern, std::size_t at, char32_t c) {
  if (pattern[at] == '?') return at + 1;
  if (pattern[at] == '[') {
    bool matched = false;
    const std::size_t after = after_set(pattern, at, c, &matched);
    if (after != std::string_view::npos) return matched ? after : std::string_view::npos;
  }
  return next_literal(pattern, at) == c ? at : std::string_view::npos;
}

std::string joined(std::string_view folder, std::string_view name) {
  std::string path(folder);
  if (!path.empty() && path.back() != '/') path += '/';
  return path += name;
}

std::string unescaped(std::string_view part) {
  std::string out;
  for (std::size_t at = 0; at < part.size(); ++at) {
    if (part[at] == '\\' && at + 1 < part.size()) ++at;
    out += part[at];
  }
  return out;
}

// Entries of a folder; a path that is empty is the folder the program runs in.
std::vector<base::FolderEntry> entries_of(base::Disk& disk, const std::string& folder) {
  auto entries = disk.list(folder.empty() ? "." : folder);
  return entries ? std::move(*entries) : std::vector<base::FolderEntry>{};
}

bool may_hold(base::Disk& disk, const std::string& path) {
  return path.empty() || disk.kind(path) == base::PathKind::kFolder;
}

// The paths and every folder below them. The list grows while it is walked: no recursion.
std::vector<std::string> with_folders_below(base::Disk& disk, std::vector<std::string> paths) {
  for (std::size_t i = 0; i < paths.size(); ++i) {
    if (!may_hold(disk, paths[i])) continue;
    for (const base::FolderEntry& entry : entries_of(disk, paths[i])) {
      const bool entered = entry.kind == base::PathKind::kFolder && !entry.name.starts_with('.');
      if (entered) paths.push_back(joined(paths[i], entry.name));
    }
  }
  return paths;
}

// The paths one part further: `folders` are those that matched what stands before it.
std::vector<std::string> matches_in(base::Disk& disk, const std::vector<std::string>& folders, std::string_view part) {
  std::vector<std::string> found;
  for (const std::string& folder : folders) {
    if (!is_pattern(part)) {
      std::string path = joined(folder, unescaped(part));
      if (disk.kind(path) != base::PathKind::kMissing) found.push_back(std::move(path));
      continue;
    }
    if (!may_hold(disk, folder)) continue;
    for (const base::FolderEntry& entry : entries_of(disk, folder)) {
      if (matches_part(part, entry.name)) found.push_back(joined(folder, entry.name));
    }
  }
  return found;
}

}  // namespace

bool is_pattern(std::string_view text) { return text.find_first_of("*?[") != std::string_view::npos; }

bool matches_part(std::string_view pattern, std::string_view name) {
  if (name.starts_with('.') && !pattern.starts_with('.') && !pattern.starts_with("\\.")) return false;
  constexpr std::size_t kNone = std::string_view::npos;
  std::size_t p = 0;
  std::size_t n = 0;
  std::size_t after_star = kNone;  // the place after the last `*`
  std::size_t star_name = 0;       // up to here the star has taken the name
  while (n < name.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      after_star = ++p;
      star_name = n;
      continue;
    }
    const text::CodePoint point = text::code_point_at(name, n);
    const std::size_t after = p < pattern.size() ? match_one(pattern, p, point.value) : kNone;
    if (after != kNone) {
      p = after;
      n += point.length;
    } else if (after_star != kNone) {
      star_name += text::code_point_at(name, star_name).length;
      p = after_star;
      n = star_name;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == kNone;
}

std::vector<std::string> find_matches(base::Disk& disk, std::string_view pattern) {
  std::vector<std::string> paths = {pattern.starts_with('/') ? "/" : ""};
  bool ends_in_folders = false;
  for (std::size_t at = 0; at < pattern.size();) {
    const std::size_t end = std::min(pattern.find('/', at), pattern.size());
    const std::string_view part = pattern.substr(at, end - at);
    at = end + 1;
    if (part.empty() || (part == "**" && ends_in_folders)) continue;
    ends_in_folders = part == "**";
    paths = ends_in_folders ? with_folders_below(disk, std::move(paths)) : matches_in(disk, paths, part);
  }
  if (ends_in_folders) paths = matches_in(disk, paths, "*");  // `a/**` is everything below a
  std::ranges::sort(paths);
  const auto repeated = std::ranges::unique(paths);
  paths.erase(repeated.begin(), repeated.end());
  return paths;
}

}  // namespace thresh::source
