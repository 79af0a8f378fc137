// See next_page.h.
#include "convert/next_page.h"

#include <array>
#include <vector>

#include "extract/pick.h"
#include "html/selector.h"
#include "normalize/normalize.h"
#include "text/passage.h"
#include "text/unicode.h"

namespace thresh::convert {
namespace {

// What pages say themselves, the more formal first.
std::vector<rules::Pick> usual_picks() {
  std::vector<rules::Pick> picks;
  for (const std::string_view source : {"link[rel~=next i]", "a[rel~=next i]"}) {
    rules::Pick pick;
    pick.source = source;
    pick.attribute = "href";
    pick.css = *html::Selector::compile(source);
    picks.push_back(std::move(pick));
  }
  return picks;
}

const std::vector<rules::Pick>& picks_of(const rules::Rules* rules) {
  static const std::vector<rules::Pick> kUsual = usual_picks();
  return rules != nullptr && !rules->next.empty() ? rules->next : kUsual;
}

}  // namespace

std::string find_next(Page& page, const rules::Rules* rules) {
  if (page.document() == nullptr) return {};
  std::vector<base::Finding> unused;
  extract::Picker picker(page.view(), unused);
  for (const rules::Pick& pick : picks_of(rules)) {
    for (const extract::Found& found : picker.values(pick, record::Type::kUrl, {}).values) {
      const std::string reference = text::compose(found.passage);
      if (auto url = normalize::url(text::trim(reference), page.base_url())) return *std::move(url);
    }
  }
  return {};
}

}  // namespace thresh::convert
