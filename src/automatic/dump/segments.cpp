// See segments.h.
#include "automatic/dump/segments.h"

#include <algorithm>
#include <unordered_map>

namespace thresh::automatic {
namespace {

constexpr double kFrameShare = 0.4;  // of the pieces that a key of the frame is in
constexpr double kNameShare = 0.8;   // of the texts that begin or end with a name
constexpr std::uint32_t kNone = UINT32_MAX;

class Cutter {
 public:
  Cutter(std::span<const text::Line> dump, const Lines& lines, const Marker& marker)
      : dump_(dump), lines_(lines), facts_(lines.facts), marker_(marker.key), at_(marker.lines) {}

  std::optional<Segments> run() {
    find_frame();
    find_edges();
    out_.before = before_;
    out_.behind = behind_;
    for (std::size_t i = 0; i + 1 < at_.size(); ++i) add(piece(i));
    const LineRange first = outer_first(), last = outer_last();
    const bool is_first = first_prose(first) != kNone,
               is_last = first_prose(last) != kNone || (has_text(last) && ends_like_others(last));
    out_.leading = is_last && !(is_first && trails());
    constexpr std::uint32_t kTells = kDateLine | kByLine | kSaidLine | kAskedLine;
    out_.parts_lead = out_.leading || (fact(at_.front()).marks & kTells) == 0;  // buttons stand below a text
    if (is_last && (out_.leading || behind_ != marker_ || before_ != marker_)) add(last);
    if (is_first && !out_.leading) out_.bodies.insert(out_.bodies.begin(), first);
    strip_names();
    if (out_.bodies.size() < 2) return std::nullopt;
    for (std::size_t i = 0; i + 1 < out_.bodies.size(); ++i) {
      out_.longest_run = std::max(out_.longest_run, out_.bodies[i + 1].begin - out_.bodies[i].end);
    }
    return std::move(out_);
  }

 private:
  const LineFacts& fact(std::uint32_t i) const { return facts_[i]; }
  bool is_prose(std::uint32_t i) const {
    return (fact(i).marks & kProseLine) != 0 && (fact(i).key == 0 || !out_.frame[fact(i).key]);
  }
  bool is_frame(std::uint32_t i) const {
    return (fact(i).key != 0 && out_.frame[fact(i).key]) || ((fact(i).marks & kFrameLine) != 0 && !is_prose(i));
  }
  LineRange between(std::size_t i) const { return {at_[i] + 1, at_[i + 1]}; }

  bool has_text(LineRange range) const {
    for (std::uint32_t i = range.begin; i < range.end; ++i) {
      if (fact(i).weight > 0) return true;
    }
    return false;
  }
  // Whether what stands behind all other texts stands behind this one.
  bool ends_like_others(LineRange text) const {
    return behind_ != marker_ && text.end < dump_.size() && fact(text.end).key == behind_;
  }
  // A short line that stands alone: a title.
  bool stands_alone(std::uint32_t i) const {
    const std::string_view words = dump_[i].text;
    return !is_prose(i) && dump_[i].blank_after > 0 &&
           std::string_view(",.!:;").find(words.back()) == std::string_view::npos;
  }
  void add(LineRange body) {
    if (has_text(body)) out_.bodies.push_back(body);
  }

  // Keys that are in many of the pieces.
  void find_frame() {
    out_.frame.assign(lines_.repeats.size(), false);
    std::unordered_map<std::uint32_t, std::pair<std::uint32_t, std::uint32_t>> seen;  // pieces, and the last of them
    for (std::uint32_t i = 0; i + 1 < at_.size(); ++i) {
      for (std::uint32_t line = at_[i]; line < at_[i + 1]; ++line) {
        const std::uint32_t key = fact(line).key;
        if (key == 0 || lines_.repeats[key] < 2) continue;
        auto& [pieces, last] = seen[key];
        if (last == i + 1) continue;
        last = i + 1;
        ++pieces;
      }
    }
    const double pieces = static_cast<double>(at_.size() - 1);
    for (const auto& [key, in] : seen) {
      out_.frame[key] = in.first >= std::max(1.0, kFrameShare * pieces) && lines_.repeats[key] >= 2;
    }
    out_.frame[marker_] = true;
  }

  std::uint32_t first_prose(LineRange range) const {
    for (std::uint32_t i = range.begin; i < range.end; ++i) {
      if (is_prose(i)) return i;
    }
    return kNone;
  }

  // A stretch without a line of the frame.
  struct Block {
    LineRange lines;
    std::uint64_t weight = 0;
    bool prose = false;
    std::uint32_t above = 0, below = 0;  // keys of the lines of the frame around it
  };

  bool in_frame(std::uint32_t i) const { return fact(i).key != 0 && out_.frame[fact(i).key]; }

  // Calls `use` for each block of a piece.
  template <class Use>
  void for_each_block(LineRange piece, Use use) const {
    Block block{.lines = {piece.begin, piece.begin}, .above = marker_};
    for (std::uint32_t i = piece.begin; i <= piece.end; ++i) {
      if (i < piece.end && !in_frame(i)) {
        block.weight += fact(i).weight;
        block.prose = block.prose || is_prose(i);
        continue;
      }
      block.lines.end = i;
      block.below = i == piece.end ? marker_ : fact(i).key;
      if (!block.lines.empty()) use(block);
      block = {.lines = {i + 1, i + 1}, .above = block.below};
    }
  }

  // The keys that most texts have before and behind them: each piece votes with its longest text.
  void find_edges() {
    std::unordered_map<std::uint32_t, std::size_t> above, below;
    for (std::size_t i = 0; i + 1 < at_.size(); ++i) {
      Block heaviest;
      for_each_block(between(i), [&](const Block& block) {
        if (block.prose && block.weight > heaviest.weight) heaviest = block;
      });
      if (heaviest.weight == 0) continue;
      ++above[heaviest.above];
      ++below[heaviest.below];
    }
    before_ = most_of(above, marker_);
    behind_ = most_of(below, marker_);
  }

  static std::uint32_t most_of(const std::unordered_map<std::uint32_t, std::size_t>& votes, std::uint32_t otherwise) {
    std::size_t most = 0;
    for (const auto& [key, count] : votes) {
      if (count > most || (count == most && key < otherwise)) most = count, otherwise = key;
    }
    return otherwise;
  }

  // The text of a piece: the block between the two keys, else the longest one, out to where they stand.
  LineRange text_of(LineRange piece) const {
    Block best;
    int best_rank = 0;
    for_each_block(piece, [&](const Block& block) {
      const bool above = block.above == before_, below = block.below == behind_;
      const int rank = block.weight == 0 ? 0 : above && below ? 4 : block.prose ? 3 : above || below ? 2 : 1;
      if (rank > best_rank || (rank == best_rank && block.weight > best.weight)) best = block, best_rank = rank;
    });
    if (best_rank == 0) return {};
    LineRange text = best.lines;
    if (best.above == before_) text.begin = first_begin(text.begin, piece.begin);
    if (best.above != before_) {
      std::uint32_t begin = text.begin;
      while (begin > piece.begin && fact(begin - 1).key != before_) --begin;
      if (begin > piece.begin || before_ == marker_) text.begin = begin;
    }
    if (best.below != behind_) {
      std::uint32_t end = text.end;
      while (end < piece.end && fact(end).key != behind_) ++end;
      if (end < piece.end || behind_ == marker_) text.end = end;
    }
    return text;
  }

  // A line that looks like the one before a text may be in it (a number): as long as nothing else of the frame stands
  // between two such lines, the upper one begins the text.
  std::uint32_t first_begin(std::uint32_t begin, std::uint32_t least) const {
    for (;;) {
      if (begin < least + 2) return begin;
      std::uint32_t line = begin - 1;
      bool prose = false;
      while (line > least && !in_frame(line - 1)) prose = is_prose(--line) || prose;
      if (line == least || !prose || fact(line - 1).key != before_) return begin;
      begin = line;
    }
  }

  LineRange piece(std::size_t i) {
    const LineRange all = between(i);
    const LineRange text = text_of(all);
    if (text.empty()) return text;
    greatest_lead_ = std::max(greatest_lead_, text.begin - all.begin);
    greatest_tail_ = std::max(greatest_tail_, all.end - text.end);
    return text;
  }

  // The text behind the last marker, empty where it does not go on as behind the others.
  LineRange outer_last() const {
    const auto size = static_cast<std::uint32_t>(dump_.size());
    const std::uint32_t from = at_.back() + 1;
    std::uint32_t to = from;
    while (to < size && (!ends_posts(fact(to)) || in_frame(to))) ++to;
    std::uint32_t begin = from;
    if (before_ != marker_) {
      const std::uint32_t limit = std::min(to, from + greatest_lead_ + 3);
      std::uint32_t found = kNone;
      for (std::uint32_t i = from; i < limit && found == kNone; ++i) {
        if (fact(i).key == before_) found = i + 1;
      }
      if (found == kNone) return {};
      begin = found;
      const auto is_behind = [&](const LineFacts& line) { return line.key == behind_; };
      const bool ended = behind_ == marker_ || std::ranges::any_of(facts_.subspan(begin, to - begin), is_behind);
      // What says who wrote a text, and when, needs none of what stands behind the others.
      constexpr std::uint32_t kTells = kDateLine | kByLine | kSaidLine | kOrdinalLine | kProfileLine;
      const bool told = (fact(begin - 1).marks & kTells) != 0 && first_prose({begin, to}) != kNone;
      if (!ended && !told) return {};
    }
    return {begin, end_of_last(begin, to)};
  }

  // The last text has no marker behind it.
  std::uint32_t end_of_last(std::uint32_t begin, std::uint32_t to) const {
    const std::uint32_t prose = first_prose({begin, to});
    const std::uint32_t from = prose == kNone ? begin : prose + 1;
    for (std::uint32_t i = from; i < to; ++i) {
      if (behind_ != marker_ && fact(i).key == behind_) return i;
      constexpr std::uint32_t kStops = kMenuLine | kAccountLine | kShareLine | kPromoLine | kActLine | kLegalLine;
      if ((fact(i).marks & kStops) != 0 && behind_ == marker_) return i;
    }
    std::uint32_t end = from;
    if (behind_ == marker_) return to;
    while (end < to && (is_prose(end) || (!is_frame(end) && dump_[end].blank_before == 0))) ++end;
    return end;
  }

  // The text before the first marker, empty where no such text ends there as the others do.
  LineRange outer_first() const {
    const std::uint32_t to = at_.front();
    std::uint32_t end = to;
    if (behind_ != marker_) {
      const std::uint32_t limit = greatest_tail_ + 3 < to ? to - greatest_tail_ - 3 : 0;
      end = kNone;
      for (std::uint32_t i = to; i-- > limit;) {
        if (fact(i).key == behind_) end = i;
        if (end != kNone && is_prose(i)) break;
      }
      if (end == kNone) return {};
    }
    std::uint32_t begin = end;
    bool text = false;
    while (begin > 0) {
      const LineFacts& line = fact(begin - 1);
      if (text && line.key != 0 && line.key == before_) break;
      if (text && ((line.marks & kChromeLine) != 0 || (before_ == marker_ && is_frame(begin - 1)))) break;
      if (text && stands_alone(begin - 1)) break;
      text = text || is_prose(begin - 1);
      --begin;
    }
    return {begin, end};
  }

  // Whether markers stand closer to the text above them.
  bool trails() const {
    std::int64_t above = 0;
    for (const std::uint32_t line : at_) {
      above += static_cast<std::int64_t>(std::min(dump_[line].blank_after, 3u)) -
               static_cast<std::int64_t>(std::min(dump_[line].blank_before, 3u));
    }
    const bool closer = above >= static_cast<std::int64_t>(at_.size());
    return before_ != marker_ ? behind_ == marker_ || closer : closer;
  }

  // Names that begin or end nearly all texts are no text: "Anna" above each of them.
  void strip_names() {
    constexpr int kMost = 3;
    const auto is_name = [&](std::uint32_t i) {
      return (fact(i).marks & (kNameLine | kFrameLine)) != 0 && !is_prose(i);
    };
    for (const bool front : {true, false}) {
      // The first text has none of another's lines above it, and the last none below.
      const std::size_t spared = front ? 0 : out_.bodies.size() - 1;
      for (int round = 0; round < kMost && out_.bodies.size() > 2; ++round) {
        std::size_t named = 0, names = 0;
        const auto edge = [&](const LineRange& body) { return front ? body.begin : body.end - 1; };
        for (std::size_t i = 0; i < out_.bodies.size(); ++i) {
          const LineRange& body = out_.bodies[i];
          if (i == spared || body.size() < 2) continue;
          named += is_name(edge(body)) ? 1 : 0;
          names += (fact(edge(body)).marks & kNameLine) != 0 ? 1 : 0;
        }
        if (static_cast<double>(named) < kNameShare * static_cast<double>(out_.bodies.size() - 1) || names == 0) break;
        for (std::size_t i = 0; i < out_.bodies.size(); ++i) {
          LineRange& body = out_.bodies[i];
          if (i == spared || body.size() < 2 || !is_name(edge(body))) continue;
          front ? ++body.begin : --body.end;
        }
      }
    }
  }

  std::span<const text::Line> dump_;
  const Lines& lines_;
  std::span<const LineFacts> facts_;
  std::uint32_t marker_;
  std::span<const std::uint32_t> at_;
  std::uint32_t before_ = 0, behind_ = 0;
  std::uint32_t greatest_lead_ = 0, greatest_tail_ = 0;
  Segments out_;
};

}  // namespace

bool ends_posts(const LineFacts& line) { return (line.marks & (kRelatedHead | kWriteHead)) != 0; }

void cut_question(std::span<const text::Line> dump, const Lines& lines, Segments& segments) {
  constexpr std::size_t kMostAbove = 2;  // texts: the question, and a notice of the page
  const auto has = [&](std::uint32_t i, std::uint32_t marks) { return (lines.facts[i].marks & marks) != 0; };
  const auto has_prose = [&](LineRange range) {
    const auto rows = std::span(lines.facts).subspan(range.begin, range.empty() ? 0 : range.size());
    return std::ranges::any_of(rows, [](const LineFacts& line) { return (line.marks & kProseLine) != 0; });
  };
  const std::uint32_t last = segments.bodies.back().begin;
  std::uint32_t head = 0;
  // "Comments" alone may be an entry of a menu.
  const auto is_head = [&](std::uint32_t i) {
    if (!has(i, kAnswersHead | kCommentsHead) || has(i, kProseLine)) return false;
    return has(i, kAnswersHead) || dump[i].text.find_first_of("0123456789") != std::string_view::npos;
  };
  while (head < last && !is_head(head)) ++head;
  if (head == last || !has_prose({0, head})) return;
  const auto key = lines.facts[head].key;
  if (key != 0 && segments.frame[key]) return;  // it comes with each post
  std::vector<LineRange> below;
  for (const LineRange& body : segments.bodies) {
    const LineRange rest = {std::max(body.begin, head + 1), body.end};
    if (!rest.empty() && (rest.begin == body.begin || has_prose(rest))) below.push_back(rest);
  }
  if (below.empty() || segments.bodies.size() - below.size() > kMostAbove) return;
  segments.bodies = std::move(below);
  segments.first_line = head + 1;
}

LineRange Segments::run(std::size_t i, std::uint32_t lines) const {
  if (i == 0) {
    const std::uint32_t end = bodies.front().begin;
    return {std::max(end > longest_run ? end - longest_run : 0, std::min(first_line, end)), end};
  }
  if (i == bodies.size()) return {bodies.back().end, std::min(lines, bodies.back().end + longest_run)};
  return {bodies[i - 1].end, bodies[i].begin};
}

std::optional<Segments> segments_of(std::span<const text::Line> dump, const Lines& lines, const Marker& marker) {
  if (marker.lines.size() < 2) return std::nullopt;
  return Cutter(dump, lines, marker).run();
}

}  // namespace thresh::automatic
