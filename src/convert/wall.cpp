// See wall.h.
#include "convert/wall.h"

#include <algorithm>
#include <vector>

#include "base/embedded.h"
#include "base/rows.h"
#include "html/selector.h"
#include "text/passage.h"
#include "text/unicode.h"

namespace thresh::convert {
namespace {

// Walls talk a little ("reference ID …"); a page says more. Code points of visible text, white space collapsed.
constexpr std::size_t kWallText = 700;
constexpr std::size_t kHintText = 250;  // of a page that says something else too

struct Marks {
  struct Element {
    html::Selector selector;
    std::string_view what;
  };
  struct Words {
    std::string_view words;
    std::string_view what;
  };
  std::vector<Element> elements;
  std::vector<Words> words, hints, harmless;
};

Marks read_marks() {
  Marks marks;
  base::for_each_row(base::embedded("data/walls.tsv"), [&](std::string_view row) {
    const std::string_view kind = base::take_column(row);
    const std::string_view mark = base::take_column(row);
    if (kind == "text" || kind == "hint" || kind == "harmless") {
      (kind == "text" ? marks.words : kind == "hint" ? marks.hints : marks.harmless).push_back({mark, row});
    } else if (auto selector = html::Selector::compile(mark)) {
      marks.elements.push_back({std::move(*selector), row});
    }
  });
  return marks;
}

const Marks& marks() {
  static const Marks kMarks = read_marks();
  return kMarks;
}

// Whether a text is longer than a wall by a look at its bytes: a code point has at most four, and graphic ASCII
// characters are one each. It spares most pages to be read with care.
bool says_much(std::string_view text) {
  if (text.size() > 4 * kWallText) return true;
  std::size_t graphic = 0;
  for (const char c : text) graphic += static_cast<unsigned char>(c - '!') <= '~' - '!';
  return graphic > kWallText;
}

// The same of a passage that is not composed yet: its graphic characters of ASCII, and those of other scripts but for
// the blocks in which invisible ones stand.
bool says_much(const text::Passage& passage) {
  std::size_t seen = 0;
  for (const text::Run& run : passage.runs) {
    if (run.removed) continue;
    for (const char c : run.text) {
      const auto byte = static_cast<std::uint8_t>(c);
      const bool leads =
          byte >= 0xC3 && byte != 0xCC && byte != 0xCD && byte != 0xD8 && byte != 0xE1 && byte != 0xE2 && byte < 0xEF;
      seen += (byte > ' ' && byte < 0x7F) || leads;
    }
    if (seen > kWallText) return true;
  }
  return false;
}

// All text outside of scripts and styles, noscript and title included: what a reader without scripts gets to see.
std::string all_words(const html::Document& document) {
  std::string words;
  for (html::NodeId id = 0; id < document.size(); ++id) {
    const html::Node& node = document.node(id);
    if (node.type != html::NodeType::kText) continue;
    const std::string_view parent = document.name(node.parent);
    if (parent == "script" || parent == "style") continue;
    words += document.text(id);
    words += ' ';
  }
  return words;
}

// Puts spaces over every place where `words` stand.
void blank_out(std::string& text, std::string_view words) {
  for (std::size_t at = text.find(words); at != std::string::npos; at = text.find(words, at + words.size())) {
    std::fill_n(text.begin() + static_cast<std::ptrdiff_t>(at), words.size(), ' ');
  }
}

// `visible`: how many code points of text the page shows.
std::optional<std::string> wall_by_words(std::string_view words, std::size_t visible) {
  std::string folded = text::fold(words);
  for (const Marks::Words& mark : marks().harmless) blank_out(folded, mark.words);
  const auto stands_there = [&](const Marks::Words& mark) { return folded.find(mark.words) != std::string::npos; };
  const auto word = std::ranges::find_if(marks().words, stands_there);
  if (word != marks().words.end()) return std::string(word->what);
  const auto hint = std::ranges::find_if(marks().hints, stands_there);
  return hint == marks().hints.end() || visible > kHintText ? std::nullopt : std::optional(std::string(hint->what));
}

}  // namespace

std::optional<std::string> find_wall(Page& page) {
  if (page.document() == nullptr) {
    if (says_much(page.decoded().text)) return std::nullopt;
    const std::string words = text::collapse_spaces(page.decoded().text);
    const std::size_t length = text::length(words);
    return length <= kWallText ? wall_by_words(words, length) : std::nullopt;
  }
  if (says_much(page.passage())) return std::nullopt;
  const std::string visible = text::collapse_spaces(text::compose(page.passage()));
  const std::size_t length = text::length(visible);
  if (says_much(visible) || length > kWallText) return std::nullopt;
  for (const Marks::Element& mark : marks().elements) {
    if (mark.selector.select_first(*page.document(), 0, page.budget()) != html::kNoNode) return std::string(mark.what);
  }
  return wall_by_words(all_words(*page.document()), length);
}

}  // namespace thresh::convert
