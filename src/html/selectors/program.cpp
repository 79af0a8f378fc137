// See program.h.
#include "html/selectors/program.h"

#include <algorithm>

namespace thresh::html {
namespace {

Name or_absent(Name name) { return name == Name::kNone ? kAbsent : name; }

// The form in the tree of a known lower-case name that SVG or MathML writes otherwise.
Name adjusted_form(Name lower) {
  const Name next{static_cast<std::uint32_t>(lower) + 1};
  return lower != kAbsent && is_adjusted(next, lower) ? next : kAbsent;
}

}  // namespace

// A name that no tag of the page has as it is written may stand there in its adjusted form only; the known names have
// their numbers on every page.
PageNames names_on(const Document& document, const Program& program) {
  PageNames names;
  names.reserve(program.names.size());
  for (const WrittenName& written : program.names) {
    PageName& name = names.emplace_back();
    name.lower = or_absent(document.names().find(written.lower));
    name.adjusted = adjusted_form(name.lower);
    name.exact = written.exact == written.lower ? name.lower : or_absent(document.names().find(written.exact));
  }
  return names;
}

bool is_possible(const ComplexSelector& selector, const PageNames& names) {
  const auto is_there = [&](NameIndex index) { return names[index].lower != kAbsent || names[index].exact != kAbsent; };
  return std::ranges::all_of(selector.compounds, [&](const CompoundSelector& compound) {
    if (compound.element.name != kAnyName && !is_there(compound.element.name)) return false;
    return std::ranges::all_of(compound.attributes, [&](const AttributeTest& test) {
      for (NameIndex i = 0; i < test.names; ++i) {
        if (is_there(test.name + i)) return true;
      }
      return false;
    });
  });
}

}  // namespace thresh::html
