// See cards.h.
#include "automatic/dump/cards.h"

#include <algorithm>
#include <ranges>
#include <vector>

#include "automatic/dump/parts.h"
#include "base/ascii.h"
#include "normalize/normalize.h"
#include "text/unicode.h"

namespace thresh::automatic {
namespace {

constexpr std::uint32_t kMostLines = 10;   // of a card
constexpr std::uint32_t kMostAround = 12;  // lines above the first text, and below the last

// A part of the words that says the same as `written`.
std::string_view part_of(std::string_view words, std::string_view written) {
  const std::size_t at = words.find(written);
  return at == std::string_view::npos ? std::string_view() : words.substr(at, written.size());
}

// "Громов Сергей Павлович", "Анна Сергеевна Петрова": nothing but a name is written so.
bool has_patronymic(std::string_view line) {
  constexpr std::string_view kEndings[] = {"ович", "евич", "ьич", "овна", "евна", "ична"};
  constexpr std::string_view kBlank = " ";
  bool found = false;
  std::size_t words = 0;
  for (const auto word : std::views::split(line, kBlank)) {
    const std::string_view letters(word.begin(), word.end());
    ++words;
    found = found || (words > 1 && std::ranges::any_of(kEndings, [&](auto end) { return letters.ends_with(end); }));
  }
  return found && words < 4;
}

}  // namespace

bool CardReader::is_person(std::uint32_t line) const {
  if (has(line, kNameLine) && has_patronymic(text(line))) return true;
  return text(line).size() <= kLongestMarked && !has(line, kSentenceEnd | kQuestionLine | kDateLine) &&
         types_.fit(record::Type::kPerson, text(line)) == normalize::Fit::kSure;
}

bool CardReader::may_be_name(std::uint32_t line) const {
  return has(line, kNameLine) && !has(line, kFrameLine | kProseLine) &&
         types_.fit(record::Type::kPerson, text(line)) != normalize::Fit::kNo;
}

std::optional<Practice> CardReader::practice_of(std::uint32_t line) const {
  const std::string_view words = text(line);
  if (words.size() > kLongestMarked || has(line, kQuestionLine | kDateLine | kActLine)) return std::nullopt;
  if (const auto& pair = types_.read_pair(words)) {
    Practice practice{{line, part_of(words, pair->specialty.as_written)}, {}};
    if (pair->place) practice.location = {line, part_of(words, pair->place->as_written)};
    if (practice.location.words.empty()) practice.location = {};
    if (practice.specialty.words.empty()) practice.specialty = {line, words};
    return practice;
  }
  const auto is_field = [&](std::string_view part) {
    return types_.fit(record::Type::kSpecialty, part) == normalize::Fit::kSure;
  };
  if (is_field(words)) return Practice{{line, words}, {}};
  if (has(line, kSentenceEnd)) return std::nullopt;
  // "Tenant Lawyer in Denver, CO"
  if (const std::size_t in = words.find(" in "); in != std::string_view::npos) {
    const std::string_view title = words.substr(0, in), last = title.substr(title.find_last_of(' ') + 1);
    const std::string_view place = text::trim(words.substr(in + 4));
    if (is_field(last) && types_.fit(record::Type::kPlace, place) == normalize::Fit::kSure) {
      return Practice{{line, last}, {line, place}};
    }
  }
  // The field first: "Family Medicine 41 years experience", "Стоматолог-хирург, стаж 19 лет".
  const std::size_t end = std::min({words.find_first_of(",|0123456789"), words.find(" · "), words.size()});
  const std::string_view first = text::trim(words.substr(0, end));
  const std::string_view start = first.substr(0, first.find_first_of(" -/&"));
  if (is_field(first) || (start.size() < first.size() && is_field(start))) {
    Practice practice{{line, is_field(first) ? first : start}, {}};
    const std::string_view rest = end < words.size() ? text::trim(words.substr(end + 1)) : std::string_view();
    if (!rest.empty() && words[end] == ',' && types_.fit(record::Type::kPlace, rest) != normalize::Fit::kNo) {
      practice.location = {line, rest};
    }
    return practice;
  }
  return std::nullopt;
}

// A name by itself, or one above what its bearer practises.
bool CardReader::starts_card(std::uint32_t line, std::uint32_t end) const {
  constexpr std::uint32_t kNever = kChromeLine | kOnlyDate | kVoteLine | kNumberLine | kOrdinalLine | kQuoteLine |
                                   kQuestionLine | kAnswersHead | kRepliesHead | kCommentsHead;
  constexpr std::size_t kLongestName = 90;  // bytes, with honorifics and letters
  const std::string_view words = text(line);
  if (words.size() > kLongestName || has(line, kNever) || base::is_ascii_lower(words.front())) return false;
  const bool person = is_person(line);
  if (!person && !(may_be_name(line) && line + 1 < end && practice_of(line + 1))) return false;
  return !practice_of(line);
}

// Whether a line below a name says more of its bearer; it goes into the card.
bool CardReader::add_line(Card& card, std::uint32_t line) const {
  constexpr std::uint32_t kEnds =
      kAnswersHead | kRepliesHead | kCommentsHead | kRelatedHead | kQuoteLine | kQuestionLine;
  if (has(line, kEnds)) return false;
  if (!card.practice.specialty.found()) {
    if (const auto practice = practice_of(line)) {
      card.practice = *practice;
      return true;
    }
  }
  if (has(line, kProseLine | kSentenceEnd) && !has(line, kRatingLine)) return false;
  const bool numbered = text(line).find_first_of("0123456789") != std::string_view::npos;
  if (numbered && !has(line, kDateLine | kVoteLine | kNumberLine | kOrdinalLine)) {
    const auto rating = normalize::rating(text(line));
    if (rating && rating->value) {
      if (!card.rating.found()) card.rating = {line, text(line)};
      return true;
    }
  }
  if (has(line, kProfileLine | kActLine | kWriteHead | kRatingLine | kOnlyDate | kPromoLine)) return true;
  const bool placed =
      card.practice.specialty.line + 1 == line && !card.practice.location.found() && has(line, kNameLine);
  if (placed && types_.fit(record::Type::kPlace, text(line)) != normalize::Fit::kNo) {
    card.practice.location = {line, text(line)};
    return true;
  }
  return false;
}

std::optional<Card> CardReader::find(LineRange range) const {
  // Cards stand close to texts.
  if (range.size() > 2 * kMostAround) {
    if (auto card = find({range.begin, range.begin + kMostAround})) return card;
    return find({range.end - kMostAround, range.end});
  }
  for (std::uint32_t line = range.begin; line < range.end; ++line) {
    if (!starts_card(line, range.end)) continue;
    // "Dr. Alan Whitcombe answered"
    const std::string_view said = has(line, kByLine | kSaidLine) ? name_in(text(line), facts_[line].marks) : "";
    const std::string_view name = said.empty() ? text(line) : said;
    Card card{.lines = {line, line + 1}, .author = {line, name}, .rating = {}, .practice = {}};
    while (card.lines.end < range.end && card.lines.size() < kMostLines && add_line(card, card.lines.end)) {
      ++card.lines.end;
    }
    return card;
  }
  return std::nullopt;
}

namespace {

class Cards {
 public:
  Cards(const CardReader& reader, std::span<const text::Line> dump, const Lines& lines, Segments& segments)
      : reader_(reader), dump_(dump), facts_(lines.facts), bodies_(segments.bodies) {}

  std::vector<std::optional<Card>> run() {
    add_last();
    const std::size_t posts = bodies_.size();
    std::vector<std::optional<Card>> cards;
    for (std::size_t gap = 0; gap <= posts; ++gap) cards.push_back(reader_.find(gap_of(gap)));
    const bool lead = leads(cards);
    std::vector<std::optional<Card>> of(posts);
    for (std::size_t post = 0; post < posts; ++post) {
      of[post] = cards[lead ? post : post + 1];
      if (of[post]) cut(*of[post]);
    }
    return of;
  }

 private:
  bool is_prose(std::uint32_t line) const { return (facts_[line].marks & kProseLine) != 0; }
  // The lines of a text without the short ones at its ends.
  LineRange core_of(std::size_t post) const {
    LineRange core = bodies_[post];
    while (core.begin < core.end && !is_prose(core.begin)) ++core.begin;
    if (core.empty()) return bodies_[post];
    while (core.end > core.begin && !is_prose(core.end - 1)) --core.end;
    return core;
  }

  // What stands between two texts; at the ends a few lines, to where other text or a head begins.
  LineRange gap_of(std::size_t gap) const {
    constexpr std::uint32_t kHeads = kAnswersHead | kRepliesHead | kCommentsHead | kRelatedHead;
    if (gap > 0 && gap < bodies_.size()) return {core_of(gap - 1).end, core_of(gap).begin};
    if (gap == 0) {
      const std::uint32_t end = core_of(0).begin, least = end > kMostAround ? end - kMostAround : 0;
      std::uint32_t begin = end;
      while (begin > least && !is_prose(begin - 1) && (facts_[begin - 1].marks & kHeads) == 0) --begin;
      return {begin, end};
    }
    const std::uint32_t begin = core_of(gap - 1).end;
    const std::uint32_t most = std::min(static_cast<std::uint32_t>(dump_.size()), begin + kMostAround);
    std::uint32_t end = begin;
    while (end < most && !is_prose(end) && (facts_[end].marks & kHeads) == 0) ++end;
    return {begin, end};
  }

  // The text behind the last one is a post as well where it has a card as the others have: what else they have around
  // them (votes) need not be there.
  void add_last() {
    const auto size = static_cast<std::uint32_t>(dump_.size());
    const LineRange gap = gap_of(bodies_.size());
    const std::uint32_t begin = gap.end;
    if (begin == size || !is_prose(begin)) return;
    std::uint32_t end = begin;
    while (end < size && is_prose(end)) ++end;
    const bool above = reader_.find(gap_of(0)) && reader_.find(gap);
    const auto below = above ? std::nullopt : reader_.find({end, std::min(size, end + kMostAround)});
    const bool signed_too = below && below->lines.begin == end && reader_.find(gap);
    if (above || signed_too) bodies_.push_back({begin, end});
  }

  bool leads(const std::vector<std::optional<Card>>& cards) const {
    if (cards.front().has_value() != cards.back().has_value()) return cards.front().has_value();
    std::int64_t above = 0, below = 0;  // blank lines there
    for (std::size_t gap = 1; gap < bodies_.size(); ++gap) {
      if (!cards[gap]) continue;
      for (std::uint32_t i = core_of(gap - 1).end; i <= cards[gap]->lines.begin; ++i) above += dump_[i].blank_before;
      for (std::uint32_t i = cards[gap]->lines.end; i <= core_of(gap).begin; ++i) below += dump_[i].blank_before;
    }
    return above >= below;
  }

  // A card that stands in a text is none of it; nor is what stands beyond it.
  void cut(const Card& card) {
    for (LineRange& body : bodies_) {
      if (card.lines.begin >= body.end || card.lines.end <= body.begin) continue;
      bool text_above = false;
      for (std::uint32_t i = body.begin; i < card.lines.begin; ++i) text_above = text_above || is_prose(i);
      LineRange rest = text_above ? LineRange{body.begin, card.lines.begin} : LineRange{card.lines.end, body.end};
      if (!rest.empty()) body = rest;
    }
  }

  const CardReader& reader_;
  std::span<const text::Line> dump_;
  std::span<const LineFacts> facts_;
  std::vector<LineRange>& bodies_;
};

}  // namespace

std::vector<std::optional<Card>> cut_cards(const CardReader& reader, std::span<const text::Line> dump,
                                           const Lines& lines, Segments& segments) {
  auto cards = Cards(reader, dump, lines, segments).run();
  for (std::size_t i = 0; i + 1 < segments.bodies.size(); ++i) {
    segments.longest_run = std::max(segments.longest_run, segments.bodies[i + 1].begin - segments.bodies[i].end);
  }
  return cards;
}

}  // namespace thresh::automatic
