// See sloppy_reader.h.
#include "clean/sloppy_reader.h"

#include <algorithm>
#include <array>

#include "text/unicode.h"

namespace thresh::clean {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

bool is_small_letter(char32_t c) { return c >= 'a' && c <= 'z'; }

// Words that "à" begins: behind it the space is no space. All others are words of their own behind it.
constexpr std::array<std::u32string_view, 6> kAfterA = {U"s", U"quele", U"queles", U"quela", U"quelas", U"quilo"};

// "Ã " may be "à" and lose its space, or keep it.
void decide_space(std::u32string_view text, Candidate& candidate) {
  const Misread& misread = candidate.misread;
  if (!candidate.soft || misread.was != 0xE0 || text[misread.end - 1] != ' ') return;
  std::size_t end = misread.end;
  while (end < text.size() && text::is_letter(text[end])) ++end;
  const std::u32string_view word = text.substr(misread.end, end - misread.end);
  const bool cut_off = end < text.size() && (text[end] == '\'' || text[end] == 0x2019);  // "Ã s'éloigner"
  const bool one_word = !cut_off && std::ranges::find(kAfterA, word) != kAfterA.end();
  candidate.misread.keeps_space = !one_word && misread.end < text.size() && text[misread.end] != ' ';
  // No language has a word that ends in a capital "Ã" behind small letters.
  if (misread.begin > 0 && is_small_letter(text[misread.begin - 1]) && text[misread.begin] == 0xC3) {
    candidate.soft = false;
  }
}

}  // namespace

int SloppyReader::byte(std::size_t at) const {
  if (at >= text_.size()) return kNone;
  const char32_t c = text_[at];
  if (c == kReplacement) return kLost;
  if (c == ' ') return has_no_break_space() ? kSpace : kNone;
  if (c == '?') return kQuestion;
  const std::uint8_t byte = sloppy_codecs().byte(codec_, c);
  return byte == 0 ? kNone : int{byte};
}

SloppyReader::Bytes SloppyReader::continuation(std::size_t begin, unsigned count) const {
  Bytes out;
  for (unsigned i = 0; i < count; ++i) {
    int next = byte(begin + i);
    out.stood_in += next == kSpace || next == kQuestion ? 1U : 0U;
    if (next == kSpace) next = 0xA0;
    if (next == kQuestion) next = kLost;
    if (next != kLost && (next < 0x80 || next > 0xBF)) return out;
    if (next == kLost) {
      // Of text that is full of U+FFFD nothing can be told.
      if (byte(begin + i - 1) == kLost || byte(begin + i + 1) == kLost) return out;
      ++out.lost;
    }
    if (i == 0) out.second = next;
    out.value = out.value << 6 | (static_cast<std::uint32_t>(next) & 0x3F);
  }
  // Of what a byte was lost, there must be another to go by; of two bytes the first will do.
  out.sound = out.stood_in <= 1 && (out.lost == 0 || (out.lost == 1 && (count == 1 || count > out.lost)));
  return out;
}

// A pair of surrogates that were written as two characters of UTF-8 (CESU-8): ED A0..AF xx, ED B0..BF xx.
std::optional<Candidate> SloppyReader::surrogates(std::size_t begin, const Bytes& high) const {
  if (high.second > 0xAF || byte(begin + 3) != 0xED) return std::nullopt;
  const Bytes low = continuation(begin + 4, 2);
  if (!low.sound || low.second < 0xB0 || high.lost + low.lost > 0) return std::nullopt;
  const char32_t was = 0x10000 + ((high.value & 0x3FF) << 10) + (low.value & 0x3FF);
  return Candidate{{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + 6), was}, false};
}

std::optional<Candidate> SloppyReader::decoded(std::size_t begin) const {
  const int lead = byte(begin);
  if (lead < 0xC2 || lead > 0xF4) return std::nullopt;
  const unsigned count = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
  const Bytes rest = continuation(begin + 1, count);
  if (!rest.sound) return std::nullopt;
  const bool second_lost = rest.second == kLost;
  if (lead == 0xED && !second_lost && rest.second > 0x9F) return surrogates(begin, rest);
  const bool overlong = !second_lost && ((lead == 0xE0 && rest.second < 0xA0) || (lead == 0xF0 && rest.second < 0x90));
  const bool too_high = !second_lost && lead == 0xF4 && rest.second > 0x8F;
  if (overlong || too_high) return std::nullopt;
  const std::uint32_t top = static_cast<std::uint32_t>(lead) & (0x3FU >> count);
  Candidate found;
  found.misread.begin = static_cast<std::uint32_t>(begin);
  found.misread.end = static_cast<std::uint32_t>(begin + 1 + count);
  found.misread.was = rest.lost > 0 ? kReplacement : top << (6 * count) | rest.value;
  found.soft = rest.stood_in > 0;
  return found;
}

std::optional<Candidate> SloppyReader::at(std::size_t begin) const {
  std::optional<Candidate> found = decoded(begin);
  if (found) decide_space(text_, *found);
  return found;
}

}  // namespace thresh::clean
