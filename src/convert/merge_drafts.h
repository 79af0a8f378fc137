// Fills the gaps of an HTML page's draft from the same page read by its lines.
//
// The selectors of a site's rules know its markup, the text layout knows what its readers see. Markup changes more
// often: a class is renamed, and the selectors no longer find the author who stands there in plain view. So what they
// did not find is taken from the draft by lines, where the two readings agree otherwise: on the title for the record's
// own fields, on the headline or the words of the body for those of a list's item, and on how many items there are.
//
// Tested by tests/convert/merge_drafts_test.cpp.
#pragma once

#include "extract/draft.h"

namespace thresh::convert {

// Moves values from `lines` to the fields of `selectors` that have none and are not there empty.
void fill_gaps(extract::Draft& selectors, extract::Draft lines);

}  // namespace thresh::convert
