// See trees.h.
#include "automatic/trees.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>

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
  if (trees.classes_.empty()) trees.gather_questions();
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

// A node's leaves stand in a row: those of its tree for yes, then those of its tree for no.
void Trees::gather_questions() {
  std::vector<std::uint32_t> leaves(nodes_.size(), 1), first(nodes_.size(), 0);  // of each node: how many, the first
  for (std::size_t i = nodes_.size(); i-- > 0;) {
    if (nodes_[i].column != kLeaf) leaves[i] = leaves[i + 1] + leaves[i + nodes_[i].otherwise];
  }
  if (std::ranges::any_of(roots_, [&](std::uint32_t root) { return leaves[root] > kMostTreeLeaves; })) return;
  std::vector<std::vector<TreeQuestion>> by_column(columns_.size());
  leaves_.assign(roots_.size() * kMostTreeLeaves, 0);
  for (std::uint32_t tree = 0; tree < roots_.size(); ++tree) {
    const std::size_t end = tree + 1 < roots_.size() ? roots_[tree + 1] : nodes_.size();
    for (std::size_t i = roots_[tree]; i < end; ++i) {
      const Node& node = nodes_[i];
      if (node.column == kLeaf) {
        leaves_[tree * kMostTreeLeaves + first[i]] = node.threshold;
        continue;
      }
      first[i + 1] = first[i];
      first[i + node.otherwise] = first[i] + leaves[i + 1];
      const std::uint32_t yes = ((std::uint32_t{1} << leaves[i + 1]) - 1) << first[i];
      by_column[node.column].push_back({node.threshold, tree, ~yes});
    }
  }
  for (std::vector<TreeQuestion>& questions : by_column) {
    std::ranges::sort(questions, {}, &TreeQuestion::threshold);
    columns_begin_.push_back(static_cast<std::uint32_t>(questions_.size()));
    questions_.insert(questions_.end(), questions.begin(), questions.end());
  }
  columns_begin_.push_back(static_cast<std::uint32_t>(questions_.size()));
}

namespace {

double as_probability(double sum) { return 1 / (1 + std::exp(-sum)); }

}  // namespace

double Trees::probability(std::span<const float> row) const { return as_probability(sum(row)); }

std::vector<double> Trees::row_by_row(std::span<const Column> columns, std::size_t count) const {
  std::vector<double> out;
  std::vector<float> row(columns.size());
  for (std::size_t i = 0; i < count; ++i) {
    std::ranges::transform(columns, row.begin(), [i](const Column& column) { return column[i]; });
    out.push_back(probability(row));
  }
  return out;
}

std::vector<double> Trees::probabilities(std::span<const Table> tables, std::span<const float> rest) const {
  const std::size_t count = tables.empty() || tables[0].width == 0 ? 0 : tables[0].rows.size() / tables[0].width;
  if (count == 0) return {};
  std::vector<Column> columns;
  for (const Table& table : tables) {
    for (std::size_t i = 0; i < table.width; ++i) columns.push_back({table.rows.data() + i, table.width});
  }
  for (const float& one : rest) columns.push_back({&one, 0});
  if (questions_.empty()) return row_by_row(columns, count);
  const TreeLaneCode code = tree_lane_codes().back();
  LeafSets all;
  all.fill(UINT32_MAX);
  std::vector<LeafSets> shared(roots_.size(), all), left;
  std::vector<std::size_t> asked;  // columns that differ between rows
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (questions_of(i).empty()) continue;
    if (!columns[i].is_same(count)) {
      asked.push_back(i);
      continue;
    }
    TreeLanes<float> values;
    values.fill(columns[i][0]);
    code.answer(questions_of(i), values, shared);
  }
  std::vector<double> out;
  out.reserve(count);
  for (std::size_t begin = 0; begin < count; begin += kTreeLanes) {
    left = shared;
    const std::size_t lanes = std::min(kTreeLanes, count - begin);
    for (const std::size_t column : asked) code.answer(questions_of(column), columns[column].lanes(begin, lanes), left);
    const TreeLanes<double> sums = code.sum(left, leaves_);
    std::transform(sums.begin(), sums.begin() + static_cast<std::ptrdiff_t>(lanes), std::back_inserter(out),
                   as_probability);
  }
  return out;
}

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
