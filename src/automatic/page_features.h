// What is measured of a page as a whole, for the model that tells of what type it is.
//
// Its blocks and the parts they stand in (block_features.h), its address (data/url_words.tsv), and what types it says
// of itself (og:type, "@type" in JSON-LD, itemtype).
//
// Tested by tests/automatic/page_features_test.cpp.
#pragma once

#include <string_view>
#include <vector>

#include "automatic/block_features.h"
#include "html/document.h"
#include "html/meta_index.h"

namespace thresh::automatic {

// The names of the columns.
std::vector<std::string_view> page_feature_names();

// A row for the page.
std::vector<float> page_features(const html::Document& document, const BlockFeatures& features,
                                 const ElementFacts& facts, const html::MetaIndex& metas, std::string_view url);

}  // namespace thresh::automatic
