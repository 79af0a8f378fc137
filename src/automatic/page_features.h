// What is measured of a page as a whole, for the model that tells of what type it is.
//
// Its blocks and the parts they stand in (block_features.h), its address (data/url_words.tsv), what types it says of
// itself (og:type, "@type" in JSON-LD, itemtype), and how much the posts that it may hold look like posts.
//
// Tested by tests/automatic/page_features_test.cpp.
#pragma once

#include <string_view>
#include <vector>

#include "automatic/block_features.h"
#include "automatic/thread/thread.h"
#include "html/document.h"
#include "html/meta_index.h"

namespace thresh::automatic {

// The names of the columns.
std::vector<std::string_view> page_feature_names();

// A row for the page. `thread`: its posts; null where it has none.
std::vector<float> page_features(const html::Document& document, const BlockFeatures& features,
                                 const ElementFacts& facts, const html::MetaIndex& metas, std::string_view url,
                                 const Thread* thread);

}  // namespace thresh::automatic
