// The list of active formatting elements (HTML standard, section 13.2.4.3).
//
// The standard sets the list no bound, and each paragraph opens all of it again, so that a page of n tags could make a
// tree of n * n elements. Here at most kMaxActive elements stand after the last marker; those beyond are not opened
// again, and the page counts as cut.
//
// Tested by tests/html/active_formatting_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "html/document_builder.h"

namespace thresh::html {

class ActiveFormatting {
 public:
  // The list starts with a marker of its own, which stays.
  explicit ActiveFormatting(DocumentBuilder& builder) : builder_(builder), entries_(kFew) {
    builder.node(0).flags |= kOpen;  // so that a marker looks like an element that is open
  }

  static constexpr std::size_t kMaxActive = 128;
  static constexpr std::size_t kNowhere = SIZE_MAX;

  struct Entry {
    NodeId node = 0;  // 0: a marker
    Name name = Name::kNone;
    std::uint64_t hash = 0;  // of its attributes, once it was asked for (never 0 then)
    bool is_marker() const { return node == 0; }
  };

  std::size_t size() const { return size_; }
  const Entry& operator[](std::size_t index) const { return entries_[index]; }
  const Entry& last() const { return entries_[size_ - 1]; }

  // "Push onto the list", with the rule of at most three that are alike (the Noah's Ark clause). False where the list
  // is full.
  bool push(NodeId node, Name name);
  void push_marker();
  // "Clear the list up to the last marker."
  void clear_to_marker();

  // Whether it is anywhere in the list.
  bool contains(NodeId node) const { return (builder_.node(node).flags & kListed) != 0 || find(node) != kNowhere; }
  // After the last marker: the last of that name; kNowhere if there is none.
  std::size_t find(Name name) const;
  std::size_t find(NodeId node) const;
  void remove(std::size_t index);
  // Removes the last one, or none: without a branch, for end tags are either in no order.
  void remove_last_if(bool remove) { size_ -= remove; }
  // The clone of an element takes its place.
  void replace(std::size_t index, NodeId node) { entries_[index].node = node; }
  void insert(std::size_t index, const Entry& entry);

 private:
  std::uint64_t hash(Entry& entry) const;
  bool alike(Entry& one, Entry& other) const;
  bool same_attributes(NodeId one, NodeId other) const;
  std::string value(const Attribute& attribute) const;

  DocumentBuilder& builder_;
  static constexpr std::size_t kFew = 16;
  std::vector<Entry> entries_;  // the first size_ of them
  std::size_t size_ = 1;
};

}  // namespace thresh::html
