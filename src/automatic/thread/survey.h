// What stands where on a page, as far as it tells of threads: asked of every node once, and kept as running sums, so
// that any stretch of the page (a subtree, several neighbours) tells its sums in one subtraction.
//
// What is hidden or never shown counts for nothing. A zone is a subtree whose names say that it is no part of what
// people wrote (a profile, buttons, a signature, navigation), as long as it is small: a page's body may well be called
// "has-sidebar".
//
// Tested by tests/automatic/thread/groups_test.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "automatic/thread/names.h"
#include "extract/page_view.h"
#include "html/document.h"

namespace thresh::automatic {

// A stretch of nodes: [begin, end).
struct Stretch {
  html::NodeId begin = 0, end = 0;
  std::uint32_t size() const { return end - begin; }
  bool contains(html::NodeId node) const { return begin <= node && node < end; }
};

class Survey {
 public:
  // What is counted. Letters are bytes of text that are not white space.
  enum Count : std::uint8_t {
    kLetters,  // of all that is shown
    kLinked,   // of those: in links
    kProse,    // in running text: lines that are long enough and no links, outside of zones
    kAuthors,  // elements that name an author
    kDates,    // elements or texts that are a date
    kActs,     // buttons that posts have
    kTitles,   // headings that are a link to another page
    kNumbers,  // texts with a digit, or with what a template's place for a number opens with, of those that are shown
    kCounts,
  };

  explicit Survey(const extract::PageView& page);

  const extract::PageView& page() const { return page_; }
  const html::Document& document() const { return *page_.document; }
  std::uint32_t roles(html::NodeId node) const { return roles_[node]; }
  bool hidden(html::NodeId node) const { return (flags_[node] & kHidden) != 0; }
  // Whether a node is in a zone, or names an author or a date.
  bool zoned(html::NodeId node) const { return (flags_[node] & kZoned) != 0; }
  bool in_link(html::NodeId node) const { return (flags_[node] & kInLink) != 0; }
  // The block that a node stands in.
  html::NodeId block(html::NodeId node) const { return block_[node]; }
  bool is_block(html::NodeId node) const { return (flags_[node] & kBlock) != 0; }
  bool names_author(html::NodeId node) const { return (flags_[node] & kNamesAuthor) != 0; }
  bool names_date(html::NodeId node) const { return (flags_[node] & kNamesDate) != 0; }

  std::uint32_t sum(Count count, Stretch stretch) const {
    return sums_[stretch.end][count] - sums_[stretch.begin][count];
  }
  std::uint32_t sum(Count count, html::NodeId node) const { return sum(count, {node, document().node(node).end}); }

  // What an element is made as: a number below kMakes that those with its tag and its classes share, numbers aside.
  // Worked out when it is asked for first.
  static constexpr std::size_t kMakes = 128;
  std::size_t make(html::NodeId element) const {
    std::uint8_t& known = makes_[element];
    if (known == 0) known = static_cast<std::uint8_t>(make_of(element) + 1);
    return known - 1U;
  }

  // Whether what is shown of a subtree holds a digit, or what may be a template's place for one.
  bool holds_digit(html::NodeId node) const { return sum(kNumbers, node) > 0; }

  // How many elements are called parts of a forum.
  std::uint32_t forums() const { return forums_; }

  // The text of a subtree that is shown, white space collapsed, of at most `most` bytes (a letter
  // of two bytes counts as one); empty where there is more.
  std::string short_text(html::NodeId node, std::size_t most) const;

  // Whether a short text holds a date (dates.h).
  static bool is_date(std::string_view text);

 private:
  enum Flag : std::uint8_t {
    kHidden = 1,
    kZoned = 2,
    kInLink = 4,
    kBlock = 8,
    kNamesAuthor = 16,
    kNamesDate = 32,
    kHeading = 64,
  };
  void mark(html::NodeId node, int flags) { flags_[node] = static_cast<std::uint8_t>(flags_[node] | flags); }
  void read_names();
  void add_letters();
  void find_zones();
  void count();
  void count_element(html::NodeId node);
  bool is_title(html::NodeId heading) const;
  bool is_row_of_labels(html::NodeId block) const;
  bool is_prose(html::NodeId text) const;
  std::size_t make_of(html::NodeId element) const;

  extract::PageView page_;
  NameReader names_;
  std::vector<std::uint32_t> roles_;
  std::vector<std::uint8_t> flags_;
  std::vector<html::NodeId> block_;                // the block that a node stands in
  std::vector<std::uint32_t> line_, linked_line_;  // by block: letters of its own lines, outside of and in links
  std::vector<std::uint32_t> longest_run_;         // by block: letters of its longest line, where <br> parts them
  std::vector<std::array<std::uint32_t, kCounts>> sums_;
  mutable std::vector<std::uint8_t> makes_;  // and 1; 0: not asked for yet
  std::uint32_t forums_ = 0;
};

}  // namespace thresh::automatic
