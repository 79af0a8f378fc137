// Any text as a CSS selector and as an XPath expression: what compiles can be run, what does not has a place.
#include "fuzz.h"
#include "html/parse.h"
#include "html/selector.h"
#include "html/xpath.h"

using namespace thresh;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static base::Arena arena;
  static const html::Document kPage =
      html::parse("<div id=a class='x y'><p>one<p lang=en data-n=1>two<ul><li>a<li>b</ul></div><p>", {}, arena);
  const std::string_view source = fuzz::text_of(data, size);
  html::Budget budget{1'000'000};
  if (const auto selector = html::Selector::compile(source)) {
    for (const html::NodeId id : selector->select(kPage, 0, budget)) {
      html::Budget more{1'000'000};
      fuzz::must(selector->matches(kPage, id, 0, more), "what is selected matches");
    }
  } else {
    fuzz::must(selector.error().offset <= source.size(), "a selector's error lies inside it");
  }
  if (size > 256) return 0;
  if (const auto path = html::XPath::compile(source)) {
    html::XPathView view(kPage);
    for (const html::XPathItem& item : path->select(view, 0, budget)) {
      fuzz::must(item.kind == html::XPathItem::Kind::kString || item.node < kPage.size(), "a result is of the page");
    }
  }
  return 0;
}
