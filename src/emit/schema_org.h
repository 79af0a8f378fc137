// A record in the words of schema.org, as a node of JSON-LD 1.1 without `@context`.
//
//   qa       QAPage with a Question; its Answers are acceptedAnswer and suggestedAnswer
//   thread   DiscussionForumPosting: the first post; the others are its Comments, with parentItem
//   article  Article with Comments
//   review   Review with itemReviewed
//   profile  ProfilePage with a Person, a Physician or an Organization
//   page     WebPage
//   custom   WebPage whose mainEntity are the fields, each a PropertyValue: other words of schema.org would be a guess
//
// What Google asks of a type is kept to where the record has it; nothing is made up. So a thread whose page shows no
// author is no valid forum posting, and a post without any words is left out. What there is nothing of is left out too.
// A rating that lies outside its scale (a best of 5, a worst of 1 where the page does not say) would be read wrongly:
// it is left out as well.
//
// Tested by tests/emit/jsonld_test.cpp and jsonld_test.py (the rules of Google as a checker).
#pragma once

#include "record/value.h"

namespace thresh::emit {

record::Map schema_org_node(const record::Map& record);

}  // namespace thresh::emit
