// See html_rules.h.
#include "extract/html_rules.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "clean/artifact.h"
#include "extract/pick.h"
#include "extract/types.h"
#include "html/render.h"
#include "text/unicode.h"

namespace thresh::extract {
namespace {

using record::Type;
using rules::Field;
using rules::Pick;

// How good a value is for a field: higher is better.
enum class Quality : std::uint8_t { kUnrendered, kUnparsable, kValue };

class Runner {
 public:
  Runner(const rules::Rules& rules, const PageView& page, const std::vector<bool>& dropped, clean::Tally& tally,
         std::vector<base::Finding>& findings)
      : rules_(rules), picker_(page, findings, picks_of(rules.html->fields)), tally_(tally), findings_(findings) {
    picker_.leave_out(dropped);
  }

  Draft run() {
    Draft root;
    root.kind = Draft::Kind::kGroup;
    fill(rules_.html->fields, Scope{}, "", root);
    return root;
  }

 private:
  void fill(const std::vector<Field>& fields, const Scope& scope, const std::string& path, Draft& into) {
    for (const Field& field : fields) {
      Draft& draft = into.child(field.name);
      draft.type = field.type;
      draft.many = field.many;
      draft.required = field.required;
      const std::string here = path + '/' + record::pointer_segment(field.name);
      if (!field.each.empty()) {
        fill_list(field, scope, here, draft);
      } else if (!field.any.empty()) {
        fill_value(field, scope, here, draft);
      } else {
        draft.kind = Draft::Kind::kGroup;
        fill(field.fields, scope, here, draft);
      }
    }
  }

  void fill_list(const Field& field, const Scope& scope, const std::string& path, Draft& draft) {
    draft.kind = Draft::Kind::kList;
    for (const Pick& each : field.each) {
      std::vector<Scope> items = picker_.scopes(each, scope);
      note_alone(items, scope);
      note_next(items, scope);
      fill_items(field, items, path, draft);
      if (!draft.children.empty()) break;
    }
    if (field.stated.empty()) return;
    const auto stated = best(field.stated, Type::kCount, false, scope).values;
    if (!stated.empty()) draft.stated = stated.front();
  }

  // Once no step is left, nothing more is found, and the items to come would be empty.
  void fill_items(const Field& field, const std::vector<Scope>& items, const std::string& path, Draft& draft) {
    const std::vector<std::size_t> around = items_around(items);
    std::vector<std::size_t> positions(items.size(), 0);  // in the list; 0: it is not in it
    for (std::size_t i = 0; i < items.size() && !picker_.out_of_steps(); ++i) {
      picker_.put_fence(inside(items, i));
      const std::size_t findings = findings_.size();
      const std::string here = path + '/' + std::to_string(draft.children.size());
      Draft item;
      item.kind = Draft::Kind::kGroup;
      fill(field.fields, items[i], here, item);
      picker_.take_fence();
      if (is_template_row(field, items[i], item)) {
        forget(item, here, findings);
        continue;
      }
      positions[i] = draft.children.size() + 1;
      std::size_t parent = around[i];
      while (parent > 0 && positions[parent - 1] == 0) parent = around[parent - 1];
      if (parent > 0) note_parent(field, positions[parent - 1], item);
      draft.children.push_back(std::move(item));
    }
  }

  // Items stand in page order, so an element that holds another item holds the one before or the one behind it, too.
  void note_alone(std::vector<Scope>& items, const Scope& scope) const {
    const html::Document& document = *picker_.page().document;
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (items[i].json != nullptr || !document.contains(scope.node, items[i].node)) continue;
      std::size_t next = i + 1;
      while (next < items.size() && document.contains(items[i].node, items[next].node)) ++next;
      const auto holds_other = [&](html::NodeId around) {
        return (i > 0 && document.contains(around, items[i - 1].node)) ||
               (next < items.size() && document.contains(around, items[next].node));
      };
      html::NodeId alone = items[i].node;
      while (alone != scope.node && !holds_other(document.parent(alone))) alone = document.parent(alone);
      items[i].alone_in = alone;
    }
  }

  // Items inside of an item are no next one. Behind the last item of a list in an item comes the next of those.
  void note_next(std::vector<Scope>& items, const Scope& scope) const {
    const html::Document& document = *picker_.page().document;
    std::vector<std::size_t> open;  // items whose next one is not known yet
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (items[i].json != nullptr) continue;
      for (; !open.empty() && !document.contains(items[open.back()].node, items[i].node); open.pop_back()) {
        items[open.back()].next_item = items[i].node;
      }
      items[i].next_item = scope.next_item;
      open.push_back(i);
    }
  }

  // Whether an item is a row that the page's scripts copy and fill in: it stands in a template or is hidden, and there
  // is nothing in it but what a template would have printed.
  bool is_template_row(const Field& field, const Scope& scope, const Draft& item) {
    if (scope.json != nullptr) return false;
    std::size_t artifacts = 0;
    return only_artifacts(field.fields, item, artifacts) && artifacts > 0 && picker_.in_template(scope.node);
  }

  // Whether all that was found are artifacts, whose number is added up. A constant is not found.
  static bool only_artifacts(const std::vector<Field>& fields, const Draft& group, std::size_t& artifacts) {
    return std::ranges::all_of(fields, [&](const Field& field) {
      const Draft* draft = group.find(field.name);
      if (draft == nullptr) return true;
      if (draft->kind == Draft::Kind::kGroup) return only_artifacts(field.fields, *draft, artifacts);
      if (draft->kind == Draft::Kind::kList) {
        return std::ranges::all_of(draft->children,
                                   [&](const Draft& item) { return only_artifacts(field.fields, item, artifacts); });
      }
      return std::ranges::all_of(draft->values, [&](const Found& found) {
        const std::string words = text::compose(found.passage);
        if (is_constant(field, words)) return true;
        ++artifacts;
        return is_artifact(words, field.type);
      });
    });
  }

  static bool is_constant(const Field& field, std::string_view words) {
    return std::ranges::any_of(field.any, [&](const Pick& pick) {
      return pick.from == Pick::From::kConst && text::trim(pick.source) == words;
    });
  }

  // An address is one as soon as it holds one ("/users/{{ id }}").
  static bool is_artifact(const std::string& words, Type type) {
    if (clean::whole_artifact(words) || clean::unrendered(words)) return true;
    return type == Type::kUrl && !clean::find_artifacts(words).empty();
  }

  // What an item that is none held goes on the tally, and the findings on it, from `first_finding` on, are taken back.
  void forget(const Draft& item, const std::string& path, std::size_t first_finding) {
    lose_all(item);
    const auto from = findings_.begin() + static_cast<std::ptrdiff_t>(first_finding);
    const auto of_item = [&](const base::Finding& finding) { return finding.path.starts_with(path + '/'); };
    findings_.erase(std::remove_if(from, findings_.end(), of_item), findings_.end());
  }

  void lose_all(const Draft& draft) {
    for (const Found& found : draft.values) {
      for (const std::uint32_t place : places_of(found)) standing_.erase(place);
      lose(found);
    }
    for (const Draft& child : draft.children) lose_all(child);
  }

  // For each item the position (from 1) of the nearest item around it; 0 where there is none. Items stand in page
  // order.
  std::vector<std::size_t> items_around(const std::vector<Scope>& items) const {
    std::vector<std::size_t> around(items.size(), 0), open;
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (items[i].json != nullptr) continue;
      const auto ends_before = [&](std::size_t j) {
        return !picker_.page().document->contains(items[j].node, items[i].node);
      };
      while (!open.empty() && ends_before(open.back())) open.pop_back();
      if (!open.empty()) around[i] = open.back() + 1;
      open.push_back(i);
    }
    return around;
  }

  // A post inside a post replies to it, unless the rules say themselves what it replies to.
  void note_parent(const Field& field, std::size_t parent, Draft& item) {
    const bool post = field.shape != nullptr && field.shape->shape->find("reply_to") != nullptr;
    if (!post || item.find("reply_to") != nullptr) return;
    Draft& reply = item.child("reply_to");
    reply.type = Type::kCount;
    text::Run run;
    run.text = picker_.page().arena->copy(std::to_string(parent));
    run.made = true;
    Found& found = reply.values.emplace_back();
    found.passage.runs.push_back(run);
    found.from = From::kComputed;
  }

  // The outermost items inside the i-th item (a reply in an answer, where both match), if they are elements.
  std::vector<html::NodeId> inside(const std::vector<Scope>& items, std::size_t i) const {
    std::vector<html::NodeId> nested;
    if (items[i].json != nullptr) return nested;
    const html::Document& document = *picker_.page().document;
    const html::NodeId end = document.node(items[i].node).end;
    html::NodeId covered = items[i].node;
    for (std::size_t j = i + 1; j < items.size() && items[j].node < end; ++j) {
      if (items[j].node < covered) continue;
      nested.push_back(items[j].node);
      covered = document.node(items[j].node).end;
    }
    return nested;
  }

  void fill_value(const Field& field, const Scope& scope, const std::string& path, Draft& draft) {
    picker_.put_fence(left_out(field, scope));
    Best found = best(field.any, field.type, draft.many, scope);
    picker_.take_fence();
    draft.values = std::move(found.values);
    draft.empty = found.empty;
    if (found.has_value && !draft.many) draft.elsewhere = elsewhere(field, draft.values.front(), scope);
    if (found.several) {
      findings_.push_back(
          {base::FindingCode::kSeveralMatched, path, "several different values match; the first was taken"});
    }
  }

  // The outermost elements that the field goes without.
  std::vector<html::NodeId> left_out(const Field& field, const Scope& scope) {
    std::vector<html::NodeId> nodes;
    for (const Pick& pick : field.without) std::ranges::move(picker_.nodes(pick, scope), std::back_inserter(nodes));
    std::ranges::sort(nodes);
    std::vector<html::NodeId> outermost;
    for (const html::NodeId node : nodes) {
      if (outermost.empty() || !picker_.page().document->contains(outermost.back(), node)) outermost.push_back(node);
    }
    return outermost;
  }

  // The kind of source that an alternative looks into. A constant is none.
  static std::optional<From> source_of(const Pick& pick) {
    switch (pick.from) {
      case Pick::From::kMeta:
        return From::kMeta;
      case Pick::From::kJson:
      case Pick::From::kJsonLd:
        return From::kJson;
      case Pick::From::kConst:
        return std::nullopt;
      default:
        return From::kText;
    }
  }

  // Whether what an alternative finds belongs to the place: an item of a list has its own text and the JSON in its
  // attributes, an item of JSON its members. The rest is the whole page's.
  static bool is_inside(const Pick& pick, const Scope& scope) {
    const bool json = pick.from == Pick::From::kJson || pick.from == Pick::From::kJsonLd;
    if (scope.json != nullptr) return json && pick.json.root.empty();
    if (scope.node == 0) return true;
    return json ? pick.json.root.starts_with('@') : pick.from != Pick::From::kMeta;
  }

  // What sources of other kinds than that of the value say of it. Alternatives of one kind are fallbacks for other
  // forms of the page, and may find something else on this one; those of another kind are there to say the same.
  std::vector<Found> elsewhere(const Field& field, const Found& taken, const Scope& scope) {
    std::vector<Found> out;
    std::vector<From> known;
    for (std::size_t i = 0; i < field.any.size(); ++i) {
      const auto source = source_of(field.any[i]);
      if (!source || !is_inside(field.any[i], scope)) continue;
      if (std::ranges::find(known, *source) != known.end()) continue;
      if (i + 1 <= taken.alternative) {
        if (i + 1 == taken.alternative) known.push_back(*source);
        continue;
      }
      Picked picked = picker_.values(field.any[i], field.type, scope, false);
      if (picked.values.empty() || quality(picked.values.front(), field.type) != Quality::kValue) continue;
      picked.values.front().alternative = static_cast<std::uint16_t>(i + 1);
      out.push_back(std::move(picked.values.front()));
      known.push_back(*source);
    }
    return out;
  }

  Quality quality(const Found& found, Type type) {
    const std::string words = text::compose(found.passage);
    if (is_text(type)) return clean::whole_artifact(words) ? Quality::kUnrendered : Quality::kValue;
    if (clean::unrendered(words)) return Quality::kUnrendered;
    const auto& made = picker_.page().types->read(type, words);
    return made && !made->value.is_null() ? Quality::kValue : Quality::kUnparsable;
  }

  // What one alternative found.
  struct Sorted {
    std::vector<Found> kept;  // values and words that are none, in page order
    std::vector<Found> unrendered;
    bool has_value = false;
    bool several = false;  // of a field that takes one: another value stands behind the first match
  };

  // What a field makes of its alternatives.
  struct Best {
    std::vector<Found> values;
    bool empty = false;    // something matched and held nothing
    bool several = false;  // as of the alternative that was taken
    bool has_value = false;
  };

  // The values of the first alternative that gives any of the type; else the best that there is. Of an alternative the
  // first match counts, unless the field takes `many`: those behind it are often someone else's. Among many, what is
  // no value of the type stays where it stood, so that the record can tell of it. Templates that stand beside a value
  // and nobody filled in are counted as gone.
  Best best(const std::vector<Pick>& any, Type type, bool many, const Scope& scope) {
    Best out;
    Sorted words, artifacts;  // of the first alternatives that found such, to stand in for a value
    for (std::uint16_t number = 1; const Pick& pick : any) {
      Picked picked = picker_.values(pick, type, scope, many);
      for (Found& found : picked.values) found.alternative = number;
      ++number;
      out.empty |= picked.empty;
      Sorted sorted = sort_out(std::move(picked.values), type, many);
      if (!sorted.unrendered.empty() && artifacts.unrendered.empty()) artifacts.several = sorted.several;
      std::ranges::move(sorted.unrendered, std::back_inserter(artifacts.unrendered));
      if (sorted.has_value || (words.kept.empty() && !sorted.kept.empty())) words = std::move(sorted);
      if (words.has_value) break;
    }
    const bool stands_in = words.kept.empty() && !artifacts.unrendered.empty();  // and is counted where it is cleaned
    out.several = stands_in ? artifacts.several : words.several;
    out.has_value = words.has_value;
    out.values = std::move(words.kept);
    if (stands_in) {
      out.values.assign(1, artifacts.unrendered.front());
      for (const std::uint32_t place : places_of(out.values.front())) standing_.insert(place);
    }
    for (std::size_t i = stands_in ? 1 : 0; i < artifacts.unrendered.size(); ++i) lose(artifacts.unrendered[i]);
    return out;
  }

  Sorted sort_out(std::vector<Found> found, Type type, bool many) {
    Sorted out;
    out.several = !many && has_another(found, type);
    if (!many && found.size() > 1) found.resize(1);
    for (Found& one : found) {
      if (holds_only_other(type, text::compose(one.passage))) continue;
      const Quality q = quality(one, type);
      out.has_value |= q == Quality::kValue;
      (q == Quality::kUnrendered ? out.unrendered : out.kept).push_back(std::move(one));
    }
    return out;
  }

  // Whether behind the first there is a value that differs from it.
  bool has_another(const std::vector<Found>& found, Type type) {
    if (found.size() < 2) return false;
    const std::string first = text::compose(found.front().passage);
    return std::any_of(found.begin() + 1, found.end(), [&](const Found& one) {
      const std::string words = text::compose(one.passage);
      return words != first && !holds_only_other(type, words) && quality(one, type) == Quality::kValue;
    });
  }

  // Counts a template that goes, unless another field or alternative found it in the same place.
  void lose(const Found& found) {
    const std::vector<std::uint32_t> places = places_of(found);
    bool known = !places.empty();
    for (const std::uint32_t place : places)
      known = (standing_.contains(place) || !counted_.insert(place).second) && known;
    if (!known) tally_.add(record::Removal::kTemplateArtifact, text::compose(found.passage));
    if (!tally_.keeps_account()) return;
    const std::uint16_t cause = tally_.cause(record::Removal::kTemplateArtifact, "template", 1.0);
    for (const text::Run& run : found.passage.runs) tally_.note({cause, text::Run::kNoNode, run});
  }

  // Where on the page the texts stand that make a value a template. Attributes have no place.
  static std::vector<std::uint32_t> places_of(const Found& found) {
    const auto marked = [](const text::Run& run) { return clean::may_hold_artifact(run.text); };
    const bool any_marked = std::ranges::any_of(found.passage.runs, marked);
    std::vector<std::uint32_t> places;
    for (const text::Run& run : found.passage.runs) {
      if (run.source.size() > 0 && (marked(run) || !any_marked)) places.push_back(run.source.begin);
    }
    return places;
  }

  const rules::Rules& rules_;
  Picker picker_;
  clean::Tally& tally_;
  std::vector<base::Finding>& findings_;
  std::set<std::uint32_t> counted_;   // the places on the page of templates that are on the tally
  std::set<std::uint32_t> standing_;  // … and of those that stand in for a value
};

}  // namespace

std::vector<bool> drop_chaff(const rules::Rules& rules, const PageView& page, clean::Tally& tally) {
  if (rules.drop.empty()) return {};
  std::vector<base::Finding> findings;
  std::vector<const Pick*> picks;
  for (const rules::Drop& drop : rules.drop) picks.push_back(&drop.pick);
  Picker picker(page, findings, std::move(picks));
  const html::Document& document = *page.document;
  std::vector<bool> dropped(document.size(), false);
  for (const rules::Drop& drop : rules.drop) {
    for (const html::NodeId node : picker.nodes(drop.pick, Scope{})) {
      if (dropped[node]) continue;
      const std::string words = text::compose(picker.passage_of(node, html::RenderAs::kPlain, &dropped));
      if (!words.empty()) tally.add(drop.reason, words);
      tally.note({tally.cause(drop.reason, drop.pick.position.line), node, {}});
      std::fill(dropped.begin() + node, dropped.begin() + document.node(node).end, true);
    }
  }
  return dropped;
}

Draft run_html_rules(const rules::Rules& rules, const PageView& page, const std::vector<bool>& dropped,
                     clean::Tally& tally, std::vector<base::Finding>& findings) {
  return Runner(rules, page, dropped, tally, findings).run();
}

}  // namespace thresh::extract
