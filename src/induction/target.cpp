// See target.h.
#include "induction/target.h"

#include <algorithm>
#include <charconv>

#include "text/unicode.h"

namespace thresh::induction {
namespace {

using extract::Draft;
using extract::Found;
using extract::From;
using html::Document;
using html::NodeId;

NodeId innermost_around(const Document& document, const std::vector<NodeId>& nodes) {
  NodeId around = document.parent(nodes.front());
  while (!document.contains(around, nodes.back())) around = document.parent(around);
  return around;
}

// The text node of a run, and those that are parted from it by comments only: they were read as one.
void add_texts(const ExamplePage& page, NodeId node, std::vector<NodeId>& out) {
  const Document& document = page.document();
  if (!page.is_text(node)) return;
  out.push_back(node);
  NodeId next = document.next_sibling(node);
  for (bool comment = false; next != html::kNoNode; next = document.next_sibling(next)) {
    if (document.type(next) == html::NodeType::kComment) {
      comment = true;
    } else if (comment && document.is_text(next)) {
      if (page.is_text(next)) out.push_back(next);
    } else {
      return;
    }
  }
}

Target of_texts(const ExamplePage& page, const Found& found) {
  Target target;
  for (const text::Run& run : found.passage.runs) {
    if (run.node == text::Run::kNoNode || run.made) continue;
    add_texts(page, run.node, target.texts);
  }
  std::ranges::sort(target.texts);
  target.texts.erase(std::ranges::unique(target.texts).begin(), target.texts.end());
  if (target.texts.empty()) return target;
  target.form = Target::Form::kTexts;
  target.element = innermost_around(page.document(), target.texts);
  return target;
}

// The attribute whose value lies in these bytes.
Target of_attribute(const ExamplePage& page, base::Span source) {
  const Document& document = page.document();
  Target target;
  for (NodeId id = 0; id < document.size(); ++id) {
    if (!document.is_element(id)) continue;
    for (const html::Attribute& attribute : document.attributes(id)) {
      if (attribute.source.size() == 0 || attribute.source.begin > source.begin || attribute.source.end < source.end) {
        continue;
      }
      target.form = Target::Form::kAttribute;
      target.element = id;
      target.name = document.name(attribute);
      return target;
    }
  }
  return target;
}

// A <meta> is asked for by what it calls itself.
void ask_as_meta(const ExamplePage& page, Target& target) {
  const Document& document = page.document();
  if (target.form != Target::Form::kAttribute || document.name(target.element) != "meta") return;
  for (const std::string_view key : {"property", "name", "itemprop"}) {
    const auto name = document.attribute(target.element, key);
    if (!name || text::trim(*name).empty()) continue;
    target.form = Target::Form::kMeta;
    target.name = text::ascii_lower(text::trim(*name));
    return;
  }
}

Target target_of(const ExamplePage& page, const Draft& field) {
  const Found& found = field.values.front();
  Target target;
  if (found.from == From::kText) {
    target = of_texts(page, found);
  } else if (found.from == From::kJson) {
    target.form = Target::Form::kJson;
  } else if (found.taken != nullptr && found.taken->in_attribute) {
    target = of_attribute(page, found.taken->source);
    ask_as_meta(page, target);
  }
  target.type = field.type;
  target.words = text::collapse_spaces(text::compose(found.passage));
  return target;
}

void add_values(const ExamplePage& page, const Draft& group, const std::string& prefix, Targets& out) {
  for (const Draft& field : group.children) {
    if (field.kind == Draft::Kind::kGroup) add_values(page, field, prefix + field.name + '.', out);
    if (field.kind == Draft::Kind::kValue && !field.values.empty()) {
      out.emplace(prefix + field.name, target_of(page, field));
    }
  }
}

ItemTargets item_of(const ExamplePage& page, const Draft& draft) {
  ItemTargets item;
  add_values(page, draft, "", item.values);
  const auto reply = item.values.find("reply_to");
  if (reply == item.values.end()) return item;
  const std::string& words = reply->second.words;
  std::from_chars(words.data(), words.data() + words.size(), item.reply_to);
  item.values.erase(reply);
  return item;
}

}  // namespace

PageTargets targets_of(ExamplePage& page) {
  PageTargets out;
  const Draft& draft = page.reading().draft;
  add_values(page, draft, "", out.values);
  for (const Draft& list : draft.children) {
    if (list.kind != Draft::Kind::kList) continue;
    std::vector<ItemTargets>& items = out.lists[list.name];
    for (const Draft& item : list.children) items.push_back(item_of(page, item));
  }
  return out;
}

}  // namespace thresh::induction
