// See page.h.
#include "convert/page.h"

#include "html/parse.h"
#include "html/render.h"
#include "normalize/normalize.h"
#include "text/unicode.h"

namespace thresh::convert {
namespace {

// The content of the first <meta> or <link> of the head that says `value` in `key`.
std::string_view head_value(const html::Document& document, std::string_view element, std::string_view key,
                            std::string_view value, std::string_view wanted) {
  for (html::NodeId id = 0; id < document.size(); ++id) {
    if (!document.is_element(id) || document.node(id).name != element) continue;
    const auto said = document.attribute(id, key);
    if (!said || !text::equals_ignoring_ascii_case(text::trim_ascii(*said), value)) continue;
    if (const auto found = document.attribute(id, wanted)) return text::trim_ascii(*found);
  }
  return {};
}

text::Passage lines_as_passage(const text::Dump& dump) {
  text::Passage passage;
  for (const text::Line& line : dump.lines) {
    text::Run run;
    run.text = line.text;
    run.source = line.source;
    if (!passage.runs.empty()) run.before = line.blank_before > 0 ? text::Break::kParagraph : text::Break::kLine;
    passage.runs.push_back(run);
  }
  return passage;
}

}  // namespace

text::Dump visible_lines(const html::Document& document, const std::vector<bool>& dropped, base::Arena& arena) {
  html::RenderOptions options;
  options.keep_hidden = false;
  if (!dropped.empty()) options.dropped = &dropped;
  const text::Passage passage = html::render(document, document.body(), options, arena);
  return text::split_lines(arena.copy(text::compose(passage)));
}

base::Result<std::unique_ptr<Page>> Page::open(const Input& input, const base::Limits& limits) {
  std::unique_ptr<Page> page(new Page(input, limits));
  page->kind_ = sniff(input.bytes, input.name);
  if (page->kind_ == PageKind::kEmpty) return base::failure(base::ErrorCode::kEmptyPage, "the page is empty");
  if (page->kind_ == PageKind::kBinary) {
    return base::failure(base::ErrorCode::kBinaryPage, "this is no page: its bytes are not text");
  }
  const bool too_long = input.bytes.size() > limits.page_bytes;
  if (too_long || input.cut) {
    page->findings_.push_back({base::FindingCode::kPageCut, "", "the page is longer than the limit; the rest was not read"});
  }
  const bool is_html = page->kind_ == PageKind::kHtml;
  page->decoded_ = text::decode(input.bytes.substr(0, limits.page_bytes), is_html, input.charset, page->arena_);
  const text::Decoded& decoded = page->decoded_;
  if (text::trim(decoded.text).empty()) return base::failure(base::ErrorCode::kEmptyPage, "the page is empty");
  if (reads_as_binary(decoded.text)) {
    return base::failure(base::ErrorCode::kBinaryPage, "this is no page: its bytes are not text");
  }
  if (decoded.replaced > 0) {
    page->findings_.push_back({base::FindingCode::kCharsetDamaged, "",
                               std::to_string(decoded.replaced) + " places are not valid " + decoded.charset});
  }
  if (decoded.from == text::CharsetFrom::kDetection && decoded.charset != "utf-8") {
    page->findings_.push_back({base::FindingCode::kCharsetGuessed, "",
                               "the page does not say its encoding; it was read as " + decoded.charset});
  }
  if (is_html) {
    page->document_ = html::parse(decoded.text, limits, page->arena_);
    if (page->document_->cut()) {
      page->findings_.push_back({base::FindingCode::kPageCut, "", "the parser could not read the whole page; what it could is used"});
    }
  }
  page->find_urls();
  page->types_.emplace(page->url_);
  return page;
}

void Page::find_urls() {
  url_ = input_.url;
  if (!document_) return;
  std::string_view canonical = head_value(*document_, "link", "rel", "canonical", "href");
  if (canonical.empty()) canonical = head_value(*document_, "meta", "property", "og:url", "content");
  canonical_url_ = normalize::url(canonical, url_).value_or("");
  if (!canonical_url_.starts_with("http://") && !canonical_url_.starts_with("https://")) canonical_url_.clear();
  if (url_.empty()) url_ = canonical_url_;
}

const text::Dump& Page::dump() {
  if (!dump_) dump_ = document_ ? visible_lines(*document_, {}, arena_) : text::split_lines(decoded_.text);
  return *dump_;
}

const text::Passage& Page::passage() {
  if (!passage_) passage_ = document_ ? html::render(*document_, document_->body(), {}, arena_) : lines_as_passage(dump());
  return *passage_;
}

extract::PageView Page::view() {
  extract::PageView view;
  view.text = decoded_.text;
  view.document = document();
  view.dump = document_ ? nullptr : &dump();
  view.url = url_;
  view.types = &*types_;
  view.arena = &arena_;
  view.limits = &limits_;
  return view;
}

}  // namespace thresh::convert
