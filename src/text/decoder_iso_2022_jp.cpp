// ISO-2022-JP (Encoding, section 12.2), the one encoding with a state: escape sequences switch between ASCII, Roman,
// Katakana and JIS X 0208. The states are named as the standard names them. See charset_decoder.h.
//
// A page can be cut where the state is that of its start, so a run in another state is one character as far as offsets
// go, its escape sequences with it. In the Roman state that holds up to its last yen sign or overline: all else is
// ASCII.
#include <algorithm>
#include <array>

#include "text/charset_decoder.h"
#include "text/charset_index_icu.h"

namespace thresh::text {
namespace {

constexpr char kEscape = '\x1B';

enum class State : std::uint8_t { kAscii, kRoman, kKatakana, kLeadByte };

bool is_sequence(std::string_view behind_escape) {
  constexpr std::array<std::string_view, 5> kSequences = {"(B", "(J", "(I", "$@", "$B"};
  return std::ranges::find(kSequences, behind_escape) != kSequences.end();
}

class Reader {
 public:
  Reader(std::string_view bytes, Utf8Writer& out) : bytes_(bytes), out_(out), index_(jis0208_index()) {}

  void read() {
    while (at_ < bytes_.size()) {
      if (can_be_cut()) out_.boundary(at_, last_);
      if (bytes_[at_] == kEscape) {
        escape();
      } else {
        character();
      }
    }
    out_.boundary(at_, last_);
  }

 private:
  // Two escape sequences with nothing between them are an error, so they stay together.
  bool can_be_cut() const {
    const bool as_at_start = state_ == State::kAscii || (state_ == State::kRoman && at_ >= roman_end_);
    return as_at_start && !(just_switched_ && bytes_[at_] == kEscape);
  }

  // "Escape start" and "escape" state: what is no escape sequence is an error, and read again behind its first byte.
  void escape() {
    const std::string_view sequence = sequence_at(at_);
    if (sequence == "(B") {
      become(State::kAscii);
    } else if (sequence == "(J") {
      become(State::kRoman);
      find_roman_end();
    } else if (sequence == "(I") {
      become(State::kKatakana);
    } else if (sequence == "$@" || sequence == "$B") {
      become(State::kLeadByte);
    } else {
      ++at_;
      error();
    }
  }

  // What stands behind an escape.
  std::string_view sequence_at(std::size_t escape) const { return bytes_.substr(escape + 1, 2); }

  // The end of what ASCII would read otherwise, up to the next escape sequence.
  void find_roman_end() {
    std::size_t end = bytes_.find(kEscape, at_);
    while (end != std::string_view::npos && !is_sequence(sequence_at(end))) end = bytes_.find(kEscape, end + 1);
    const std::size_t last = bytes_.substr(at_, end - at_).find_last_of("\\~");
    roman_end_ = last == std::string_view::npos ? at_ : at_ + last + 1;
  }

  void become(State state) {
    state_ = state;
    at_ += 3;
    if (just_switched_) out_.replacement();
    just_switched_ = true;
  }

  void error() {
    out_.replacement();
    just_switched_ = false;
  }

  void put(char32_t c) {
    out_.put(c);
    just_switched_ = false;
  }

  void character() {
    const auto byte = static_cast<std::uint8_t>(bytes_[at_]);
    switch (state_) {
      case State::kAscii:
      case State::kRoman:
        return ascii(byte);
      case State::kKatakana:
        ++at_;
        return byte >= 0x21 && byte <= 0x5F ? put(0xFF61 - 0x21 + byte) : error();
      case State::kLeadByte:
        return pair(byte);
    }
  }

  void ascii(std::uint8_t byte) {
    ++at_;
    if (byte >= 0x80 || byte == 0x0E || byte == 0x0F) return error();
    if (state_ == State::kRoman && byte == '\\') return put(U'¥');
    if (state_ == State::kRoman && byte == '~') return put(U'‾');
    put(byte);
  }

  // "Lead byte" and "trail byte" state.
  void pair(std::uint8_t lead) {
    ++at_;
    if (lead < 0x21 || lead > 0x7E) return error();
    just_switched_ = false;
    if (at_ == bytes_.size() || bytes_[at_] == kEscape) return error();
    const auto trail = static_cast<std::uint8_t>(bytes_[at_++]);
    if (trail < 0x21 || trail > 0x7E) return error();
    const char32_t c = index_[(lead - 0x21u) * 94 + trail - 0x21u];
    return c == 0 ? error() : put(c);
  }

  std::string_view bytes_;
  Utf8Writer& out_;
  const Index& index_;
  std::size_t at_ = 0;
  State state_ = State::kAscii;
  bool just_switched_ = false;  // the standard's "output" flag
  std::size_t roman_end_ = 0;
  Checkpoint last_{0, 0};
};

}  // namespace

void decoders::iso_2022_jp(const std::uint32_t*, std::string_view bytes, Utf8Writer& out) { Reader(bytes, out).read(); }

}  // namespace thresh::text
