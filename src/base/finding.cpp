// Warnings by name. See finding.h.
#include "base/finding.h"

namespace thresh::base {

std::string_view name(FindingCode code) {
  switch (code) {
    case FindingCode::kIncomplete:
      return "incomplete";
    case FindingCode::kNoRules:
      return "no_rules";
    case FindingCode::kNothingMatched:
      return "nothing_matched";
    case FindingCode::kSeveralMatched:
      return "several_matched";
    case FindingCode::kUnparsable:
      return "unparsable";
    case FindingCode::kAmbiguousDate:
      return "ambiguous_date";
    case FindingCode::kLineSkipped:
      return "line_skipped";
    case FindingCode::kLayoutCut:
      return "layout_cut";
    case FindingCode::kArtifactKept:
      return "artifact_kept";
    case FindingCode::kCharsetGuessed:
      return "charset_guessed";
    case FindingCode::kCharsetDamaged:
      return "charset_damaged";
    case FindingCode::kEncodingRepaired:
      return "encoding_repaired";
    case FindingCode::kJsonRepaired:
      return "json_repaired";
    case FindingCode::kJsonBroken:
      return "json_broken";
    case FindingCode::kPageCut:
      return "page_cut";
    case FindingCode::kPageDamaged:
      return "page_damaged";
  }
  return "unknown";
}

}  // namespace thresh::base
