// A page without a selector file, read by its own markup and shape: the best record that it gives.
//
// Of what type the page is decides who speaks: the thread extractor where its posts are plain (thread/), else main
// content, as an article where the page is one, or as a page's body. What the page says of itself (structured/) gives
// title, author and dates; where it says nothing, by-lines are read.
//
// Tested by tests/automatic/reading_test.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "automatic/models.h"
#include "base/finding.h"
#include "extract/draft.h"
#include "extract/page_view.h"
#include "html/document.h"
#include "record/reasons.h"
#include "record/shape.h"

namespace thresh::automatic {

// What is surely no content: a subtree, or a text node.
struct Chaff {
  html::NodeId node = html::kNoNode;
  record::Removal reason = record::Removal::kBoilerplate;
  double confidence = 1;
  std::string_view by;  // who says so: "main_content", "thread"
};

struct Reading {
  const record::Kind* kind = nullptr;
  extract::Draft draft;
  std::string_view read_as;  // "thread", "article" …: what the page was taken for
  double confidence = 0;     // from 0 to 1
  std::vector<Chaff> chaff;  // in page order
};

// Of an HTML page. `findings` gets what is wrong with its markup.
Reading read_page(const extract::PageView& page, const Models& models, std::vector<base::Finding>& findings);

}  // namespace thresh::automatic
