// See survey.h.
#include "automatic/thread/survey.h"

#include <algorithm>
#include <array>
#include <utility>

#include "automatic/headings.h"
#include "automatic/thread/dates.h"
#include "automatic/thread/links.h"
#include "automatic/thread/name_hash.h"
#include "automatic/thread/words.h"
#include "base/ascii.h"
#include "extract/type_reader.h"
#include "html/element_style.h"
#include "html/visibility.h"
#include "text/unicode.h"

namespace thresh::automatic {
namespace {

using html::Name;
using html::NodeId;

constexpr std::uint32_t kShortestRun = 16;     // letters of the longest line, where <br> parts some: a profile has none
constexpr std::uint32_t kShortestLine = 25;    // letters of a line that is prose
constexpr std::uint32_t kLongestName = 80;     // letters of what names an author or a date
constexpr std::uint32_t kLongestAct = 40;      // letters of a button
constexpr std::uint32_t kLongestAside = 4000;  // letters of what is no part of a thread
constexpr std::uint32_t kLongestProfile = 1500;  // letters of a profile or a signature
constexpr std::uint32_t kLongestControl = 400;   // letters of buttons and notes
constexpr std::size_t kLongestDate = 80;         // wide (width)
constexpr std::uint32_t kShortestTitle = 12;     // letters of a heading that is a title

// Digits, and what a template's place for a number opens with.
constexpr std::array<bool, 256> kOfNumbers = [] {
  std::array<bool, 256> of{};
  for (const char c : std::string_view("0123456789{[<%")) of[static_cast<unsigned char>(c)] = true;
  return of;
}();

struct Seen {
  std::uint32_t letters = 0;
  bool digit = false;
};
Seen seen_in(std::string_view text) {
  Seen seen;
  for (const char c : text) {
    seen.letters += !base::is_ascii_space(c);
    seen.digit |= kOfNumbers[static_cast<unsigned char>(c)];
  }
  return seen;
}

// How long a text looks: bytes, but for letters of two bytes, which Greek and Cyrillic have, one for each. A letter of
// Chinese, three bytes, says as much as three of ours.
std::size_t width(std::string_view text) {
  const auto leads_two = [](char c) { return (static_cast<unsigned char>(c) & 0xE0) == 0xC0; };
  return text.size() - static_cast<std::size_t>(std::ranges::count_if(text, leads_two));
}

bool has_digit(std::string_view text) { return std::ranges::any_of(text, base::is_ascii_digit); }

// Whether an element of any name says a date as <time> does.
bool says_datetime(const html::Document& document, NodeId id) {
  const Name name = document.node(id).name;
  if (name == Name::kTime || name == Name::kIns || name == Name::kDel) return false;
  if (const auto value = document.attribute(id, Name::kDatetime)) return Survey::is_date(*value);
  return std::ranges::any_of(document.attributes(id), [&](const html::Attribute& attribute) {
    if (!is_date_attribute(document.name(attribute))) return false;
    const std::string_view value = document.value(attribute);
    return has_digit(value) && (of_unix_time(value) || Survey::is_date(value));
  });
}

bool is_heading(Name name) { return heading_level(name) > 0; }

// Attributes whose words say what an element is.
constexpr std::string_view kSaying[] = {"class",     "id",          "itemprop",      "rel",          "data-role",
                                        "component", "data-testid", "qid",           "slot",         "data-qa-target",
                                        "data-part", "role",        "data-hook",     "data-test-id", "data-test",
                                        "data-qa",   "data-cy",     "data-component"};
enum class Says : std::uint8_t { kUnknown, kNo, kYes };

bool says_what_it_is(std::string_view attribute) { return std::ranges::find(kSaying, attribute) != std::end(kSaying); }

// Whether a footer is the line of a comment that says who wrote it and when: <footer class="comment-meta">.
bool is_meta(const html::Document& document, NodeId footer) {
  const auto value = document.attribute(footer, Name::kClass);
  return value && (value->contains("meta") || value->contains("byline") || value->contains("author"));
}

// What an element's name says itself.
std::uint32_t role_of_tag(Name name) {
  switch (name) {
    case Name::kNav:
    case Name::kFooter:
      return kAside;
    case Name::kBlockquote:
      return kQuote;
    case Name::kTime:
      return kDate;
    case Name::kCite:
      return kAuthor;
    case Name::kButton:
    case Name::kSelect:
    case Name::kTextarea:
    case Name::kOption:
    case Name::kLabel:
      return kControl;
    default:
      return 0;
  }
}

// The letters that a zone of these roles has at most; 0 for what is none.
std::uint32_t most_of_zone(std::uint32_t roles) {
  const bool says = (roles & (kAuthor | kDate)) != 0;
  if ((roles & kBody) != 0 && (roles & kSignature) == 0) return 0;
  if ((roles & kPost) != 0) return says ? kLongestName : 0;  // "comment by-author"
  if ((roles & kAside) != 0) return kLongestAside;
  if ((roles & (kProfile | kSignature)) != 0) return kLongestProfile;
  if ((roles & (kControl | kEdited | kVote)) != 0) return kLongestControl;
  return says ? kLongestName : 0;
}

}  // namespace

Survey::Survey(const extract::PageView& page)
    : page_(page),
      roles_(page.document->size(), 0),
      flags_(page.document->size(), 0),
      block_(page.document->size(), 0),
      line_(page.document->size(), 0),
      linked_line_(page.document->size(), 0),
      longest_run_(page.document->size(), 0),
      sums_(page.document->size() + 1, std::array<std::uint32_t, kCounts>{}),
      makes_(page.document->size(), 0) {
  read_names();
  add_letters();
  find_zones();
  count();
}

std::size_t Survey::make_of(NodeId element) const {
  const html::Document& document = *page_.document;
  const auto classes = document.attribute(element, Name::kClass);
  const auto tag = static_cast<std::uint64_t>(document.node(element).name);
  return mixed(mixed(11, tag), classes ? hash_of_name(*classes) : 0) % kMakes;
}

// What attributes say, what is shown, and which block a node stands in.
void Survey::read_names() {
  const html::Document& document = *page_.document;
  std::vector<Says> says(document.names().size(), Says::kUnknown);  // by the number of an attribute's name
  for (NodeId id = 0; id < document.size(); ++id) {
    const html::Node& node = document.node(id);
    const NodeId parent = node.parent;
    if (parent != html::kNoNode) {
      mark(id, flags_[parent] & (kHidden | kInLink | kHeading));
      block_[id] = block_[parent];
    }
    if (node.type != html::NodeType::kElement) continue;
    const html::ElementStyle style = html::style_of(document.names(), node.name);
    if (style.role != html::Role::kInline && style.apart != text::Break::kNone) mark(id, kBlock);
    if (style.role == html::Role::kCell || style.role == html::Role::kRow) mark(id, kBlock);
    if ((flags_[id] & kBlock) != 0) block_[id] = id;
    if (node.name == Name::kA) mark(id, kInLink);
    if (is_heading(node.name)) mark(id, kHeading);
    const bool hides = page_.visibility != nullptr ? page_.visibility->hides(id) : html::hides(document, id);
    if (hides || html::never_shown(document, id)) mark(id, kHidden);
    if ((flags_[id] & kHidden) != 0) continue;
    roles_[id] = node.name == Name::kFooter && is_meta(document, id) ? 0 : role_of_tag(node.name);
    for (const html::Attribute& attribute : document.attributes(id)) {
      Says& here = says[static_cast<std::size_t>(attribute.name())];
      if (here == Says::kUnknown) here = says_what_it_is(document.name(attribute)) ? Says::kYes : Says::kNo;
      if (here == Says::kYes) roles_[id] |= names_.roles(document.value(attribute));
    }
  }
}

void Survey::add_letters() {
  const html::Document& document = *page_.document;
  std::vector<std::uint32_t> runs(document.size(), 0);  // by block: letters since its last <br>
  for (NodeId id = 0; id < document.size(); ++id) {
    sums_[id + 1] = sums_[id];
    if (document.node(id).name == Name::kBr && document.is_element(id)) runs[block_[id]] = 0;
    if (!document.is_text(id) || hidden(id)) continue;
    const auto [letters, digit] = seen_in(document.text(id));
    sums_[id + 1][kLetters] += letters;
    sums_[id + 1][kNumbers] += digit;
    if (in_link(id)) sums_[id + 1][kLinked] += letters;
    (in_link(id) ? linked_line_ : line_)[block_[id]] += letters;
    if (in_link(id)) continue;
    std::uint32_t& run = runs[block_[id]];
    run += letters;
    longest_run_[block_[id]] = std::max(longest_run_[block_[id]], run);
  }
}

// A zone holds at most a quarter of the page's letters, and no more than such a thing has.
void Survey::find_zones() {
  const html::Document& document = *page_.document;
  const std::uint32_t all = sums_.back()[kLetters];
  for (NodeId id = 1; id < document.size(); ++id) {
    mark(id, flags_[document.parent(id)] & kZoned);
    if (!document.is_element(id) || roles_[id] == 0) continue;
    const std::uint32_t letters = sum(kLetters, id);
    if (letters * 4 <= all && letters <= most_of_zone(roles_[id])) mark(id, kZoned);
  }
}

// Whether a block is short inline elements side by side, none of them a sentence, and no words between them: the name,
// the field, the town and the rating of somebody.
bool Survey::is_row_of_labels(NodeId block) const {
  constexpr std::uint32_t kLongest = 30, kLongestRow = 150;  // letters
  constexpr int kFewest = 3, kMost = 8;
  const html::Document& document = *page_.document;
  if (line_[block] > kLongestRow) return false;
  int labels = 0;
  for (NodeId id = document.first_child(block); id != html::kNoNode; id = document.next_sibling(id)) {
    const std::uint32_t letters = sum(kLetters, id);
    if (letters == 0) continue;
    if (!document.is_element(id) || is_block(id) || letters > kLongest) return false;
    const std::string words = short_text(id, kLongestRow);
    if (words.empty() || std::string_view(".!?").contains(words.back())) return false;
    ++labels;
  }
  return labels >= kFewest && labels <= kMost;
}

bool Survey::is_prose(NodeId text) const {
  if ((flags_[text] & (kHidden | kZoned | kInLink | kHeading)) != 0) return false;
  const NodeId block = block_[text];
  const bool long_enough =
      line_[block] >= kShortestLine && line_[block] > linked_line_[block] && longest_run_[block] >= kShortestRun;
  return long_enough && !is_row_of_labels(block);
}

bool Survey::is_date(std::string_view text) { return width(text) <= kLongestDate && date_words(text).has_value(); }

std::string Survey::short_text(NodeId node, std::size_t most) const {
  const html::Document& document = *page_.document;
  std::string out;
  if (sum(kLetters, node) > most * 4) return out;
  for (NodeId id = node; id < document.node(node).end; ++id) {
    if ((is_block(id) || document.node(id).name == Name::kBr) && !out.empty()) out += ' ';
    if (!document.is_text(id) || hidden(id)) continue;
    out += document.text(id);
    if (out.size() > most * 4) return {};
  }
  out = text::collapsed(std::move(out));
  return out.size() > most && width(out) > most ? std::string() : out;
}

void Survey::count() {
  const html::Document& document = *page_.document;
  for (NodeId id = 0; id < document.size(); ++id) {
    auto& here = sums_[id + 1];
    for (int i = kProse; i < kNumbers; ++i) here[i] = sums_[id][i];
    if (hidden(id)) continue;
    if (document.is_text(id)) {
      const std::string_view text = document.text(id);
      const bool marked = (roles_[document.parent(id)] & kDate) != 0;
      const auto is_brief = [&] { return text.size() <= 4 * kLongestDate && width(text::trim(text)) <= kLongestDate; };
      const bool dated = !marked && holds_digit(id) && is_brief() && date_words(text);
      here[kDates] += dated && !starts_with_word(thread_words().joined, text::trim(text));
      if (!dated && is_prose(id)) here[kProse] += here[kLetters] - sums_[id][kLetters];
    } else if (document.is_element(id)) {
      count_element(id);
    }
  }
}

// Of a heading that is a link: whether it is the title of another page, and no user's name, no date that leads to a
// post of this one.
bool Survey::is_title(NodeId heading) const {
  const html::Document& document = *page_.document;
  for (NodeId id = heading; id < document.node(heading).end; ++id) {
    if ((roles_[id] & (kAuthor | kProfile | kDate)) != 0) return false;
    if (document.is_text(id) && is_date(document.text(id))) return false;
    if (!document.is_element(id) || document.node(id).name != Name::kA) continue;
    const auto href = document.attribute(id, Name::kHref);
    if (href && (leads_to_user(*href) || !last_number(href->substr(std::min(href->find('#'), href->size()))).empty()))
      return false;
  }
  return page_.types->fit(record::Type::kPerson, short_text(heading, kLongestName)) != normalize::Fit::kSure;
}

void Survey::count_element(NodeId id) {
  const html::Document& document = *page_.document;
  auto& here = sums_[id + 1];
  const std::uint32_t roles = roles_[id];
  forums_ += (roles & kForum) != 0;
  const std::uint32_t letters = sum(kLetters, id);
  const Name name = document.node(id).name;
  const html::Attribute* title = letters <= kLongestName ? document.find_attribute(id, Name::kTitle) : nullptr;
  if (title != nullptr && (roles & kDate) == 0 && has_digit(document.value(*title)) &&
      is_date(document.value(*title))) {
    mark(id, kNamesDate);
    ++here[kDates];
  } else if (letters <= kLongestName && says_datetime(document, id)) {
    mark(id, kNamesDate);
    ++here[kDates];
  } else if ((roles & kDate) != 0 && letters <= 2 * kLongestName) {
    const bool valued =
        letters <= kLongestName && (name == Name::kTime || (title != nullptr && has_digit(document.value(*title))));
    if (valued || (letters > 0 && holds_digit(id) && has_digit(short_text(id, kLongestName)))) {
      mark(id, kNamesDate);
      ++here[kDates];
    }
  }
  const bool short_name = letters > 0 && letters <= kLongestName;
  if (name == Name::kA && short_name) {
    const auto href = document.attribute(id, Name::kHref);
    if (href && leads_to_user(*href)) mark(id, kNamesAuthor);
  }
  if ((roles & kAuthor) != 0 && short_name) mark(id, kNamesAuthor);
  if (names_author(id)) ++here[kAuthors];
  if ((name == Name::kA || name == Name::kButton) && letters <= kLongestAct) {
    if ((roles & kAct) != 0 || (letters > 0 && is_word(thread_words().act, short_text(id, kLongestAct)))) ++here[kActs];
  }
  const bool linked = letters >= kShortestTitle && sum(kLinked, id) > letters * 3 / 4;
  if (is_heading(name) && linked && is_title(id)) ++here[kTitles];
}

}  // namespace thresh::automatic
