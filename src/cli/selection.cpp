// See selection.h.
#include "cli/selection.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "base/ascii.h"
#include "html/selector_set.h"
#include "html/xpath_cost.h"
#include "rules/selector_hints.h"
#include "text/unicode.h"

namespace thresh::cli {
namespace {

using html::NodeId;
using From = rules::Pick::From;

constexpr std::string_view kXPathPrefix = "xpath:";

// `skipped`: bytes in front of what was read.
base::Error usage_error(From from, std::string_view written, std::size_t skipped, const base::SyntaxError& error) {
  const std::string_view source = written.substr(skipped);
  base::Error out;
  out.code = base::ErrorCode::kUsage;
  out.message = std::string(from == From::kCss ? "bad CSS selector: " : "bad XPath: ") + error.message;
  out.place.column = static_cast<std::uint32_t>(text::length(written.substr(0, skipped + error.offset)) + 1);
  out.place.width = static_cast<std::uint32_t>(error.width);
  out.place.line_text = written;
  out.hint = rules::selector_hint(from, source, error);
  constexpr std::string_view kOthers[] = {"json:", "jsonld:", "meta:", "regex:", "const:"};
  const bool other = std::ranges::any_of(kOthers, [&](std::string_view prefix) { return written.starts_with(prefix); });
  if (other) out.hint = "CSS and `xpath:` stand here; the other prefixes are for selector files";
  return out;
}

// "h1 @title" as "h1", and the attribute.
std::string cut_attribute(std::string& source) {
  const std::size_t at = rules::attribute_at(source);
  if (at == std::string::npos || at == 0) return {};
  std::string attribute = text::ascii_lower(source.substr(at + 1));
  source = text::trim_ascii(source.substr(0, at));
  return attribute;
}

// `matches` with the value of the attribute each, those that have none left out.
void take_attribute(const html::Document& document, const std::string& attribute, std::vector<Match>& matches) {
  const html::Name name = document.names().find(attribute);
  std::erase_if(matches, [&](Match& match) {
    if (match.value || match.node == html::kNoNode || !document.is_element(match.node)) return true;
    for (const html::Attribute& one : document.attributes(match.node)) {
      if (name == html::Name::kNone || (one.name() != name && !html::is_adjusted(one.name(), name))) continue;
      match.value = document.value(one);
      match.source = one.source;
      match.attribute = html::xpath_name(document, one.name());
      return false;
    }
    return true;
  });
}

std::vector<Match> of_xpath(std::uint32_t query, const html::XPath& xpath, html::XPathView& view,
                            html::Budget& budget) {
  std::vector<Match> matches;
  for (html::XPathItem& item : xpath.select(view, 0, budget)) {
    Match& match = matches.emplace_back();
    match.query = query;
    match.node = item.node;
    match.source = item.source;
    if (item.kind != html::XPathItem::Kind::kNode) match.value = std::move(item.text);
    match.attribute = std::move(item.attribute);
  }
  return matches;
}

// The matches of the CSS selectors among the queries, in order.
std::vector<std::vector<NodeId>> of_css(const std::vector<Query>& queries, const html::Document& document,
                                        html::Budget& budget) {
  std::vector<const html::Selector*> selectors;
  for (const Query& query : queries) {
    if (const auto* selector = std::get_if<html::Selector>(&query.selector)) selectors.push_back(selector);
  }
  return html::SelectorSet(selectors).run(document, budget);
}

// Whether a name can stand in an XPath expression as it is.
bool is_plain(std::string_view name) {
  return !name.empty() && base::is_ascii_letter(name[0]) &&
         std::ranges::all_of(name, [](char c) { return base::is_ascii_alphanumeric(c) || c == '-' || c == '_'; });
}

}  // namespace

base::Result<Query> read_query(const std::string& written) {
  Query query;
  query.written = written;
  if (written.starts_with(kXPathPrefix)) {
    std::string source = written.substr(kXPathPrefix.size());
    if (const auto wrong = rules::surely_wrong(From::kXPath, source)) {
      return std::unexpected(usage_error(From::kXPath, written, kXPathPrefix.size(), *wrong));
    }
    auto path = html::XPath::compile(source);
    if (!path) {  // an expression may end in "/ @name" by itself
      query.attribute = cut_attribute(source);
      if (!query.attribute.empty()) path = html::XPath::compile(source);
    }
    if (!path) return std::unexpected(usage_error(From::kXPath, written, kXPathPrefix.size(), path.error()));
    query.selector = *std::move(path);
    return query;
  }
  std::string source = written;
  query.attribute = cut_attribute(source);
  auto selector = html::Selector::compile(source);
  if (!selector) return std::unexpected(usage_error(From::kCss, written, 0, selector.error()));
  query.selector = *std::move(selector);
  return query;
}

std::vector<std::string> left_out(const Query& query) {
  std::vector<std::string> sentences;
  const auto* selector = std::get_if<html::Selector>(&query.selector);
  if (selector == nullptr) return sentences;
  for (const base::SyntaxError& error : selector->ignored()) {
    const std::size_t column = text::length(std::string_view(query.written).substr(0, error.offset)) + 1;
    std::string sentence = query.written + ": column " + std::to_string(column) + ": " + error.message;
    if (!error.hint.empty()) sentence += " (" + error.hint + ')';
    sentences.push_back(std::move(sentence) + "; what stands there was left out");
  }
  return sentences;
}

std::vector<Match> find_matches(const std::vector<Query>& queries, const html::Document& document,
                                html::Budget& budget) {
  std::vector<Match> all;
  std::optional<html::XPathView> view;
  const std::vector<std::vector<NodeId>> css = of_css(queries, document, budget);
  auto next = css.begin();
  for (std::uint32_t i = 0; i < queries.size(); ++i) {
    std::vector<Match> matches;
    if (const auto* xpath = std::get_if<html::XPath>(&queries[i].selector)) {
      if (!view) view.emplace(document);
      matches = of_xpath(i, *xpath, *view, budget);
    } else {
      for (const NodeId node : *next++) matches.push_back({i, node, {}, document.source(node)});
    }
    if (!queries[i].attribute.empty()) take_attribute(document, queries[i].attribute, matches);
    std::ranges::move(matches, std::back_inserter(all));
  }
  return all;
}

NodePaths::NodePaths(const html::Document& document)
    : document_(document), position_(document.size()), of_name_(document.size()) {
  std::vector<std::uint32_t> children(document.size());
  std::unordered_map<std::uint64_t, std::uint32_t> named;  // by parent and name
  for (NodeId id = 1; id < document.size(); ++id) {
    if (!document.is_element(id)) continue;
    const std::uint64_t parent = document.parent(id);
    position_[id] = ++children[parent];
    of_name_[id] = ++named[parent << 32 | static_cast<std::uint32_t>(document.node(id).name)];
  }
  for (NodeId id = 1; id < document.size(); ++id) {
    if (document.is_element(id) || document.type(id) == html::NodeType::kDoctype) continue;
    const auto kind = static_cast<std::uint64_t>(document.type(id));
    of_name_[id] = ++named[std::uint64_t{document.parent(id)} << 32 | (UINT32_MAX - kind)];  // no name's number
  }
}

std::string NodePaths::path(NodeId node, std::string_view attribute) const {
  std::string out;
  if (is_plain(attribute)) {
    out = "/@" + std::string(attribute);
  } else if (!attribute.empty()) {
    out = "/@*[name()='" + std::string(attribute) + "']";
  }
  const html::NodeType type = document_.type(node);
  if (type == html::NodeType::kText) out = "/text()[" + std::to_string(of_name_[node]) + ']';
  if (type == html::NodeType::kComment) out = "/comment()[" + std::to_string(of_name_[node]) + ']';
  while (node != 0 && !document_.is_element(node)) node = document_.parent(node);
  for (; node != 0; node = document_.parent(node)) {
    const std::string_view name = html::xpath_name(document_, document_.node(node).name);
    const bool plain = is_plain(name);
    std::string step = "/" + (plain ? std::string(name) : "*");
    const NodeId parent = document_.parent(node);
    const bool only = parent == 0 || (document_.parent(parent) == 0 && (name == "head" || name == "body"));
    if (!only) step += '[' + std::to_string(plain ? of_name_[node] : position_[node]) + ']';
    out.insert(0, step);
  }
  return out.empty() ? "/" : out;
}

}  // namespace thresh::cli
