// See mojibake.h.
#include "clean/mojibake.h"

#include <algorithm>
#include <cstdint>
#include <string>

#include "base/utf8.h"
#include "clean/misread.h"
#include "clean/strangeness.h"
#include "text/charset_index_icu.h"
#include "text/unicode.h"

namespace thresh::clean {
namespace {

constexpr int kRounds = 12;              // text that was misread many times over, in several encodings
constexpr std::size_t kLongestLead = 3;  // characters of a sequence before its last
constexpr int kStrangeControl =
    12;  // what a character in place of a control may cost at most: "‡" inside a word is none

// A text as characters, and where each came from.
struct Characters {
  std::u32string text;
  std::vector<std::uint32_t> from;  // the byte that each began at, and the size of it all
  std::vector<bool> mended;
};

Characters characters_of(std::string_view text) {
  Characters out;
  out.text.reserve(text.size());
  out.from.reserve(text.size() + 1);
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint point = text::code_point_at(text, at);
    out.text += point.value;
    out.from.push_back(static_cast<std::uint32_t>(at));
    at += point.length;
  }
  out.from.push_back(static_cast<std::uint32_t>(text.size()));
  out.mended.assign(out.text.size(), false);
  return out;
}

// One misreading undone.
Characters undone(const Characters& read, const std::vector<Misread>& misreads) {
  Characters out;
  out.text.reserve(read.text.size());
  out.from.reserve(read.text.size() + 1);
  out.mended.reserve(read.text.size());
  std::size_t at = 0;
  const auto put = [&](char32_t c, std::size_t place, bool mended) {
    out.text += c;
    out.from.push_back(read.from[place]);
    out.mended.push_back(mended);
  };
  const auto keep_up_to = [&](std::size_t end) {
    for (; at < end; ++at) put(read.text[at], at, read.mended[at]);
  };
  for (const Misread& misread : misreads) {
    keep_up_to(misread.begin);
    put(misread.was, at, true);
    at = misread.end;
    if (misread.keeps_space) put(' ', misread.end - 1, true);
  }
  keep_up_to(read.text.size());
  out.from.push_back(read.from.back());
  return out;
}

bool is_control(char32_t c) { return c >= 0x80 && c < 0xA0; }

// The controls U+0080 to U+009F that are characters of windows-1252. Where one of them does not fit in as such ("‡"
// inside a word), or is part of what may be a sequence, the text was written in something else, and all stay.
bool mend_controls(Characters& read) {
  const text::SingleByteIndex& index = text::single_byte_index("windows-1252");
  Characters out = read;
  bool mended = false;
  for (std::size_t at = 0; at < out.text.size(); ++at) {
    if (!is_control(out.text[at])) continue;
    for (std::size_t back = 1; back <= std::min(at, kLongestLead); ++back) {
      if (is_sequence(out.text, at - back, Codec::kWestern)) return false;
    }
    const char32_t c = index[out.text[at]];
    const auto neighbour = [&](std::size_t back) { return at >= back ? out.text[at - back] : char32_t{0}; };
    if (is_control(c) || strangeness(neighbour(2), neighbour(1), c) > kStrangeControl) return false;
    out.text[at] = c;
    out.mended[at] = true;
    mended = true;
  }
  if (mended) read = std::move(out);
  return mended;
}

std::string encoded(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) text::append_utf8(out, c);
  return out;
}

std::vector<base::Span> damage_of(const Characters& read) {
  std::vector<base::Span> out;
  for (std::size_t i = 0; i < read.text.size(); ++i) {
    if (!read.mended[i]) continue;
    if (!out.empty() && out.back().end == read.from[i]) {
      out.back().end = read.from[i + 1];
    } else {
      out.push_back({read.from[i], read.from[i + 1]});
    }
  }
  return out;
}

// Whether there is a control of U+0080 to U+009F, which UTF-8 writes as C2 80 to C2 9F.
bool has_control(std::string_view text) {
  for (std::size_t at = text.find('\xC2'); at != std::string_view::npos; at = text.find('\xC2', at + 1)) {
    if (at + 1 < text.size() && static_cast<std::uint8_t>(text[at + 1]) < 0xA0) return true;
  }
  return false;
}

}  // namespace

std::string_view mend_mojibake(std::string_view text, base::Arena& arena, std::vector<base::Span>* damaged) {
  if (base::skip_ascii(text, 0) == text.size()) return text;
  Codecs candidates = suspects(text);
  if (candidates == 0 && !has_control(text)) return text;
  Characters read = characters_of(text);
  bool mended = false;
  for (int round = 0; round < kRounds; ++round) {
    const auto misreading = find_misreading(read.text, candidates, read.mended);
    if (misreading) {
      read = undone(read, misreading->characters);
    } else if (!mend_controls(read)) {
      break;
    }
    mended = true;
    candidates = suspects(std::u32string_view(read.text));
  }
  if (!mended) return text;
  const std::string out = encoded(read.text);
  const std::string_view copy = arena.copy(out);
  if (copy.empty() && !out.empty()) return text;  // a spent arena mends nothing
  if (damaged != nullptr) *damaged = damage_of(read);
  return copy;
}

}  // namespace thresh::clean
