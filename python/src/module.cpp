// The extension module thresh._core: the library, as little dressed up as may be. What people call, with its docs, is
// in python/thresh/.
#include "batch.h"
#include "document.h"
#include "duplicates.h"
#include "explain.h"
#include "fetching.h"
#include "pipeline.h"
#include "python.h"
#include "record/shape.h"
#include "rule_set.h"

NB_MODULE(_core, module) {
  using namespace thresh;
  module.attr("version") = THRESH_VERSION;
  nb::list kinds;
  for (const record::Kind& kind : record::kinds()) kinds.append(std::string(kind.name));
  module.attr("kinds") = nb::tuple(kinds);
  python::bind_rules(module);
  python::bind_batch(module);
  python::bind_pipeline(module);
  python::bind_document(module);
  python::bind_explain(module);
  python::bind_duplicates(module);
  python::bind_fetching(module);
}
