// Where the fields of records stand in the statistics of a site: a tree of keys, each with the counts of its field.
//
// Records of one kind have the same keys in the same order, thousands of times. A path as a text is composed once a
// field; after that a member of an object is found by its place among the members seen before.
//
// Tested by tests/dataset/statistics_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace thresh::dataset {

struct FieldStatistics;

// It points into the statistics that it belongs to, so a copy begins empty.
class FieldTree {
 public:
  using Node = std::uint32_t;
  static constexpr Node kRoot = 0;

  FieldTree() = default;
  FieldTree(const FieldTree&) {}
  FieldTree(FieldTree&&) noexcept = default;
  FieldTree& operator=(const FieldTree&) { return nodes_.clear(), *this; }
  FieldTree& operator=(FieldTree&&) noexcept = default;
  ~FieldTree() = default;

  // The member `key` of the object at `node`; `place`: where it stands among the members of that object. One that is
  // new gets its counts from `counts_of(pattern)`, which may be none.
  template <class CountsOf>
  Node member(Node node, std::string_view key, std::size_t place, CountsOf counts_of) {
    if (nodes_.empty()) nodes_.emplace_back();
    if (const Node known = find(node, key, place); known != kRoot) return known;
    const Node made = add(node, key);
    nodes_[made].counts = counts_of(nodes_[made].pattern);
    return made;
  }
  // The objects in the list at `node`.
  Node items(Node node);
  // Null for a field that is not counted.
  FieldStatistics* counts(Node node) const { return nodes_[node].counts; }

 private:
  struct Entry {
    std::string key, pattern;
    FieldStatistics* counts = nullptr;
    Node items = kRoot;
    std::vector<Node> members;
  };

  Node find(Node node, std::string_view key, std::size_t place) const;
  Node add(Node node, std::string_view key);

  std::vector<Entry> nodes_;
};

}  // namespace thresh::dataset
