// Any text as HTML: the tree is sound, and rendering it gives valid UTF-8.
#include "fuzz.h"
#include "html/parse.h"
#include "html/render.h"
#include "html/serialize.h"
#include "text/unicode.h"
#include "text/utf8_repair.h"

using namespace thresh;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string page;
  text::repair_utf8(fuzz::text_of(data, size), page);
  base::Arena arena;
  const html::Document document = html::parse(page, {}, arena);
  for (html::NodeId id = 1; id < document.size(); ++id) {
    const html::Node& node = document.node(id);
    fuzz::must(node.parent < id && node.end > id, "a parent stands before its nodes");
    fuzz::must(node.end <= document.node(node.parent).end, "a subtree lies inside its parent's");
    fuzz::must(node.source.end <= page.size(), "a source lies inside the page");
  }
  for (const auto as : {html::RenderAs::kPlain, html::RenderAs::kMarkdown}) {
    const std::string words = text::compose(html::render(document, 0, {.as = as}, arena));
    fuzz::must(text::is_valid_utf8(words), "a rendered page is UTF-8");
  }
  (void)html::inner_html(document, 0);
  return 0;
}
