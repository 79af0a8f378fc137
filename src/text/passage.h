// A passage: the text that one field of a record was found in, as the pieces it was found in.
//
// A selector or a line of a layout yields a Passage, never a bare string, because what comes after must still see
// what stood where: the cleaner judges whole text nodes and whole lines, knows which of them are code or hidden, and
// says what it took away. A run is one text node of a document or one line of a dump. `compose` joins what is left.
//
// Tested by tests/text/passage_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace thresh::text {

// What stands between a run and the one before it.
enum class Break : std::uint8_t {
  kNone,       // they touch
  kLine,       // a line break
  kParagraph,  // a blank line
};

struct Passage;

struct Run {
  std::string_view text;   // UTF-8; white space already collapsed where the source collapses it
  base::Span source = {};  // the bytes of the decoded page it came from; empty where it is made up
  Break before = Break::kNone;
  bool code : 1 = false;       // inside pre, code, kbd, samp, tt, textarea, math: never cleaned
  bool hidden : 1 = false;     // the page does not show it (hidden, display:none, aria-hidden)
  bool directive : 1 = false;  // inside an element with a template directive (ng-*, v-*, x-*)
  bool made : 1 = false;       // not of the page: Markdown's own characters, list bullets
  bool removed : 1 = false;    // taken away by the cleaner
  // For who keeps account of what became of the page's text (convert/account.h); nobody else reads these.
  std::uint16_t cause = 0;             // why it was removed, or cut: what the cleaner knows that by
  std::string_view mended_from = {};   // what `text` was made of, where the cleaner mended it; else empty
  std::uint32_t cut_before = 0;        // bytes that stood before that (or `text`), and still stand there in memory
  std::uint32_t cut_behind = 0;        // and behind it
  std::uint32_t node = kNoNode;        // of the document that it came from
  const Passage* made_from = nullptr;  // the runs that `text` was composed of, where `source` is empty

  std::string_view as_it_stood() const { return mended_from.empty() ? text : mended_from; }

  static constexpr std::uint32_t kNoNode = UINT32_MAX;
};

struct Passage {
  std::vector<Run> runs;

  bool empty() const { return runs.empty(); }
};

// A stretch of composed text that was copied from a run's text.
struct Copied {
  std::uint32_t at;  // in the composed text, in bytes
  std::uint32_t size;
  std::uint32_t run;   // its index
  std::uint32_t from;  // in the run's text
};

// The text that is left, in plain form.
// - Removed runs are skipped; the larger of the breaks around them stays between their neighbours.
// - No-break and other Unicode spaces are plain spaces, one for one; spaces inside a line stay as many as they were.
// - White space at both ends of a line goes; at most one blank line in a row, none around the whole. Code keeps the
//   indentation and the blank lines inside it (white space at its line ends goes).
// - Line ends (LF, CR LF, CR, VT, FF, NEL, U+2028, U+2029) inside a run are '\n'.
// - Invisible characters (is_invisible) and the other controls (C0, DEL, C1) vanish; count_invisible counts them.
// Linear. Valid UTF-8 if the runs are.
// `copied`, if it is not null, gets what was copied from where, in order: all that is not white space or made up.
std::string compose(const Passage& passage, std::vector<Copied>* copied = nullptr);

// Both at once: what a passage is composed to, and what of it was copied from where.
struct Composition {
  std::string text;
  std::vector<Copied> copied;
};

// The parts of a passage's runs that [begin, end) of its composed text was copied from, and the white space between
// them: it is composed to the same words.
Passage slice(const Passage& passage, std::span<const Copied> copied, std::size_t begin, std::size_t end);

// Whether compose drops a code point that is no white space: invisible characters and controls.
bool vanishes(char32_t c);

// How many characters of a text compose drops because nobody can see them.
std::size_t count_invisible(std::string_view text);
// Whether a text is printable ASCII throughout, of which it drops none.
bool is_printable(std::string_view text);

}  // namespace thresh::text
