// What the markup of any page says of it: title, author, dates and the like, each as claims in the order in which they
// are to be trusted.
//
// Where each claim comes from is a line of data/metadata.tsv: a field, a place, a name there. The order of the lines is
// the order of trust; docs/structured-data.md tells how often each is right. Said twice counts once.
//
// Tested by tests/structured/metadata_test.cpp.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "extract/draft.h"
#include "extract/page_view.h"
#include "structured/markup.h"

namespace thresh::structured {

enum class Origin : std::uint8_t { kJsonLd, kMicrodata, kRdfa, kMicroformats, kMeta, kLabel, kLink, kTime, kState };
std::string_view name(Origin origin);

// A value, and who says it. What one origin says under one name stands side by side: the authors of a page.
struct Claim : extract::Found {
  Origin origin = Origin::kMeta;
  std::string_view said_as = {};  // the property or name: "headline", "og:title"
};

struct Metadata {
  // Where the only author that is named is the site itself, that stands last.
  std::vector<Claim> title, author, date, modified, description, site_name, image, language, section, tags;
  // When the page, not what it is about, was put on the web: what publishing systems say of any page they make.
  std::vector<Claim> page_date;
};

// Of an HTML page. What it finds lives as long as the page's arena and document.
Metadata metadata_by_markup(const extract::PageView& page);
Metadata metadata_by_markup(const Markup& markup);

// The tags alone, of the first place that names some; what parts them in one string is taken apart.
std::vector<Claim> topics_by_markup(const Markup& markup);

}  // namespace thresh::structured
