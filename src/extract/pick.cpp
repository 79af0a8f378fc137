// See pick.h. One function a kind of pick; those into JSON stand in pick_json.cpp.
#include "extract/pick.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "extract/json_words.h"
#include "html/render.h"
#include "html/serialize.h"
#include "text/unicode.h"

namespace thresh::extract {
namespace {

using record::Type;
using record::Value;
using rules::Pick;

// The bytes of an element: from its start tag to the end of what is in it.
base::Span extent(const html::Document& document, html::NodeId element) {
  base::Span whole = document.source(element);
  for (html::NodeId id = element + 1; id < document.node(element).end; ++id) {
    whole.end = std::max(whole.end, document.source(id).end);
  }
  return whole;
}

bool is_blank(const text::Passage& passage) {
  return std::all_of(passage.runs.begin(), passage.runs.end(),
                     [](const text::Run& run) { return run.made || text::trim(run.text).empty(); });
}

// What stands inside of <template> elements, by node: the page's scripts copy it, and until then it is in no tree that
// selectors see (HTML, section 4.12.3).
std::vector<bool> inside_templates(const html::Document& document) {
  std::vector<bool> inside(document.size(), false);
  for (html::NodeId id = 0; id < document.size(); ++id) {
    if (document.name(id) != "template") continue;
    const html::NodeId end = document.node(id).end;
    std::fill(inside.begin() + id + 1, inside.begin() + end, true);
    id = end - 1;
  }
  return inside;
}

html::Raised raised_of(Type type) {
  if (type == Type::kMoney) return html::Raised::kAmount;
  return type == Type::kNumber ? html::Raised::kNumber : html::Raised::kWords;
}

bool starts_with_sibling(std::string_view text) {
  const std::size_t at = text.find_first_not_of(" \t\n\r\f");
  return at != std::string_view::npos && (text[at] == '+' || text[at] == '~');
}

// Of a list of selectors, ":scope + div" as "+ div": only a selector that starts with its combinator is looked for
// among siblings. Commas in quotes and brackets part nothing.
std::string anchored(std::string_view source) {
  constexpr std::string_view kScope = ":scope";
  std::string out;
  int depth = 0;
  char quote = 0;
  bool start = true;
  for (std::size_t at = 0; at < source.size(); ++at) {
    const char c = source[at];
    if (start && source.substr(at).starts_with(kScope) && starts_with_sibling(source.substr(at + kScope.size()))) {
      at += kScope.size() - 1;
      start = false;
      continue;
    }
    out += c;
    if (c == '\\' && at + 1 < source.size()) {
      out += source[++at];
    } else if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '(' || c == '[') {
      ++depth;
    } else if (c == ')' || c == ']') {
      --depth;
    }
    start = (c == ',' && depth == 0 && quote == 0) || (start && base::is_ascii_space(c));
  }
  return out;
}

}  // namespace

std::string_view value_attribute(std::string_view element, Type type) {
  if (element == "meta") return "content";
  if (element == "input" || element == "data" || element == "meter") return "value";
  if (element == "time" && type == Type::kDate) return "datetime";
  if (type != Type::kUrl) return {};
  if (element == "a" || element == "link" || element == "area") return "href";
  return element == "img" || element == "iframe" || element == "source" ? std::string_view("src") : std::string_view();
}

Picker::Picker(const PageView& page, std::vector<base::Finding>& findings, std::vector<const Pick*> picks)
    : page_(page),
      matches_(*page.document, std::move(picks)),
      json_(*page.document, findings, page.parts != nullptr),
      in_template_(inside_templates(*page.document)),
      unseen_(in_template_) {}

void Picker::leave_out(const std::vector<bool>& dropped) {
  dropped_ = dropped;
  for (std::size_t id = 0; id < dropped.size(); ++id) {
    if (dropped[id]) unseen_[id] = true;
  }
  page_text_ = item_text_ = {};
}

// Counts the fence in front of a subtree, or takes it off the count.
void Picker::see_anew(html::NodeId root, bool fenced) {
  for (html::NodeId id = root; id < page_.document->node(root).end; ++id) {
    behind_[id] = static_cast<std::uint8_t>(fenced ? behind_[id] + 1 : behind_[id] - 1);
    unseen_[id] = is_off_limits(id) || (!dropped_.empty() && dropped_[id]);
  }
}

bool Picker::is_off_limits(html::NodeId node) const {
  return in_template_[node] || (!behind_.empty() && behind_[node] > 0);
}

void Picker::put_fence(std::vector<html::NodeId> roots) {
  const std::uint32_t number = roots.empty() ? fence() : ++fences_put_;
  if (!roots.empty() && behind_.empty()) behind_.resize(page_.document->size(), 0);
  constexpr std::uint32_t kNodesPerStep = 8;
  for (const html::NodeId root : roots) {
    page_.budget->spend(1 + (page_.document->node(root).end - root) / kNodesPerStep);
    see_anew(root, true);
  }
  fences_.push_back({std::move(roots), number});
}

void Picker::take_fence() {
  for (const html::NodeId root : fences_.back().roots) see_anew(root, false);
  fences_.pop_back();
}

Picked Picker::values(const Pick& pick, Type type, const Scope& scope, bool many) {
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
      add_text(page_.arena->copy(pick.source), out, From::kConstant);
      break;
    case Pick::From::kJsonLd:
    case Pick::From::kJson:
      pick_json(pick, type, scope, many, out);
      break;
  }
  for (Found& found : out.values) found.rule_line = pick.position.line;
  return out;
}

std::vector<Scope> Picker::scopes(const Pick& pick, const Scope& scope) {
  std::vector<Scope> out;
  if (pick.from == Pick::From::kJson || pick.from == Pick::From::kJsonLd) {
    const auto add = [&](const Value& value) {
      out.push_back(scope);
      out.back().json = &value;
    };
    for (const Value* value : json_values(pick, scope, true)) {
      const record::List* list = value->as_list();
      if (list == nullptr) {
        add(*value);
      } else {
        std::ranges::for_each(*list, add);
      }
    }
    return out;
  }
  for (const html::NodeId node : nodes(pick, scope)) out.push_back({.node = node});
  return out;
}

// The selector of a pick, in the form that finds siblings of the scope.
const html::Selector& Picker::css_of(const Pick& pick) {
  if (!pick.source.contains(":scope")) return pick.css;
  const auto [known, added] = anchored_.try_emplace(&pick, pick.css);
  if (!added) return known->second;
  if (const std::string source = anchored(pick.source); source != pick.source) {
    if (auto selector = html::Selector::compile(source)) known->second = *std::move(selector);
  }
  return known->second;
}

// Whether a selector finds the scope, which is never inside of itself. An attribute may stand on the item:
// `each: .answer`, `votes: ".answer @data-score"`. A text is the item's own only where the selector says so, as
// ":scope.accepted" does, which would not match it were the scope another.
bool Picker::finds_scope(const Pick& pick, html::NodeId scope) {
  const bool names_scope = pick.source.contains(":scope");
  if (scope == 0 || (pick.attribute.empty() && !names_scope)) return false;
  const auto matches = [&](html::NodeId from) { return pick.css.matches(*page_.document, scope, from, *page_.budget); };
  return matches(scope) && (!pick.attribute.empty() || !matches(0));
}

// The part of a page's matches that a scope has; an attribute may stand on the scope itself.
std::vector<html::NodeId> Picker::known_nodes(std::span<const html::NodeId> matches, const Pick& pick,
                                              html::NodeId scope) {
  const std::span<const html::NodeId> part = inside(matches, *page_.document, scope);
  std::vector<html::NodeId> out;
  if (!page_.budget->spend(1 + part.size())) return out;
  if (scope != 0 && !pick.attribute.empty() && std::ranges::binary_search(matches, scope)) out.push_back(scope);
  out.insert(out.end(), part.begin(), part.end());
  return out;
}

std::vector<html::NodeId> Picker::css_nodes(const Pick& pick, const Scope& scope) {
  if (pick.source.empty() || pick.source == ":scope") return {scope.node};
  std::vector<html::NodeId> out;
  if (const auto* matches = matches_.find(pick, *page_.budget)) {
    out = known_nodes(*matches, pick, scope.node);
  } else {
    out = css_of(pick).select(*page_.document, scope.node, *page_.budget);
    if (finds_scope(pick, scope.node)) out.insert(out.begin(), scope.node);
  }
  std::erase_if(out, [&](html::NodeId node) { return node >= scope.next_item; });
  return out;
}

std::vector<html::NodeId> Picker::nodes(const Pick& pick, const Scope& scope) {
  std::vector<html::NodeId> out;
  if (pick.from == Pick::From::kCss) {
    out = css_nodes(pick, scope);
  } else if (pick.from == Pick::From::kXPath) {
    for (const html::XPathItem& item : pick.xpath.select(xpath(), scope.node, *page_.budget)) {
      if (item.kind == html::XPathItem::Kind::kNode && page_.document->is_element(item.node)) out.push_back(item.node);
    }
  }
  std::erase_if(out, [&](html::NodeId node) { return unseen_[node]; });
  return out;
}

html::XPathView& Picker::xpath() {
  if (!xpath_) xpath_.emplace(*page_.document);
  return *xpath_;
}

const html::Visibility& Picker::visibility() {
  if (page_.visibility != nullptr) return *page_.visibility;
  if (!visibility_) visibility_.emplace(*page_.document);
  return *visibility_;
}

// Where a value comes from that is no text of the page.
void Picker::note(Found& found, From from, Taken taken) const {
  found.from = from;
  if (from != From::kText && page_.taken != nullptr) found.taken = &page_.taken->emplace_back(std::move(taken));
}

void Picker::add_text(std::string_view text, Picked& out, From from, Taken taken) {
  text = text::trim(text);
  if (text.empty()) {
    out.empty = true;
    return;
  }
  Found found;
  text::Run run;
  run.text = text;
  found.passage.runs.push_back(run);
  note(found, from, std::move(taken));
  out.values.push_back(std::move(found));
}

void Picker::add_attribute(const html::Attribute& attribute, Picked& out) {
  add_text(page_.document->value(attribute), out, From::kAttribute, {.source = attribute.source, .in_attribute = true});
}

void Picker::add_json_text(std::string_view text, Taken& taken, Picked& out) {
  Found found;
  found.passage = json_words(text, *page_.limits, *page_.arena, taken);
  if (is_blank(found.passage)) {
    out.empty = true;
  } else {
    out.values.push_back(std::move(found));
  }
}

text::Passage Picker::passage_of(html::NodeId element, html::RenderAs as, const std::vector<bool>* dropped,
                                 html::Raised raised) {
  const html::Document& document = *page_.document;
  std::uint64_t steps = document.node(element).end - element;
  for (html::NodeId up = document.parent(element); up != html::kNoNode; up = document.parent(up)) ++steps;
  if (!page_.budget->spend(steps)) return {};
  html::RenderOptions options;
  options.as = as;
  options.raised = raised;
  options.dropped = dropped;
  options.visibility = &visibility();
  return html::render(document, element, options, *page_.arena);
}

void Picker::add_text_node(html::NodeId node, Picked& out) {
  const std::size_t before = out.values.size();
  add_text(page_.document->text(node), out);
  if (out.values.size() == before) return;
  text::Run& run = out.values.back().passage.runs.front();
  run.source = page_.document->source(node);
  run.node = node;
}

void Picker::add_element(html::NodeId element, Type type, Picked& out) {
  const html::Document& document = *page_.document;
  if (type == Type::kHtml) {
    return add_text(page_.arena->copy(html::inner_html(document, element, &unseen_)), out, From::kComputed,
                    page_.taken == nullptr ? Taken{} : Taken{.source = extent(document, element)});
  }
  Found found;
  found.passage = passage_of(element, type == Type::kMarkdown ? html::RenderAs::kMarkdown : html::RenderAs::kPlain,
                             &unseen_, raised_of(type));
  if (is_blank(found.passage)) {
    out.empty = true;
  } else {
    out.values.push_back(std::move(found));
  }
}

void Picker::add_node(html::NodeId node, const Pick& pick, Type type, Picked& out) {
  const html::Document& document = *page_.document;
  if (is_off_limits(node)) return;
  if (!document.is_element(node)) return unseen_[node] ? void() : add_text_node(node, out);
  const std::string_view implied =
      pick.attribute.empty() ? value_attribute(document.name(node), type) : std::string_view();
  const std::string_view attribute = pick.attribute.empty() ? implied : std::string_view(pick.attribute);
  const html::Attribute* value = attribute.empty() ? nullptr : document.find_attribute(node, attribute);
  // What is dropped is its text: a permalink may stand among the buttons.
  if (value != nullptr) return add_attribute(*value, out);
  if (unseen_[node]) return;
  // A link without an address links to nothing; its words are no URL.
  if (!implied.empty() && type == Type::kUrl) return;
  if (pick.attribute.empty()) add_element(node, type, out);
}

void Picker::pick_css(const Pick& pick, Type type, const Scope& scope, Picked& out) {
  for (const html::NodeId node : css_nodes(pick, scope)) add_node(node, pick, type, out);
}

void Picker::pick_xpath(const Pick& pick, Type type, const Scope& scope, Picked& out) {
  for (const html::XPathItem& item : pick.xpath.select(xpath(), scope.node, *page_.budget)) {
    if (item.kind == html::XPathItem::Kind::kNode) {
      add_node(item.node, pick, type, out);
    } else if (item.kind == html::XPathItem::Kind::kString) {
      add_text(page_.arena->copy(item.text), out, From::kComputed);
    } else if (!is_off_limits(item.node)) {
      add_text(page_.arena->copy(item.text), out, From::kAttribute, {.source = item.source, .in_attribute = true});
    }
  }
}

void Picker::pick_meta(const Pick& pick, Picked& out) {
  for (const html::MetaIndex::Said& said : page_.metas->all(pick.source)) {
    if (!page_.budget->spend(kStepsOfValue)) return;
    add_text(said.content, out, From::kMeta, {.source = said.source, .in_attribute = true});
  }
}

// The visible text of a scope. Of two scopes it is kept: the page, which is asked time and again, and the last item.
const Picker::Composed& Picker::text_of(html::NodeId scope) {
  Composed& kept = scope == 0 ? page_text_ : item_text_;
  if (kept.scope != scope || kept.fence != fence()) {
    kept = {scope, fence(), passage_of(scope, html::RenderAs::kPlain), {}, {}};
    kept.text = text::compose(kept.passage, page_.parts == nullptr ? nullptr : &kept.copied);
  }
  return kept;
}

void Picker::pick_regex(const Pick& pick, const Scope& scope, Picked& out) {
  const Composed& composed = text_of(scope.node);
  const std::vector<std::string_view> groups = pick.regex.groups(composed.text);
  if (groups.empty()) return;
  const std::string_view group = groups[groups.size() > 1 ? 1 : 0];
  const std::size_t before = out.values.size();
  add_text(page_.arena->copy(group), out);
  if (out.values.size() == before) return;
  if (page_.parts == nullptr) return;
  const auto parts = [&](std::string_view text) {
    const auto begin = static_cast<std::size_t>(text.data() - composed.text.data());
    return parts_of(page_, composed.passage, composed.copied, begin, begin + text.size());
  };
  out.values.back().passage.runs.front().made_from = parts(group);
  out.values.back().around = parts(groups[0]);
}

}  // namespace thresh::extract
