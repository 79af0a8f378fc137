// Gradient-boosted trees: a sum of small decision trees over a row of numbers.
//
// A model file (data/models/) is a table. `columns` and, where there are several, `classes` name what goes in and what
// comes out; each further row is a tree, those of several classes in turns. A tree is written in preorder: `3<1.5` asks
// whether column 3 is at most 1.5 and is followed by the tree for yes and the tree for no; `=0.25` is a leaf. Such a
// file is written by tools/train_extractor.py.
//
// Tested by tests/automatic/trees_test.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "automatic/tree_lanes.h"

namespace thresh::automatic {

class Trees {
 public:
  // Views the table. Nothing if the table is no such model.
  static std::optional<Trees> read(std::string_view table);

  std::span<const std::string_view> columns() const { return columns_; }
  std::span<const std::string_view> classes() const { return classes_; }

  // The sum of the leaves that the row falls into, for the class (0 where there are none). The row is as wide as
  // columns().
  double sum(std::span<const float> row, std::size_t class_index = 0) const;

  // Of one class: the sum as a probability.
  double probability(std::span<const float> row) const;
  // The same of each of many rows, whose columns stand in tables beside each other, which have as many rows; `rest`:
  // the columns behind them, the same for all.
  //
  // Not by going down the trees, which a processor cannot foresee, but as QuickScorer does (Lucchese et al.,
  // "QuickScorer: a fast algorithm to rank documents with additive ensembles of regression trees", 2015): each question
  // whose answer is no takes the leaves for yes out of a set of bits, and the first leaf that is left is the tree's.
  // Columns that are the same in all rows are answered once.
  struct Table {
    std::span<const float> rows;  // one behind the other
    std::size_t width = 0;        // of a row
  };
  std::vector<double> probabilities(std::span<const Table> tables, std::span<const float> rest) const;
  // Of several: a probability for each (softmax).
  std::vector<double> probabilities(std::span<const float> row) const;

 private:
  struct Node {
    float threshold = 0;          // of a leaf its value
    std::uint16_t column = 0;     // kLeaf: a leaf
    std::uint16_t otherwise = 0;  // how far from this node the one for no stands; the one for yes stands next
  };
  static constexpr std::uint16_t kLeaf = UINT16_MAX;

  // A column of a table: a row's number stands `step` behind that of the row before; 0 where it is the same in all.
  struct Column {
    const float* first = nullptr;
    std::size_t step = 0;

    float operator[](std::size_t row) const { return first[row * step]; }
    // Whether it has one number in all of so many rows; of most columns the first rows tell.
    bool is_same(std::size_t count) const {
      const float* value = first;
      for (std::size_t row = 1; row < count && step > 0; ++row) {
        value += step;
        if (*value != *first) return false;
      }
      return true;
    }
    // Of `count` rows from one on, at least one; lanes without a row have what the last has.
    TreeLanes<float> lanes(std::size_t begin, std::size_t count) const {
      TreeLanes<float> values;
      const float* value = first + begin * step;
      for (std::size_t k = 0; k < count; ++k, value += step) values[k] = *value;
      for (std::size_t k = count; k < kTreeLanes; ++k) values[k] = values[k - 1];
      return values;
    }
  };

  bool read_tree(std::string_view row);
  std::vector<double> row_by_row(std::span<const Column> columns, std::size_t count) const;
  void gather_questions();
  std::span<const TreeQuestion> questions_of(std::size_t column) const {
    const std::uint32_t begin = columns_begin_[column];
    return std::span(questions_).subspan(begin, columns_begin_[column + 1] - begin);
  }

  std::vector<std::string_view> columns_, classes_;
  std::vector<Node> nodes_;
  std::vector<std::uint32_t> roots_;
  // Of one class, where no tree has more leaves than kMostTreeLeaves; else empty.
  std::vector<TreeQuestion> questions_;       // by column, then by threshold
  std::vector<std::uint32_t> columns_begin_;  // of each column and of one more: where its questions begin
  std::vector<float> leaves_;                 // kMostTreeLeaves for each tree
};

}  // namespace thresh::automatic
