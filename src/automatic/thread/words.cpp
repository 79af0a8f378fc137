// See words.h.
#include "automatic/thread/words.h"

#include <array>
#include <optional>
#include <string>

#include "base/ascii.h"
#include "normalize/fold.h"
#include "text/unicode.h"

namespace thresh::automatic {
namespace {

constexpr std::size_t kLongest = 60;       // bytes of a word or a phrase
constexpr std::size_t kLongestLine = 240;  // bytes of what may hold one

// Folded, from its first letter to its last, brackets included.
std::string bare(std::string_view text) {
  std::string folded = normalize::folded(text);
  const auto is_sign = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x80 && !text::is_letter(byte) && c != '[' && c != ']';
  };
  std::size_t begin = 0, end = folded.size();
  while (begin < end && is_sign(folded[begin])) ++begin;
  while (end > begin && is_sign(folded[end - 1])) --end;
  return folded.substr(begin, end - begin);
}

// The same of a text that needs no more than lower case, in `room`, which makes no string: printable ASCII with single
// spaces. Nothing of another.
std::optional<std::string_view> bare_ascii(std::string_view text, std::array<char, kLongest>& room) {
  if (text.size() > kLongest) return std::nullopt;
  const auto is_kept = [](char c) { return base::is_ascii_lower(c) || c == '[' || c == ']'; };
  std::size_t size = 0, end = 0;
  char previous = ' ';
  for (const char c : text) {
    if (c < ' ' || c > '~' || (c == ' ' && previous == ' ' && size > 0)) return std::nullopt;
    previous = c;
    const char lower = base::ascii_lower(c);
    if (size == 0 && !is_kept(lower)) continue;
    room[size++] = lower;
    if (is_kept(lower)) end = size;
  }
  return std::string_view(room.data(), end);
}

}  // namespace

const ThreadWords& thread_words() {
  static const ThreadWords kWords = [] {
    ThreadWords all;
    normalize::load_kinds("data/thread_words.tsv", {{"act", &all.act},
                                                    {"answers", &all.answers},
                                                    {"asked", &all.asked},
                                                    {"accepted", &all.accepted},
                                                    {"edited", &all.edited},
                                                    {"joined", &all.joined},
                                                    {"helpful", &all.helpful},
                                                    {"expand", &all.expand},
                                                    {"label", &all.label},
                                                    {"voted", &all.voted},
                                                    {"people", &all.people},
                                                    {"pleased", &all.pleased},
                                                    {"liked", &all.liked},
                                                    {"by", &all.by},
                                                    {"wrote", &all.wrote},
                                                    {"joint", &all.joint},
                                                    {"likers", &all.likers},
                                                    {"replying", &all.replying},
                                                    {"chosen", &all.chosen},
                                                    {"replies", &all.replies},
                                                    {"comments", &all.comments},
                                                    {"messages", &all.messages},
                                                    {"whole", &all.whole},
                                                    {"measure", &all.measure},
                                                    {"expert", &all.expert},
                                                    {"talk", &all.talk},
                                                    {"yes", &all.yes},
                                                    {"asks", &all.asks},
                                                    {"answered", &all.answered},
                                                    {"guest", &all.guest},
                                                    {"from", &all.from},
                                                    {"asking", &all.asking},
                                                    {"answering", &all.answering},
                                                    {"last", &all.last},
                                                    {"columns", &all.columns}});
    return all;
  }();
  return kWords;
}

bool is_word(const normalize::Lexicon& words, std::string_view text) {
  if (text.empty() || text.size() > kLongest) return false;
  std::array<char, kLongest> room;
  const auto plain = bare_ascii(text, room);
  return plain ? words.contains(*plain) : words.contains(bare(text));
}

bool starts_with_word(const normalize::Lexicon& words, std::string_view text) {
  text = text.substr(0, text.find('\n'));
  std::array<char, kLongest> room;
  if (const auto plain = bare_ascii(text, room)) return !plain->empty() && words.longest_prefix(*plain).has_value();
  const std::string start = bare(text);
  return !start.empty() && words.longest_prefix(start).has_value();
}

bool holds_word(const normalize::Lexicon& words, std::string_view text) {
  const std::string folded = normalize::folded(text.substr(0, kLongestLine));
  bool starts = true;
  for (std::size_t at = 0; at < folded.size();) {
    const text::CodePoint point = text::code_point_at(folded, at);
    const bool unspaced = normalize::is_unspaced(point.value);
    if ((starts || unspaced) && words.longest_prefix(std::string_view(folded).substr(at))) return true;
    starts = !text::is_letter(point.value) || unspaced;
    at += point.length;
  }
  return false;
}

}  // namespace thresh::automatic
