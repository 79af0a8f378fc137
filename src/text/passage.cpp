// Joining the runs of a passage. See passage.h.
//
// A Composer holds back what may turn out to be superfluous: line breaks until something visible follows, and the
// white space after the last visible character. Prose between two special characters is copied in one piece; the table
// of lead bytes below tells where to look closer.
#include "text/passage.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <utility>

#include "text/unicode.h"

namespace thresh::text {
namespace {

enum class Sort : std::uint8_t { kVisible, kSpace, kLineEnd, kGone };

// Bytes that can begin a character which is not copied as it is: controls, U+0080–00BF, U+2000–2FFF, U+3000, U+FEFF.
constexpr std::array<bool, 256> kSpecial = [] {
  std::array<bool, 256> special{};
  for (std::size_t byte = 0; byte < 0x20; ++byte) special[byte] = true;
  for (const std::size_t byte : {0x7F, 0xC2, 0xE2, 0xE3, 0xEF}) special[byte] = true;
  return special;
}();

constexpr std::size_t kBlock = 64;  // bytes that are looked at together

// Whether kBlock bytes are printable ASCII, of which nothing is special. No branch inside, so that compilers make
// vector code of it: half an instruction a byte, where the table takes five.
bool is_printable(const char* block) {
  std::uint8_t most = 0;  // of the distances from the space, wrapping
  for (std::size_t i = 0; i < kBlock; ++i) most = std::max(most, static_cast<std::uint8_t>(block[i] - ' '));
  return most <= '~' - ' ';
}

// The same of eight bytes, for texts that are shorter. A byte borrows from the next one only where the answer is no.
bool is_printable_word(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof(word));
  constexpr std::uint64_t kOnes = 0x0101010101010101, kHighBits = 0x80 * kOnes;
  return ((word | (word - ' ' * kOnes) | (word + kOnes)) & kHighBits) == 0;
}

// The place of the first special byte at or after `at`; the end of the text if there is none. Of its last eight bytes
// some are looked at twice.
std::size_t next_special(std::string_view text, std::size_t at) {
  while (true) {
    while (at + kBlock <= text.size() && is_printable(text.data() + at)) at += kBlock;
    const std::size_t end = std::min(at + kBlock, text.size());
    while (at + sizeof(std::uint64_t) <= end && is_printable_word(text.data() + at)) at += sizeof(std::uint64_t);
    const bool at_last = end == text.size() && end - at < sizeof(std::uint64_t) && end >= sizeof(std::uint64_t);
    if (at_last && is_printable_word(text.data() + end - sizeof(std::uint64_t))) return end;
    while (at < end && !kSpecial[static_cast<std::uint8_t>(text[at])]) ++at;
    if (at < end || at == text.size()) return at;
  }
}

// Line ends are the mandatory breaks of UAX #14. A tab is a space that is copied as it is.
Sort sort_of(char32_t c) {
  if (c == '\t') return Sort::kSpace;
  if ((c >= '\n' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029) return Sort::kLineEnd;
  if (vanishes(c)) return Sort::kGone;
  return is_space(c) && c != 0x1680 ? Sort::kSpace : Sort::kVisible;  // U+1680 is drawn
}

class Composer {
 public:
  Composer(std::size_t capacity, std::vector<Copied>* copied) : copied_(copied) { out_.reserve(capacity); }

  void add(const Run& run, std::uint32_t index) {
    code_ = run.code;
    run_ = index;
    start_ = run.text.data();
    set_apart(run.before);
    const std::string_view text = run.text;
    std::size_t plain = 0;  // the start of what was not written yet
    for (std::size_t at = next_special(text, 0); at < text.size(); at = next_special(text, at)) {
      const CodePoint point = code_point_at(text, at);
      const Sort sort = sort_of(point.value);
      if (sort != Sort::kVisible) {
        write(text.substr(plain, at - plain));
        special(sort, text, at);
        plain = at + point.length;
      }
      at += point.length;
    }
    write(text.substr(plain));
  }

  // The break before a run. It also counts where the run is removed: what it was set apart by still parts its
  // neighbours. Line ends that already stand there are part of it, and more than two are only kept inside code.
  void set_apart(Break before) {
    if (before == Break::kNone && code_) return;
    const std::size_t wanted = before == Break::kParagraph ? 2 : before == Break::kLine ? 1 : 0;
    if (wanted > 0) held_.clear();
    line_ends_ = std::clamp(line_ends_, wanted, std::size_t{2});
  }

  std::string finish() && { return std::move(out_); }

 private:
  void special(Sort sort, std::string_view text, std::size_t at) {
    if (sort == Sort::kSpace) return space(text[at] == '\t' ? '\t' : ' ', 1);
    const bool first_of_pair = text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n';
    if (sort == Sort::kLineEnd && !first_of_pair) end_line();
  }

  // Blank lines inside code stay as many as they were; elsewhere one is enough.
  void end_line() {
    held_.clear();
    if (line_ends_ < 2 || (code_ && after_code_)) ++line_ends_;
  }

  // White space counts only between what is visible, and as the indentation of code.
  void space(char c, std::size_t count) {
    const bool at_line_start = line_ends_ > 0 || out_.empty();
    if (!at_line_start || code_) held_.append(count, c);
  }

  // A piece of text that holds no special character but may begin and end with spaces.
  void write(std::string_view piece) {
    const std::size_t begin = std::min(piece.find_first_not_of(' '), piece.size());
    space(' ', begin);
    piece.remove_prefix(begin);
    if (piece.empty()) return;
    const std::size_t end = piece.find_last_not_of(' ') + 1;
    if (out_.empty()) {
      held_.clear();
    } else {
      out_.append(line_ends_, '\n');
    }
    out_ += held_;
    if (copied_ != nullptr) note(piece.substr(0, end));
    out_ += piece.substr(0, end);
    held_.clear();
    line_ends_ = 0;
    after_code_ = code_;
    space(' ', piece.size() - end);
  }

  void note(std::string_view piece) {
    copied_->push_back({static_cast<std::uint32_t>(out_.size()), static_cast<std::uint32_t>(piece.size()), run_,
                        static_cast<std::uint32_t>(piece.data() - start_)});
  }

  std::vector<Copied>* copied_;
  std::uint32_t run_ = 0;        // the run at hand
  const char* start_ = nullptr;  // its text
  std::string out_;
  std::string held_;           // white space after the last visible character, or the indentation of code
  std::size_t line_ends_ = 0;  // line ends after the last visible character
  bool code_ = false;          // the run at hand is code
  bool after_code_ = false;    // the last visible character was code
};

// A value in an attribute, a name in an element: one run of which only the spaces around it go.
bool is_plain(const Passage& passage) {
  if (passage.runs.size() != 1) return false;
  const Run& run = passage.runs.front();
  return !run.removed && !run.code && next_special(run.text, 0) == run.text.size();
}

std::string_view without_spaces_around(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(' '), text.size());
  return text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
}

}  // namespace

bool vanishes(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0) || is_invisible(c); }

std::string compose(const Passage& passage, std::vector<Copied>* copied) {
  if (copied == nullptr && is_plain(passage)) return std::string(without_spaces_around(passage.runs.front().text));
  std::size_t capacity = 0;
  for (const Run& run : passage.runs) capacity += run.removed ? 0 : run.text.size() + 2;
  Composer composer(capacity, copied);
  for (std::uint32_t i = 0; const Run& run : passage.runs) {
    if (run.removed) {
      composer.set_apart(run.before);
    } else {
      composer.add(run, i);
    }
    ++i;
  }
  return std::move(composer).finish();
}

namespace {

// `part` of the text of `run`, which is `whole`.
void cut(Run& run, std::string_view whole, std::size_t from, std::size_t to) {
  run.text = whole.substr(from, to - from);
  run.cut_before = static_cast<std::uint32_t>(from);
  run.cut_behind = static_cast<std::uint32_t>(whole.size() - to);
}

// Adds what stands between two copied stretches that are set apart: white space, in the runs of both and those between.
void add_between(Passage& part, const Passage& passage, const Copied& before, const Copied& next, Run& run) {
  Run& last = part.runs.back();
  const std::string_view whole = passage.runs[before.run].text;
  cut(last, whole, last.cut_before, whole.size());
  for (std::size_t i = before.run + 1; i < next.run; ++i) {
    const Run& between = passage.runs[i];
    run.before = std::max(run.before, between.before);
    if (!between.removed) part.runs.push_back(between);
  }
}

}  // namespace

Passage slice(const Passage& passage, std::span<const Copied> copied, std::size_t begin, std::size_t end) {
  Passage part;
  const auto is_behind = [begin](const Copied& one) { return one.at + one.size <= begin; };
  const Copied* before = nullptr;
  for (auto at = std::ranges::partition_point(copied, is_behind); at != copied.end() && at->at < end; ++at) {
    const std::size_t first = std::max<std::size_t>(begin, at->at),
                      last = std::min<std::size_t>(end, at->at + at->size);
    const std::string_view whole = passage.runs[at->run].text;
    const std::size_t from = at->from + (first - at->at), to = at->from + (last - at->at);
    if (before != nullptr && before->run == at->run) {
      cut(part.runs.back(), whole, part.runs.back().cut_before, to);
    } else {
      Run run = passage.runs[at->run];
      const bool apart = before != nullptr && before->at + before->size < at->at;
      if (apart) add_between(part, passage, *before, *at, run);
      cut(run, whole, apart ? 0 : from, to);
      part.runs.push_back(run);
    }
    before = &*at;
  }
  return part;
}

std::size_t count_invisible(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = next_special(text, 0); at < text.size(); at = next_special(text, at)) {
    const CodePoint point = code_point_at(text, at);
    count += sort_of(point.value) == Sort::kGone;
    at += point.length;
  }
  return count;
}

// The last eight bytes are looked at together, some of them twice.
bool is_printable(std::string_view text) {
  constexpr std::size_t kWord = sizeof(std::uint64_t);
  std::size_t at = 0;
  for (; at + kBlock <= text.size(); at += kBlock) {
    if (!is_printable(text.data() + at)) return false;
  }
  if (text.size() < kWord) return std::ranges::all_of(text, [](char c) { return c >= ' ' && c < 0x7F; });
  for (; at + kWord <= text.size(); at += kWord) {
    if (!is_printable_word(text.data() + at)) return false;
  }
  return is_printable_word(text.data() + text.size() - kWord);
}

}  // namespace thresh::text
