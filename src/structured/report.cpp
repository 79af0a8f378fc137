// See report.h.
#include "structured/report.h"

#include <utility>

#include "structured/address.h"
#include "structured/dublin_core.h"
#include "structured/json_ld.h"
#include "structured/markup.h"
#include "structured/microdata.h"
#include "structured/microformats.h"
#include "structured/open_graph.h"
#include "structured/rdfa.h"
#include "structured/rel.h"
#include "structured/state.h"

namespace thresh::structured {
namespace {

using record::List;
using record::Map;

Map microformats(List items, Relations relations) {
  Map map;
  map.add("items", std::move(items));
  map.add("rels", std::move(relations.rels));
  map.add("rel-urls", std::move(relations.rel_urls));
  return map;
}

Map empty_report() {
  Map out;
  for (const std::string_view list : {"json_ld", "microdata", "rdfa"}) out.add(list, List{});
  for (const std::string_view map : {"open_graph", "twitter", "dublin_core"}) out.add(map, Map{});
  out.add("microformats", microformats({}, {}));
  for (const std::string_view map : {"rel", "state"}) out.add(map, Map{});
  return out;
}

}  // namespace

Map report(const extract::PageView& page, std::vector<base::Finding>& findings) {
  Map out = empty_report();
  if (page.document == nullptr) return out;
  const html::Document& document = *page.document;
  const std::string base = base_address(document, page.url);
  Markup markup(page, findings);
  const Items& items = markup.items();
  out.set("json_ld", print_json_ld(markup.json().linked_blocks()));
  out.set("microdata", print_microdata(items, markup.said(), base));
  out.set("rdfa", print_rdfa(items, markup.said()));
  out.set("open_graph", print_properties(open_graph_properties(document)));
  out.set("twitter", print_properties(twitter_properties(document)));
  out.set("dublin_core", print_dublin_core(document));
  Relations relations = relations_of(document, base);
  out.set("rel", relations.rels);
  out.set("microformats",
          microformats(print_microformats(document, items, base, *page.budget, *page.arena), std::move(relations)));
  out.set("state", embedded_state(document, markup.json()));
  return out;
}

}  // namespace thresh::structured
