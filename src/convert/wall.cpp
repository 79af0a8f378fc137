// See wall.h.
#include "convert/wall.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <utility>
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

// Signs around a sentence or a title, which say nothing. A question mark does: who asks is no wall.
constexpr std::string_view kSigns[] = {".", "!", ":", ";", ",", "-",  "*",  "#",  ">",  "\"", "'", "(",
                                       ")", "[", "]", " ", "…", "。", "！", "、", "：", "¡",  "«", "»"};

std::string_view without_signs(std::string_view text) {
  const auto takes_one = [&] {
    return std::ranges::any_of(kSigns, [&](std::string_view sign) {
      if (text.ends_with(sign)) return text.remove_suffix(sign.size()), true;
      if (text.starts_with(sign)) return text.remove_prefix(sign.size()), true;
      return false;
    });
  };
  while (!text.empty() && takes_one()) {
  }
  return text;
}

std::string bare(std::string_view text) { return std::string(without_signs(text::fold(text))); }

// Folded, with its signs, an ellipsis as three dots.
std::string as_written(std::string_view text) {
  constexpr std::string_view kEllipsis = "…";
  std::string folded = text::fold(text);
  for (std::size_t at = folded.find(kEllipsis); at != std::string::npos; at = folded.find(kEllipsis)) {
    folded.replace(at, kEllipsis.size(), "...");
  }
  return folded;
}

struct Marks {
  struct Element {
    html::Selector selector;
    std::string_view what;
  };
  struct Words {
    std::string words;
    std::string_view what;
  };
  std::vector<Element> elements;
  std::vector<Words> begins, lines, titles, hints, scripts;
};

Marks read_marks() {
  Marks marks;
  const std::pair<std::string_view, std::vector<Marks::Words>*> kinds[] = {{"begins", &marks.begins},
                                                                           {"line", &marks.lines},
                                                                           {"title", &marks.titles},
                                                                           {"hint", &marks.hints},
                                                                           {"script", &marks.scripts}};
  base::for_each_row(base::embedded("data/walls.tsv"), [&](std::string_view row) {
    const std::string_view kind = base::take_column(row);
    const std::string_view mark = base::take_column(row);
    const auto words = std::ranges::find(kinds, kind, &std::pair<std::string_view, std::vector<Marks::Words>*>::first);
    if (words != std::end(kinds)) {
      words->second->push_back({kind == "line" || kind == "title" ? as_written(mark) : bare(mark), row});
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

// The text in an element, scripts and styles left out.
std::string text_in(const html::Document& document, html::NodeId element) {
  std::string words;
  for (html::NodeId id = element; id < document.node(element).end; ++id) {
    if (!document.is_text(id)) continue;
    const std::string_view parent = document.name(document.parent(id));
    if (parent != "script" && parent != "style") (words += document.text(id)) += ' ';
  }
  return words;
}

struct Sentence {
  std::string bare, as_written;
};
using Sentences = std::vector<Sentence>;

constexpr std::string_view kStops[] = {".", "!", "?", "…", "。", "！", "？"};

// Behind the first sentence of a text: a full stop before a space and a capital letter, or a full stop of East Asia.
std::size_t end_of_sentence(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view rest = text.substr(i);
    const auto stop = std::ranges::find_if(kStops, [&](std::string_view one) { return rest.starts_with(one); });
    if (stop == std::end(kStops)) continue;
    const std::size_t behind = i + stop->size();
    const bool is_wide = stop->size() > 1 && *stop != "…";
    const bool goes_on = behind + 1 < text.size() && text[behind + 1] >= 'a' && text[behind + 1] <= 'z';
    if (is_wide || behind == text.size() || (text[behind] == ' ' && !goes_on)) return behind;
  }
  return text.size();
}

void add_sentence(std::string_view text, Sentences& to) {
  Sentence sentence{bare(text), as_written(text)};
  if (sentence.bare.empty()) return;
  // The name of the site may stand before what it says: "forum.example needs to review …".
  const std::size_t space = sentence.bare.find(' ');
  const bool has_name = space != std::string::npos && sentence.bare.substr(0, space).find('.') != std::string::npos;
  if (has_name) to.push_back({sentence.bare.substr(space + 1), sentence.as_written});
  to.push_back(std::move(sentence));
}

// What a page says first: headings, names and other short pieces up to its first sentence, and that one. A wall begins
// with what it has to say; in a question, an answer or a recipe the same words stand somewhere inside.
Sentences first_sentences(std::string_view visible) {
  constexpr std::size_t kShort = 40, kExclamation = 20;  // code points
  Sentences all;
  while (!visible.empty()) {
    const std::size_t end = std::min(visible.find('\n'), visible.size());
    const std::string line = text::collapse_spaces(visible.substr(0, end));
    visible.remove_prefix(std::min(end + 1, visible.size()));
    for (std::string_view rest = line; !rest.empty();) {
      const std::size_t size = end_of_sentence(rest);
      const std::string_view sentence = rest.substr(0, size);
      add_sentence(sentence, all);
      const bool ends = std::ranges::any_of(kStops, [&](std::string_view stop) { return sentence.ends_with(stop); });
      const std::size_t most = ends ? kExclamation : kShort;
      if (text::length(sentence) > most) return all;
      rest.remove_prefix(size);
    }
  }
  return all;
}

constexpr std::string_view kTitleSigns[] = {" | ", " - ", " – ", " — ", " · ", " :: "};

// The title, and its parts: "Access denied | Shop".
Sentences titles_of(std::string_view title) {
  Sentences all;
  add_sentence(title, all);
  for (const std::string_view sign : kTitleSigns) {
    std::string_view rest = title;
    for (std::size_t end = rest.find(sign); end != std::string_view::npos; end = rest.find(sign)) {
      add_sentence(rest.substr(0, end), all);
      rest.remove_prefix(end + sign.size());
    }
    if (rest.size() < title.size()) add_sentence(rest, all);
  }
  return all;
}

std::string title_of(const html::Document& document) {
  const html::NodeId title = document.find("title");
  return title == html::kNoNode ? std::string() : text::collapse_spaces(text_in(document, title));
}

enum class Fit : std::uint8_t { kBegins, kWhole, kAsWritten };

std::optional<std::string> find(const std::vector<Marks::Words>& marks, const Sentences& sentences, Fit fit) {
  const auto fits = [fit](const Sentence& sentence, std::string_view words) {
    if (fit == Fit::kAsWritten) return sentence.as_written == words;
    return fit == Fit::kWhole ? sentence.bare == words : sentence.bare.starts_with(words);
  };
  const auto stands_there = [&](const Marks::Words& mark) {
    return std::ranges::any_of(sentences, [&](const Sentence& sentence) { return fits(sentence, mark.words); });
  };
  const auto mark = std::ranges::find_if(marks, stands_there);
  return mark == marks.end() ? std::nullopt : std::optional(std::string(mark->what));
}

// `length`: how many code points of text the page shows.
std::optional<std::string> wall_by_words(const std::string& title, std::string_view visible, std::size_t length) {
  Sentences said = first_sentences(visible);
  const Sentences titles = titles_of(title);
  if (auto wall = find(marks().titles, titles, Fit::kAsWritten)) return wall;
  std::ranges::copy(titles, std::back_inserter(said));
  if (auto wall = find(marks().begins, said, Fit::kBegins)) return wall;
  if (auto wall = find(marks().lines, said, Fit::kAsWritten)) return wall;
  if (length > kHintText) return std::nullopt;
  if (auto wall = find(marks().hints, said, Fit::kWhole)) return wall;
  return find(marks().scripts, said, Fit::kBegins);
}

// Whether a page shows nothing but its name and that it is loading.
bool is_shell(const std::string& title, std::string_view visible) {
  const std::string folded_title = text::fold(title);
  for (std::size_t end = 0; !visible.empty(); visible.remove_prefix(std::min(end + 1, visible.size()))) {
    end = std::min(visible.find('\n'), visible.size());
    const std::string line = text::fold(visible.substr(0, end));
    const bool waits = line.ends_with("...") || line.ends_with("…");
    if (!waits && folded_title.find(without_signs(line)) == std::string::npos) return false;
  }
  return true;
}

// What a page without scripts asks for. Beside other text it is a notice.
std::optional<std::string> wall_for_scripts(const html::Document& document) {
  for (html::NodeId id = 0; id < document.size(); ++id) {
    if (!document.is_element(id) || document.name(id) != "noscript") continue;
    Sentences said;
    const std::string text = text::collapse_spaces(text_in(document, id));
    for (std::string_view rest = text; !rest.empty();) {
      const std::size_t size = end_of_sentence(rest);
      add_sentence(rest.substr(0, size), said);
      rest.remove_prefix(size);
    }
    if (auto wall = find(marks().scripts, said, Fit::kBegins)) return wall;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> find_wall(Page& page) {
  if (page.document() == nullptr) {
    if (says_much(page.decoded().text)) return std::nullopt;
    const std::size_t length = text::length(text::collapse_spaces(page.decoded().text));
    return length <= kWallText ? wall_by_words({}, page.decoded().text, length) : std::nullopt;
  }
  if (says_much(page.passage())) return std::nullopt;
  const std::string visible = text::compose(page.passage());
  if (says_much(visible)) return std::nullopt;
  const std::size_t length = text::length(text::collapse_spaces(visible));
  if (length > kWallText) return std::nullopt;
  for (const Marks::Element& mark : marks().elements) {
    if (mark.selector.select_first(*page.document(), 0, page.budget()) != html::kNoNode) return std::string(mark.what);
  }
  const std::string title = title_of(*page.document());
  if (auto wall = wall_by_words(title, visible, length)) return wall;
  return is_shell(title, visible) ? wall_for_scripts(*page.document()) : std::nullopt;
}

}  // namespace thresh::convert
