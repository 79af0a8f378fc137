// See trees.h.
#include "automatic/trees.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/rows.h"

namespace thresh::automatic {
namespace {

std::string_view take_word(std::string_view& row) {
  const std::size_t end = std::min(row.find(' '), row.size());
  const std::string_view word = row.substr(0, end);
  row.remove_prefix(std::min(end + 1, row.size()));
  return word;
}

std::vector<std::string_view> words_of(std::string_view row) {
  std::vector<std::string_view> words;
  while (!row.empty()) words.push_back(take_word(row));
  return words;
}

template <class Number>
bool read_number(std::string_view text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

}  // namespace

std::optional<Trees> Trees::read(std::string_view table) {
  Trees trees;
  bool sound = true;
  base::for_each_row(table, [&](std::string_view row) {
    if (row.starts_with("columns\t")) {
      trees.columns_ = words_of(row.substr(8));
    } else if (row.starts_with("classes\t")) {
      trees.classes_ = words_of(row.substr(8));
    } else {
      sound = sound && trees.read_tree(row);
    }
  });
  const std::size_t classes = std::max<std::size_t>(trees.classes_.size(), 1);
  if (!sound || trees.columns_.empty() || trees.roots_.empty() || trees.roots_.size() % classes != 0) return {};
  return trees;
}

bool Trees::read_tree(std::string_view row) {
  roots_.push_back(static_cast<std::uint32_t>(nodes_.size()));
  std::vector<std::size_t> open;  // questions whose tree for no is still to come
  std::size_t questions = 0, leaves = 0;
  for (bool done = false; !row.empty();) {
    if (done) return false;  // more than a tree
    const std::string_view word = take_word(row);
    const bool leaf = word.starts_with('=');
    const std::size_t less = leaf ? 0 : word.find('<');
    if (less == std::string_view::npos) return false;
    Node node{.column = kLeaf};
    if (!leaf && (!read_number(word.substr(0, less), node.column) || node.column >= columns_.size())) return false;
    if (!read_number(word.substr(less + 1), node.threshold)) return false;
    nodes_.push_back(node);
    ++(leaf ? leaves : questions);
    if (!leaf) {
      open.push_back(nodes_.size() - 1);
      continue;
    }
    done = leaves > questions;
    if (open.empty()) continue;
    const std::size_t distance = nodes_.size() - open.back();
    if (distance >= kLeaf) return false;
    nodes_[open.back()].otherwise = static_cast<std::uint16_t>(distance);
    open.pop_back();
  }
  return leaves == questions + 1;
}

double Trees::sum(std::span<const float> row, std::size_t class_index) const {
  const std::size_t step = std::max<std::size_t>(classes_.size(), 1);
  double sum = 0;
  for (std::size_t root = class_index; root < roots_.size(); root += step) {
    const Node* node = nodes_.data() + roots_[root];
    while (node->column != kLeaf) node += row[node->column] <= node->threshold ? 1 : node->otherwise;
    sum += static_cast<double>(node->threshold);
  }
  return sum;
}

double Trees::probability(std::span<const float> row) const { return 1 / (1 + std::exp(-sum(row))); }

std::vector<double> Trees::probabilities(std::span<const float> row) const {
  std::vector<double> all(classes_.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = sum(row, i);
  const double most = *std::ranges::max_element(all);
  double total = 0;
  for (double& one : all) total += one = std::exp(one - most);
  for (double& one : all) one /= total;
  return all;
}

}  // namespace thresh::automatic
