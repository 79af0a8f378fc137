// A page as the extractors see it: decoded, and parsed as what it is.
#pragma once

#include <string>
#include <string_view>

#include "base/arena.h"
#include "base/limits.h"
#include "extract/type_reader.h"
#include "html/budget.h"
#include "html/document.h"
#include "html/meta_index.h"
#include "text/dump.h"

namespace thresh::extract {

struct PageView {
  std::string_view text;                     // the whole page in UTF-8
  const html::Document* document = nullptr;  // of an HTML page
  const text::Dump* dump = nullptr;          // of a plain-text dump, or of an HTML page read as one
  std::string url;                           // where it came from; empty where unknown
  const html::MetaIndex* metas = nullptr;    // of an HTML page
  TypeReader* types = nullptr;               // reads typed values, each once
  base::Arena* arena = nullptr;              // for what lives as long as the page
  html::Budget* budget = nullptr;            // what all selectors on the page may cost
  const base::Limits* limits = nullptr;
};

}  // namespace thresh::extract
