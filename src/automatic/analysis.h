// A page as the automatic extractor sees it: its blocks, what is measured of them, of what type it is, and how likely
// each block is main content. Made once a page.
//
// Tested by tests/automatic/analysis_test.cpp.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "automatic/block_features.h"
#include "automatic/blocks.h"
#include "automatic/element_facts.h"
#include "automatic/models.h"
#include "automatic/said.h"
#include "automatic/thread/thread.h"
#include "extract/page_view.h"

namespace thresh::automatic {

struct PageType {
  std::string_view name;  // article, collection, documentation, forum, listing, product, service
  double confidence = 0;  // its probability

  // Whether such a page is one text.
  bool is_text() const { return name == "article" || name == "documentation"; }
};

class Analysis {
 public:
  // Of an HTML page.
  Analysis(const extract::PageView& page, const Models& models);
  Analysis(const Analysis&) = delete;
  Analysis& operator=(const Analysis&) = delete;

  const std::vector<Block>& blocks() const { return blocks_.blocks; }
  const Blocks& text() const { return blocks_; }
  const ElementFacts& facts() const { return facts_; }
  const Said& said() const { return said_; }
  const BlockFeatures& features() const { return features_; }
  const PageType& type() const { return type_; }
  // The posts that it may hold, without their draft, and who finds them.
  std::optional<Thread>& thread() { return thread_; }
  const std::optional<Thread>& thread() const { return thread_; }
  PostFinder& finder() { return finder_; }
  const PostFinder& finder() const { return finder_; }
  // Of each block: that it is main content.
  const std::vector<double>& probabilities() const { return probabilities_; }

 private:
  void reconsider_type(std::span<const std::string_view> names, std::span<const double> addressed,
                       std::vector<double> types);
  bool is_prose() const;

  ElementFacts facts_;
  Said said_;
  Blocks blocks_;
  BlockFeatures features_;
  PostFinder finder_;
  std::optional<Thread> thread_;
  PageType type_;
  std::vector<double> probabilities_;
};

}  // namespace thresh::automatic
