// See html_rules.h.
#include "extract/html_rules.h"

#include <algorithm>

#include "clean/artifact.h"
#include "extract/pick.h"
#include "extract/types.h"
#include "html/render.h"
#include "text/unicode.h"

namespace thresh::extract {
namespace {

using normalize::Fit;
using record::Type;
using rules::Field;
using rules::Pick;

// How good a value is for a field: higher is better.
enum class Quality : std::uint8_t { kUnrendered, kUnparsable, kValue };

// The subtrees that `drop` names, by node; what stands in two of them is counted with the first.
std::vector<bool> dropped_by(const rules::Rules& rules, Picker& picker, clean::Tally& tally) {
  if (rules.drop.empty()) return {};
  const html::Document& document = *picker.page().document;
  std::vector<bool> dropped(document.size(), false);
  for (const rules::Drop& drop : rules.drop) {
    for (const html::NodeId node : picker.nodes(drop.pick, Scope{})) {
      if (dropped[node]) continue;
      html::RenderOptions options;
      options.dropped = &dropped;
      const std::string words = text::compose(html::render(document, node, options, *picker.page().arena));
      if (!words.empty()) tally.add(drop.reason, words);
      std::fill(dropped.begin() + node, dropped.begin() + document.node(node).end, true);
    }
  }
  return dropped;
}

class Runner {
 public:
  Runner(const rules::Rules& rules, const PageView& page, clean::Tally& tally, std::vector<base::Finding>& findings)
      : rules_(rules), picker_(page, findings), tally_(tally), findings_(findings) {}

  Draft run() {
    picker_.leave_out(dropped_by(rules_, picker_, tally_));
    Draft root;
    root.kind = Draft::Kind::kGroup;
    fill(rules_.html->fields, Scope{}, "", root);
    if (picker_.out_of_steps()) {
      findings_.push_back(
          {base::FindingCode::kPageCut, "", "matching the selectors took too many steps and was stopped"});
    }
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
    std::vector<Scope> items;
    for (const Pick& each : field.each) {
      items = picker_.scopes(each, scope);
      if (!items.empty()) break;
    }
    const std::vector<std::size_t> around = items_around(items);
    for (std::size_t i = 0; i < items.size(); ++i) {
      picker_.put_fence(inside(items, i));
      Draft& item = draft.children.emplace_back();
      item.kind = Draft::Kind::kGroup;
      fill(field.fields, items[i], path + '/' + std::to_string(i), item);
      if (around[i] > 0) note_parent(field, around[i], item);
      picker_.take_fence();
    }
    if (field.stated.empty()) return;
    const auto stated = best(field.stated, Type::kCount, scope, nullptr);
    if (!stated.empty()) draft.stated = stated.front();
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
    reply.values.emplace_back().passage.runs.push_back(run);
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
    draft.values = best(field.any, field.type, scope, &draft);
    const bool one = !draft.many && draft.values.size() > 1;
    if (!one) return;
    const std::string first = text::compose(draft.values.front().passage);
    const auto differs = [&](const Found& found) { return text::compose(found.passage) != first; };
    if (std::any_of(draft.values.begin() + 1, draft.values.end(), differs)) {
      findings_.push_back(
          {base::FindingCode::kSeveralMatched, path, "several different values match; the first was taken"});
    }
    draft.values.resize(1);
  }

  Quality quality(const Found& found, Type type) {
    const std::string words = text::compose(found.passage);
    if (is_text(type)) return clean::whole_artifact(words) ? Quality::kUnrendered : Quality::kValue;
    if (clean::unrendered(words)) return Quality::kUnrendered;
    return picker_.page().types->fit(type, words) == Fit::kNo ? Quality::kUnparsable : Quality::kValue;
  }

  // The values of the first alternative that gives any of the type; else the best that there is.
  std::vector<Found> best(const std::vector<Pick>& any, Type type, const Scope& scope, Draft* draft) {
    std::vector<Found> fallback;
    auto fallback_quality = Quality::kUnrendered;
    for (const Pick& pick : any) {
      Picked picked = picker_.values(pick, type, scope);
      if (draft != nullptr) draft->empty |= picked.empty;
      std::vector<Found> good;
      for (Found& found : picked.values) {
        if (holds_only_other(type, text::compose(found.passage))) continue;
        const Quality q = quality(found, type);
        if (q == Quality::kValue) {
          good.push_back(std::move(found));
        } else if (fallback.empty() || q > fallback_quality) {
          fallback.assign(1, std::move(found));
          fallback_quality = q;
        }
      }
      if (!good.empty()) return good;
    }
    return fallback;
  }

  const rules::Rules& rules_;
  Picker picker_;
  clean::Tally& tally_;
  std::vector<base::Finding>& findings_;
};

}  // namespace

Draft run_html_rules(const rules::Rules& rules, const PageView& page, clean::Tally& tally,
                     std::vector<base::Finding>& findings) {
  return Runner(rules, page, tally, findings).run();
}

std::vector<bool> drop_chaff(const rules::Rules& rules, const PageView& page, clean::Tally& tally) {
  std::vector<base::Finding> findings;
  Picker picker(page, findings);
  return dropped_by(rules, picker, tally);
}

}  // namespace thresh::extract
