// See page.h.
#include "convert/page.h"

#include "base/sha256.h"
#include "base/utf8.h"
#include "clean/template_address.h"
#include "html/render.h"
#include "normalize/normalize.h"
#include "text/unicode.h"

namespace thresh::convert {
namespace {

using base::ErrorCode;
using base::FindingCode;

// Where the first <link> of that relation leads.
html::MetaIndex::Said link_target(const html::Document& document, std::string_view relation) {
  for (html::NodeId id = 0; id < document.size(); ++id) {
    if (!document.is_element(id) || document.node(id).name != html::Name::kLink) continue;
    const auto said = document.attribute(id, "rel");
    if (!said || !text::equals_ignoring_ascii_case(text::trim_ascii(*said), relation)) continue;
    if (const auto* target = document.find_attribute(id, "href")) {
      return {text::trim_ascii(document.value(*target)), target->source};
    }
  }
  return {};
}

// Where the first <base> that has an address leads.
std::string_view base_target(const html::Document& document) {
  for (html::NodeId id = document.find("base"); id < document.size(); ++id) {
    if (!document.is_element(id) || document.node(id).name != html::Name::kBase) continue;
    if (const auto target = document.attribute(id, "href")) return text::trim_ascii(*target);
  }
  return {};
}

// `reference` as an address of the web, resolved against `base`; empty if it is none.
std::string web_address(std::string_view reference, std::string_view base) {
  std::string address = normalize::url(reference, base).value_or("");
  const bool web = address.starts_with("http://") || address.starts_with("https://");
  return web ? address : std::string();
}

// Whether two addresses are one, but for what follows the path.
bool same_path(std::string_view a, std::string_view b) {
  return a.substr(0, a.find_first_of("?#")) == b.substr(0, b.find_first_of("?#"));
}

// Whether an address that a page gives as its own is a template's instead. One that the page was fetched from is none,
// whatever it looks like: ".../Global_Objects/undefined" is a page.
bool shows_template(std::string_view said, std::string_view resolved, std::string_view fetched) {
  if (!clean::template_address(said) && !clean::template_address(resolved)) return false;
  return fetched.empty() || !same_path(resolved, web_address(fetched, ""));
}

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// How many bytes a character of UTF-8 has that starts with this one; 1 for a byte that starts none.
std::size_t announced_length(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
}

// Bytes that were cut somewhere, without the start of a character of UTF-8 at their end: half a character would make
// the whole page look like another encoding. UTF-16 has characters of two bytes.
std::string_view without_half_character(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return bytes.substr(0, bytes.size() / 2 * 2);
  constexpr std::size_t kLongest = 4;
  for (std::size_t back = 1; back < kLongest && back <= bytes.size(); ++back) {
    const char c = bytes[bytes.size() - back];
    if (is_continuation(c)) continue;
    return announced_length(c) > back ? bytes.substr(0, bytes.size() - back) : bytes;
  }
  return bytes;
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

VisibleLines visible_lines(const html::Document& document, const std::vector<bool>& dropped, base::Arena& arena) {
  html::RenderOptions options;
  options.keep_hidden = false;
  if (!dropped.empty()) options.dropped = &dropped;
  VisibleLines lines;
  lines.passage = html::render(document, document.body(), options, arena);
  lines.dump = text::split_lines(arena.copy(text::compose(lines.passage, &lines.copied)));
  return lines;
}

Input input_of(const source::RawPage& page) {
  Input input;
  input.name = page.name;
  input.bytes = page.bytes;
  input.url = page.url;
  input.charset = page.charset;
  input.captured = page.captured;
  input.cut = page.cut;
  input.damaged_at = page.damaged_at;
  input.is_html = page.is_html;
  return input;
}

base::Result<std::unique_ptr<Page>> Page::open(const Input& input, const base::Limits& limits,
                                               const html::ParseOptions& options) {
  auto page = std::make_unique<Page>(Key{}, input, limits, options);
  if (auto read = page->read(); !read) return std::unexpected(std::move(read.error()));
  return page;
}

base::Result<void> Page::read() {
  kind_ = sniff(input_.bytes, input_.is_html ? ".html" : input_.name);
  if (kind_ == PageKind::kEmpty) return base::failure(ErrorCode::kEmptyPage, "the page is empty");
  if (kind_ == PageKind::kBinary) {
    return base::failure(ErrorCode::kBinaryPage, "this is no page: its bytes are not text");
  }
  decode();
  if (text::trim(decoded_.text).empty()) return base::failure(ErrorCode::kEmptyPage, "the page is empty");
  if (reads_as_binary(decoded_.text)) {
    return base::failure(ErrorCode::kBinaryPage, "this is no page: its bytes are not text");
  }
  if (kind_ == PageKind::kHtml) {
    document_ = html::parse(decoded_.text, limits_, arena_, options_);
    metas_.emplace(*document_);
    if (document_->cut()) {
      findings_.push_back({FindingCode::kPageCut, "",
                           "the parser could not read the whole page" +
                               (document_->stopped_at().empty() ? std::string() : ", as ") +
                               std::string(document_->stopped_at()) + "; what it could is used"});
    }
  }
  sha256_ = base::hex(base::sha256(input_.bytes));
  find_urls();
  find_language();
  types_.emplace(facts());
  return {};
}

void Page::decode() {
  const bool too_long = input_.bytes.size() > limits_.page_bytes;
  const std::string_view bytes = input_.bytes.substr(0, limits_.page_bytes);
  const bool cut = too_long || input_.cut;
  const bool whole = !cut && !input_.damaged_at;
  decoded_ =
      text::decode(whole ? bytes : without_half_character(bytes), kind_ == PageKind::kHtml, input_.charset, arena_);
  const std::string_view kept = base::prefix(decoded_.text, limits_.page_bytes);
  if (cut || kept.size() < decoded_.text.size()) {
    findings_.push_back({FindingCode::kPageCut, "", "the page is longer than the limit; the rest was not read"});
  }
  decoded_.text = kept;
  if (input_.damaged_at) {
    findings_.push_back({FindingCode::kPageDamaged, "",
                         "the compressed input is damaged at byte " + std::to_string(*input_.damaged_at) +
                             "; what comes before was used"});
  }
  if (decoded_.replaced > 0) {
    findings_.push_back({FindingCode::kCharsetDamaged, "",
                         std::to_string(decoded_.replaced) + " places are not valid " + decoded_.charset});
  }
  if (decoded_.from == text::CharsetFrom::kDetection && decoded_.charset != "utf-8") {
    const std::string said = decoded_.contradicted.empty()
                                 ? "the page does not say its encoding"
                                 : "the page is said to be " + decoded_.contradicted + ", and its bytes are not";
    findings_.push_back({FindingCode::kCharsetGuessed, "", said + "; it was read as " + decoded_.charset});
  }
}

void Page::find_urls() {
  url_ = base_url_ = input_.url;
  if (!document_) return;
  const std::string_view base = base_target(*document_);
  if (const std::string said = web_address(base, url_); !said.empty()) base_url_ = said;
  for (const html::MetaIndex::Said& said : {link_target(*document_, "canonical"), metas_->first("og:url")}) {
    if (said.content.empty()) continue;
    const std::string address = web_address(said.content, base_url_);
    if (shows_template(said.content, address, input_.url)) {
      if (template_url_.empty()) template_url_ = said.content;
      continue;
    }
    canonical_ = said;
    canonical_url_ = address;
    break;
  }
  if (!url_.empty()) return;
  url_ = canonical_url_;
  if (base_url_.empty()) base_url_ = web_address(base, url_);
  if (base_url_.empty()) base_url_ = url_;
}

void Page::find_language() {
  const html::NodeId root = document_ ? document_->find("html") : html::kNoNode;
  const html::Attribute* declared = root == html::kNoNode ? nullptr : document_->find_attribute(root, "lang");
  if (declared == nullptr) return;
  declared_language_ = {document_->value(*declared), declared->source};
  language_ = normalize::language(declared_language_.content).value_or("");
}

// The currency of prices stands in the meta elements of shops: Open Graph's, Facebook's and schema.org's name for it.
extract::PageFacts Page::facts() const {
  std::string_view currency;
  for (const std::string_view name : {"og:price:currency", "product:price:currency", "pricecurrency"}) {
    if (metas_ && currency.empty()) currency = metas_->first(name).content;
  }
  return {base_url_, input_.captured, language_, std::string(currency), decoded_.text};
}

// A document that is cut has told of its memory already.
std::vector<base::Finding> Page::shortages() const {
  std::vector<base::Finding> found;
  if (budget_.cut()) {
    found.push_back({FindingCode::kPageCut, "", "matching the selectors took too many steps and was stopped"});
  }
  if (arena_.exhausted() && !(document_ && document_->cut())) {
    found.push_back({FindingCode::kPageCut, "", "the page took too much memory; some of its text is missing"});
  }
  return found;
}

const text::Dump& Page::dump() {
  if (!dump_) dump_ = document_ ? visible_lines(*document_, {}, arena_).dump : text::split_lines(decoded_.text);
  return *dump_;
}

const text::Passage& Page::passage() {
  if (passage_) return *passage_;
  if (document_) {
    html::RenderOptions options;
    options.visibility = visibility();
    passage_ = html::render(*document_, document_->body(), options, arena_);
  } else {
    passage_ = lines_as_passage(dump());
  }
  return *passage_;
}

const html::Visibility* Page::visibility() {
  if (!visibility_ && document_) visibility_.emplace(*document_);
  return visibility_ ? &*visibility_ : nullptr;
}

extract::PageView Page::view() {
  extract::PageView view;
  view.text = decoded_.text;
  view.document = document();
  view.dump = document_ ? nullptr : &dump();
  view.url = url_;
  view.metas = metas();
  view.visibility = visibility();
  view.types = &*types_;
  view.arena = &arena_;
  view.budget = &budget_;
  view.limits = &limits_;
  view.parts = parts_ ? &*parts_ : nullptr;
  view.taken = taken_ ? &*taken_ : nullptr;
  return view;
}

}  // namespace thresh::convert
