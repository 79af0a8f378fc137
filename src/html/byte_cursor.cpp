// See byte_cursor.h.
#include "html/byte_cursor.h"

#include <algorithm>

#include "html/character_references.h"

namespace thresh::html {

ByteCursor::ByteCursor(std::string_view page, base::Span source, std::uint8_t flags)
    : raw_(page.substr(source.begin, source.size())), source_(source), flags_(flags) {}

// Reads the byte, line end or character reference behind the last one.
void ByteCursor::step() {
  constexpr std::size_t kReplacement = 3;  // bytes of U+FFFD
  at_ = next_;
  decoded_ = decoded_to_;
  if (at_ >= raw_.size()) return;
  std::size_t length = 1, size = 1;
  if (raw_[at_] == '\r') {
    length += at_ + 1 < raw_.size() && raw_[at_ + 1] == '\n';
  } else if (raw_[at_] == '\0') {
    size = (flags_ & kNulDropped) == 0 ? kReplacement : 0;
  } else if (raw_[at_] == '&' && (flags_ & kReferences) != 0) {
    const auto reference = read_character_reference(raw_.substr(at_), (flags_ & kInAttribute) != 0);
    if (reference.length > 0) length = reference.length, size = reference.size;
  }
  next_ = at_ + length;
  decoded_to_ = decoded_ + size;
}

base::Span ByteCursor::bytes(std::size_t begin, std::size_t end) {
  const auto in_page = [this](std::size_t from, std::size_t to) {
    return base::Span{source_.begin + static_cast<std::uint32_t>(from), source_.begin + static_cast<std::uint32_t>(to)};
  };
  if ((flags_ & kEncoded) == 0) return in_page(std::min(begin, raw_.size()), std::min(end, raw_.size()));
  while (decoded_to_ <= begin && next_ < raw_.size()) step();
  const std::size_t from = decoded_to_ > begin ? at_ : next_;
  while (decoded_to_ < end && next_ < raw_.size()) step();
  return in_page(from, end > begin ? next_ : from);
}

}  // namespace thresh::html
