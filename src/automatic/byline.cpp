// See byline.h.
#include "automatic/byline.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

#include "automatic/block_phrases.h"
#include "automatic/byline_line.h"
#include "automatic/byline_names.h"
#include "automatic/byline_place.h"
#include "automatic/byline_words.h"
#include "automatic/headings.h"
#include "automatic/thread/dates.h"
#include "automatic/thread/links.h"
#include "base/clock.h"
#include "extract/type_reader.h"
#include "html/render.h"
#include "normalize/normalize.h"
#include "text/unicode.h"

namespace thresh::automatic {
namespace {

using extract::Found;
using html::Name;
using html::NodeId;

constexpr float kMostOfAuthor = 150;             // words of an element that is an author's: a name, a biography
constexpr std::size_t kAbove = 10, kBelow = 25;  // blocks from the title
constexpr std::size_t kBehind = 10;              // blocks from the end of the text
constexpr std::uint32_t kLongestLine = 25;       // words
constexpr std::uint32_t kLongestKept = 8;        // words of a line of the main content that holds a date
constexpr std::size_t kMostBeside = 3;           // pieces of a by-line that are neither name nor date
constexpr int kClassSteps = 4;                   // up from a text, to an element whose class says author

struct Author {
  Found found;
  bool other = false;  // did something else than write
  bool person = false;
};

class Reader {
 public:
  Reader(const extract::PageView& page, const Analysis& analysis, const std::vector<bool>& kept,
         std::span<const html::NodeId> comments)
      : page_(page),
        document_(*page.document),
        analysis_(analysis),
        place_(analysis, document_),
        kept_(kept),
        comments_(comments),
        dropped_(document_.size(), false) {}

  // `about_title`: lines that are nothing but a by-line are told, up to the first paragraph.
  void look(std::size_t begin, std::size_t end, bool about_title) {
    for (std::size_t i = begin; i < end; ++i) consider(i, end, about_title);
  }

  // Above the title; of dates the nearest, for a page may begin with what day it is today.
  void look_above(std::size_t begin, std::size_t end) {
    bool about_title = false;
    const bool in_text = std::exchange(in_text_, true);  // no names that nothing tells
    only_dates_ = true;
    for (std::size_t i = end; i-- > begin;) consider(i, end, about_title);
    only_dates_ = false;
    look(begin, end, false);
    in_text_ = in_text;
  }

  // A by-line as one of the last lines of the text, which `end` is behind: "한지원 기자 han@example.com", "（记者
  // 周慧敏）"; where nobody is named yet, a name alone in bold or italics, as is the rule in Vietnam.
  void look_at_end(std::size_t end) {
    constexpr int kLastLines = 2;
    int seen = 0;
    for (std::size_t i = end; i-- > 0 && seen < kLastLines && (!title_ || i > *title_);) {
      if (!kept_[i]) continue;
      ++seen;
      const Block& block = analysis_.blocks()[i];
      if (block.words > kLongestKept || block.hidden || place_.tells_of_site(block.element) || is_beside(i)) return;
      const BylineLine line = line_of(block);
      const BylineWords pieces(line.words, line.cuts);
      const auto name = pieces.name(false, [&](std::string_view words, bool whole) { return is_name(words, whole); });
      const std::string_view words = text::trim(line.words);
      if (name && name->labelled && !name->other && pieces.pieces_beside({name->words}) <= kMostBeside) {
        take_author({line.part(name->words), false, true});
        byline_.lines.push_back(i);
        return;
      }
      if (!author_ && !other_ && block.emphasized == block.words && !block.ends_sentence && is_full_name(words)) {
        take_author({line.part(words), false, true});
        byline_.lines.push_back(i);
        return;
      }
    }
  }

  Byline take() {
    if (!author_) author_ = std::move(other_);
    if (author_) {
      byline_.author = std::move(author_->found);
      byline_.person = author_->person;
    }
    return std::move(byline_);
  }
  bool is_done() const { return author_ && byline_.date; }
  // Forgets what dates are found from here on: behind the text stand those of other things, but for the footer of the
  // article itself.
  void keep_dates() { dates_done_ = true; }
  void place_title(std::size_t title) { title_ = title; }

 private:
  // A block of those up to `end`. Behind the first paragraph nothing is about the title any more.
  void consider(std::size_t i, std::size_t end, bool& about_title) {
    const Block& block = analysis_.blocks()[i];
    if (block.words > kLongestLine && kept_[i]) {
      about_title = false;
      in_text_ = true;
    }
    if (place_.tells_of_site(block.element)) {
      if (about_title) byline_.lines.push_back(i);  // none of the text either
      return;
    }
    if (block.hidden || (block.words > kLongestLine && !(dates_done_ && place_.is_long_footer(block)))) return;
    if (is_beside(i) || tells_of_subject(i)) return;
    if (dates_done_ && author_ && !place_.stands_in_own_footer(block.element, title_)) return;
    look_at(i, i + 1 < end ? i + 1 : i, about_title);
  }

  void look_at(std::size_t i, std::size_t next, bool about_title) {
    const Block& block = analysis_.blocks()[i];
    const bool said = says_author(block);
    std::vector<NodeId> marked = marked_authors(block);
    const bool telling = holds_byline_word(i);
    const bool dates_count =
        !dates_done_ || (!byline_.date && (telling || place_.stands_in_own_footer(block.element, title_)));
    const NodeId time = dates_count ? time_of(block) : html::kNoNode;
    const bool words = said || !marked.empty() || telling;
    const bool maybe_author = !author_ && !only_dates_ && (words || block.digits > 0);
    const bool maybe_date = dates_count && (block.digits > 0 || time != html::kNoNode);
    if (about_title && (said || !marked.empty()) && add_card(i)) return;
    const bool maybe_lone = about_title && may_be_lone_name(block);
    if (!maybe_author && !maybe_date && !maybe_lone && !(about_title && words)) return;
    const BylineLine line = line_of(block);
    const BylineWords pieces(line.words, line.cuts);
    std::vector<std::string_view> known = line.dates();
    const std::size_t dates = known.size();
    if (in_text_ || (dates == 0 && !telling)) std::erase_if(marked, [&](NodeId id) { return !is_marked(id); });
    const bool named = (maybe_author && find_author(block, line, pieces, said, marked, known)) ||
                       (maybe_lone && find_lone_name(i, line, pieces, known));
    if (named && author_ && text::compose(author_->found.passage) == text::trim(line.words)) card_ = i;
    if (maybe_author && !named && next != i && pieces.is_label()) {
      if (auto found = name_in(line_of(analysis_.blocks()[next]), true, false)) take_author(std::move(*found));
    }
    const bool told =
        std::ranges::any_of(known, [&](std::string_view date) { return pieces.said_of(date).has_value(); });
    const auto only_dates = [&] { return dates > 0 && pieces.pieces_beside(known) == 0; };
    const bool short_enough = !kept_[i] || block.words <= kLongestKept || known.size() > dates || told || only_dates();
    const auto in_footer = [&] { return only_dates() && place_.stands_in_own_footer(block.element, title_); };
    const bool dated = maybe_date && short_enough && (!dates_done_ || named || told || in_footer()) &&
                       find_dates(line, pieces, time, std::span(known).first(dates));
    if (about_title && (named || dated || known.size() > 0) && heading_level(document_.node(block.element).name) == 0 &&
        pieces.pieces_beside(known) <= kMostBeside && !(block.ends_sentence && block.words > kLongestKept))
      byline_.lines.push_back(i);
  }

  // A further author of a list of them, each in a block of its own.
  bool add_card(std::size_t i) {
    constexpr std::size_t kNear = 2;  // blocks
    if (!author_ || !card_ || i - *card_ > kNear) return false;
    const BylineLine line = line_of(analysis_.blocks()[i]);
    if (!is_full_name(text::trim(line.words))) return false;
    const std::string all = text::compose(author_->found.passage);
    card_ = i;
    byline_.lines.push_back(i);
    if (all.contains(line.words)) return true;
    text::Run& comma = author_->found.passage.runs.emplace_back();
    comma.text = ", ";
    comma.made = true;
    for (const text::Run& run : line.passage.runs) author_->found.passage.runs.push_back(run);
    return true;
  }

  // In the article's own footer behind its text, or in one between its title and its text, as Drupal has them.
  bool is_in_articles_footer(std::size_t i) const {
    if (dates_done_ || in_text_) return place_.stands_in_own_footer(analysis_.blocks()[i].element, title_);
    return title_ && i > *title_ &&
           std::find(kept_.begin() + static_cast<std::ptrdiff_t>(i), kept_.end(), true) != kept_.end();
  }

  // A cell beside the heading of its row, or what a list of terms says of one, where that is none of a by-line: "Born",
  // "Release date".
  bool tells_of_subject(std::size_t i) const {
    const NodeId label = place_.label_of(analysis_.blocks()[i].element);
    if (label == html::kNoNode) return false;
    const std::string words = text::collapse_spaces(line_of(label).words);
    return !words.empty() && BylineWords(words).pieces_beside({}) > 0;
  }

  bool is_in_comment(html::NodeId element) const {
    const auto behind = std::ranges::upper_bound(comments_, element);
    return behind != comments_.begin() && document_.contains(*(behind - 1), element);
  }

  // In a menu, a footer, a list of other pages, or among comments, where the title is not.
  bool is_beside(std::size_t i) const {
    if (place_.is_shown_matter(analysis_.blocks()[i].element) || is_in_comment(analysis_.blocks()[i].element))
      return true;
    const Distances& steps = analysis_.facts().distances(analysis_.blocks()[i].element);
    for (const TagPart part : {TagPart::kNav, TagPart::kFooter, TagPart::kAside}) {
      if (steps[static_cast<std::size_t>(part)] == kFar) continue;
      if (part != TagPart::kFooter || !is_in_articles_footer(i)) return true;
    }
    static const auto kComment =
        static_cast<std::size_t>(std::ranges::find(token_parts(), "comment") - token_parts().begin());
    if (steps[kComment] == kFar || !title_) return false;
    return analysis_.facts().distances(analysis_.blocks()[*title_].element)[kComment] == kFar;
  }

  // A link to a list of articles.
  bool is_topic(NodeId id) const {
    const auto href = document_.node(id).name == Name::kA ? document_.attribute(id, Name::kHref) : std::nullopt;
    return href && leads_to_topic(*href);
  }

  // Whether the class or id of an element near it says so.
  bool says_author(const Block& block) const {
    NodeId element = document_.parent(block.first);
    if (element != html::kNoNode && is_topic(element)) return false;
    for (int up = 0; up < kClassSteps && element != html::kNoNode && element != 0; ++up) {
      if (analysis_.features().part(element).words > kMostOfAuthor) return false;  // "editor" holds a text
      if (names_author(element) || leads_to_posts(element)) return true;
      element = document_.parent(element);
    }
    return false;
  }

  bool names_author(NodeId element) const {
    for (const Name name : {Name::kClass, Name::kId}) {
      const auto value = document_.attribute(element, name);
      if (value && !value->empty() && class_says_author(*value)) return true;
    }
    return false;
  }

  // Elements inside a block that are an author's.
  std::vector<NodeId> marked_authors(const Block& block) const {
    std::vector<NodeId> marked;
    for_each_inside(block, [&](NodeId id) {
      const bool inside = !marked.empty() && id < document_.node(marked.back()).end;
      if (!inside && (is_marked(id) || is_link_of_user(id))) marked.push_back(id);
    });
    return marked;
  }

  bool is_marked(NodeId id) const {
    if (is_topic(id)) return false;
    const auto says = [&](std::string_view attribute) {
      const auto value = document_.attribute(id, attribute);
      return value && text::equals_ignoring_ascii_case(text::trim_ascii(*value), "author");
    };
    return says("rel") || says("itemprop") || names_author(id) || leads_to_posts(id);
  }

  // A link to what an author has written, by its address or by what it says for who points at it.
  bool leads_to_posts(NodeId id) const {
    if (document_.node(id).name != Name::kA) return false;
    const auto href = document_.attribute(id, Name::kHref);
    if (href && leads_to_author(*href)) return true;
    return title_says_author(document_.attribute(id, Name::kTitle).value_or("")) ||
           title_says_author(document_.attribute(id, "aria-label").value_or(""));
  }

  // May be anyone's, but for one in a line with a date or words of a by-line.
  bool is_link_of_user(NodeId id) const {
    const auto href = document_.node(id).name == Name::kA ? document_.attribute(id, Name::kHref) : std::nullopt;
    return href && leads_to_user(*href);
  }

  // Elements that hold a part of a block and no text of another one.
  template <typename Do>
  void for_each_inside(const Block& block, Do&& act) const {
    NodeId first = block.first;
    for (NodeId up = document_.parent(first); up != block.element && up != html::kNoNode && up != 0;
         up = document_.parent(up)) {
      if (document_.node(up).end <= block.last) first = up;
      if (document_.node(up).end > block.last && analysis_.features().part(up).size() == 1) first = up;
    }
    for (NodeId id = first; id <= block.last; ++id) {
      if (document_.is_element(id)) act(id);
    }
  }

  // The first <time> with a date in its attribute that is not of an update, else the first; kNoNode where there is
  // none.
  NodeId time_of(const Block& block) const {
    NodeId found = html::kNoNode;
    const auto look = [&](NodeId id) {
      if (document_.node(id).name != Name::kTime || document_.find_attribute(id, Name::kDatetime) == nullptr) return;
      if (found == html::kNoNode || (is_update(found) && !is_update(id))) found = id;
    };
    if (document_.is_element(block.element)) look(block.element);
    for_each_inside(block, look);
    return found;
  }

  bool holds_byline_word(std::size_t i) const {
    const Block& block = analysis_.blocks()[i];
    if (std::ranges::any_of(analysis_.text().words_of(block), may_be_byline_word)) return true;
    const std::string text = block_text(document_, block);
    const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    return !std::ranges::all_of(text, is_ascii) && may_hold_byline_word(text);
  }

  // Only what stands in the block, without its buttons ("Follow").
  BylineLine line_of(const Block& block) {
    BylineLine line;
    html::RenderOptions options;
    options.keep_hidden = false;
    options.visibility = page_.visibility;
    options.dropped = &dropped_;
    std::vector<NodeId> set;
    const NodeId end = document_.node(block.element).end;
    for (NodeId id = block.element + 1; id < end;) {
      const bool outside = document_.node(id).end <= block.first || id > block.last;
      const bool button = document_.is_element(id) && document_.node(id).name == Name::kButton;
      if (!outside && !button) {
        ++id;
        continue;
      }
      dropped_[id] = true;
      set.push_back(id);
      id = id > block.last ? document_.node(id).end : std::max(document_.node(id).end, id + 1);
    }
    line.passage = html::render(document_, block.element, options, *page_.arena);
    line.compose();
    for (const NodeId id : set) dropped_[id] = false;
    return line;
  }

  BylineLine line_of(NodeId element) const {
    BylineLine line;
    html::RenderOptions options;
    options.keep_hidden = false;
    options.visibility = page_.visibility;
    line.passage = html::render(document_, element, options, *page_.arena);
    line.compose();
    return line;
  }

  // Adds what it finds to `known`.
  bool find_author(const Block& block, const BylineLine& line, const BylineWords& pieces, bool said,
                   const std::vector<NodeId>& marked, std::vector<std::string_view>& known) {
    const auto is_name = [&](std::string_view words, bool whole) { return this->is_name(words, whole); };
    auto name = pieces.name(false, is_name);
    const bool named = name && !name->other;
    for (const NodeId element : marked) {
      auto found = name_in(line_of(element), true, !names_author(element));
      if (!found || found->other) continue;
      const std::string words = text::compose(found->found.passage);
      const std::size_t at = line.words.find(words);
      if (at == std::string::npos) continue;
      const std::string_view own = std::string_view(line.words).substr(at, words.size());
      if (named && goes_on(name->words, own)) break;
      const std::string_view all = with_linked(block, line, own);
      known.push_back(all);
      if (all.size() > own.size()) found->found = line.part(all);
      take_author(std::move(*found));
      return true;
    }
    if (said && !named) {
      if (const auto own = pieces.name(true, is_name); own && !own->other) name = own;
    }
    if (!name && !in_text_) name = handle_of(line, pieces);
    if (name) {
      if (!name->other) name->words = with_linked(block, line, name->words);
      return take_name(line, *name, known);
    }
    return find_beside_date(line, pieces, known);
  }

  // What stands alone behind the words of a by-line, whatever it looks like: "by ibby", "Posted by jo_17". Single words
  // of other languages ("par", "von") stand before anything.
  std::optional<BylineWords::Name> handle_of(const BylineLine& line, const BylineWords& pieces) {
    constexpr std::size_t kFewest = 3, kMost = 20;  // letters
    const auto is_handle = [&](std::string_view words, bool whole) {
      return whole && !words.contains(' ') && text::length(words) >= kFewest && text::length(words) <= kMost &&
             !BylineWords(words).begins_with_end() && is_name(words, true, true);
    };
    auto name = pieces.name(false, is_handle);
    if (!name || name->other || pieces.pieces_beside({name->words}) > 0) return std::nullopt;
    const std::string_view label = text::trim(
        std::string_view(line.words).substr(0, static_cast<std::size_t>(name->words.data() - line.words.data())));
    return label.contains(' ') || text::equals_ignoring_ascii_case(label, "by") ? name : std::nullopt;
  }

  // A block that may be nothing but a name; the closer look costs more.
  bool may_be_lone_name(const Block& block) const {
    constexpr std::uint32_t kMostWords = 14;
    constexpr int kLowLevel = 4;  // of a heading that is none of the text's
    if (in_text_ || author_ || other_ || block.words == 0 || block.words > kMostWords || block.digits > 0) return false;
    const int level = heading_level(document_.node(block.element).name);
    const NodeId parent = document_.parent(block.first);
    return (level == 0 || level >= kLowLevel) && (parent == html::kNoNode || !is_topic(parent));
  }

  // The names of persons, perhaps with a role or a handle behind them, that have a block to themselves: with a date in
  // one near by, a handle, or in brackets.
  bool find_lone_name(std::size_t i, const BylineLine& line, const BylineWords& pieces,
                      std::vector<std::string_view>& known) {
    constexpr std::size_t kMostOfRole = 4;  // pieces
    constexpr std::string_view kOpen = "\u3010", kClose = "\u3011";
    const auto is_name = [&](std::string_view words, bool) { return is_full_name(words); };
    auto name = pieces.name(true, is_name);
    if (!name || name->labelled) return false;
    std::string_view words = text::trim(line.words);
    const bool bracketed = words.starts_with(kOpen) && words.ends_with(kClose);
    if (bracketed) words = words.substr(kOpen.size(), words.size() - kOpen.size() - kClose.size());
    if (name->words.data() != words.data()) return false;
    const std::string_view rest = text::trim(words.substr(name->words.size()));
    const bool handle = rest.starts_with('@') || rest.starts_with("(@");
    if (!rest.empty() && !handle && !std::string_view(",|(-").contains(rest.front()) && !rest.starts_with("\u00B7"))
      return false;
    if (pieces.pieces_beside({name->words}) > kMostOfRole) return false;
    if (!handle && !bracketed && !has_date_beside(i)) return false;
    name->other = true;
    return take_name(line, *name, known);
  }

  // Whether the block before or behind is nothing but a date, or, over a short one, that next to it.
  bool has_date_beside(std::size_t i) {
    constexpr std::uint32_t kShort = 8;  // words
    const std::vector<Block>& blocks = analysis_.blocks();
    if (i + 1 < blocks.size()) {
      if (is_date_line(i + 1)) return true;
      if (blocks[i + 1].words <= kShort && i + 2 < blocks.size() && is_date_line(i + 2)) return true;
    }
    if (i == 0 || i - 1 == title_) return false;
    if (is_date_line(i - 1)) return true;
    return blocks[i - 1].words <= kShort && i > 1 && i - 2 != title_ && is_date_line(i - 2);
  }

  bool is_date_line(std::size_t i) {
    constexpr std::uint32_t kMostWords = 12;
    const Block& block = analysis_.blocks()[i];
    if (block.hidden || block.digits == 0 || block.words > kMostWords) return false;
    const BylineLine line = line_of(block);
    const std::vector<std::string_view> dates = line.dates();
    return !dates.empty() && BylineWords(line.words, line.cuts).pieces_beside(dates) <= kMostBeside;
  }

  // A line of a person's name and a date, and little else: counts where no other line names one.
  bool find_beside_date(const BylineLine& line, const BylineWords& pieces, std::vector<std::string_view>& known) {
    if (known.empty() || other_ || in_text_) return false;
    const auto is_closed = [&](std::string_view words) {  // "Ann Berg in Travel", the rest being a link
      const auto end = static_cast<std::size_t>(words.data() + words.size() - line.words.data());
      return BylineWords(std::string_view(line.words).substr(end)).begins_with_end();
    };
    const auto is_name = [&](std::string_view words, bool whole) {
      return (whole || is_closed(words)) && is_person(words) && this->is_name(words, true);
    };
    auto name = pieces.name(true, is_name, true);
    if (!name || name->labelled) return false;
    if (const auto place = normalize::place(name->words); place && place->fit == normalize::Fit::kSure) return false;
    std::vector<std::string_view> all = known;
    all.push_back(name->words);
    if (pieces.pieces_beside(all) > kMostBeside) return false;
    name->other = true;
    return take_name(line, *name, known);
  }

  // A name and those of the links behind it that a comma or "and" parts from it.
  std::string_view with_linked(const Block& block, const BylineLine& line, std::string_view name) {
    const std::string_view words = line.words;
    const auto begin = static_cast<std::size_t>(name.data() - words.data());
    std::size_t end = begin + name.size();
    for_each_inside(block, [&](NodeId id) {
      if (document_.node(id).name != Name::kA) return;
      const std::string linked = text::collapse_spaces(line_of(id).words);
      const std::size_t at = linked.empty() ? std::string::npos : words.find(linked, end);
      if (at == std::string_view::npos || at == end || !joins(words.substr(end, at - end))) return;
      if (is_full_name(words.substr(at, linked.size()))) end = at + linked.size();
    });
    return words.substr(begin, end - begin);
  }

  // Whether words stand between two names: ",", "and", ", y".
  static bool joins(std::string_view between) {
    const std::string_view word = text::trim(between);
    return word == "," || word == "\u3001" || BylineWords(word).joins_only();
  }

  // Whether a name of the line is not the element's, or joins another one to it.
  static bool goes_on(std::string_view name, std::string_view element) {
    const std::size_t at = name.find(element);
    if (at == std::string_view::npos) return true;
    return at > 0 || BylineWords(name.substr(element.size())).joins();
  }

  bool take_name(const BylineLine& line, const BylineWords::Name& name, std::vector<std::string_view>& known) {
    known.push_back(name.words);
    take_author({line.part(name.words), name.other, name.labelled && is_person(name.words)});
    return true;
  }

  // `handle`: it may be what a user calls himself ("jo_17").
  std::optional<Author> name_in(const BylineLine& line, bool said, bool handle) {
    const auto is_name = [&](std::string_view words, bool whole) { return this->is_name(words, whole, handle); };
    const auto name = BylineWords(line.words, line.cuts).name(said, is_name);
    if (!name) return std::nullopt;
    return Author{line.part(name->words), name->other, is_person(name->words)};
  }

  void take_author(Author author) {
    std::optional<Author>& place = author.other ? other_ : author_;
    if (!place) place = std::move(author);
  }

  bool is_person(std::string_view words) const { return names_person(*page_.types, words); }
  bool is_full_name(std::string_view words) const { return names_person_in_full(*page_.types, words); }
  bool is_name(std::string_view words, bool whole, bool handle = false) const {
    return automatic::names_author(*page_.types, words, whole, handle);
  }

  // Takes the date of publishing, and that of an update, where they are not known yet.
  bool find_dates(const BylineLine& line, const BylineWords& pieces, NodeId time,
                  std::span<const std::string_view> dates) {
    bool any = false;
    // One that names a month only gives way to one that names the day.
    const auto take = [&](Found found, std::optional<BylineWord> said, std::string_view words) {
      constexpr std::size_t kDay = 10;  // bytes
      const bool update = said == BylineWord::kUpdated;
      auto& place = update ? byline_.modified : byline_.date;
      bool& rough = update ? rough_update_ : rough_date_;
      const auto date = normalize::date(words);
      const bool exact = date && (date->iso.empty() || date->iso.size() >= kDay);
      if (place && (!rough || !exact)) return;
      place = std::move(found);
      rough = !exact;
      any = true;
    };
    std::string_view shown;  // what the <time> shows
    std::string inner;
    if (time != html::kNoNode) {
      inner = text::collapse_spaces(line_of(time).words);
      const std::size_t at = inner.empty() ? std::string::npos : line.words.find(inner);
      if (at != std::string::npos) shown = std::string_view(line.words).substr(at, inner.size());
      if (auto found = datetime_of(time, inner)) {
        const auto said = is_update(time) ? std::optional(BylineWord::kUpdated)
                          : shown.empty() ? std::nullopt
                                          : pieces.said_of(shown);
        take(std::move(*found), said, document_.attribute(time, Name::kDatetime).value_or(""));
      } else {
        shown = {};
      }
    }
    for (const std::string_view date : dates) {
      const bool same =
          !shown.empty() && date.data() < shown.data() + shown.size() && shown.data() < date.data() + date.size();
      if (!same) take(line.part(date), pieces.said_of(date), date);
    }
    return any;
  }

  bool is_update(NodeId time) const {
    for (const std::string_view attribute : {"class", "itemprop"}) {
      const std::string value = text::ascii_lower(document_.attribute(time, attribute).value_or(""));
      if (value.contains("updated") || value.contains("modified")) return !value.contains("published");
    }
    return false;
  }

  // The attribute of a <time>, where it is a date that is no less exact than what the element shows, and not another
  // day's than what it says to be that of publishing.
  std::optional<Found> datetime_of(NodeId time, std::string_view shown) const {
    const html::Attribute* const attribute = document_.find_attribute(time, Name::kDatetime);
    const std::string_view value = text::trim_ascii(document_.value(*attribute));
    const auto date = normalize::date(value);
    constexpr std::size_t kDay = 10;  // bytes
    if (!date || date->iso.size() < kDay) return std::nullopt;
    if (const auto words = date_words(shown)) {
      const auto seen = normalize::date(*words);
      if (seen && seen->iso.size() > date->iso.size()) return std::nullopt;
      const bool told = seen && BylineWords(shown).said_of(*words) == BylineWord::kPublished;
      if (told && are_other_days(seen->iso, date->iso)) return std::nullopt;
    }
    Found found;
    found.passage.runs.emplace_back().text = value;
    found.from = extract::From::kAttribute;
    if (page_.taken != nullptr) {
      found.taken = &page_.taken->emplace_back(extract::Taken{.source = attribute->source, .in_attribute = true});
    }
    return found;
  }

  // Two ISO dates, more than a time zone apart.
  static bool are_other_days(std::string_view a, std::string_view b) {
    constexpr std::size_t kDay = 10;                    // bytes
    constexpr std::int64_t kMilliseconds = 86'400'000;  // of a day
    const auto start_of = [](std::string_view iso) {
      return base::read_utc_text(std::string(iso.substr(0, kDay)) + "T00:00:00Z");
    };
    const auto one = start_of(a), other = start_of(b);
    return one && other && std::max(*one, *other) - std::min(*one, *other) > kMilliseconds;
  }

  const extract::PageView& page_;
  const html::Document& document_;
  const Analysis& analysis_;
  BylinePlace place_;
  const std::vector<bool>& kept_;
  std::span<const html::NodeId> comments_;
  std::vector<bool> dropped_;  // by node; all false between lines
  std::optional<std::size_t> title_;
  std::optional<Author> author_, other_;
  std::optional<std::size_t> card_;  // the block that is nothing but the author's name
  bool dates_done_ = false;
  bool rough_date_ = false, rough_update_ = false;  // no day is known
  bool in_text_ = false;                            // behind the first paragraph
  bool only_dates_ = false;                         // nobody is looked for
  Byline byline_;
};

// The first paragraph of the text among blocks [first, last).
std::size_t end_of_head(const Analysis& analysis, const std::vector<bool>& kept, std::size_t first, std::size_t last) {
  while (first < last && !(kept[first] && analysis.blocks()[first].words > kLongestLine)) ++first;
  return first;
}

}  // namespace

Byline byline_of(const extract::PageView& page, const Analysis& analysis, std::optional<std::size_t> title,
                 const std::vector<bool>& kept, std::span<const html::NodeId> comments) {
  Reader reader(page, analysis, kept, comments);
  const std::size_t count = analysis.blocks().size();
  std::size_t from = title ? *title : static_cast<std::size_t>(std::ranges::find(kept, true) - kept.begin());
  if (title) reader.place_title(*title);
  std::size_t behind = count;
  while (behind > 0 && !kept[behind - 1]) --behind;
  const std::size_t first = title ? std::min(from + 1, count) : from, last = std::min(from + kBelow + 1, count);
  const std::size_t head = end_of_head(analysis, kept, first, last);
  reader.look(first, head, true);
  reader.look_above(from > kAbove ? from - kAbove : 0, std::min(from, count));
  reader.look(head, behind > first ? std::min(last, behind) : last, true);
  reader.keep_dates();
  reader.look_at_end(behind);
  if (!reader.is_done()) reader.look(behind, std::min(behind + kBehind, count), false);
  return reader.take();
}

}  // namespace thresh::automatic
