// See page_syntax.h.
#include "clean/page_syntax.h"

#include <string>

#include "base/ascii.h"
#include "clean/vocabulary.h"
#include "text/unicode.h"

namespace thresh::clean {
namespace {

constexpr std::size_t kFewestWords = 5;  // of a paragraph that can explain anything

struct Counted {
  std::size_t count = 0;
  bool names_syntax = false;
};

Counted words_of(std::string_view paragraph) {
  Counted out;
  const std::string folded = text::fold(paragraph);
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= folded.size(); ++i) {
    const bool inside = i < folded.size() && base::is_ascii_alphanumeric(folded[i]);
    if (inside) continue;
    if (i > begin) {
      ++out.count;
      out.names_syntax |= is_one_of(WordKind::kSyntax, std::string_view(folded).substr(begin, i - begin));
    }
    begin = i + 1;
  }
  return out;
}

}  // namespace

PageSyntax PageSyntax::survey(const text::Passage& page) {
  PageSyntax out;
  std::string_view last;  // the same text again (the marker of each answer) teaches nothing new
  for (const text::Run& run : page.runs) {
    if (!may_hold_artifact(run.text) || (run.text == last && !run.code)) continue;
    last = run.code ? std::string_view() : run.text;
    if (run.code) {
      for (const Artifact& artifact : find_artifacts(run.text)) out.learn(artifact.family);
    } else {
      out.read_prose(run.text);
    }
  }
  return out;
}

void PageSyntax::read_prose(std::string_view paragraph) {
  if (whole_artifact(paragraph)) return;
  const std::vector<Artifact> found = find_artifacts(paragraph);
  if (found.empty()) return;
  std::string around;  // the paragraph without what stands between the delimiters
  std::size_t from = 0;
  for (const Artifact& artifact : found) {
    around += paragraph.substr(from, artifact.begin - from);
    from = artifact.end;
  }
  around += paragraph.substr(from);
  const Counted words = words_of(around);
  if (words.count < kFewestWords || !words.names_syntax) return;
  for (const Artifact& artifact : found) learn(artifact.family);
}

}  // namespace thresh::clean
