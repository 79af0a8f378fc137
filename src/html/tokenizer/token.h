// What the tokenizer hands to tree construction (HTML standard, section 13.2.5).
//
// Tokens hold places in the page, not text; a tag's attributes stand at the end of the attribute array of the document
// that is being made. Text is handed over in runs as long as they come.
#pragma once

#include <cstdint>
#include <optional>

#include "base/span.h"
#include "html/names.h"

namespace thresh::html {

struct Tag {
  Name name = Name::kNone;
  base::Span source = {};             // from "<" to after ">"
  std::uint32_t first_attribute = 0;  // of a start tag
  std::uint16_t attributes = 0;
  bool self_closing = false;
};

struct DoctypeToken {
  base::Span name = {};
  std::optional<base::Span> public_id, system_id;
  bool has_name = false;
  bool force_quirks = false;
};

// How what follows a start tag is read: the states that tree construction switches the tokenizer to.
enum class ContentModel : std::uint8_t { kData, kRcdata, kRawText, kScriptData, kPlaintext, kCdata };

// A TextFlag beside those of a document's: the run holds U+0000, and tree construction says what becomes of it. (In the
// raw states the tokenizer says so: U+FFFD.)
inline constexpr std::uint8_t kHasNul = 1u << 7;

class TokenSink {
 public:
  virtual ~TokenSink() = default;
  virtual void text(base::Span bytes, std::uint8_t flags) = 0;
  // Says how what follows is read.
  virtual ContentModel start_tag(const Tag& tag) = 0;
  virtual void end_tag(const Tag& tag) = 0;
  virtual void comment(base::Span content, std::uint8_t flags) = 0;
  virtual void doctype(const DoctypeToken& doctype) = 0;
  virtual void end_of_file() = 0;
  // Whether <![CDATA[ starts a CDATA section here: where the adjusted current node is not an HTML element.
  virtual bool allows_cdata() const = 0;

  // Whether the page has spent what it may cost; then the tokenizer ends.
  bool spent() const { return spent_; }
  // The name of the element that an end tag would most likely end. A guess saves looking the name up; it may be wrong.
  Name likely_end() const { return likely_end_; }

 protected:
  bool spent_ = false;
  Name likely_end_ = Name::kNone;
};

}  // namespace thresh::html
