// See next_page.h.
#include "extract/next_page.h"

#include <vector>

#include "extract/pick.h"

namespace thresh::extract {

std::string next_page(const rules::Rules& rules, const PageView& page) {
  if (page.document == nullptr || rules.next.empty()) return {};
  std::vector<base::Finding> unused;
  std::vector<const rules::Pick*> picks;
  for (const rules::Pick& pick : rules.next) picks.push_back(&pick);
  Picker picker(page, unused, std::move(picks));
  for (const rules::Pick& pick : rules.next) {
    for (const Found& found : picker.values(pick, record::Type::kUrl, Scope{}, false).values) {
      const auto& made = page.types->read(record::Type::kUrl, text::compose(found.passage));
      if (made && made->value.as_text() != nullptr) return *made->value.as_text();
    }
  }
  return {};
}

}  // namespace thresh::extract
