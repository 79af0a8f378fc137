// See misread.h.
#include "clean/misread.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/utf8.h"
#include "clean/likelier.h"
#include "clean/strangeness.h"
#include "text/unicode.h"

namespace thresh::clean {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

// The bits that a stretch must save to be evident by itself: the rarer the accident, the more.
constexpr std::array<int, kCodecCount> kEvident = {9, 12, 10, 10, 12, 12, 14, 12, 12};
constexpr int kBelieved = 3;       // in a text that has an evident stretch
constexpr int kWhole = -4;         // … and nothing that came through whole
constexpr int kOfEach = 4;         // what each stretch costs, where several make the evidence
constexpr int kClose = 4;          // explanations that differ by less are as good as each other
constexpr int kLikelier = 8;       // bits that make one of two readings the likelier in some language
constexpr int kBesideIntact = 20;  // what must be saved more where other characters came through whole

// What one codec makes of a text.
class Explanation {
 public:
  Explanation(std::u32string_view text, Codec codec, const std::vector<bool>& mended);

  bool is_evident() const;
  // The sequences that are believed, once there are evident ones; and the bits that they save together.
  std::vector<Misread> believed(int& saved) const;

 private:
  // Sequences side by side: [begin, end) of the candidates.
  struct Stretch {
    std::size_t begin, end;
  };

  template <class Visit>
  void for_each_stretch(bool with_soft, Visit visit) const;
  char32_t before(std::size_t at, std::size_t back) const { return at >= back ? text_[at - back] : char32_t{0}; }
  int saves(Stretch stretch) const;
  bool is_intact(std::size_t at) const { return at < excused_.size() && text_[at] >= 0xC0 && !excused_[at]; }
  bool beside_intact_letter(Stretch stretch) const;
  bool is_mention(Stretch stretch) const;

  std::u32string_view text_;
  Codec codec_;
  std::vector<Candidate> candidates_;
  std::vector<bool> excused_;  // by character: part of a candidate, or mended before
  bool intact_ = false;        // whether a character that the accident would have hit came through whole
};

// What nobody writes is no explanation, unless it is itself what a codec shows: text that was misread several times.
bool may_be_meant(char32_t c) {
  const Role role = sloppy_codecs().role(c);
  return (role.leads() | role.continues) != 0 || !is_hardly_written(c);
}

bool says_nothing(char32_t c) { return c < 0xA1 || c == 0xAD || c == kReplacement || (c >= 0x200B && c <= 0x200F); }

Explanation::Explanation(std::u32string_view text, Codec codec, const std::vector<bool>& mended)
    : text_(text), codec_(codec), excused_(mended) {
  excused_.resize(text.size());
  const SloppyReader reader(text, codec);
  const SloppyCodecs& codecs = sloppy_codecs();
  for (std::size_t at = 0; at < text.size();) {
    std::optional<Candidate> found;
    if (text[at] >= 0x80 && (codecs.role(text[at]).leads() & only(codec)) != 0) found = reader.at(at);
    if (found && !may_be_meant(found->misread.was)) found.reset();
    if (!found) {
      intact_ = intact_ || (text[at] >= 0x80 && !excused_[at] && !says_nothing(text[at]));
      ++at;
      continue;
    }
    std::fill_n(excused_.begin() + static_cast<std::ptrdiff_t>(at), found->misread.end - at, true);
    at = found->misread.end;
    candidates_.push_back(*found);
  }
}

template <class Visit>
void Explanation::for_each_stretch(bool with_soft, Visit visit) const {
  const auto counts = [&](const Candidate& candidate) { return with_soft || !candidate.soft; };
  for (std::size_t begin = 0; begin < candidates_.size(); ++begin) {
    if (!counts(candidates_[begin])) continue;
    std::size_t end = begin + 1;
    while (end < candidates_.size() && counts(candidates_[end]) &&
           candidates_[end].misread.begin == candidates_[end - 1].misread.end &&
           !candidates_[end - 1].misread.keeps_space) {
      ++end;
    }
    visit(Stretch{begin, end});
    begin = end - 1;
  }
}

// The bits that a stretch is stranger than what it spells, with the two characters behind it, which it is strange to.
int Explanation::saves(Stretch stretch) const {
  const std::size_t begin = candidates_[stretch.begin].misread.begin, end = candidates_[stretch.end - 1].misread.end;
  const std::size_t behind = std::min(end + 2, text_.size());
  int stands = 0;
  for (std::size_t at = begin; at < behind; ++at) stands += strangeness(before(at, 2), before(at, 1), text_[at]);
  int was = 0;
  char32_t last = before(begin, 1), last_but_one = before(begin, 2);
  const auto add = [&](char32_t c) {
    was += strangeness(last_but_one, last, c);
    last_but_one = last;
    last = c;
  };
  for (std::size_t i = stretch.begin; i < stretch.end; ++i) {
    add(candidates_[i].misread.was);
    if (candidates_[i].misread.keeps_space) add(' ');
  }
  for (std::size_t at = end; at < behind; ++at) add(text_[at]);
  if (end == text_.size()) {
    stands += strangeness(before(end, 2), before(end, 1), 0);
    was += strangeness(last_but_one, last, 0);
  }
  return stands - was;
}

bool Explanation::beside_intact_letter(Stretch stretch) const {
  const std::size_t begin = candidates_[stretch.begin].misread.begin, end = candidates_[stretch.end - 1].misread.end;
  return (begin > 0 && is_intact(begin - 1) && text::is_letter(text_[begin - 1])) ||
         (is_intact(end) && text::is_letter(text_[end]));
}

// Whether a stretch may be what somebody writes about: one letter in quotes, or one on its own beside characters that
// came through whole ("I see Ã¤ instead of ä").
bool Explanation::is_mention(Stretch stretch) const {
  if (stretch.end - stretch.begin > 1 || !text::is_letter(candidates_[stretch.begin].misread.was)) return false;
  const Misread& misread = candidates_[stretch.begin].misread;
  const char32_t left = before(misread.begin, 1), right = misread.end < text_.size() ? text_[misread.end] : char32_t{0};
  if (text::is_letter(left) || text::is_letter(right)) return false;
  const auto is_quote = [](char32_t c) {
    return std::u32string_view(U"\"'`´()[]“”‘’„«»‹›").find(c) != std::u32string_view::npos;
  };
  return intact_ || (is_quote(left) && is_quote(right));
}

bool Explanation::is_evident() const {
  const int needed = kEvident[static_cast<std::size_t>(codec_)];
  int most = 0, sum = 0;
  for_each_stretch(false, [&](Stretch stretch) {
    if (beside_intact_letter(stretch) || is_mention(stretch)) return;
    const int saved = saves(stretch);
    most = std::max(most, saved);
    sum += std::max(0, saved - kOfEach);
  });
  return intact_ ? sum >= needed + kBesideIntact : std::max(most, sum) >= needed;
}

std::vector<Misread> Explanation::believed(int& saved) const {
  std::vector<Misread> out;
  for_each_stretch(true, [&](Stretch stretch) {
    if (beside_intact_letter(stretch)) return;
    const int saves_here = saves(stretch);
    if (saves_here < (intact_ ? kBelieved : kWhole)) return;
    saved += saves_here;
    for (std::size_t i = stretch.begin; i < stretch.end; ++i) out.push_back(candidates_[i].misread);
  });
  return out;
}

// A codec that explains a text evidently, and how well.
struct Rival {
  Misreading reading;
  int score = 0;
};

bool is_same(const Misread& a, const Misread& b) { return a.begin == b.begin && a.end == b.end && a.was == b.was; }

// Whether the stretch [begin, end) of one reading is read in another way by `others`, from `other` on. Both are in
// order.
bool is_contested(std::vector<Misread>::const_iterator begin, std::vector<Misread>::const_iterator end,
                  const std::vector<Misread>& others, std::vector<Misread>::const_iterator& other) {
  bool contested = false;
  for (; begin != end; ++begin) {
    while (other != others.end() && other->end <= begin->begin) ++other;
    contested = contested || (other != others.end() && other->begin < begin->end && !is_same(*other, *begin));
  }
  return contested;
}

// The stretches of `mine` that `others` does not read in another way.
std::vector<Misread> agreed(const std::vector<Misread>& mine, const std::vector<Misread>& others) {
  std::vector<Misread> kept;
  auto other = others.begin();
  for (auto begin = mine.begin(); begin != mine.end();) {
    auto end = begin + 1;
    while (end != mine.end() && end->begin == (end - 1)->end) ++end;
    if (!is_contested(begin, end, others, other)) kept.insert(kept.end(), begin, end);
    begin = end;
  }
  return kept;
}

std::u32string read_as(std::u32string_view text, const std::vector<Misread>& characters) {
  std::u32string out;
  std::size_t at = 0;
  for (const Misread& misread : characters) {
    out += text.substr(at, misread.begin - at);
    out += misread.was;
    if (misread.keeps_space) out += ' ';
    at = misread.end;
  }
  return out += text.substr(at);
}

// Settles between two readings that are as good as each other character by character: the likelier one in some
// language; where neither is, what both agree on.
void settle(std::u32string_view text, Rival& best, Rival& other) {
  std::vector<Misread> both = agreed(best.reading.characters, other.reading.characters);
  if (both.size() == best.reading.characters.size()) return;
  const int bits = likelier(read_as(text, best.reading.characters), read_as(text, other.reading.characters));
  if (bits <= -kLikelier) {
    std::swap(best, other);
  } else if (bits < kLikelier) {
    best.reading.characters = std::move(both);
  }
}

// Walks over a text and notes in which codecs a whole sequence stood.
class SuspectFinder {
 public:
  void add(char32_t c) {
    if (c < 0x80) {
      if (c == ' ' && last_ == 0xC3) found_ |= only(Codec::kWestern);  // "voilÃ le"
      wants_one_ = wants_two_ = wants_three_ = 0;
    } else {
      const Role role = codecs_.role(c);
      const Codecs continues = c == kReplacement ? kAllCodecs : role.continues;
      found_ |= wants_one_ & continues;
      wants_one_ = (wants_two_ & continues) | role.leads_two;
      wants_two_ = (wants_three_ & continues) | role.leads_three;
      wants_three_ = role.leads_four;
    }
    last_ = c;
  }
  Codecs found() const { return found_; }

 private:
  const SloppyCodecs& codecs_ = sloppy_codecs();
  Codecs found_ = 0;
  Codecs wants_one_ = 0, wants_two_ = 0, wants_three_ = 0;  // continuing bytes
  char32_t last_ = 0;
};

}  // namespace

Codecs suspects(std::u32string_view text) {
  SuspectFinder finder;
  for (const char32_t c : text) finder.add(c);
  return finder.found();
}

Codecs suspects(std::string_view text) {
  SuspectFinder finder;
  for (std::size_t at = base::skip_ascii(text, 0); at < text.size(); at = base::skip_ascii(text, at)) {
    while (at < text.size() && static_cast<std::uint8_t>(text[at]) >= 0x80) {
      const text::CodePoint point = text::code_point_at(text, at);
      finder.add(point.value);
      at += point.length;
    }
    if (at < text.size()) finder.add(static_cast<std::uint8_t>(text[at]));
  }
  return finder.found();
}

bool is_sequence(std::u32string_view text, std::size_t at, Codec codec) {
  const std::optional<Candidate> found = SloppyReader(text, codec).at(at);
  return found && !found->soft;
}

std::optional<Misreading> find_misreading(std::u32string_view text, Codecs candidates,
                                          const std::vector<bool>& mended) {
  std::vector<Rival> rivals;
  for (std::size_t i = 0; i < kCodecCount; ++i) {
    const auto codec = static_cast<Codec>(i);
    if ((candidates & only(codec)) == 0) continue;
    const Explanation explanation(text, codec, mended);
    if (!explanation.is_evident()) continue;
    Rival rival{{codec, {}}, -kEvident[i]};
    rival.reading.characters = explanation.believed(rival.score);
    if (!rival.reading.characters.empty()) rivals.push_back(std::move(rival));
  }
  if (rivals.empty()) return std::nullopt;
  const auto is_better = [](const Rival& a, const Rival& b) {
    return a.score != b.score ? a.score > b.score : a.reading.codec < b.reading.codec;
  };
  std::sort(rivals.begin(), rivals.end(), is_better);
  const int most = rivals.front().score;
  for (std::size_t i = 1; i < rivals.size() && rivals[i].score + kClose > most; ++i) {
    settle(text, rivals.front(), rivals[i]);
  }
  if (rivals.front().reading.characters.empty()) return std::nullopt;
  return std::move(rivals.front().reading);
}

}  // namespace thresh::clean
