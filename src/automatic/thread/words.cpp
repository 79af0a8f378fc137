// See words.h.
#include "automatic/thread/words.h"

#include <string>

#include "normalize/fold.h"
#include "text/unicode.h"

namespace thresh::automatic {
namespace {

constexpr std::size_t kLongest = 60;  // bytes of a word or a phrase

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
                                                    {"label", &all.label}});
    return all;
  }();
  return kWords;
}

bool is_word(const normalize::Lexicon& words, std::string_view text) {
  if (text.empty() || text.size() > kLongest) return false;
  return words.contains(bare(text));
}

bool starts_with_word(const normalize::Lexicon& words, std::string_view text) {
  const std::string start = bare(text.substr(0, text.find('\n')));
  return !start.empty() && words.longest_prefix(start).has_value();
}

}  // namespace thresh::automatic
