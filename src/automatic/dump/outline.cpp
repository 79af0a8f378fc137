// See outline.h. Each of the best markers is tried; the one whose posts say most of themselves wins.
#include "automatic/dump/outline.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "automatic/dump/segments.h"
#include "automatic/dump/skeleton.h"
#include "automatic/dump/title.h"
#include "base/ascii.h"
#include "normalize/normalize.h"

namespace thresh::automatic {
namespace {

constexpr std::uint32_t kTextOfOpening = 24;  // bytes of running text
constexpr std::uint32_t kNear = 30;           // lines
constexpr double kWithoutTitle = 0.8;         // posts have a title above them

class Outliner {
 public:
  Outliner(std::span<const text::Line> dump, const Lines& lines, extract::TypeReader& types)
      : dump_(dump), lines_(lines), types_(types) {
    text_.reserve(dump.size() + 1);
    text_.push_back(0);
    for (const LineFacts& line : lines.facts) text_.push_back(text_.back() + line.weight);
  }

  std::vector<Outline> run() {
    std::vector<Outline> outlines;
    for (const Marker& marker : markers_of(lines_)) {
      if (auto segments = segments_of(dump_, lines_, marker)) outlines.push_back(outline_by(*segments, marker));
    }
    return outlines;
  }

 private:
  const LineFacts& fact(std::uint32_t line) const { return lines_.facts[line]; }
  bool has(std::uint32_t line, std::uint32_t marks) const { return (fact(line).marks & marks) != 0; }
  std::uint64_t text_in(LineRange range) const { return range.empty() ? 0 : text_[range.end] - text_[range.begin]; }

  Outline outline_by(Segments& segments, const Marker& marker) {
    Outline out;
    cut_question(dump_, lines_, segments);
    DumpParts parts = parts_of(dump_, lines_, segments, types_);
    out.posts = std::move(parts.posts);
    out.end = out.posts.back().body.end;
    const std::uint32_t start = start_of(out.posts.front(), segments);
    out.title = title_above(start);
    find_opening(out, segments, start);
    out.title_is_question = !out.opening && segments.first_line > 0 && out.title && has(*out.title, kQuestionLine);
    find_stated(out, start);
    out.kind = kind_of(out, parts);
    out.evidences = evidences_of(out, parts, segments, marker, start);
    out.confidence = confidence_of(out.evidences);
    out.worth = out.confidence / (1 + out.evidences[static_cast<std::size_t>(DumpEvidence::kStrange)]);
    out.worth *= (1 + found_of_stated(out)) / 2;
    if (!out.title) out.worth *= kWithoutTitle;
    out.frame = std::move(segments.frame);
    return out;
  }

  // Several markers may begin at the same line.
  std::optional<std::uint32_t> title_above(std::uint32_t start) {
    const auto known =
        std::ranges::find(titles_, start, &std::pair<std::uint32_t, std::optional<std::uint32_t>>::first);
    if (known != titles_.end()) return known->second;
    return titles_.emplace_back(start, title_line(dump_, lines_, start)).second;
  }

  // The first line that belongs to the first post.
  std::uint32_t start_of(const DumpPost& post, const Segments& segments) const {
    std::uint32_t start = post.body.begin;
    for (const LinePart* part : {&post.headline, &post.author, &post.date, &post.votes, &post.accepted}) {
      if (part->found() && part->line < start) start = part->line;
    }
    const std::uint32_t least = segments.run(0, static_cast<std::uint32_t>(dump_.size())).begin;
    for (std::uint32_t line = post.body.begin; line-- > least;) {
      const bool in_frame = (fact(line).key != 0 && segments.frame[fact(line).key]) || has(line, kFrameLine);
      if (!in_frame) break;
      start = std::min(start, line);
    }
    return start;
  }

  // The running text between the title and the first post.
  void find_opening(Outline& out, const Segments& segments, std::uint32_t start) const {
    const std::uint32_t from = out.title ? *out.title + 1 : 0;
    const auto is_prose = [&](std::uint32_t i) { return has(i, kProseLine); };
    std::uint32_t begin = from;
    while (begin < start && !is_prose(begin)) ++begin;
    if (begin == start) return;
    const std::uint32_t first = begin;
    const auto in_frame = [&](std::uint32_t i) { return fact(i).key != 0 && segments.frame[fact(i).key]; };
    while (begin > from && !has(begin - 1, kFrameLine) && !in_frame(begin - 1)) --begin;
    std::uint32_t end = first + 1;
    std::uint32_t last = end;
    constexpr std::uint32_t kStops = kAnswersHead | kCommentsHead | kRepliesHead | kRelatedHead | kWriteHead |
                                     kActLine | kAccountLine | kShareLine | kByLine;
    for (; end < start; ++end) {
      if (fact(end).key != 0 && fact(end).key == segments.behind && segments.behind != segments.before) break;
      if (has(end, kStops) && !is_prose(end)) break;
      if (is_prose(end)) last = end + 1;
    }
    // Short lines behind the last sentence belong to it as long as nothing of the page stands there.
    while (last < end && !has(last, kFrameLine) && !in_frame(last) && dump_[last].blank_before == 0) ++last;
    const LineRange body = {begin, last};
    if (text_in(body) < kTextOfOpening || repeats_first(body, out.posts.front())) return;
    DumpPost opening;
    opening.body = body;
    find_by_line(opening, {from, begin});
    find_by_line(opening, {last, first_head({last, start})});
    if (out.title && !opening.date.found() && !opening.author.found()) find_by_line(opening, above_title(*out.title));
    if (!opening.author.found() && opening.date.found()) find_author_at_date(opening, out.posts);
    const bool voted = std::ranges::all_of(out.posts, [](const DumpPost& post) { return post.votes.found(); });
    if (voted && begin > from && has(begin - 1, kNumberLine)) opening.votes = {begin - 1, dump_[begin - 1].text};
    out.opening = opening;
  }

  // "anna May 3, 2021": where posts have their author in such a line, the opening has.
  void find_author_at_date(DumpPost& opening, std::span<const DumpPost> posts) const {
    const std::uint32_t line = opening.date.line;
    const auto is_alike = [&](const DumpPost& post) {
      return post.author.found() && post.author.line == post.date.line && fact(post.author.line).key == fact(line).key;
    };
    if (fact(line).key == 0 || std::ranges::none_of(posts, is_alike)) return;
    if (const std::string_view name = name_in(dump_[line].text, fact(line).marks); !name.empty()) {
      opening.author = {line, name};
    }
  }

  // Who asked, and when, may stand above the title; a date tells that they do.
  LineRange above_title(std::uint32_t title) const {
    constexpr std::uint32_t kMost = 3;
    std::uint32_t begin = title;
    while (begin > 0 && title - begin < kMost && !has(begin - 1, kChromeLine | kProseLine)) --begin;
    bool dated = false;
    for (std::uint32_t i = begin; i < title; ++i) dated = dated || has(i, kDateLine);
    return {dated ? begin : title, title};
  }

  // A page may say the first post twice, once above the title.
  bool repeats_first(LineRange body, const DumpPost& post) const {
    return dump_[body.begin].text == dump_[post.body.begin].text;
  }

  // Whether a line says a date where there is none yet, or one that says the day where the other counts from now.
  bool is_better_date(const LinePart& known, std::uint32_t line) const {
    const auto date = normalize::date(date_in(dump_[line].text));
    if (!date) return false;
    if (!known.found()) return true;
    const auto before = normalize::date(known.words);
    return before && before->iso.empty() && !date->iso.empty();
  }

  // "Anna", "Anna, Leeds".
  void name_author(DumpPost& post, std::uint32_t line) const {
    const std::string_view name = name_in(dump_[line].text, fact(line).marks);
    const std::size_t comma = name.find(", ");
    const std::string_view place = comma == std::string_view::npos ? "" : name.substr(comma + 2);
    const bool placed = !place.empty() && place.find(',') == std::string_view::npos &&
                        types_.fit(record::Type::kPlace, place) != normalize::Fit::kNo &&
                        types_.fit(record::Type::kPerson, name) == normalize::Fit::kNo;
    post.author = {line, placed ? name.substr(0, comma) : name};
    if (placed) post.practice.location = {line, place};
  }

  // Who wrote what stands apart, and when: by "by", or by the name above or below a date.
  void find_by_line(DumpPost& post, LineRange range) const {
    for (std::uint32_t i = range.begin; i < range.end; ++i) {
      if (has(i, kProseLine | kEditedLine)) continue;
      if (has(i, kDateLine) && !has(i, kProfileLine) && is_better_date(post.date, i)) {
        post.date = {i, date_in(dump_[i].text)};
        for (const std::uint32_t beside : {i + 1, i - 1}) {
          const bool inside = beside < range.end && beside >= range.begin;
          if (!post.author.found() && inside && has(beside, kNameLine)) {
            name_author(post, beside);
          }
        }
      }
      if (!post.author.found() && has(i, kByLine | kSaidLine)) {
        if (const std::string_view name = name_in(dump_[i].text, fact(i).marks); !name.empty()) post.author = {i, name};
      }
      if (!post.author.found() && types_.fit(record::Type::kPerson, dump_[i].text) == normalize::Fit::kSure)
        post.author = {i, dump_[i].text};
    }
  }

  // What the page says of how many there are: the count that is nearest above the posts.
  void find_stated(Outline& out, std::uint32_t start) const {
    constexpr std::uint32_t kFar = 30;
    for (std::uint32_t i = out.posts.front().body.begin; i-- > (start > kFar ? start - kFar : 0);) {
      if (!has(i, kAnswersHead | kCommentsHead)) continue;
      const std::string_view line = dump_[i].text;
      const auto* const digit = std::ranges::find_if(line, base::is_ascii_digit);
      if (digit == line.end()) continue;
      std::size_t from = static_cast<std::size_t>(digit - line.begin()), to = from;
      while (to < line.size() && (base::is_ascii_digit(line[to]) || line[to] == ',' || line[to] == '.')) ++to;
      out.stated = {i, line.substr(from, to - from)};
      return;
    }
  }

  // The first line that heads answers, replies or comments; what stands behind it is theirs. The end where none does.
  std::uint32_t first_head(LineRange range) const {
    std::uint32_t line = range.begin;
    while (line < range.end && !has(line, kAnswersHead | kRepliesHead | kCommentsHead)) ++line;
    return line;
  }

  bool has_head(LineRange range, std::uint32_t marks) const {
    for (std::uint32_t i = range.begin; i < range.end; ++i) {
      if (has(i, marks)) return true;
    }
    return false;
  }

  Outline::Kind kind_of(const Outline& out, const DumpParts& parts) const {
    const LineRange above = {out.opening ? out.opening->body.end : 0, out.posts.front().body.begin};
    const bool accepted = std::ranges::any_of(out.posts, [](const DumpPost& post) { return post.accepted.found(); });
    const bool asked = out.title && has(*out.title, kQuestionLine);
    const bool answers = has_head(above, kAnswersHead);
    const int signs = (answers ? 2 : 0) + (accepted ? 1 : 0) + (asked ? 1 : 0) + (parts.votes > 0.5 ? 1 : 0);
    if (signs >= 2) return Outline::Kind::kQa;
    if (!out.opening) return Outline::Kind::kThread;
    std::uint64_t longest = 0;
    for (const DumpPost& post : out.posts) longest = std::max(longest, text_in(post.body));
    const bool comments = has_head(above, kCommentsHead);
    if (comments && text_in(out.opening->body) > 2 * longest) return Outline::Kind::kComments;
    return Outline::Kind::kThread;
  }

  DumpEvidences evidences_of(const Outline& out, const DumpParts& parts, const Segments& segments, const Marker& marker,
                             std::uint32_t start) const {
    DumpEvidences all{};
    const auto set = [&](DumpEvidence which, double value) { all[static_cast<std::size_t>(which)] = value; };
    const double count = static_cast<double>(out.posts.size());
    set(DumpEvidence::kAuthors, parts.authors);
    set(DumpEvidence::kDates, parts.dates);
    set(DumpEvidence::kVotes, parts.votes);
    set(DumpEvidence::kSorted, parts.sorted);
    set(DumpEvidence::kFramed, segments.behind != segments.before ? 1 : 0);
    set(DumpEvidence::kCount, std::log(count));
    set(DumpEvidence::kStated, stated_of(out, count));
    set(DumpEvidence::kTold,
        (fact(marker.lines.front()).marks & (kDateLine | kByLine | kSaidLine | kOrdinalLine)) != 0);
    set(DumpEvidence::kAsked, out.title && has(*out.title, kQuestionLine) ? 1 : 0);
    set(DumpEvidence::kOpening, out.opening ? 1 : 0);

    std::unordered_set<std::string_view> authors;
    double full = 0, returning = 0, named = 0, times = 0, dated = 0;
    for (const DumpPost& post : out.posts) {
      full += post.author.found() && post.date.found() ? 1 : 0;
      dated += post.date.found() ? 1 : 0;
      times += post.date.found() && post.date.words.find(':') != std::string_view::npos ? 1 : 0;
      if (!post.author.found()) continue;
      ++named;
      returning += authors.insert(post.author.words).second ? 0 : 1;
    }
    set(DumpEvidence::kFull, full / count);
    set(DumpEvidence::kReturning, returning / count);
    set(DumpEvidence::kDifferent, named > 0 ? static_cast<double>(authors.size()) / named : 0);
    set(DumpEvidence::kTimes, dated > 0 ? times / dated : 0);

    std::uint64_t held = 0;
    double strange = 0, labels = 0, lines = 0;
    for (const DumpPost& post : out.posts) {
      held += text_in(post.body);
      lines += post.body.size();
      for (std::uint32_t i = post.body.begin; i < post.body.end; ++i) {
        if (has(i, kProseLine)) continue;
        ++labels;
        const bool tells = has(i, kDateLine | kByLine | kOrdinalLine) && fact(i).key != 0;
        strange += tells && lines_.repeats[fact(i).key] >= out.posts.size() ? 1 : 0;
      }
    }
    set(DumpEvidence::kStrange, std::min(3.0, strange / count));
    set(DumpEvidence::kLabels, lines > 0 ? labels / lines : 0);
    set(DumpEvidence::kLength, std::log(1 + static_cast<double>(held) / count));
    const std::uint64_t opening = out.opening ? text_in(out.opening->body) : 0;
    const LineRange reach = {out.opening ? out.opening->body.begin : out.posts.front().body.begin, out.end};
    const auto part = [](std::uint64_t some, std::uint64_t whole) {
      return whole > 0 ? static_cast<double>(some) / static_cast<double>(whole) : 0;
    };
    set(DumpEvidence::kShare, part(held + opening, text_.back()));
    set(DumpEvidence::kPure, part(held + opening, text_in(reach)));

    bool acts = false, profiles = false;
    const LineRange run = segments.run(1, static_cast<std::uint32_t>(dump_.size()));
    for (std::uint32_t i = run.begin; i < run.end; ++i) {
      acts = acts || has(i, kActLine);
      profiles = profiles || has(i, kProfileLine);
    }
    set(DumpEvidence::kActs, acts ? 1 : 0);
    set(DumpEvidence::kProfiles, profiles ? 1 : 0);
    const std::uint32_t near = start > kNear ? start - kNear : 0;
    const LineRange above = {near, out.posts.front().body.begin};
    const LineRange below = {out.end, std::min(static_cast<std::uint32_t>(dump_.size()), out.end + kNear)};
    const bool talk = has_head(above, kAnswersHead | kRepliesHead) || has_head(below, kWriteHead);
    set(DumpEvidence::kTalk, talk ? 1 : 0);
    return all;
  }

  // Share of the posts that the page states which there are.
  static double found_of_stated(const Outline& out) {
    const auto number = out.stated.found() ? normalize::count(out.stated.words) : std::nullopt;
    const double stated = number ? static_cast<double>(number->value) : 0;
    return stated > 0 ? std::min(1.0, static_cast<double>(out.posts.size()) / stated) : 1;
  }

  static double stated_of(const Outline& out, double count) {
    if (!out.stated.found()) return 0;
    const auto number = normalize::count(out.stated.words);
    const double said = number ? static_cast<double>(number->value) : 0;
    return said == count || said + 1 == count ? 1 : said >= count ? 0.5 : 0;
  }

  std::span<const text::Line> dump_;
  const Lines& lines_;
  extract::TypeReader& types_;
  std::vector<std::uint64_t> text_;                                             // running text before each line
  std::vector<std::pair<std::uint32_t, std::optional<std::uint32_t>>> titles_;  // by the line that they stand above
};

}  // namespace

std::vector<Outline> outlines_of(std::span<const text::Line> dump, const Lines& lines, extract::TypeReader& types) {
  return Outliner(dump, lines, types).run();
}

std::optional<Outline> outline_of(std::span<const text::Line> dump, const Lines& lines, extract::TypeReader& types) {
  std::optional<Outline> best;
  for (Outline& outline : outlines_of(dump, lines, types)) {
    if (!best || outline.worth > best->worth) best = std::move(outline);
  }
  return best;
}

}  // namespace thresh::automatic
