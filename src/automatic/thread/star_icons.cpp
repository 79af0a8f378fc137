// See star_icons.h.
#include "automatic/thread/star_icons.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "base/ascii.h"
#include "text/plain.h"

namespace thresh::automatic {
namespace {

using html::NodeId;

constexpr int kFewest = 3, kMost = 10;     // icons of a row of which some are empty
constexpr std::uint32_t kLargest = 60;     // nodes of one
constexpr std::size_t kLongestName = 200;  // bytes
constexpr std::array<std::string_view, 2> kStarWords = {"star", "stars"};
constexpr std::array<std::string_view, 2> kHalfWords = {"half", "partial"};
constexpr std::array<std::string_view, 16> kEmptyWords = {"o",    "empty",    "outline",  "outlined", "off",    "gray",
                                                          "grey", "inactive", "unfilled", "blank",    "border", "void",
                                                          "line", "regular",  "far",      "disabled"};
constexpr std::array<std::string_view, 12> kFullWords = {"fill",  "filled",   "full", "on",     "active", "checked",
                                                         "solid", "selected", "gold", "yellow", "lit",    "rated"};

enum class Mark { kNone, kFull, kHalf, kEmpty };

bool holds(const auto& all, const auto& one) { return std::ranges::find(all, one) != all.end(); }

// What the parts of an icon's names say, in lower case.
class IconName {
 public:
  void add(std::string_view name) {
    std::string part;
    for (std::size_t i = 0; i < std::min(name.size(), kLongestName); ++i) {
      const char c = name[i];
      if (!base::is_ascii_letter(c) || (base::is_ascii_upper(c) && !part.empty())) end(part);
      if (base::is_ascii_letter(c)) part += base::ascii_lower(c);
    }
    end(part);
  }
  bool is_star() const { return star_; }
  // Half goes before full and empty ("star-half-full", "star-half-o").
  Mark mark() const { return half_ ? Mark::kHalf : empty_ ? Mark::kEmpty : full_ ? Mark::kFull : Mark::kNone; }

 private:
  void end(std::string& part) {
    star_ = star_ || holds(kStarWords, part);
    half_ = half_ || holds(kHalfWords, part);
    empty_ = empty_ || holds(kEmptyWords, part);
    full_ = full_ || holds(kFullWords, part);
    part.clear();
  }

  bool star_ = false, half_ = false, empty_ = false, full_ = false;
};

IconName name_of(const html::Document& document, NodeId element) {
  IconName name;
  for (const html::Attribute& attribute : document.attributes(element)) {
    const std::string_view called = document.name(attribute);
    std::string_view value = document.value(attribute);
    if (called == "class") {
      name.add(value);
    } else if (called == "src" || called == "href" || called == "xlink:href") {
      name.add(value.substr(value.find_last_of("/#") + 1));
    }
  }
  return name;
}

// The icons in an element: of elements called stars those that hold no other. What the only icon in a star does not
// say, the star does ("<b class='star filled'><i class='fa fa-star'>").
class Row {
 public:
  void add(NodeId id, NodeId end, Mark mark) {
    const bool within = id < outer_end_;
    if (within && id < inner_end_) {  // the first in it: it is the icon, as far as that goes
      if (marks_.back() == Mark::kNone || mark != Mark::kNone) marks_.back() = mark;
      if (!nested_ || mark != Mark::kNone) own_ = mark;
      nested_ = true;
    } else {
      if (within) marks_.back() = own_;  // the outer one is a row
      marks_.push_back(own_ = mark);
      outer_end_ = end;
      nested_ = false;
    }
    inner_end_ = end;
  }
  const std::vector<Mark>& marks() const { return marks_; }

 private:
  std::vector<Mark> marks_;
  Mark own_ = Mark::kNone;  // without what the outermost star around the last one says
  bool nested_ = false;     // there is one
  NodeId outer_end_ = 0, inner_end_ = 0;
};

std::optional<Row> row_in(const html::Document& document, NodeId element) {
  Row row;
  const NodeId end = document.node(element).end;
  for (NodeId id = element + 1; id < end; ++id) {
    if (document.node(id).type == html::NodeType::kText && !text::is_blank(document.text(id))) return std::nullopt;
    if (!document.is_element(id)) continue;
    const IconName name = name_of(document, id);
    if (name.is_star()) row.add(id, document.node(id).end, name.mark());
  }
  return row;
}

}  // namespace

std::string Stars::words(bool of_all) const {
  std::string out = std::to_string(halves / 2) + (halves % 2 == 1 ? ".5" : "");
  if (of_all) out += " out of " + std::to_string(all);
  return out + " stars";
}

std::optional<Stars> star_icons(const html::Document& document, html::NodeId element) {
  if (document.node(element).end - element > kLargest) return std::nullopt;
  const auto row = row_in(document, element);
  if (!row || row->marks().empty() || std::ssize(row->marks()) > kMost) return std::nullopt;
  const bool some_full = holds(row->marks(), Mark::kFull);
  Stars stars{.all = static_cast<int>(row->marks().size())};
  for (const Mark mark : row->marks()) {
    stars.graded = stars.graded || mark != Mark::kNone;
    const bool full = mark == Mark::kFull || (mark == Mark::kNone && !some_full);
    stars.halves += full ? 2 : mark == Mark::kHalf ? 1 : 0;
  }
  const bool cut = stars.halves < 2 * stars.all;
  if (stars.halves == 0 || (cut && stars.all < kFewest)) return std::nullopt;
  return stars;
}

}  // namespace thresh::automatic
