// Template artifacts: where a text shows its template instead of what the template should have printed.
//
// Two questions are asked. Is a whole text node or line nothing but artifacts ("{{ voteCount }}")? Then it is chaff,
// unless the page teaches that very syntax (clean/page_syntax.h). Does one stand in mid-sentence? Then it stays and is
// flagged, because in real pages those are nearly always talk about templates. Braces alone prove nothing: LaTeX,
// wikis, GitHub Actions, JSON and editors' brackets are content, and what stands between the braces decides.
//
// The families are data (data/artifacts.tsv, data/notices.tsv, data/shortcodes.txt); an opener never reaches over a
// line's end or more than 200 bytes to its closer.
//
// Tested by tests/clean/artifact_test.cpp with tests/clean/artifacts.tsv.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace thresh::clean {

// A family is an index into the families of data/artifacts.tsv (equal names are one family), and after them:
enum class Family : std::uint8_t {
  kShortcode = 32,  // [gallery ids="1,2"]
  kLiteral,         // [object Object]
  kMessageKey,      // label.votes.count
  kPhpTail,         // name ?>
};

std::string_view name(Family family);

struct Artifact {
  std::size_t begin = 0;
  std::size_t end = 0;
  Family family = Family::kLiteral;
};

// The delimited artifacts ({{ … }}, {% … %}, [shortcode …]) anywhere in `text`, left to right, not overlapping.
// Linear in the text.
std::vector<Artifact> find_artifacts(std::string_view text);

// Whether `text` could hold a delimited artifact at all; a quick look for its first characters.
bool may_hold_artifact(std::string_view text);

// The family, if the whole text (but for white space and light punctuation) is one or more artifacts.
std::optional<Family> whole_artifact(std::string_view text);

// Whether a text found where a typed value should stand is an unrendered template: it holds an artifact and hardly
// anything else ("{{ count }} votes", "By {{author}}"), or is a word such as "undefined" or "NaN".
bool unrendered(std::string_view text);

// Whether the whole text is a placeholder that tells of loading or asks for JavaScript.
bool is_notice(std::string_view text);

}  // namespace thresh::clean
