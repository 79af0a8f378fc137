// Any text as HTML, as a document or a fragment: the tree is sound and the same on every kind of block, every text and
// value is found at its bytes, and rendering gives valid UTF-8.
//
// The first byte chooses the context of a fragment, and whether scripts run.
#include "base/utf8.h"
#include "fuzz.h"
#include "html/parse.h"
#include "html/render.h"
#include "html/serialize.h"
#include "html/tree_dump.h"
#include "text/unicode.h"

using namespace thresh;

namespace {

constexpr std::string_view kContexts[] = {"",
                                          "",
                                          "",
                                          "div",
                                          "tr",
                                          "select",
                                          "template",
                                          "textarea",
                                          "svg path",
                                          "math mi",
                                          "svg foreignObject",
                                          "math annotation-xml",
                                          "html",
                                          "td",
                                          "form"};

html::Document parse(std::string_view page, std::string_view context, base::Arena& arena,
                     const html::ParseOptions& options) {
  return context.empty() ? html::parse(page, {}, arena, options)
                         : html::parse_fragment(page, html::fragment_context(context), {}, arena, options);
}

void check_links(const html::Document& document) {
  fuzz::must(document.node(0).end == document.size(), "the document holds all");
  for (html::NodeId id = 1; id < document.size(); ++id) {
    const html::Node& node = document.node(id);
    fuzz::must(node.parent < id && node.end > id, "a parent stands before its nodes");
    fuzz::must(node.end <= document.node(node.parent).end, "a subtree lies inside its parent's");
    const html::NodeId before = id - 1 == node.parent ? html::kNoNode : node.previous;
    fuzz::must(node.previous == before, "the first child has no sibling before it");
    if (before != html::kNoNode) fuzz::must(document.node(before).end == id, "siblings touch");
  }
}

void check_values(const html::Document& document, std::string_view page) {
  const auto decoded = [&](base::Span span, std::uint8_t flags) {
    fuzz::must(span.begin <= span.end && span.end <= page.size(), "a span lies inside the page");
    std::string out;
    html::append_decoded(page.substr(span.begin, span.size()), flags | html::kEncoded, out);
    return out;
  };
  for (html::NodeId id = 0; id < document.size(); ++id) {
    for (const html::Attribute& attribute : document.attributes(id)) {
      fuzz::must(decoded(attribute.source, attribute.flags()) == document.value(attribute), "a value is at its span");
    }
    if (!document.is_text(id)) continue;
    std::string joined;
    const std::size_t pieces = document.pieces(id).size();
    for (std::size_t i = 0; i < pieces; ++i) joined += document.piece_text(id, i);
    fuzz::must(joined == document.text(id), "a text is its pieces");
    if (pieces > 1) continue;
    const std::uint8_t how = document.node(id).flags & (html::kReferences | html::kNulDropped);
    fuzz::must(decoded(document.source(id), how) == document.text(id), "a text is at its span");
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::uint8_t choice = size > 0 ? data[0] : 0;
  const std::string page = base::repaired(fuzz::text_of(data + (size > 0), size - (size > 0)));
  const std::string_view context = kContexts[choice / 2 % std::size(kContexts)];
  base::Arena arena;
  const html::ParseOptions options{.scripting = choice % 2 == 1};
  const html::Document document = parse(page, context, arena, options);
  check_links(document);
  check_values(document, page);
  const std::string tree = html::dump_tree(document);
  for (const html::simd::Level level : html::simd::levels()) {
    base::Arena other;
    const html::Document again = parse(page, context, other, {.scripting = options.scripting, .level = level});
    fuzz::must(html::dump_tree(again) == tree, "every kind of block gives the same tree");
  }
  for (const auto as : {html::RenderAs::kPlain, html::RenderAs::kMarkdown}) {
    const std::string words = text::compose(html::render(document, 0, {.as = as}, arena));
    fuzz::must(text::is_valid_utf8(words), "a rendered page is UTF-8");
  }
  (void)html::inner_html(document, 0);
  return 0;
}
