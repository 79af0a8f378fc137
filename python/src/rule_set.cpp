// See rule_set.h.
#include "rule_set.h"

#include <nanobind/stl/pair.h>

#include <algorithm>
#include <iterator>

#include "base/disk.h"
#include "convert/custom_columns.h"
#include "errors.h"
#include "rules/load.h"
#include "values.h"

namespace thresh::python {
namespace {

std::shared_ptr<const RuleSet> finished(RuleSet set) {
  set.custom_fields = convert::custom_columns(set.rules);
  return std::make_shared<const RuleSet>(std::move(set));
}

void take(RuleSet& set, rules::Loaded loaded) {
  if (!loaded) raise(loaded.error());
  std::move(loaded->begin(), loaded->end(), std::back_inserter(set.rules));
}

// Those of each, once, in their order.
template <class Name>
nb::list names(const RuleSet& set, Name name) {
  std::vector<std::string> found;
  for (const rules::Rules& rules : set.rules) {
    std::string one(name(rules));
    if (std::ranges::find(found, one) == found.end()) found.push_back(std::move(one));
  }
  nb::list out;
  for (const std::string& one : found) out.append(text_object(one));
  return out;
}

}  // namespace

std::shared_ptr<const RuleSet> RuleSet::shipped() {
  RuleSet set;
  take(set, rules::load_shipped({}));
  static_cast<rules::RuleSet&>(set).shipped = true;  // the name of this function hides it
  return finished(std::move(set));
}

// The files are kept as they were, so that the rules can go to another process.
std::shared_ptr<const RuleSet> RuleSet::of_path(const std::string& path) {
  base::Disk& disk = base::system_disk();
  RuleSet set;
  take(set, rules::load_path(disk, path, {}));
  for (const rules::Rules& rules : set.rules) {
    if (!set.sources.empty() && set.sources.back().first == rules.file) continue;
    set.sources.emplace_back(rules.file, value_or_raise(disk.read(rules.file, base::Limits().rules_bytes)));
  }
  set.use_first = disk.kind(path) == base::PathKind::kFile;
  return finished(std::move(set));
}

std::shared_ptr<const RuleSet> RuleSet::of_sources(std::vector<Source> sources, bool use_first) {
  RuleSet set;
  for (const auto& [file, yaml] : sources) take(set, rules::load(yaml, file, {}));
  set.sources = std::move(sources);
  set.use_first = use_first;
  return finished(std::move(set));
}

void bind_rules(nb::module_& module) {
  nb::class_<RuleSet>(module, "RuleSet")
      .def_static("shipped", [] { return std::const_pointer_cast<RuleSet>(RuleSet::shipped()); })
      .def_static(
          "of_path", [](const std::string& path) { return std::const_pointer_cast<RuleSet>(RuleSet::of_path(path)); },
          nb::arg("path"))
      .def_static(
          "of_sources",
          [](std::vector<RuleSet::Source> sources, bool use_first) {
            return std::const_pointer_cast<RuleSet>(RuleSet::of_sources(std::move(sources), use_first));
          },
          nb::arg("sources"), nb::arg("use_first"))
      .def_prop_ro("sources",
                   [](const RuleSet& set) {
                     nb::list out;
                     for (const auto& [file, yaml] : set.sources) {
                       out.append(nb::make_tuple(text_object(file), text_object(yaml)));
                     }
                     return out;
                   })
      .def_ro("use_first", &RuleSet::use_first)
      .def_prop_ro("ids", [](const RuleSet& set) { return names(set, [](const rules::Rules& r) { return r.id; }); })
      .def_prop_ro("kinds", [](const RuleSet& set) {
        return names(set, [](const rules::Rules& r) { return std::string(r.kind->name); });
      });
}

}  // namespace thresh::python
