// The tags of a page, one after the other, without a tree.
//
// This is the outline of the HTML tokenizer (HTML standard, section 13.2.5): what is a tag, where it ends, and where
// comments and raw text hide what only looks like one. Text, attribute values and entities are skipped. One pass,
// no memory. For html/gumbo/nesting_guard.cpp, which looks at a page before the parser does.
//
// Tested by tests/html/nesting_guard_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace thresh::html {

struct ScannedTag {
  std::string_view name;           // as written
  std::size_t begin = 0, end = 0;  // its bytes, angle brackets included
  bool is_end = false;
  bool self_closing = false;
  std::size_t attributes = 0;
  std::size_t excess = 0;  // where the first attribute over the cap begins; 0 if there is none
};

class TagScanner {
 public:
  explicit TagScanner(std::string_view page) : page_(page) {}

  // The next tag; false at the end of the page. `attribute_cap`: see ScannedTag::excess. `cdata`: whether
  // <![CDATA[ hides its content, as inside svg and math.
  bool next(ScannedTag& tag, std::size_t attribute_cap, bool cdata);

  // Moves behind the raw text that follows the start tag of script, textarea and the like, to its end tag.
  void skip_raw_text(std::string_view name);

  std::size_t position() const { return at_; }

 private:
  bool read_tag(ScannedTag& tag, std::size_t attribute_cap);
  void read_attribute();
  void skip_markup(bool cdata);
  void skip_comment();
  void skip_to(std::string_view mark);
  void skip_space();
  bool at_tag_end(std::size_t at, std::string_view name) const;
  std::size_t script_end() const;

  std::string_view page_;
  std::size_t at_ = 0;
};

}  // namespace thresh::html
