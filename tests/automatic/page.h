// What the tests of this room share: a page from a string, as the extractor sees it.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "automatic/block_features.h"
#include "automatic/blocks.h"
#include "automatic/element_facts.h"
#include "automatic/said.h"
#include "convert/pages.h"
#include "text/unicode.h"

namespace thresh::tests {

// A page and what is measured of it. `html` must live on.
struct Measured {
  explicit Measured(std::string_view html, std::string_view url = {})
      : page(open_page("p.html", html, url)),
        facts(*page->document()),
        said(*page->document(), *page->metas()),
        blocks(automatic::blocks_of(*page->document(), *page->visibility())),
        features(*page->document(), blocks, facts, said) {}

  std::string text(std::size_t block) const {
    return text::collapse_spaces(automatic::block_text(*page->document(), blocks.blocks[block]));
  }
  float feature(std::size_t block, std::string_view name) const {
    const auto names = automatic::BlockFeatures::names();
    return features.row(block)[static_cast<std::size_t>(std::ranges::find(names, name) - names.begin())];
  }

  std::unique_ptr<convert::Page> page;
  automatic::ElementFacts facts;
  automatic::Said said;
  automatic::Blocks blocks;
  automatic::BlockFeatures features;
};

}  // namespace thresh::tests
