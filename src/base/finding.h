// Trouble inside a page that does not end the work on it: a warning that stands in the record.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace thresh::base {

// The closed list of warnings; docs/records.md explains each.
enum class FindingCode : std::uint8_t {
  kIncomplete,        // the page states more (or fewer) items than it holds
  kNoRules,           // no selector file matches the page
  kNothingMatched,    // a required field, or a list, was found nowhere
  kSeveralMatched,    // a field that takes one value matched several different ones; the first was taken
  kUnparsable,        // a typed field holds text that is no such value
  kAmbiguousDate,     // day and month could be the other way round
  kLineSkipped,       // a line of a dump fits nowhere in the layout
  kLayoutCut,         // the dump ends before its layout does
  kArtifactKept,      // something that looks like a template artifact stands in mid-sentence and was kept
  kCharsetGuessed,    // the page does not say its encoding
  kCharsetDamaged,    // bytes that are not valid in the page's encoding became U+FFFD
  kEncodingRepaired,  // text of the page had been decoded in the wrong encoding before and was mended
  kJsonRepaired,      // embedded JSON had to be mended before it could be read
  kJsonBroken,        // embedded JSON could not be read
  kPageCut,           // the page is over a limit; what was read so far is used
  kPageDamaged,       // the compressed input is damaged; what came before is used
};

// The name of a code as records show it: "no_rules".
std::string_view name(FindingCode code);

struct Finding {
  FindingCode code;
  std::string path;     // JSON pointer into the record; empty for the whole record
  std::string message;  // one sentence for a person

  bool operator==(const Finding&) const = default;
};

}  // namespace thresh::base
