// Evaluates one pick of a selector file: one way to find a value, in one place of a page.
//
// A place (Scope) is an element and, inside an `each` over JSON, a JSON value. What a pick finds comes as passages.
//
// Tested by tests/extract/pick_test.cpp.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "extract/draft.h"
#include "extract/embedded_json.h"
#include "extract/page_matches.h"
#include "extract/page_view.h"
#include "html/render.h"
#include "html/selector.h"
#include "html/visibility.h"
#include "html/xpath.h"
#include "rules/rules.h"

namespace thresh::extract {

// Steps of the page's budget that it takes to make a value, beside finding it.
inline constexpr std::uint64_t kStepsOfValue = 16;

// The attribute that holds an element's value where a rule names none: <meta content>, <time datetime>, <data value>,
// and the address of a link or an image where a URL is asked for. Empty: its text.
std::string_view value_attribute(std::string_view element, record::Type type);

struct Scope {
  html::NodeId node = 0;                // 0 is the whole page
  const record::Value* json = nullptr;  // the item of an `each` over JSON
  // Of an item of a list: the outermost element around it (or itself) that holds no other item. kNoNode: none.
  html::NodeId alone_in = html::kNoNode;
  // Of an item of a list: where the next one starts. Its selectors for siblings (+ and ~) reach no further.
  html::NodeId next_item = html::kNoNode;
};

// What a pick found.
struct Picked {
  std::vector<Found> values;  // none of them empty
  bool empty = false;         // something matched and held nothing
};

class Picker {
 public:
  // `picks`: those that will be asked for, as far as they are known; their selectors are matched all at once.
  Picker(const PageView& page, std::vector<base::Finding>& findings, std::vector<const rules::Pick*> picks = {});

  // Subtrees (the rules' `drop`), by node: nothing is found in them, and passages leave them out.
  void leave_out(const std::vector<bool>& dropped);

  // Subtrees, none inside another, that belong to someone else: an answer inside an answer is no part of it. Nothing is
  // found in them, and passages leave them out, until the fence is taken down again. Fences nest.
  void put_fence(std::vector<html::NodeId> roots);
  void take_fence();

  // The values that `pick` finds in `scope`, rendered for a field of `type`. Of linked data those of the first object
  // that has any, unless `many` are asked for.
  Picked values(const rules::Pick& pick, record::Type type, const Scope& scope, bool many = false);

  // The places that `pick` finds: elements, or JSON values.
  std::vector<Scope> scopes(const rules::Pick& pick, const Scope& scope);

  // The elements that a CSS or XPath pick finds. What stands in a <template> is in no page yet: it is not found.
  std::vector<html::NodeId> nodes(const rules::Pick& pick, const Scope& scope);

  // What an element holds, without what `dropped` names (may be null). Empty once the page's budget is spent: an
  // element costs a step for each node in it, and for each around it.
  // `raised`: what superscripts of digits are (html/superscript.h).
  text::Passage passage_of(html::NodeId element, html::RenderAs as, const std::vector<bool>* dropped,
                           html::Raised raised = html::Raised::kWords);

  // Whether an element stands in a template or is hidden (html/visibility.h).
  bool in_template(html::NodeId element) { return html::in_template(*page_.document, visibility(), element); }

  bool out_of_steps() const { return page_.budget->exhausted(); }
  const PageView& page() const { return page_; }

 private:
  // Whether nothing of a node can be a value here: it is in a <template>, or behind a fence.
  bool is_off_limits(html::NodeId node) const;
  void see_anew(html::NodeId root, bool fenced);
  std::vector<html::NodeId> css_nodes(const rules::Pick& pick, const Scope& scope);
  std::vector<html::NodeId> known_nodes(std::span<const html::NodeId> matches, const rules::Pick& pick,
                                        html::NodeId scope);
  bool finds_scope(const rules::Pick& pick, html::NodeId scope);
  const html::Selector& css_of(const rules::Pick& pick);
  html::XPathView& xpath();
  const html::Visibility& visibility();
  void add_node(html::NodeId node, const rules::Pick& pick, record::Type type, Picked& out);
  text::Passage passage_of(html::NodeId element, html::RenderAs as) { return passage_of(element, as, &unseen_); }
  void add_element(html::NodeId element, record::Type type, Picked& out);
  void add_text(std::string_view text, Picked& out, From from = From::kText, Taken taken = {});
  void note(Found& found, From from, Taken taken) const;
  void add_attribute(const html::Attribute& attribute, Picked& out);
  void add_text_node(html::NodeId node, Picked& out);
  void add_json_text(std::string_view text, Taken& taken, Picked& out);
  void pick_css(const rules::Pick& pick, record::Type type, const Scope& scope, Picked& out);
  void pick_xpath(const rules::Pick& pick, record::Type type, const Scope& scope, Picked& out);
  void pick_meta(const rules::Pick& pick, Picked& out);
  void pick_regex(const rules::Pick& pick, const Scope& scope, Picked& out);
  std::vector<const record::Value*> json_values(const rules::Pick& pick, const Scope& scope, bool many);
  void pick_json(const rules::Pick& pick, record::Type type, const Scope& scope, bool many, Picked& out);
  const record::Value* attribute_json(std::string_view attribute, const Scope& scope);

  // The text of a scope for its `regex:` picks, composed once for all of them.
  struct Composed {
    html::NodeId scope = html::kNoNode;
    std::uint32_t fence = 0;
    text::Passage passage;
    std::vector<text::Copied> copied;  // where an account is kept
    std::string text;
  };
  const Composed& text_of(html::NodeId scope);
  struct Fence {
    std::vector<html::NodeId> roots;
    std::uint32_t number;  // of what is behind fences now
  };
  std::uint32_t fence() const { return fences_.empty() ? 0 : fences_.back().number; }

  PageView page_;
  PageMatches matches_;
  EmbeddedJson json_;
  std::optional<html::XPathView> xpath_;
  std::optional<html::Visibility> visibility_;
  Composed page_text_, item_text_;
  std::vector<bool> in_template_;  // by node
  std::vector<bool> dropped_;      // by node; empty where nothing is
  std::vector<Fence> fences_;
  std::uint32_t fences_put_ = 0;
  std::vector<std::uint8_t> behind_;                       // how many fences a node is behind; empty until there is one
  std::vector<bool> unseen_;                               // off limits, or dropped; by node
  std::map<const rules::Pick*, html::Selector> anchored_;  // picks that start with `:scope +` or `:scope ~`
};

}  // namespace thresh::extract
