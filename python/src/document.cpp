// See document.h. Work on a document holds the GIL: it keeps texts that it decodes, so two threads may not ask it at
// once.
#include "document.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/arena.h"
#include "base/limits.h"
#include "errors.h"
#include "html/parse.h"
#include "html/render.h"
#include "html/selector.h"
#include "html/serialize.h"
#include "html/visibility.h"
#include "pages.h"
#include "text/decode.h"
#include "text/passage.h"
#include "text/unicode.h"
#include "values.h"

namespace thresh::python {
namespace {

// What a tree stands in: the bytes, the text, memory.
struct Parsed {
  Parsed(std::string page, std::string_view charset)
      : bytes(std::move(page)),
        arena(limits.arena_bytes),
        decoded(text::decode(bytes, true, charset, arena)),
        document(html::parse(decoded.text, limits, arena)),
        visibility(document) {}

  base::Limits limits;
  std::string bytes;
  base::Arena arena;
  text::Decoded decoded;
  html::Document document;
  html::Visibility visibility;
};

struct Element {
  std::shared_ptr<Parsed> page;
  html::NodeId node = 0;
};

std::vector<Element> find(const Element& under, const std::string& source) {
  const auto selector = html::Selector::compile(source);
  if (!selector) {
    base::Error error{base::ErrorCode::kUsage, selector.error().message, {}, selector.error().hint};
    error.place = {"selector", 1,
                   static_cast<std::uint32_t>(text::length(source.substr(0, selector.error().offset)) + 1),
                   static_cast<std::uint32_t>(selector.error().width), source};
    raise(error);
  }
  html::Budget budget{under.page->limits.match_steps};
  std::vector<Element> found;
  for (const html::NodeId node : selector->select(under.page->document, under.node, budget)) {
    found.push_back({under.page, node});
  }
  if (budget.cut()) {
    raise(base::Error{base::ErrorCode::kTooLarge, "the selector takes too many steps on this page", {}, {}});
  }
  return found;
}

nb::object text_of(const Element& element) {
  html::RenderOptions options;
  options.visibility = &element.page->visibility;
  return text_object(text::compose(html::render(element.page->document, element.node, options, element.page->arena)));
}

nb::dict attributes_of(const Element& element) {
  nb::dict out;
  const html::Document& document = element.page->document;
  for (const html::Attribute& one : document.attributes(element.node)) {
    out[text_object(document.name(one))] = text_object(document.value(one));
  }
  return out;
}

nb::object attribute(const Element& element, const std::string& name, nb::object otherwise) {
  const auto value = element.page->document.attribute(element.node, text::ascii_lower(name));
  return value ? text_object(*value) : std::move(otherwise);
}

Element parse(nb::handle given) {
  const Page page = page_of(given);
  std::string bytes(page.bytes);
  const nb::gil_scoped_release free;
  return {std::make_shared<Parsed>(std::move(bytes), page.charset), 0};
}

}  // namespace

void bind_document(nb::module_& module) {
  nb::class_<Element>(module, "Element", "An element of a page, or the page itself; `thresh.parse` gives it.")
      .def("css", find, nb::arg("selector"))
      .def("get", attribute, nb::arg("name"), nb::arg("default") = nb::none())
      .def_prop_ro("name", [](const Element& e) { return text_object(e.page->document.name(e.node)); })
      .def_prop_ro("text", text_of)
      .def_prop_ro("attributes", attributes_of)
      .def_prop_ro("html", [](const Element& e) {
        const html::Document& document = e.page->document;
        return text_object(e.node == 0 ? html::inner_html(document, 0) : html::outer_html(document, e.node));
      });
  module.def("parse", parse, nb::arg("page"));
}

}  // namespace thresh::python
