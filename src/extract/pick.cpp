// See pick.h. One function a kind of pick.
#include "extract/pick.h"

#include <algorithm>

#include "html/parse.h"
#include "html/render.h"
#include "html/serialize.h"
#include "text/unicode.h"

namespace thresh::extract {
namespace {

using record::Type;
using record::Value;
using rules::Pick;

// The attribute that holds an element's value where a rule names none: <meta content>, <time datetime>, <data value>,
// and the address of a link or an image where a URL is asked for. Empty: its text.
std::string_view value_attribute(std::string_view element, Type type) {
  if (element == "meta") return "content";
  if (element == "input" || element == "data" || element == "meter") return "value";
  if (element == "time" && type == Type::kDate) return "datetime";
  if (type != Type::kUrl) return {};
  if (element == "a" || element == "link" || element == "area") return "href";
  return element == "img" || element == "iframe" || element == "source" ? std::string_view("src") : std::string_view();
}

// Whether a string looks like HTML rather than like text: a tag, or a character reference.
bool holds_html(std::string_view text) {
  for (std::size_t at = text.find_first_of("<&"); at != std::string_view::npos; at = text.find_first_of("<&", at + 1)) {
    const std::string_view rest = text.substr(at + 1, 12);
    if (rest.empty()) return false;
    const char next = rest[rest.front() == '/' && rest.size() > 1 ? 1 : 0];
    const bool letter = (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
    if (text[at] == '<' ? letter : rest.find(';') != std::string_view::npos && (letter || next == '#')) return true;
  }
  return false;
}

bool is_blank(const text::Passage& passage) {
  return std::all_of(passage.runs.begin(), passage.runs.end(),
                     [](const text::Run& run) { return run.made || text::trim(run.text).empty(); });
}

}  // namespace

Picker::Picker(const PageView& page, std::vector<base::Finding>& findings)
    : page_(page), json_(*page.document, findings), budget_{page.limits->match_steps} {}

// Counts the fence in front of a subtree, or takes it off the count.
void Picker::see_anew(html::NodeId root, bool fenced) {
  for (html::NodeId id = root; id < page_.document->node(root).end; ++id) {
    behind_[id] = static_cast<std::uint8_t>(fenced ? behind_[id] + 1 : behind_[id] - 1);
    unseen_[id] = behind_[id] > 0 || (!dropped_.empty() && dropped_[id]);
  }
}

void Picker::put_fence(std::vector<html::NodeId> roots) {
  if (!roots.empty() && behind_.empty()) {
    behind_.resize(page_.document->size(), 0);
    unseen_ = dropped_;
    unseen_.resize(page_.document->size(), false);
  }
  for (const html::NodeId root : roots) see_anew(root, true);
  fences_.push_back(std::move(roots));
}

void Picker::take_fence() {
  for (const html::NodeId root : fences_.back()) see_anew(root, false);
  fences_.pop_back();
}

Picked Picker::values(const Pick& pick, Type type, const Scope& scope) {
  Picked out;
  switch (pick.from) {
    case Pick::From::kCss:
      pick_css(pick, type, scope, out);
      break;
    case Pick::From::kXPath:
      pick_xpath(pick, type, scope, out);
      break;
    case Pick::From::kMeta:
      pick_meta(pick, out);
      break;
    case Pick::From::kRegex:
      pick_regex(pick, scope, out);
      break;
    case Pick::From::kConst:
      add_text(page_.arena->copy(pick.source), false, out);
      break;
    case Pick::From::kJsonLd:
    case Pick::From::kJson:
      for (const Value* value : json_values(pick, scope)) {
        if (const auto text = json_text(*value)) {
          const bool raw = type == Type::kHtml || type == Type::kUrl;
          add_text(page_.arena->copy(*text), !raw, out);
        }
      }
      break;
  }
  for (Found& found : out.values) found.rule_line = pick.position.line;
  return out;
}

std::vector<Scope> Picker::scopes(const Pick& pick, const Scope& scope) {
  std::vector<Scope> out;
  if (pick.from == Pick::From::kJson || pick.from == Pick::From::kJsonLd) {
    for (const Value* value : json_values(pick, scope)) {
      const record::List* list = value->as_list();
      if (list == nullptr) {
        out.push_back({scope.node, value});
        continue;
      }
      for (const Value& element : *list) out.push_back({scope.node, &element});
    }
    return out;
  }
  for (const html::NodeId node : nodes(pick, scope)) {
    if (!fenced(node)) out.push_back({node, nullptr});
  }
  return out;
}

std::vector<html::NodeId> Picker::nodes(const Pick& pick, const Scope& scope) {
  if (pick.from == Pick::From::kCss) {
    if (pick.source.empty() || pick.source == ":scope") return {scope.node};
    return pick.css.select(*page_.document, scope.node, budget_);
  }
  std::vector<html::NodeId> out;
  if (pick.from != Pick::From::kXPath) return out;
  if (!xpath_) xpath_.emplace(*page_.document);
  for (const html::XPathItem& item : pick.xpath.select(*xpath_, scope.node)) {
    if (item.kind == html::XPathItem::Kind::kNode && page_.document->is_element(item.node)) out.push_back(item.node);
  }
  return out;
}

void Picker::add_text(std::string_view text, bool may_hold_html, Picked& out) {
  if (may_hold_html && holds_html(text)) return add_html(text, out);
  text = text::trim(text);
  if (text.empty()) {
    out.empty = true;
    return;
  }
  Found found;
  text::Run run;
  run.text = text;
  found.passage.runs.push_back(run);
  out.values.push_back(std::move(found));
}

void Picker::add_html(std::string_view source, Picked& out) {
  fragments_.push_back(html::parse(source, *page_.limits, *page_.arena));
  const html::Document& fragment = fragments_.back();
  Found found;
  found.passage = html::render(fragment, fragment.body(), {}, *page_.arena);
  if (is_blank(found.passage)) {
    out.empty = true;
  } else {
    out.values.push_back(std::move(found));
  }
}

// What an element holds, without what was dropped or belongs to someone else; all of it where the element itself does.
text::Passage Picker::passage_of(html::NodeId element, html::RenderAs as) const {
  html::RenderOptions options;
  options.as = as;
  const std::vector<bool>& unseen = unseen_.empty() ? dropped_ : unseen_;
  if (!unseen.empty() && !unseen[element]) options.dropped = &unseen;
  return html::render(*page_.document, element, options, *page_.arena);
}

void Picker::add_element(html::NodeId element, Type type, Picked& out) {
  const html::Document& document = *page_.document;
  if (type == Type::kHtml) return add_text(page_.arena->copy(html::inner_html(document, element)), false, out);
  Found found;
  found.passage = passage_of(element, type == Type::kMarkdown ? html::RenderAs::kMarkdown : html::RenderAs::kPlain);
  if (is_blank(found.passage)) {
    out.empty = true;
  } else {
    out.values.push_back(std::move(found));
  }
}

void Picker::add_node(html::NodeId node, const Pick& pick, Type type, Picked& out) {
  const html::Document& document = *page_.document;
  if (fenced(node)) return;
  if (!document.is_element(node)) return add_text(document.node(node).text, false, out);
  const std::string_view implied =
      pick.attribute.empty() ? value_attribute(document.node(node).name, type) : std::string_view();
  const std::string_view attribute = pick.attribute.empty() ? implied : std::string_view(pick.attribute);
  const auto value = attribute.empty() ? std::nullopt : document.attribute(node, attribute);
  if (value) return add_text(*value, false, out);
  // A link without an address links to nothing; its words are no URL.
  if (!implied.empty() && type == Type::kUrl) return;
  if (pick.attribute.empty()) add_element(node, type, out);
}

void Picker::pick_css(const Pick& pick, Type type, const Scope& scope, Picked& out) {
  const html::Document& document = *page_.document;
  // An attribute may stand on the item itself: `each: .answer`, `votes: ".answer @data-score"`.
  const bool itself = !pick.attribute.empty() && scope.node != 0 && !pick.source.empty() && pick.source != ":scope" &&
                      pick.css.matches(document, scope.node, 0, budget_);
  if (itself) add_node(scope.node, pick, type, out);
  for (const html::NodeId node : nodes(pick, scope)) add_node(node, pick, type, out);
}

void Picker::pick_xpath(const Pick& pick, Type type, const Scope& scope, Picked& out) {
  if (!xpath_) xpath_.emplace(*page_.document);
  for (const html::XPathItem& item : pick.xpath.select(*xpath_, scope.node)) {
    if (item.kind == html::XPathItem::Kind::kNode) {
      add_node(item.node, pick, type, out);
    } else {
      add_text(page_.arena->copy(item.text), false, out);
    }
  }
}

void Picker::pick_meta(const Pick& pick, Picked& out) {
  const html::Document& document = *page_.document;
  for (html::NodeId id = 0; id < document.size(); ++id) {
    if (!document.is_element(id) || document.node(id).name != "meta") continue;
    const auto content = document.attribute(id, "content");
    if (!content) continue;
    for (const std::string_view key : {"name", "property", "itemprop", "http-equiv"}) {
      const auto name = document.attribute(id, key);
      if (name && text::equals_ignoring_ascii_case(text::trim_ascii(*name), pick.source)) {
        add_text(*content, false, out);
        break;
      }
    }
  }
}

void Picker::pick_regex(const Pick& pick, const Scope& scope, Picked& out) {
  const text::Passage passage = passage_of(scope.node, html::RenderAs::kPlain);
  const std::string_view text = page_.arena->copy(text::compose(passage));
  const std::vector<std::string_view> groups = pick.regex.groups(text);
  if (!groups.empty()) add_text(groups[groups.size() > 1 ? 1 : 0], false, out);
}

const Value* Picker::attribute_json(std::string_view attribute, const Scope& scope) {
  const html::Document& document = *page_.document;
  for (html::NodeId id = scope.node; id < document.node(scope.node).end; ++id) {
    if (!document.is_element(id)) continue;
    if (const auto value = document.attribute(id, attribute)) return json_.in_attribute(*value);
  }
  return nullptr;
}

std::vector<const Value*> Picker::json_values(const Pick& pick, const Scope& scope) {
  const std::string_view root = pick.json.root;
  if (pick.from == Pick::From::kJson) {
    const Value* start = root.empty()            ? scope.json
                         : root.starts_with('@') ? attribute_json(root.substr(1), scope)
                                                 : json_.named(root);
    return start == nullptr ? std::vector<const Value*>() : follow(*start, pick.json);
  }
  if (root.empty() && scope.json != nullptr) return follow(*scope.json, pick.json);
  for (const Value* object : json_.linked_data()) {
    if (!root.empty() && !has_type(*object, root)) continue;
    auto values = follow(*object, pick.json);
    if (!values.empty()) return values;
  }
  return {};
}

}  // namespace thresh::extract
