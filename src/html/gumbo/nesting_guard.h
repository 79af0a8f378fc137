// Keeps pages that are nested too deep away from the parser, whose time is the product of length and depth.
//
// One pass over the tags mirrors the parser's stack of open elements and its list of active formatting elements
// (HTML standard, sections 13.2.4.2 and 13.2.4.3), in outline and never shallower than the real ones. A start tag over
// the depth limit is left out together with its end tag, as browsers flatten a tree at 512 levels; so are attributes
// over their limit, and the page is cut where the pass itself would cost too much. An ordinary page is not copied.
//
// Tested by tests/html/nesting_guard_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"

namespace thresh::html {

// A page with some of its bytes left out, and the way back to the offsets of the page.
class GuardedPage {
 public:
  explicit GuardedPage(std::string_view page) : page_(page), kept_to_(page.size()) {}

  std::string_view text() const { return edited_ ? std::string_view(copy_) : page_.substr(0, kept_to_); }
  bool cut() const { return edited_ || kept_to_ < page_.size(); }
  bool edited() const { return edited_; }  // text() is a copy

  // The offset in the page of an offset into text().
  std::size_t original(std::size_t offset) const;

  // Bytes [begin, end) of the page are replaced. Calls go from front to back; then `finish`.
  void replace(std::size_t begin, std::size_t end, std::string_view by);
  // Nothing of the page after `end` is kept.
  void finish(std::size_t end);

 private:
  struct Edit {
    std::uint32_t copy;  // from this offset of the copy on …
    std::uint32_t page;  // … bytes are those from this offset of the page on
  };
  std::string_view page_;
  std::size_t kept_to_;
  std::size_t copied_to_ = 0;
  bool edited_ = false;
  std::string copy_;
  std::vector<Edit> edits_;
};

// The page as the parser may see it. Linear in the page. `plain`: also without the tags of select, template, svg, math
// and frameset and their kin, whose rules are the ones that the parser loses its way in.
GuardedPage guard_nesting(std::string_view page, const base::Limits& limits, bool plain = false);

// The page without its tags, scripts and styles, blocks parted by line ends; for a page that is beyond parsing.
GuardedPage strip_tags(std::string_view page);

}  // namespace thresh::html
