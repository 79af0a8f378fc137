// See utf8_repair.h. Tested by tests/text/decode_test.cpp.
#include "text/utf8_repair.h"

#include <cstdint>

namespace thresh::text {
namespace {

struct Sequence {
  std::size_t length;  // at least 1
  bool sound;
};

// The well-formed sequence that `bytes` begin with, or the maximal part of one (Unicode 15, table 3-7).
Sequence sequence_at(std::string_view bytes) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(bytes[i]); };
  const std::uint8_t lead = byte(0);
  if (lead < 0x80) return {1, true};
  if (lead < 0xC2 || lead > 0xF4) return {1, false};
  const std::size_t wanted = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  std::uint8_t low = 0x80;  // the range of the second byte keeps out overlong forms, surrogates, too large values
  std::uint8_t high = 0xBF;
  if (lead == 0xE0) low = 0xA0;
  if (lead == 0xED) high = 0x9F;
  if (lead == 0xF0) low = 0x90;
  if (lead == 0xF4) high = 0x8F;
  for (std::size_t i = 1; i < wanted; ++i) {
    if (i == bytes.size() || byte(i) < low || byte(i) > high) return {i, false};
    low = 0x80;
    high = 0xBF;
  }
  return {wanted, true};
}

// Calls `sound` with each run of sound text and `broken` for each error.
template <class Sound, class Broken>
Utf8Tally walk(std::string_view bytes, const Sound& sound, const Broken& broken) {
  Utf8Tally tally;
  std::size_t begin = 0;  // of the sound run at hand
  for (std::size_t at = 0; at < bytes.size();) {
    const Sequence sequence = sequence_at(bytes.substr(at));
    if (!sequence.sound) {
      ++tally.broken;
      sound(bytes.substr(begin, at - begin));
      broken();
      begin = at + sequence.length;
    }
    tally.sound += sequence.sound && sequence.length > 1;
    at += sequence.length;
  }
  sound(bytes.substr(begin));
  return tally;
}

}  // namespace

Utf8Tally tally_utf8(std::string_view bytes) {
  return walk(bytes, [](std::string_view) {}, [] {});
}

Utf8Tally repair_utf8(std::string_view bytes, std::string& out) {
  out.reserve(out.size() + bytes.size());
  return walk(bytes, [&](std::string_view run) { out += run; }, [&] { out += "\uFFFD"; });
}

}  // namespace thresh::text
