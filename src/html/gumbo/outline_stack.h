// The stack of open elements and the list of active formatting elements, in outline: names only, no tree.
//
// What a start tag closes and opens, and what an end tag closes, follows the HTML standard, section 13.2.6, as Gumbo
// has it (the standard of 2013: dialog and search are unknown). Where the two would take much code to follow to the
// letter, this stack stays deeper than the parser's, never shallower.
//
// Tested by tests/html/nesting_guard_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "html/tag_scanner.h"
#include "html/tag_traits.h"

namespace thresh::html {

class OutlineStack {
 public:
  OutlineStack(std::size_t max_depth, std::size_t max_formatting)
      : max_depth_(max_depth), max_formatting_(max_formatting) {}

  enum class Effect : std::uint8_t {
    kNone,     // nothing stays open
    kRawText,  // what follows is raw text, up to its end tag
    kTooDeep,  // the element would be over a limit, or what it does is in doubt; it was not opened
  };
  Effect start(const ScannedTag& tag, std::string_view source);
  void end(const ScannedTag& tag);
  // Text reopens formatting elements that a block closed.
  void text() { reopen_formatting(); }

  // Whether what follows is read by the rules of svg and math.
  bool in_foreign() const;
  // How many entries were looked at or opened so far.
  std::uint64_t steps() const { return steps_; }

 private:
  enum class Space : std::uint8_t { kHtml, kSvg, kMath };
  struct Element {
    const TagTraits* tag;   // null: an element that the parser does not know
    std::string_view name;  // as written
    Space space;
    bool html_content = false;     // an annotation-xml that holds HTML
    std::uint32_t formatting = 0;  // the serial number of its formatting entry, 0 if it has none
    bool html(TagTrait trait) const { return space == Space::kHtml && tag != nullptr && tag->has(trait); }
    bool integration() const;  // of svg or math, and has HTML content
    bool special() const { return html(kTagSpecial) || barrier(); }
    bool scope() const { return html(kTagScope) || barrier(); }
    bool barrier() const;  // of svg or math, and among the special elements
    bool is(std::string_view lower) const { return space == Space::kHtml && tag != nullptr && tag->name == lower; }
  };
  struct Formatting {
    const TagTraits* tag;     // null: a marker
    std::string_view source;  // the whole start tag
    std::uint32_t serial;
    bool open;  // stands in the stack
  };

  Effect start_html(const ScannedTag& tag, const TagTraits* traits, std::string_view source);
  Effect start_foreign(const ScannedTag& tag, const TagTraits* traits, std::string_view source, Space space);
  Effect start_frameset();
  Effect start_in_select(const ScannedTag& tag, const TagTraits* traits, std::string_view source);
  Effect start_table_part(const ScannedTag& tag, const TagTraits* traits);
  Effect start_formatting(const ScannedTag& tag, const TagTraits* traits, std::string_view source);
  void close_before(const TagTraits* traits);
  void close_item(bool list);
  void close_implied();
  void end_form();
  bool end_foreign(const ScannedTag& tag);
  bool end_in_select(const TagTraits* traits);
  void end_ordinary(const TagTraits* traits);
  void end_formatting(const TagTraits* traits);
  void end_special(const TagTraits* traits);

  Effect push(const ScannedTag& tag, const TagTraits* traits, Space space = Space::kHtml);
  void push_implied(std::string_view lower);
  void pop();
  void pop_to(std::size_t size);
  void erase(std::size_t index);
  void remember_formatting(const TagTraits* traits, std::string_view source);
  void reopen_formatting();
  std::size_t find_formatting(const TagTraits* traits) const;  // after the last marker
  std::size_t formatting_from() const;                         // the first entry after the last marker
  bool top_is(std::string_view lower) const { return !stack_.empty() && stack_.back().is(lower); }
  bool formatting_full() const { return formatting_.size() - formatting_from() >= max_formatting_; }
  bool in_select();
  // The index of the topmost such element that no boundary hides; npos if there is none.
  std::size_t find_in_scope(std::string_view lower, std::string_view boundary = {}, std::string_view other = {});
  std::size_t find_heading_in_scope();
  std::size_t find_in_table(std::string_view lower);
  void close_in_scope(std::string_view lower, std::string_view boundary = {}, std::string_view other = {});

  static constexpr std::size_t npos = SIZE_MAX;
  std::size_t max_depth_;
  std::size_t max_formatting_;
  std::vector<Element> stack_;
  std::vector<Formatting> formatting_;
  std::size_t templates_ = 0;  // that are open
  bool form_open_ = false;     // the form pointer is set
  std::size_t frameset_depth_ = 0;
  bool in_framesets_ = false;  // the page is made of frames and has no body
  std::uint32_t serial_ = 0;
  std::uint64_t steps_ = 0;
};

}  // namespace thresh::html
