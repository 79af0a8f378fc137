// Template artifacts: where a text shows its template instead of what the template should have printed.
//
// Two questions are asked. Is a whole text node or line nothing but artifacts ("{{ voteCount }}")? Then it is chaff,
// unless the page teaches that very syntax (clean/page_syntax.h). Does one stand in mid-sentence? Then it stays and is
// flagged, because in real pages those are nearly always talk about templates. Braces alone prove nothing: LaTeX,
// wikis, GitHub Actions, JSON, hugs and editors' brackets are content, and what stands between the braces decides
// (clean/inside.h). When unsure, it is the author's.
//
// The families and their words are data (data/artifacts.tsv, data/notices.tsv, data/shortcodes.txt); an opener never
// reaches over a line's end or more than 400 bytes to its closer.
//
// Tested by tests/clean/artifact_test.cpp with tests/clean/artifacts.tsv.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace thresh::clean {

// A family is an index into the names of the families of data/artifacts.tsv, and after them:
enum class Family : std::uint8_t {
  kShortcode = 32,  // [gallery ids="1,2"]
  kLiteral,         // [object Object]
  kMessageKey,      // label.votes.count
  kPhpTail,         // name ?>
  kRazor,           // @Model.Votes
  kDirective,       // @if($user), #foreach($x in $xs), $!user.name
  kMessage,         // {count, plural, one {# answer} other {# answers}}
};

std::string_view name(Family family);

struct Artifact {
  std::size_t begin = 0;
  std::size_t end = 0;
  Family family = Family::kLiteral;
  bool weak = false;  // people write the same around a word of a sentence ("{word}", but not "{user_name}")
};

// Whether a text that is nothing but artifacts has to stand on a line of its own, because one of them is weak.
bool is_weak(std::string_view text);

// The delimited artifacts ({{ … }}, {% … %}, [shortcode …]) anywhere in `text`, left to right, not overlapping.
// Linear in the text.
std::vector<Artifact> find_artifacts(std::string_view text);

// What a template or a script leaves in a sentence and find_artifacts passes over there: "[object Object]",
// "@Model.Votes", and in a text of any length "*|FNAME|*" and "%%FirstName%%". The first of each kind, and its family;
// nothing where there is none. `suspect`: what may_hold_artifact says of the text.
std::optional<Artifact> sentence_artifact(std::string_view text, bool suspect);

// Whether `text` could hold a delimited artifact at all; a quick look for its first characters.
bool may_hold_artifact(std::string_view text);

// The family, if the whole text (but for white space and light punctuation) is one or more artifacts.
std::optional<Family> whole_artifact(std::string_view text);
// The same where the quick look was had: `suspect` is what may_hold_artifact says of the text, trimmed.
std::optional<Family> whole_artifact(std::string_view text, bool suspect);

// Two questions about a text that should be a value and may be the template of one:
//
// It stands where the rules say that a typed value stands. It is unrendered if it holds an artifact and hardly anything
// else: at most three words an artifact, whatever they are, or words of labels alone ("{{ count }} votes", "{{ rating
// }} out of 5 stars {{ count }} reviews"); or if it is a word that programs print for nothing ("undefined", "NaN
// votes").
bool unrendered(std::string_view text);

// It is a line of which nothing is known, as in a text dump, so that a sentence that mentions a template must not be
// taken for one ("Use {{ name }} here"). It is a template's line if it is nothing but artifacts, light punctuation,
// numbers and words of labels (data/artifacts.tsv); "undefined" only beside such words; a shortcode stands for no
// value. Whatever is a template's line is unrendered, too.
bool template_line(std::string_view text);

// The text with `value` where a template, or a script that had nothing to print ("undefined votes"), left itself; empty
// where none did.
std::string filled(std::string_view text, std::string_view value);

// Whether the whole text is a placeholder that tells of loading or asks for JavaScript.
bool is_notice(std::string_view text);

}  // namespace thresh::clean
