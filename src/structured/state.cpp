// See state.h.
#include "structured/state.h"

#include "base/embedded.h"
#include "base/rows.h"

namespace thresh::structured {

record::Map embedded_state(const html::Document& document, extract::EmbeddedJson& json) {
  record::Map out;
  base::for_each_row(base::embedded("data/embedded_states.tsv"), [&](std::string_view row) {
    const std::string_view name = base::take_column(row);
    // A name that stands nowhere costs a search of the page, not of each script.
    if (!document.page().contains(name)) return;
    const record::Value* value = json.named(name);
    if (value != nullptr && (value->as_map() != nullptr || value->as_list() != nullptr)) out.add(name, *value);
  });
  return out;
}

}  // namespace thresh::structured
