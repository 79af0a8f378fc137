// A page that a selector file is drafted from: as it is parsed, what was read on it without rules, and which of its
// texts a reader sees.
//
// Tested by tests/induction/draft_rules_test.cpp.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "automatic/reading.h"
#include "base/error.h"
#include "convert/convert.h"
#include "convert/page.h"
#include "html/document.h"
#include "record/value.h"

namespace thresh::induction {

class ExamplePage {
 public:
  // Errors: those of convert::convert; kBadInput for a page that is no HTML. `input` outlives it.
  static base::Result<std::unique_ptr<ExamplePage>> read(const convert::Input& input, const convert::Options& options);

  const convert::Input& input() const { return page_->input(); }
  convert::Page& page() { return *page_; }
  const html::Document& document() const { return *page_->document(); }
  const automatic::Reading& reading() const { return reading_; }
  // The record without rules.
  const record::Map& record() const { return record_; }

  // The text nodes of a subtree that a reader sees and that hold more than white space, in page order.
  std::vector<html::NodeId> texts_in(html::NodeId node) const;
  // The same without what stands in the subtrees of `without`.
  std::vector<html::NodeId> texts_in(html::NodeId node, const std::vector<html::NodeId>& without) const;
  bool is_text(html::NodeId node) const;

  // Takes a subtree off the page: what a selector file drops.
  void drop(html::NodeId node);
  bool is_dropped(html::NodeId node) const { return dropped_[node]; }

 private:
  void find_texts();

  std::unique_ptr<convert::Page> page_;
  automatic::Reading reading_;
  record::Map record_;
  std::vector<html::NodeId> texts_;  // in page order
  std::vector<bool> dropped_;        // by node
};

}  // namespace thresh::induction
