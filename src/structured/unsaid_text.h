// The text of an item that its markup names nothing of: of a review whose author, date and rating are marked and whose
// words are not, the words.
//
// Tested by tests/structured/unsaid_text_test.cpp.
#pragma once

#include "html/document.h"
#include "structured/item.h"

namespace thresh::structured {

// Of the elements inside of an item's that hold no property, no other item, and are no part of a larger one that holds
// none either, the first whose text ends as a sentence does (an owner's answer stands behind), else the one with the
// most; kNoNode where none has a few
// words of text outside of links, or the item has no element. Linear in the element.
html::NodeId unsaid_text(const html::Document& document, const Item& item);

}  // namespace thresh::structured
