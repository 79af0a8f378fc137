// See parts.h.
#include "automatic/dump/parts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "automatic/dump/words.h"
#include "automatic/thread/dates.h"
#include "automatic/thread/loose_names.h"
#include "automatic/thread/vote_line.h"
#include "base/ascii.h"
#include "normalize/normalize.h"
#include "text/unicode.h"

namespace thresh::automatic {
namespace {

constexpr std::size_t kLongestHeadline = 160;  // bytes
constexpr double kLeastShare = 0.3;            // of the posts that a place must give a part to

// One place where a part may stand, with what it gives to each run.
struct Proposal {
  std::vector<std::pair<std::uint32_t, LinePart>> found;  // by run, the first of each
  double quality = 0;
  bool follows = false;  // where nothing tells otherwise, it belongs to the text above: votes in words, or at buttons
  void add(std::uint32_t run, const LinePart& part, double how_good) {
    if (!found.empty() && found.back().first == run) return;
    found.emplace_back(run, part);
    quality = std::max(quality, how_good);
  }
};
using Proposals = std::unordered_map<std::uint64_t, Proposal>;

std::uint64_t place_of(std::uint32_t key, std::uint32_t how) { return (std::uint64_t{key} << 8) | how; }

std::string_view between(std::string_view line, const Token& first, const Token& last) {
  const bool initial = last.end - last.begin == 1 && last.end < line.size() && line[last.end] == '.';  // "Lola M."
  return text::trim(line.substr(first.begin, last.end - first.begin + (initial ? 1 : 0)));
}

// Without words such as "Member" at its ends.
std::string_view without_labels(std::string_view line, const Tokens& tokens) {
  std::size_t begin = 0, end = 1;
  const auto apart = [&](char sign) { return sign == '|' || sign == '@' || sign == '*' || sign == '('; };
  while (end < tokens.size() && !apart(tokens[end].before)) ++end;
  const auto is_label = [&](std::size_t i) { return (tokens[i].kinds & (kProfileWord | kByWord)) != 0; };
  while (begin + 1 < end && is_label(begin) && tokens[begin].kinds != 0) ++begin;
  while (end > begin + 1 && is_label(end - 1)) --end;
  if (begin == 0 && end == tokens.size()) return line;
  return between(line, tokens[begin], tokens[end - 1]);
}

// The words of a line that count votes; all of it where nobody can tell.
std::string_view votes_of(std::string_view line) {
  const auto words = votes_in(line, false);
  const std::size_t at = words ? line.find(*words) : std::string_view::npos;
  return at == std::string_view::npos ? line : line.substr(at, words->size());
}

class PartFinder {
 public:
  PartFinder(std::span<const text::Line> dump, const Lines& lines, const Segments& segments, extract::TypeReader& types)
      : dump_(dump),
        lines_(lines),
        facts_(lines.facts),
        segments_(segments),
        types_(types),
        reader_(dump, lines, types) {}

  DumpParts run() {
    const auto cards = cut_cards(reader_, dump_, lines_, segments_);
    for (const LineRange& body : segments_.bodies) out_.posts.emplace_back().body = body;
    find_headlines();
    const auto runs = static_cast<std::uint32_t>(out_.posts.size() + 1);
    for (std::uint32_t i = 0; i < runs; ++i) propose(i);
    choose(dates_, &DumpPost::date, true);
    choose(authors_, &DumpPost::author, false);
    choose(votes_, &DumpPost::votes, false);
    use_cards(cards);
    find_signatures();
    sum_up();
    return std::move(out_);
  }

 private:
  const LineFacts& fact(std::uint32_t line) const { return facts_[line]; }
  std::string_view text(std::uint32_t line) const { return dump_[line].text; }
  bool has(std::uint32_t line, std::uint32_t marks) const { return (fact(line).marks & marks) != 0; }
  bool is_frame(std::uint32_t line) const {
    return (fact(line).key != 0 && segments_.frame[fact(line).key] && !has(line, kNameLine)) || has(line, kFrameLine);
  }

  void propose(std::uint32_t run) {
    const LineRange range = segments_.run(run, static_cast<std::uint32_t>(dump_.size()));
    for (std::uint32_t line = range.begin; line < range.end; ++line) {
      if (has(line, kProseLine | kEditedLine)) continue;
      if (has(line, kDateLine) && !has(line, kProfileLine)) propose_date(run, line);
      if (has(line, kByLine | kSaidLine | kDateLine)) propose_inside(run, line);
      if (has(line, kNameLine)) propose_beside(run, line, range);
      if (has(line, kTemplateLine | kVoteLine | kNumberLine)) propose_votes(run, line, range);
      if (has(line, kAcceptedLine) && run < out_.posts.size()) out_.posts[run].accepted = {line, text(line)};
    }
  }

  void propose_date(std::uint32_t run, std::uint32_t line) {
    const std::string_view words = date_in(text(line));
    if (words.empty()) return;
    dates_[place_of(fact(line).key, 0)].add(run, {line, words}, has(line, kOnlyDate) ? 1.0 : 0.9);
  }

  void propose_inside(std::uint32_t run, std::uint32_t line) {
    const std::string_view name = name_in(text(line), fact(line).marks);
    if (name.empty() || tells_of_person(name) || is_subject(text(line))) return;
    authors_[place_of(fact(line).key, 1)].add(run, {line, name}, has(line, kByLine | kSaidLine) ? 1.0 : 0.8);
  }

  // Whether words say what somebody does, perhaps with where ("Plastic Surgeon, Miami, FL"), or nothing in letters: who
  // that is stands beside.
  bool tells_of_person(std::string_view words) {
    if (!has_letter(words)) return true;
    if (types_.fit(record::Type::kPerson, words) == normalize::Fit::kSure) return false;
    const std::string_view first = text::trim(words.substr(0, words.find(',')));
    return types_.fit(record::Type::kSpecialty, first) == normalize::Fit::kSure || types_.read_pair(words).has_value();
  }

  // "Re: The pump is worn": what a reply is about.
  static bool is_subject(std::string_view line) {
    constexpr std::string_view kReplies[] = {"re:", "re :", "aw:", "sv:", "odp:"};
    const auto begins = [&](std::string_view word) {
      return line.size() > word.size() && std::ranges::equal(line.substr(0, word.size()), word, {}, base::ascii_lower);
    };
    return std::ranges::any_of(kReplies, begins);
  }

  // How well a line of the skeleton goes with a name beside it.
  double company(std::uint32_t line) const {
    if (has(line, kDateLine | kSaidLine | kProfileLine | kOrdinalLine)) return 0.95;
    return has(line, kChromeLine) ? 0.6 : 0.7;
  }

  void propose_beside(std::uint32_t run, std::uint32_t line, LineRange range) {
    constexpr std::uint32_t kFar = 3;
    const std::string_view name = name_in(text(line), fact(line).marks);
    if (name.empty() || tells_of_person(name) || tells_of_person(text(line)) || is_subject(text(line))) return;
    const bool listed = name.find(',') != std::string_view::npos;  // "Baking, bread"
    if (listed && types_.fit(record::Type::kPerson, name) == normalize::Fit::kNo) return;
    const double letters = text::length(name) > 1 ? 1.0 : 0.1;
    for (std::uint32_t away = 1; away <= kFar && line + away < range.end; ++away) {
      if (!is_frame(line + away)) continue;
      const double near = away == 1 ? 1.0 : 0.9;
      authors_[place_of(fact(line + away).key, 2 + away)].add(run, {line, name}, letters * near * company(line + away));
      break;
    }
    for (std::uint32_t away = 1; away <= kFar && line >= range.begin + away; ++away) {
      if (!is_frame(line - away)) continue;
      const double near = away == 1 ? 0.97 : 0.87;
      authors_[place_of(fact(line - away).key, 8 + away)].add(run, {line, name}, letters * near * company(line - away));
      break;
    }
    if (line + 1 == range.end) authors_[place_of(0, 20)].add(run, {line, name}, letters * 0.6);
    if (line == range.begin) authors_[place_of(0, 21)].add(run, {line, name}, letters * 0.6);
  }

  // A number is a count of votes where it stands at the text, beside buttons, or beside a word for it.
  void propose_votes(std::uint32_t run, std::uint32_t line, LineRange range) {
    const LinePart part = {line, votes_of(text(line))};
    const auto beside = [&](std::uint32_t marks) {
      return (line > range.begin && has(line - 1, marks)) || (line + 1 < range.end && has(line + 1, marks));
    };
    if (has(line, kTemplateLine)) return votes_[place_of(fact(line).key, 0)].add(run, part, 1.0);
    if (has(line, kVoteLine)) {
      Proposal& place = votes_[place_of(fact(line).key, 0)];
      place.follows = true;
      return place.add(run, part, 0.95);
    }
    if (beside(kProfileLine)) return;
    if (line + 1 == range.end) return votes_[place_of(fact(line).key, 1)].add(run, part, 0.8);
    if (beside(kActLine)) {
      Proposal& place = votes_[place_of(fact(line).key, 2)];
      place.follows = true;
      place.add(run, part, 0.7);
    }
  }

  // Whether a place leads the text: it is in the run before the first and not in the one behind the last.
  bool leads(const Proposal& place, bool votes) const {
    const auto runs = static_cast<std::uint32_t>(out_.posts.size());
    const bool first = place.found.front().first == 0, last = place.found.back().first == runs;
    if (first != last) return first;
    constexpr double kClear = 1.5;  // lines
    const double above = deviation(place, true), below = deviation(place, false);
    if (std::abs(above - below) > kClear) return below < above;
    return votes && place.follows ? false : segments_.parts_lead;
  }

  // How much its distance from the text above (or below) differs from run to run; comments between two texts stand
  // behind what belongs to the one above.
  double deviation(const Proposal& place, bool from_above) const {
    const auto distance = [&](const std::pair<std::uint32_t, LinePart>& found) {
      const LineRange range = segments_.run(found.first, static_cast<std::uint32_t>(dump_.size()));
      return static_cast<double>(from_above ? found.second.line - range.begin : range.end - found.second.line);
    };
    double sum = 0, count = 0;
    const auto inner = [&](const auto& found) { return found.first > 0 && found.first < out_.posts.size(); };
    for (const auto& found : place.found) {
      if (inner(found)) sum += distance(found), ++count;
    }
    double off = 0;
    for (const auto& found : place.found) {
      if (inner(found)) off += std::abs(distance(found) - sum / count);
    }
    return count > 0 ? off / count : 0;
  }

  double worth(const Proposal& place, bool dates) const {
    const auto posts = static_cast<double>(out_.posts.size());
    const double share = std::min(1.0, static_cast<double>(place.found.size()) / posts);
    std::unordered_set<std::string_view> different;
    std::size_t ordered = 0;
    std::string before;
    for (const auto& [run, part] : place.found) {
      different.insert(part.words);
      if (!dates) continue;
      const auto date = normalize::date(part.words);
      if (date && date->iso >= before) ++ordered;
      if (date) before = date->iso;
    }
    double worth = share * place.quality;
    if (place.found.size() > 2 && different.size() == 1 && !dates) worth *= 0.2;
    if (dates) worth *= 0.7 + 0.3 * static_cast<double>(ordered) / static_cast<double>(place.found.size());
    return worth;
  }

  // Gives the parts of the best place to the posts, then those of the next best to who has none.
  void choose(const Proposals& proposals, LinePart DumpPost::* part, bool dates) {
    struct Ranked {
      double worth;
      std::uint64_t place;
      const Proposal* proposal;
    };
    std::vector<Ranked> ranked;
    for (const auto& [place, proposal] : proposals) {
      const double worth_of_it = worth(proposal, dates);
      const double share = static_cast<double>(proposal.found.size()) / static_cast<double>(out_.posts.size());
      if (share >= kLeastShare) ranked.push_back({worth_of_it, place, &proposal});
    }
    std::ranges::sort(ranked, [](const Ranked& a, const Ranked& b) {
      return a.worth != b.worth ? a.worth > b.worth : a.place < b.place;
    });
    if (ranked.empty()) return;
    const bool votes = part == &DumpPost::votes;
    const bool lead = leads(*ranked.front().proposal, votes);
    constexpr std::size_t kRounds = 2;
    for (std::size_t round = 0; round < std::min(kRounds, ranked.size()); ++round) {
      if (leads(*ranked[round].proposal, votes) != lead) continue;
      for (const auto& [run, found] : ranked[round].proposal->found) {
        const std::uint32_t post = lead ? run : run - 1;
        if ((lead ? run : run - 1) >= out_.posts.size()) continue;  // run 0 has none above it
        LinePart& place = out_.posts[post].*part;
        if (!place.found()) place = found;
      }
    }
  }

  // A short line that stands alone before the marker of most posts is the headline of each; it ended up at the end of
  // the text above.
  void find_headlines() {
    if (segments_.before != segments_.behind || !segments_.leading) return;
    std::size_t there = 0, sentences = 0;
    std::array<std::size_t, 4> gaps{};
    const auto above = [&](std::size_t i) { return out_.posts[i].body.begin - 2; };  // the line above the marker
    for (std::size_t i = 0; i < out_.posts.size(); ++i) {
      if (out_.posts[i].body.begin < 2) return;
      ++gaps[std::min(dump_[above(i) + 1].blank_before, 3u)];
    }
    const auto usual = static_cast<std::uint32_t>(std::ranges::max_element(gaps) - gaps.begin());
    const auto stands = [&](std::size_t i) {
      const text::Line& line = dump_[above(i)];
      return std::min(dump_[above(i) + 1].blank_before, 3u) == usual && usual > 0 && line.blank_before > 0 &&
             line.text.size() <= kLongestHeadline && (i == 0 || above(i) > out_.posts[i - 1].body.begin);
    };
    for (std::size_t i = 0; i < out_.posts.size(); ++i) {
      if (!stands(i)) continue;
      ++there;
      const std::uint32_t marks = fact(above(i)).marks;
      sentences += (marks & kSentenceEnd) != 0 && (marks & kQuestionLine) == 0 ? 1 : 0;
    }
    if (2 * there < out_.posts.size() || 10 * sentences > 3 * there) return;
    for (std::size_t i = 0; i < out_.posts.size(); ++i) {
      if (!stands(i)) continue;
      out_.posts[i].headline = {above(i), text(above(i))};
      if (i > 0) out_.posts[i - 1].body.end = above(i);
    }
  }

  // A card says who its post's author is. A line of one names nobody else.
  void use_cards(const std::vector<std::optional<Card>>& cards) {
    for (std::size_t i = 0; i < cards.size(); ++i) {
      if (!cards[i]) continue;
      for (DumpPost& post : out_.posts) {
        const std::uint32_t line = post.author.line;
        if (line >= cards[i]->lines.begin && line < cards[i]->lines.end) post.author = {};
      }
    }
    for (std::size_t i = 0; i < cards.size(); ++i) {
      if (!cards[i]) continue;
      out_.posts[i].author = cards[i]->author;
      out_.posts[i].practice = cards[i]->practice;
      out_.posts[i].rating = cards[i]->rating;
    }
  }

  // Who signs below a text: a name with letters behind it, what someone practises and where, a rating of him.
  void find_signatures() {
    constexpr int kMost = 4;
    for (DumpPost& post : out_.posts) {
      for (int i = 0; i < kMost && post.body.size() > 1; ++i) {
        const std::uint32_t line = post.body.end - 1;
        const std::string_view words = text(line);
        if (words.size() > kLongestMarked || has(line, kSentenceEnd | kQuestionLine)) break;
        if (has(line, kVoteLine | kTemplateLine) && !has(line, kProseLine)) {
          if (!post.votes.found()) post.votes = {line, words};
        } else if (has(line, kActLine | kShareLine) && !has(line, kProseLine)) {
          // it only ends the text
        } else if (!post.rating.found() && has(line, kRatingLine) && normalize::rating(words)) {
          post.rating = {line, words};
        } else if (!post.author.found() && types_.fit(record::Type::kPerson, words) == normalize::Fit::kSure) {
          post.author = {line, words};
        } else if (const auto practice = reader_.practice_of(line);
                   practice && !post.practice.specialty.found() && !post.author.found()) {
          post.practice = *practice;
        } else {
          break;
        }
        --post.body.end;
      }
    }
  }

  void sum_up() {
    const auto posts = static_cast<double>(out_.posts.size());
    std::string before;
    for (const DumpPost& post : out_.posts) {
      out_.authors += (post.author.found() || post.practice.specialty.found()) ? 1 / posts : 0;
      out_.votes += post.votes.found() ? 1 / posts : 0;
      if (!post.date.found()) continue;
      out_.dates += 1 / posts;
      const auto date = normalize::date(post.date.words);
      if (date && date->iso >= before) out_.sorted += 1 / posts;
      if (date) before = date->iso;
    }
  }

  std::span<const text::Line> dump_;
  const Lines& lines_;
  std::span<const LineFacts> facts_;
  Segments segments_;  // without the cards that stood in texts
  extract::TypeReader& types_;
  const CardReader reader_;
  Proposals authors_, dates_, votes_;
  DumpParts out_;
};

}  // namespace

DumpParts parts_of(std::span<const text::Line> dump, const Lines& lines, const Segments& segments,
                   extract::TypeReader& types) {
  return PartFinder(dump, lines, segments, types).run();
}

std::string_view without_link_number(std::string_view line) {
  if (!line.starts_with('[')) return line;
  const std::size_t end = line.find_first_not_of("0123456789", 1);
  const bool numbered = end != std::string_view::npos && end > 1 && line[end] == ']' && end + 1 < line.size();
  return numbered ? line.substr(end + 1) : line;
}

std::string_view name_in(std::string_view line, std::uint32_t marks) {
  line = without_link_number(line);
  Tokens tokens;
  if (line.size() > kLongestMarked || !tokens.read(line) || tokens.size() == 0) return {};
  tokens.look_up();
  const auto plain = [&](std::size_t i) {
    constexpr std::uint32_t kNever =
        kByWord | kSaidWord | kProfileWord | kActWord | kVotesWord | kAcceptedWord | kTimeWord;
    return !tokens[i].date && tokens[i].kind == Token::kWord && (tokens[i].kinds & kNever) == 0;
  };
  const auto stretch = [&](std::size_t from) -> std::string_view {
    std::size_t end = from;
    const auto apart = [&](std::size_t i) { return i > from && (tokens[i].before == '(' || tokens[i].before == '['); };
    while (end < tokens.size() && plain(end) && !apart(end)) ++end;
    return end == from || end - from > 5 ? std::string_view() : between(line, tokens[from], tokens[end - 1]);
  };
  if ((marks & kByLine) != 0) {
    std::size_t at = tokens[0].words;
    return at < tokens.size() ? stretch(std::max<std::size_t>(at, 1)) : std::string_view();
  }
  if ((marks & (kSaidLine | kDateLine)) != 0) {
    const std::string_view first = stretch(0);
    if (!first.empty() || (marks & kSaidLine) != 0) return first;
    std::size_t at = 0;
    while (at < tokens.size() && !plain(at)) ++at;
    return at < tokens.size() ? stretch(at) : std::string_view();
  }
  return without_labels(line, tokens);
}

std::string_view date_in(std::string_view line) {
  Tokens tokens;
  if (line.size() > kLongestMarked || !tokens.read(line)) return {};
  tokens.look_up();
  std::size_t first = tokens.size(), last = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!tokens[i].date) continue;
    first = std::min(first, i);
    last = i;
    if (i + 1 < tokens.size() && !tokens[i + 1].date) break;
  }
  if (first < tokens.size()) {
    // What follows a date may look like a part of it: the number of the post, a word such as "at".
    constexpr std::size_t kMostCut = 3;
    for (std::size_t cut = 0; cut <= std::min(kMostCut, last - first); ++cut) {
      const std::string_view words = between(line, tokens[first], tokens[last - cut]);
      if (normalize::date(words)) return words;
    }
  }
  const auto words = date_words(line);
  return words ? *words : std::string_view();
}

}  // namespace thresh::automatic
