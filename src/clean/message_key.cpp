// See message_key.h.
#include "clean/message_key.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/ascii.h"
#include "clean/token.h"
#include "clean/vocabulary.h"
#include "text/unicode.h"

namespace thresh::clean {
namespace {

constexpr std::size_t kLongestKey = 80;  // bytes

// The segments of a dotted name that may be a key; none where it is no such name.
std::vector<std::string_view> segments_of(std::string_view text) {
  if (text.size() > kLongestKey || text.empty() || !base::is_ascii_lower(text.front()) || !text.contains('.'))
    return {};
  std::vector<std::string_view> segments;
  while (true) {
    const std::size_t end = std::min(text.find('.'), text.size());
    const std::string_view segment = text.substr(0, end);
    const bool name = std::all_of(segment.begin(), segment.end(),
                                  [](char c) { return base::is_ascii_alphanumeric(c) || c == '_' || c == '-'; });
    if (segment.empty() || !name || !base::is_ascii_lower(segment.front())) return {};
    segments.push_back(segment);
    if (end == text.size()) break;
    text.remove_prefix(end + 1);
  }
  if (segments.size() < 2 || is_one_of(WordKind::kKeyRoot, segments.front())) return {};
  if (is_one_of(WordKind::kKeyEnd, text::ascii_lower(segments.back()))) return {};
  return segments;
}

// votes, stars_count, submitButton: a word that an interface shows, or a name that holds one. Of two segments the last
// must not be what properties of objects are called, too: label.text.
bool ends_like_key(const std::vector<std::string_view>& segments) {
  const auto fits = [&](std::string_view word) {
    const std::string folded = text::ascii_lower(word);
    return is_one_of(WordKind::kKeyWord, folded) || (segments.size() > 2 && is_one_of(WordKind::kKeyProperty, folded));
  };
  const std::string_view last = segments.back();
  std::size_t begin = 0;
  for (std::size_t i = 0; i < last.size(); ++i) {
    const bool hump = base::is_ascii_upper(last[i]);
    if (!hump && last[i] != '_' && last[i] != '-') continue;
    if (fits(last.substr(begin, i - begin))) return true;
    begin = hump ? i : i + 1;
  }
  return fits(last.substr(begin));
}

bool are_message_key(const std::vector<std::string_view>& segments) {
  if (segments.empty()) return false;
  const bool compound = std::any_of(segments.begin(), segments.end(), is_compound);
  const bool head = is_one_of(WordKind::kKeyHead, segments.front());
  const bool start = head || is_one_of(WordKind::kKeyStart, segments.front());
  if (head && segments.size() > 2) return true;
  if (start) return compound || ends_like_key(segments);
  return segments.size() > 2 && compound && ends_like_key(segments);
}

}  // namespace

bool is_message_key(std::string_view text) { return are_message_key(segments_of(text)); }

bool is_message_key_in_slot(std::string_view text) {
  const auto segments = segments_of(text);
  return are_message_key(segments) || (segments.size() > 2 && ends_like_key(segments));
}

}  // namespace thresh::clean
