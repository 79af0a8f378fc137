// See explain.h: the page's ledger as a dict.
#include "explain.h"

#include <string>
#include <utility>

#include "convert/convert.h"
#include "convert/ledger.h"
#include "errors.h"
#include "pages.h"
#include "pipeline.h"
#include "values.h"

namespace thresh::python {
namespace {

using convert::Ledger;

nb::dict span_of(const Ledger& ledger, const Ledger::Span& span, std::string_view page) {
  const Ledger::Entry& entry = ledger.entries[span.entry];
  nb::dict out;
  out["state"] = text_object(convert::name(entry.state));
  for (const auto& [key, value] : {std::pair("path", &entry.path), {"reason", &entry.reason}, {"rule", &entry.rule}}) {
    out[key] = value->empty() ? nb::object(nb::none()) : text_object(*value);
  }
  out["begin"] = span.bytes.begin;
  out["end"] = span.bytes.end;
  out["text"] = text_object(convert::text_of(ledger, span, page));
  return out;
}

// A page that gives no record has a ledger all the same, unless it was not even read.
nb::dict explain(const Settings& settings, nb::handle given) {
  Page page = page_of(given);
  if (page.captured.empty()) page.captured = settings.captured;
  Ledger ledger;
  const convert::Options options = convert::options_of(*settings.rules);
  auto converted = [&] {
    const nb::gil_scoped_release free;
    return convert::convert(page.input(), options, &ledger);
  }();
  if (!converted && ledger.spans.empty()) raise(converted.error());
  nb::dict out;
  out["record"] = converted ? object_of(converted->record) : nb::none();
  out["error"] = converted ? nb::none() : error_object(converted.error());
  out["characters"] = ledger.characters();
  out["kept"] = ledger.kept;
  out["removed"] = ledger.removed;
  out["unclaimed"] = ledger.unclaimed;
  nb::list spans;
  for (const Ledger::Span& span : ledger.spans) spans.append(span_of(ledger, span, page.bytes));
  out["spans"] = spans;
  return out;
}

}  // namespace

void bind_explain(nb::module_& module) { module.def("explain", explain, nb::arg("settings"), nb::arg("page")); }

}  // namespace thresh::python
