// See utf8_tally.h.
#include "text/utf8_tally.h"

#include <cstdint>

#include "base/utf8.h"

namespace thresh::text {
namespace {

constexpr std::size_t kLongestTail = 3;  // of a character's bytes, without its first

bool is_continuation(char byte) { return (static_cast<std::uint8_t>(byte) & 0xC0) == 0x80; }
bool is_lead(char byte) { return static_cast<std::uint8_t>(byte) >= 0xC2 && static_cast<std::uint8_t>(byte) <= 0xF4; }

}  // namespace

Utf8Tally tally_utf8(std::string_view bytes) {
  Utf8Tally tally;
  std::size_t at = 0;
  while (at < bytes.size() && at < kLongestTail && is_continuation(bytes[at])) ++at;
  tally.cut += at > 0;
  while ((at = base::skip_ascii(bytes, at)) < bytes.size()) {
    const base::Sequence sequence = base::sequence_at(bytes, at);
    const bool cut = !sequence.sound && is_lead(bytes[at]) && at + sequence.length == bytes.size();
    tally.sound += sequence.sound;
    tally.broken += !sequence.sound && !cut;
    tally.cut += cut;
    at += sequence.length;
  }
  return tally;
}

}  // namespace thresh::text
