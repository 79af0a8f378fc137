// See draft_rules.h.
#include "induction/draft_rules.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>

#include "convert/fixture.h"
#include "induction/example_page.h"
#include "induction/field_inducer.h"
#include "induction/flag_inducer.h"
#include "induction/item_inducer.h"
#include "induction/json_names.h"
#include "induction/json_paths.h"
#include "induction/left_out_inducer.h"
#include "induction/page_match.h"
#include "induction/part_pattern.h"
#include "induction/rules_text.h"
#include "induction/target.h"
#include "record/reasons.h"
#include "rules/load.h"
#include "rules/selector_hints.h"

namespace thresh::induction {
namespace {

using html::NodeId;
using Form = Target::Form;

constexpr std::size_t kMostDrops = 10;    // a reason
constexpr std::size_t kMostWithout = 10;  // a field
constexpr std::string_view kFile = "draft.yaml";

struct PageExample {
  std::unique_ptr<ExamplePage> page;
  PageTargets targets;
};

std::string last_of(const std::string& path) { return path.substr(path.rfind('.') + 1); }

bool is_prose(const std::string& path) {
  const std::string name = last_of(path);
  return name == "body" || name == "bio";
}

// Whether a selector finds elements, not texts, values of attributes or JSON.
bool finds_elements(const std::string& selector) {
  return is_css(selector) && rules::attribute_at(selector) == std::string::npos;
}

class Drafter {
 public:
  Drafter(std::vector<PageExample> pages, std::string kind) : pages_(std::move(pages)) { out_.kind = std::move(kind); }

  DraftedRules run() {
    std::vector<std::string> urls;
    for (const PageExample& one : pages_) urls.push_back(one.page->page().url());
    out_.id = rules_id(urls, out_.kind);
    out_.urls = url_patterns(urls);
    add_drops();
    std::vector<Example> places;
    for (const PageExample& one : pages_) places.push_back({.page = one.page.get()});
    std::vector<const Targets*> values;
    for (const PageExample& one : pages_) values.push_back(&one.targets.values);
    out_.fields = fields_of(places, values, "");
    std::set<std::string> lists;
    for (const PageExample& one : pages_) {
      for (const auto& [name, items] : one.targets.lists) lists.insert(name);
    }
    for (const std::string& name : lists) add_list(name);
    if (out_.urls.empty()) add_fingerprint();
    return std::move(out_);
  }

 private:
  // What is surely chaff on every page, by reason. What nobody claims stays.
  void add_drops() {
    std::map<record::Removal, std::vector<LeftOutExample>> reasons;
    for (const PageExample& one : pages_) {
      ExamplePage& page = *one.page;
      std::vector<NodeId> stays = page.texts_in(0);
      for (const automatic::Chaff& chaff : page.reading().chaff) {
        std::erase_if(stays, [&](NodeId text) { return page.document().contains(chaff.node, text); });
      }
      for (const automatic::Chaff& chaff : page.reading().chaff) {
        if (page.texts_in(chaff.node).empty() || !page.document().is_element(chaff.node)) continue;
        std::vector<LeftOutExample>& examples = reasons[chaff.reason];
        if (examples.empty() || examples.back().place.page != &page) {
          examples.push_back({.place = {.page = &page}, .inside = 0, .subtrees = {}, .stays = stays});
        }
        examples.back().subtrees.push_back(chaff.node);
      }
    }
    for (const auto& [reason, examples] : reasons) {
      for (const std::string& css : induce_left_out(examples, kMostDrops).selectors) {
        out_.drops.push_back({css, std::string(record::name(reason))});
      }
    }
    for (const PageExample& one : pages_) {
      for (const DraftedDrop& drop : out_.drops) {
        for (const NodeId node : matches(drop.css, {.page = one.page.get()})) one.page->drop(node);
      }
    }
  }

  // The fields of places of one sort. `values[i]` are those of `places[i]`.
  std::vector<DraftedField> fields_of(std::vector<Example>& places, const std::vector<const Targets*>& values,
                                      std::string_view list) const {
    std::map<std::string, std::size_t> paths;  // how often each is there
    for (const Targets* one : values) {
      for (const auto& [path, target] : *one) ++paths[path];
    }
    std::vector<DraftedField> fields;
    for (const auto& [path, count] : paths) {
      if (is_beside_group(path, count, paths)) continue;
      for (std::size_t i = 0; i < places.size(); ++i) {
        const auto found = values[i]->find(path);
        places[i].target = found == values[i]->end() ? nullptr : &found->second;
      }
      DraftedField field = field_of(path, places);
      if (!field.any.empty()) fields.push_back(std::move(field));
    }
    order(fields, list);
    return fields;
  }

  // A field is a value on some pages and a group on others: the form that is there more often counts.
  static bool is_beside_group(const std::string& path, std::size_t count,
                              const std::map<std::string, std::size_t>& paths) {
    for (const auto& [other, others] : paths) {
      if (other.starts_with(path + '.') && others > count) return true;
      if (path.starts_with(other + '.') && others >= count) return true;
    }
    return false;
  }

  DraftedField field_of(const std::string& path, const std::vector<Example>& places) const {
    DraftedField field{.path = path, .any = {}};
    const bool flag = std::ranges::any_of(places, [](const Example& one) {
      return one.target != nullptr && one.target->form == Form::kMade && one.target->type == record::Type::kBool;
    });
    if (flag) {
      if (const auto xpath = induce_flag(places)) field.any.push_back(*xpath);
      return field;
    }
    if (const auto type = same_type(path, places)) {
      field.any.push_back("const:" + *type);
      return field;
    }
    if (!is_prose(path)) {
      if (const auto pattern = pattern_of_part(places)) field.any.push_back(*pattern);
    }
    if (field.any.empty()) field.any = induce_field(places, !is_prose(path)).any;
    add_said(path, places, field.any);
    if (is_prose(path)) field.without = without(places, field.any);
    const bool plain_name = last_of(path) == "name" && std::ranges::any_of(places, [](const Example& one) {
                              return one.target != nullptr && one.target->type == record::Type::kText;
                            });
    if (plain_name) field.type = "text";
    return field;
  }

  // What sort of thing pages of one form are about is the same on all of them: "Physician".
  static std::optional<std::string> same_type(const std::string& path, const std::vector<Example>& places) {
    if (last_of(path) != "type") return std::nullopt;
    std::optional<std::string> type;
    for (const Example& one : places) {
      if (one.target == nullptr || one.target->form != Form::kMade) return std::nullopt;
      if (type && *type != one.target->words) return std::nullopt;
      type = one.target->words;
    }
    return type;
  }

  // What the head and the embedded data say: the names that most pages use first, and before all else where most
  // values are from there.
  void add_said(const std::string& path, const std::vector<Example>& places, std::vector<std::string>& any) const {
    std::map<std::string, std::size_t> names;
    std::size_t json = 0, said = 0, shown = 0;
    const std::vector<std::string> paths = json_paths(out_.kind, path, places);
    for (const Example& one : places) {
      if (one.target == nullptr) continue;
      if (one.target->form == Form::kMeta) ++names["meta:" + one.target->name], ++said;
      if (one.target->form == Form::kJson || (one.target->form == Form::kMade && !paths.empty())) ++json, ++said;
      if (one.target->form == Form::kTexts || one.target->form == Form::kAttribute) ++shown;
    }
    std::vector<std::string> out;
    for (const std::string& name : paths) out.push_back("jsonld:" + name);
    std::vector<std::pair<std::size_t, std::string>> order;
    for (const auto& [name, count] : names) order.emplace_back(count, name);
    std::ranges::sort(order, {}, [](const auto& one) { return std::pair(SIZE_MAX - one.first, one.second); });
    const bool meta_first = !order.empty() && order.front().first >= json;
    for (std::size_t i = 0; i < order.size(); ++i) {
      out.insert(meta_first ? out.begin() + static_cast<std::ptrdiff_t>(i) : out.end(), order[i].second);
    }
    any.insert(said > shown ? any.begin() : any.end(), out.begin(), out.end());
  }

  // What stands in the elements that are taken and is not of the value.
  static std::vector<std::string> without(const std::vector<Example>& places, const std::vector<std::string>& any) {
    std::vector<LeftOutExample> examples;
    for (const Example& place : places) {
      if (place.target == nullptr || place.target->form != Form::kTexts) continue;
      NodeId found = html::kNoNode;
      for (const std::string& css : any) {
        if (found == html::kNoNode) found = first_match(css, place);
      }
      if (found == html::kNoNode) continue;
      std::vector<NodeId> goes = place.page->texts_in(found, place.fenced);
      std::erase_if(goes, [&](NodeId text) { return std::ranges::binary_search(place.target->texts, text); });
      examples.push_back({.place = place,
                          .inside = found,
                          .subtrees = largest_subtrees(*place.page, found, goes, place.target->texts),
                          .stays = place.target->texts});
    }
    return induce_left_out(examples, kMostWithout).selectors;
  }

  void add_list(const std::string& name) {
    std::vector<ListExample> lists;
    for (const PageExample& one : pages_) {
      const auto found = one.targets.lists.find(name);
      if (found != one.targets.lists.end()) lists.push_back({one.page.get(), &found->second});
    }
    if (is_said(lists)) return add_json_list(name, lists);
    const auto choice = induce_items(lists);
    if (!choice) return;
    std::vector<Example> places;
    std::vector<const Targets*> values;
    for (std::size_t i = 0; i < lists.size(); ++i) add_places(lists[i], choice->elements[i], places, values);
    out_.lists.push_back({name, choice->css, fields_of(places, values, name)});
  }

  // Whether the values of all items are from embedded JSON.
  static bool is_said(const std::vector<ListExample>& lists) {
    std::size_t items = 0;
    for (const ListExample& list : lists) {
      for (const ItemTargets& item : *list.items) {
        ++items;
        const bool said = std::ranges::all_of(item.values, [](const auto& value) {
          return value.second.form == Form::kJson || value.second.form == Form::kMade;
        });
        if (!said) return false;
      }
    }
    return items > 0;
  }

  void add_json_list(const std::string& name, const std::vector<ListExample>& lists) {
    const std::string_view type = json_item(name);
    if (type.empty()) return;
    DraftedList list{name, "jsonld:" + std::string(type), {}};
    std::map<std::string, bool> plain;  // by path: a name that is taken by its words
    std::vector<const ExamplePage*> pages;
    for (const ListExample& example : lists) {
      pages.push_back(example.page);
      for (const ItemTargets& item : *example.items) {
        for (const auto& [path, target] : item.values) plain[path] |= target.type == record::Type::kText;
      }
    }
    for (const auto& [path, is_plain] : plain) {
      DraftedField field{.path = path, .any = {}};
      for (const std::string& one : json_names({}, path)) {
        if (has_json(type, one, pages)) field.any.push_back("json:" + one);
      }
      if (is_plain && last_of(path) == "name") field.type = "text";
      if (!field.any.empty()) list.fields.push_back(std::move(field));
    }
    order(list.fields, name);
    if (!list.fields.empty()) out_.lists.push_back(std::move(list));
  }

  // The items that were found, each without those that stand in it.
  static void add_places(const ListExample& list, const std::vector<NodeId>& elements, std::vector<Example>& places,
                         std::vector<const Targets*>& values) {
    const html::Document& document = list.page->document();
    for (std::size_t j = 0; j < elements.size(); ++j) {
      if (elements[j] == html::kNoNode) continue;
      Example& place = places.emplace_back();
      place.page = list.page;
      place.scope = elements[j];
      for (const NodeId other : elements) {
        if (other == html::kNoNode || other <= elements[j]) continue;
        if (document.contains(elements[j], other)) {
          place.fenced.push_back(other);
        } else {
          place.next = std::min(place.next, other);
        }
      }
      values.push_back(&(*list.items)[j].values);
    }
  }

  // In the order in which records have them.
  void order(std::vector<DraftedField>& fields, std::string_view list) const {
    const record::Kind* const kind = record::find_kind(out_.kind);
    const record::Shape* shape = kind->shape;
    if (!list.empty()) shape = shape->find(list)->shape;
    const auto place = [&](const DraftedField& field) {
      const std::string top = field.path.substr(0, field.path.find('.'));
      return std::ranges::find(shape->fields, top, &record::Field::name) - shape->fields.begin();
    };
    std::ranges::sort(fields, {}, [&](const DraftedField& field) { return std::pair(place(field), field.path); });
  }

  // Pages without an address are known by where their items or their text stand, if that is called something: any page
  // has a <body> and most a <main>. A file without a match is for who names it.
  void add_fingerprint() {
    for (const DraftedList& list : out_.lists) {
      if (tells_pages(list.each)) return out_.fingerprints.push_back(list.each);
    }
    for (const DraftedField& field : out_.fields) {
      if (is_prose(field.path) && tells_pages(field.any.front())) return out_.fingerprints.push_back(field.any.front());
    }
  }

  static bool tells_pages(const std::string& selector) {
    return finds_elements(selector) && selector.find_first_of(".#[") != std::string::npos;
  }

  std::vector<PageExample> pages_;
  DraftedRules out_;
};

// The fields of a record that the page gives, without what the program says of them.
record::Map own_fields(const record::Map& record, const record::Kind& kind) {
  record::Map out;
  for (const auto& [key, value] : record.entries()) {
    if (kind.shape->find(key) != nullptr) out.add(key, value);
  }
  return out;
}

// Runs the file over the pages. One that does not load is a mistake of ours.
base::Result<std::vector<Difference>> check(const std::string& yaml, std::span<const convert::Input> inputs,
                                            const std::vector<record::Map>& records, const convert::Options& options) {
  const auto loaded = rules::load(yaml, kFile, options.limits);
  if (!loaded) return std::unexpected(loaded.error().front());
  convert::Options with = options;
  with.rules = *loaded;
  with.use_first = true;
  with.gives_way = false;
  const record::Kind& kind = *loaded->front().kind;
  std::vector<Difference> out;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const std::string name(inputs[i].name);
    const auto converted = convert::convert(inputs[i], with);
    if (!converted) {
      out.push_back({name, converted.error().message});
      continue;
    }
    for (std::string& line : convert::differences(own_fields(records[i], kind), own_fields(converted->record, kind))) {
      out.push_back({name, std::move(line)});
    }
  }
  return out;
}

}  // namespace

base::Result<Draft> draft_rules(std::span<const convert::Input> inputs, const convert::Options& options) {
  std::vector<PageExample> pages;
  std::vector<record::Map> records;
  for (const convert::Input& input : inputs) {
    auto page = ExamplePage::read(input, options);
    if (!page) {
      page.error().place.file = input.name;
      return std::unexpected(std::move(page.error()));
    }
    const std::string_view kind = (*page)->reading().kind->name;
    if (!pages.empty() && kind != pages.front().page->reading().kind->name) {
      return base::failure(base::ErrorCode::kUsage,
                           "the pages are of different kinds: " + std::string(inputs.front().name) + " is read as " +
                               std::string(pages.front().page->reading().kind->name) + ", " + std::string(input.name) +
                               " as " + std::string(kind),
                           "draft a file for the pages of each kind");
    }
    records.push_back((*page)->record());
    PageTargets targets = targets_of(**page);
    pages.push_back({std::move(*page), std::move(targets)});
  }
  Draft draft;
  draft.kind = pages.front().page->reading().kind->name;
  DraftedRules drafted = Drafter(std::move(pages), draft.kind).run();
  drafted.comments.push_back("Drafted from " + std::to_string(inputs.size()) +
                             (inputs.size() == 1 ? " page" : " pages") +
                             " by markup and shape. Read it over, and try it on others.");
  if (drafted.fields.empty() && drafted.lists.empty()) {
    return base::failure(base::ErrorCode::kEmptyPage, "no value of the record stands in these pages",
                         "their content may come from scripts that did not run when they were saved");
  }
  draft.yaml = rules_text(drafted);
  auto differences = check(draft.yaml, inputs, records, options);
  if (!differences) return std::unexpected(std::move(differences.error()));
  draft.differences = std::move(*differences);
  return draft;
}

}  // namespace thresh::induction
