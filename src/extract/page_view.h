// A page as the extractors see it: decoded, and parsed as what it is.
#pragma once

#include <deque>
#include <span>
#include <string>
#include <string_view>

#include "base/arena.h"
#include "base/limits.h"
#include "extract/draft.h"
#include "extract/type_reader.h"
#include "html/budget.h"
#include "html/document.h"
#include "html/meta_index.h"
#include "html/visibility.h"
#include "text/dump.h"
#include "text/passage.h"

namespace thresh::extract {

struct PageView {
  std::string_view text;                         // the whole page in UTF-8
  const html::Document* document = nullptr;      // of an HTML page
  const text::Dump* dump = nullptr;              // of a plain-text dump, or of an HTML page read as one
  std::string url;                               // where it came from; empty where unknown
  const html::MetaIndex* metas = nullptr;        // of an HTML page
  const html::Visibility* visibility = nullptr;  // the same
  TypeReader* types = nullptr;                   // reads typed values, each once
  base::Arena* arena = nullptr;                  // for what lives as long as the page
  html::Budget* budget = nullptr;                // what all selectors on the page may cost
  const base::Limits* limits = nullptr;
  // Where an account of the page's text is kept (convert/account.h): what composed text was made of goes there. Else
  // null.
  std::deque<text::Passage>* parts = nullptr;
  std::deque<Taken>* taken = nullptr;  // the same: what values that are no text were read from
  // Of an HTML page that is read as a dump: what the lines were composed of.
  const text::Passage* lines_from = nullptr;
  std::span<const text::Copied> lines_copied = {};
};

// The runs of the page that [begin, end) of a composed text is; null where no account is kept.
inline const text::Passage* parts_of(const PageView& page, const text::Passage& whole,
                                     std::span<const text::Copied> copied, std::size_t begin, std::size_t end) {
  if (page.parts == nullptr) return nullptr;
  return &page.parts->emplace_back(text::slice(whole, copied, begin, end));
}

}  // namespace thresh::extract
