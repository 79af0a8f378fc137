// Any text as a CSS selector and as an XPath expression: what compiles can be run, what does not has a place.
#include "fuzz.h"
#include "html/parse.h"
#include "html/selector.h"
#include "html/selector_set.h"
#include "html/xpath.h"

using namespace thresh;

namespace {

constexpr std::string_view kPage =
    "<div id=a class='x y' dir=auto><p>one<p lang=en data-n=1>two<ul><li>a<li>b</ul></div><p><svg viewBox='0 0 1 1'>"
    "<a xlink:href=x></a></svg><form><input type=radio name=r><button></button><select><option>o</select></form>";

void run(const html::Selector& selector, const html::Document& page) {
  html::Budget budget{1'000'000}, other{1'000'000};
  const auto found = selector.select(page, 0, budget);
  const html::Selector* self = &selector;
  const auto in_set = html::SelectorSet(std::span(&self, 1)).run(page, other);
  if (budget.exhausted() || other.exhausted()) return;
  fuzz::must(in_set.front() == found, "a set finds what its selector finds");
  for (const html::NodeId id : found) {
    html::Budget more{1'000'000};
    fuzz::must(selector.matches(page, id, 0, more), "what is selected matches");
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static base::Arena arena;
  static const html::Document page = html::parse(kPage, {}, arena);
  const std::string_view source = fuzz::text_of(data, size);
  if (const auto selector = html::Selector::compile(source)) {
    run(*selector, page);
    for (const auto& error : selector->ignored()) {
      fuzz::must(error.offset <= source.size(), "what is forgiven lies inside the selector");
    }
  } else {
    fuzz::must(selector.error().offset <= source.size(), "a selector's error lies inside it");
    fuzz::must(!selector.error().message.empty(), "an error says what is wrong");
  }
  if (size > 256) return 0;
  if (const auto path = html::XPath::compile(source)) {
    html::XPathView view(page);
    html::Budget budget{1'000'000};
    for (const html::XPathItem& item : path->select(view, 0, budget)) {
      fuzz::must(item.kind == html::XPathItem::Kind::kString || item.node < page.size(), "a result is of the page");
      fuzz::must(item.source.end <= kPage.size(), "its place, too");
    }
  }
  return 0;
}
