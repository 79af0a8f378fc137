// See word_diff.h.
#include "dataset/word_diff.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <unordered_map>

#include "normalize/vocabulary.h"
#include "text/unicode.h"

namespace thresh::dataset {
namespace {

constexpr std::size_t kStepsAToken = 64;       // of the search, for every word of both texts
constexpr std::size_t kFreeSteps = 1'000'000;  // that every pair of texts has

// Words and the white space between them, each a token.
std::vector<std::string_view> tokens_of(std::string_view text) {
  std::vector<std::string_view> tokens;
  const auto kind = [](char32_t c) { return text::is_space(c) ? 0 : normalize::is_unspaced(c) ? 2 : 1; };
  for (std::size_t at = 0; at < text.size();) {
    const auto first = text::code_point_at(text, at);
    std::size_t end = at + first.length;
    const int wanted = kind(first.value);
    while (wanted != 2 && end < text.size()) {
      const auto next = text::code_point_at(text, end);
      if (kind(next.value) != wanted) break;
      end += next.length;
    }
    tokens.push_back(text.substr(at, end - at));
    at = end;
  }
  return tokens;
}

// A part of both token lists that is still to be compared.
struct Box {
  std::size_t old_begin, old_end, new_begin, new_end;
};

class Search {
 public:
  Search(std::string_view before, std::string_view after) : old_(tokens_of(before)), new_(tokens_of(after)) {
    std::unordered_map<std::string_view, std::uint32_t> numbers;
    const auto number = [&](std::string_view token) {
      return numbers.try_emplace(token, static_cast<std::uint32_t>(numbers.size())).first->second;
    };
    for (const std::string_view token : old_) old_numbers_.push_back(number(token));
    for (const std::string_view token : new_) new_numbers_.push_back(number(token));
    old_alone_.assign(old_.size(), false);
    new_alone_.assign(new_.size(), false);
    const std::size_t all = old_.size() + new_.size();
    steps_ = kFreeSteps + kStepsAToken * all;
    forward_.reached.resize(2 * all + 3);
    backward_.reached.resize(2 * all + 3);
  }

  std::vector<WordRun> run() {
    std::vector<Box> open = {{0, old_.size(), 0, new_.size()}};
    while (!open.empty()) {
      Box box = open.back();
      open.pop_back();
      trim(box);
      if (box.old_begin == box.old_end || box.new_begin == box.new_end || !split(box, open)) replace(box);
    }
    return runs();
  }

 private:
  // Takes off what both ends share.
  void trim(Box& box) const {
    while (box.old_begin < box.old_end && box.new_begin < box.new_end &&
           old_numbers_[box.old_begin] == new_numbers_[box.new_begin]) {
      ++box.old_begin, ++box.new_begin;
    }
    while (box.old_begin < box.old_end && box.new_begin < box.new_end &&
           old_numbers_[box.old_end - 1] == new_numbers_[box.new_end - 1]) {
      --box.old_end, --box.new_end;
    }
  }

  void replace(const Box& box) {
    std::fill(old_alone_.begin() + static_cast<std::ptrdiff_t>(box.old_begin),
              old_alone_.begin() + static_cast<std::ptrdiff_t>(box.old_end), true);
    std::fill(new_alone_.begin() + static_cast<std::ptrdiff_t>(box.new_begin),
              new_alone_.begin() + static_cast<std::ptrdiff_t>(box.new_end), true);
  }

  // The furthest points that are reached with so many edits, of each diagonal k = x - y. Diagonals that left the box
  // are not walked any more: `low` and `high` of them at either end.
  struct Front {
    std::vector<std::ptrdiff_t> reached;
    std::ptrdiff_t low = 0, high = 0;
  };

  // Finds a point in the middle of a shortest path and puts the boxes before and behind it on the list; false where the
  // steps ran out or the box has nothing in common. x counts old tokens and y new ones, from the box's start forwards
  // and from its end backwards.
  bool split(const Box& box, std::vector<Box>& open) {
    const auto n = static_cast<std::ptrdiff_t>(box.old_end - box.old_begin);
    const auto m = static_cast<std::ptrdiff_t>(box.new_end - box.new_begin);
    const std::ptrdiff_t delta = n - m, most = (n + m + 1) / 2, middle = n + m + 1;
    for (Front* front : {&forward_, &backward_}) {
      front->low = front->high = 0;
      front->reached[at(middle + 1)] = 0;
    }
    for (std::ptrdiff_t d = 0; d <= most; ++d) {
      for (const bool forwards : {true, false}) {
        Front& own = forwards ? forward_ : backward_;
        const Front& other = forwards ? backward_ : forward_;
        const std::ptrdiff_t walked = forwards ? d - 1 : d;  // edits of the other front
        for (std::ptrdiff_t k = -d + own.low; k <= d - own.high; k += 2) {
          if (!spend()) return false;
          std::ptrdiff_t x = start(own.reached, middle, k, d), y = x - k;
          while (x < n && y < m &&
                 (forwards ? same(box.old_begin + at(x), box.new_begin + at(y))
                           : same(box.old_end - 1 - at(x), box.new_end - 1 - at(y)))) {
            ++x, ++y, spend();
          }
          own.reached[at(middle + k)] = x;
          if (x > n) {
            own.high += 2;
          } else if (y > m) {
            own.low += 2;
          } else if (((delta & 1) != 0) == forwards && std::abs(delta - k) <= walked &&
                     x + other.reached[at(middle + delta - k)] >= n) {
            return forwards ? cut(box, x, y, n, m, open) : cut(box, n - x, m - y, n, m, open);
          }
        }
      }
    }
    return false;
  }

  // The box before the point and the one behind it. A point in a corner would give the box itself again.
  static bool cut(const Box& box, std::ptrdiff_t x, std::ptrdiff_t y, std::ptrdiff_t n, std::ptrdiff_t m,
                  std::vector<Box>& open) {
    if ((x == 0 && y == 0) || (x == n && y == m)) return false;
    const std::size_t old_middle = box.old_begin + static_cast<std::size_t>(x);
    const std::size_t new_middle = box.new_begin + static_cast<std::size_t>(y);
    open.push_back({old_middle, box.old_end, new_middle, box.new_end});
    open.push_back({box.old_begin, old_middle, box.new_begin, new_middle});
    return true;
  }

  static std::size_t at(std::ptrdiff_t index) { return static_cast<std::size_t>(index); }

  static std::ptrdiff_t start(const std::vector<std::ptrdiff_t>& reached, std::ptrdiff_t middle, std::ptrdiff_t k,
                              std::ptrdiff_t d) {
    const std::ptrdiff_t down = reached[at(middle + k + 1)], right = reached[at(middle + k - 1)] + 1;
    return k == -d || (k != d && right <= down) ? down : right;
  }

  bool same(std::size_t i, std::size_t k) const { return old_numbers_[i] == new_numbers_[k]; }

  bool spend() { return steps_ > 0 && --steps_ > 0; }

  std::vector<WordRun> runs() const {
    std::vector<WordRun> out;
    const auto add = [&](WordRun::Side side, std::string_view token) {
      if (!out.empty() && out.back().side == side) {
        std::string_view& text = out.back().text;
        text = {text.data(), text.size() + token.size()};
      } else {
        out.push_back({side, token});
      }
    };
    std::size_t i = 0, k = 0;
    while (i < old_.size() || k < new_.size()) {
      while (i < old_.size() && old_alone_[i]) add(WordRun::Side::kOld, old_[i++]);
      while (k < new_.size() && new_alone_[k]) add(WordRun::Side::kNew, new_[k++]);
      while (i < old_.size() && k < new_.size() && !old_alone_[i] && !new_alone_[k]) {
        add(WordRun::Side::kBoth, old_[i++]), ++k;
      }
    }
    return out;
  }

  std::vector<std::string_view> old_, new_;
  std::vector<std::uint32_t> old_numbers_, new_numbers_;
  std::vector<bool> old_alone_, new_alone_;
  Front forward_, backward_;
  std::size_t steps_ = 0;
};

}  // namespace

std::vector<WordRun> word_diff(std::string_view before, std::string_view after) { return Search(before, after).run(); }

}  // namespace thresh::dataset
