// UTF-8 (Encoding, section 8.1.1): damage becomes U+FFFD, one for each part of a character that it left. See
// charset_decoder.h; base/utf8.h has what the parts are.
#include "base/utf8.h"
#include "text/charset_decoder.h"

namespace thresh::text {

void decoders::utf8(const std::uint32_t*, std::string_view bytes, Utf8Writer& out) {
  for (std::size_t at = 0; at < bytes.size();) {
    const base::Sequence sequence = base::sequence_at(bytes, at);
    if (sequence.sound && sequence.length == 1) {
      at = out.ascii(bytes, at);
      continue;
    }
    out.boundary(at);
    if (sequence.sound) {
      out.append(bytes.substr(at, sequence.length));
    } else {
      out.replacement();
    }
    at += sequence.length;
  }
}

}  // namespace thresh::text
