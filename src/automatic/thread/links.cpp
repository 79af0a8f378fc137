// See links.h.
#include "automatic/thread/links.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <ranges>
#include <string>
#include <vector>

#include "automatic/thread/names.h"
#include "automatic/thread/words.h"
#include "base/ascii.h"
#include "base/embedded.h"
#include "normalize/vocabulary.h"
#include "text/unicode.h"

namespace thresh::automatic {
namespace {

constexpr std::size_t kLongestAddress = 400;  // bytes

struct UserPaths {
  normalize::Lexicon segment, page, list, lists;
  std::vector<std::string> queries, prefixes, others;
};

const UserPaths& user_paths() {
  static const UserPaths kPaths = [] {
    UserPaths paths;
    const auto rows = normalize::rows_of(base::embedded("data/user_paths.tsv"));
    for (const normalize::Row& row : rows) {
      if (row[0] == "segment") paths.segment.add(std::string(row[1]));
      if (row[0] == "page") paths.page.add(std::string(row[1]));
      if (row[0] == "list") paths.list.add(std::string(row[1]));
      if (row[0] == "lists") paths.lists.add(std::string(row[1]));
      if (row[0] == "query") paths.queries.emplace_back(row[1]);
      if (row[0] == "other") paths.others.emplace_back(row[1]);
      if (row[0] == "prefix") paths.prefixes.emplace_back(row[1]);
    }
    paths.segment.seal();
    paths.page.seal();
    paths.list.seal();
    paths.lists.seal();
    return paths;
  }();
  return kPaths;
}

// The path of an address without scheme and host.
std::string_view path_of(std::string_view address) {
  const std::size_t scheme = address.find("://");
  if (scheme != std::string_view::npos && scheme < address.find('/')) {
    address.remove_prefix(scheme + 3);
    address.remove_prefix(std::min(address.find('/'), address.size()));
  } else if (address.starts_with("//")) {
    address.remove_prefix(2);
    address.remove_prefix(std::min(address.find('/'), address.size()));
  }
  return address;
}

bool has_user_prefix(std::string_view segment) {
  return std::ranges::any_of(user_paths().prefixes, [&](const std::string& prefix) {
    return segment.size() > prefix.size() && segment.starts_with(prefix);
  });
}

bool is_user_path(std::string_view path, bool has_query) {
  bool named = false;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    const std::string_view segment = path.substr(0, end);
    path.remove_prefix(std::min(end + 1, path.size()));
    if (segment.empty()) continue;
    if (named || has_user_prefix(segment)) return true;
    named = user_paths().segment.contains(segment);
    if (path.empty() && has_query && user_paths().page.contains(segment)) return true;
  }
  return false;
}

}  // namespace

bool leads_to_user(std::string_view href) {
  if (href.empty() || href.size() > kLongestAddress || href.front() == '#') return false;
  const std::string lower = text::ascii_lower(href);
  std::string_view path = path_of(lower);
  path = path.substr(0, path.find('#'));
  const std::size_t mark = std::min(path.find('?'), path.size());
  const std::string_view query = path.substr(mark);
  const auto in_query = [&](const std::string& part) { return query.contains(part); };
  if (!query.empty() && std::ranges::any_of(user_paths().queries, in_query)) return true;
  return is_user_path(path.substr(0, mark), !query.empty());
}

bool leads_to_action(std::string_view href) {
  const std::string lower = text::ascii_lower(href.substr(0, kLongestAddress));
  return std::ranges::any_of(user_paths().others, [&](const std::string& other) {
    const std::size_t at = lower.find(other);
    const auto is_letter = [&](std::size_t i) { return i < lower.size() && base::is_ascii_letter(lower[i]); };
    return at != std::string::npos && (at == 0 || !is_letter(at - 1)) && !is_letter(at + other.size());
  });
}

std::string_view last_number(std::string_view text, std::size_t least) {
  for (std::size_t end = text.size(); end > 0;) {
    if (!base::is_ascii_digit(text[end - 1])) {
      --end;
      continue;
    }
    std::size_t begin = end;
    while (begin > 0 && base::is_ascii_digit(text[begin - 1])) --begin;
    if (end - begin >= least) return text.substr(begin, end - begin);
    end = begin;
  }
  return {};
}

namespace {

// The bytes that an address stands for: "%D0%B2" is one letter of two bytes.
std::string unescaped(std::string_view address) {
  std::string out;
  for (std::size_t at = 0; at < address.size(); ++at) {
    std::uint8_t byte = 0;
    const char* const digits = address.data() + at + 1;
    const bool escaped = address[at] == '%' && at + 2 < address.size() &&
                         std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2;
    out += escaped ? static_cast<char>(byte) : address[at];
    at += escaped ? 2 : 0;
  }
  return out;
}

// Whether a word of another script than ours says so.
bool holds_talk_word(std::string_view url) {
  const std::string words = unescaped(url);
  const auto is_part = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
  for (auto at = words.begin(); at != words.end();) {
    at = std::find_if(at, words.end(), is_part);
    const auto end = std::find_if_not(at, words.end(), is_part);
    const std::string_view word(at, end);
    if (is_word(thread_words().talk, word) || is_word(thread_words().answers, word)) return true;
    at = end;
  }
  return false;
}

constexpr std::size_t kLongestPart = 24;  // bytes of a part of a path that is a name, and no title

}  // namespace

bool names_talk(std::string_view url) {
  if (url.size() > kLongestAddress) return false;
  NameReader names;
  if ((names.roles(url) & (kForum | kQuestion)) != 0) return true;
  const std::string_view address = path_of(url);
  const std::string_view path = address.substr(0, address.find_first_of("?#"));
  for (std::size_t at = 0; at < path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    const std::string_view part = path.substr(at, end - at);
    if (part.size() <= kLongestPart && (names.roles(part) & (kForum | kQuestion | kAnswer)) != 0) return true;
    at = end + 1;
  }
  return holds_talk_word(path);
}

bool names_list(std::string_view url) {
  if (url.size() > kLongestAddress) return false;
  const std::string lower = text::ascii_lower(path_of(url));
  const std::string_view path = std::string_view(lower).substr(0, lower.find_first_of("?#"));
  std::vector<std::string_view> parts;
  for (const auto part : std::views::split(path, '/')) {
    if (!part.empty()) parts.emplace_back(part.begin(), part.end());
  }
  if (std::ranges::any_of(parts, [](std::string_view part) { return user_paths().lists.contains(part); })) return true;
  if (parts.size() > 2 && parts[parts.size() - 2] == "page" && base::all_ascii_digits(parts.back()))
    parts.resize(parts.size() - 2);
  return parts.size() > 1 && user_paths().list.contains(parts[parts.size() - 2]);
}

}  // namespace thresh::automatic
