// See pseudo_classes.h. The definitions of states of forms follow the HTML standard, section 4.16.3, as far as a page's
// source tells them.
#include "html/selectors/pseudo_classes.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "text/nearest.h"

namespace thresh::html {
namespace {

constexpr NthName kNthNames[] = {
    {"nth-child", false, false},
    {"nth-last-child", true, false},
    {"nth-of-type", false, true},
    {"nth-last-of-type", true, true},
};
constexpr NthName kNthFirsts[] = {
    {"first-child", false, false},
    {"last-child", true, false},
    {"first-of-type", false, true},
    {"last-of-type", true, true},
};

constexpr std::pair<std::string_view, PseudoClass> kPlain[] = {
    {"empty", PseudoClass::kEmpty},
    {"root", PseudoClass::kRoot},
    {"scope", PseudoClass::kScope},
    {"defined", PseudoClass::kDefined},
    {"-default-button", PseudoClass::kDefaultButton},
    {"-open-group", PseudoClass::kOpenGroup},
    {"-left-checked", PseudoClass::kLeftChecked},
    {"-selected", PseudoClass::kSelected},
    {"-no-value", PseudoClass::kNoValue},
    {"-editable", PseudoClass::kEditable},
};

struct Definition {
  std::string_view name, selector;
};
constexpr Definition kDefinitions[] = {
    {"only-child", ":first-child:last-child"},
    {"only-of-type", ":first-of-type:last-of-type"},
    {"any-link", "html|*:is(a, area)[href]"},
    {"link", "html|*:is(a, area)[href]"},
    {"open", "html|*:is(details, dialog)[open]"},
    {"muted", "html|*:is(video, audio)[muted]"},
    {"checked",
     "html|input[type=checkbox][checked], html|input[type=radio][checked]:-left-checked, html|option:-selected"},
    {"default",
     "html|input:is([type=checkbox], [type=radio])[checked], html|option[selected],"
     "html|*:is(button:not([type=button], [type=reset], [command], [commandfor]), button[type=submit],"
     "input[type=submit], input[type=image]):-default-button"},
    {"indeterminate",
     "html|input[type=radio]:is(:not([name]), [name='']):not([checked]),"
     "html|input[type=radio][name]:not([name='']):not([checked]):-open-group,"
     "html|progress:not([value]), html|input[type=checkbox][indeterminate]"},
    {"disabled",
     "html|*:is(button, input, select, textarea, fieldset, optgroup, option)[disabled],"
     "html|optgroup[disabled] > html|option,"
     "html|fieldset[disabled] > html|*:is(button, input, select, textarea, fieldset),"
     "html|fieldset[disabled] > html|*:not(legend:first-of-type)"
     " html|*:is(button, input, select, textarea, fieldset),"
     "html|*:is(html|select[disabled], html|fieldset[disabled] > html|select,"
     "html|fieldset[disabled] > html|*:not(legend:first-of-type) html|select) html|*:is(optgroup, option)"},
    {"enabled", "html|*:is(button, input, select, textarea, fieldset, optgroup, option):not(:disabled)"},
    {"required",
     "html|*:is(select, textarea)[required],"
     "html|input[required]:not([type=hidden], [type=range], [type=color], [type=submit], [type=image], [type=reset],"
     "[type=button])"},
    {"optional", "html|*:is(input, select, textarea):not(:required)"},
    {"placeholder-shown",
     "html|*:is(textarea, input:is([type=search], [type=url], [type=tel], [type=email], [type=password],"
     "[type=number], :not([type=hidden], [type=date], [type=month], [type=week], [type=time], [type=datetime-local],"
     "[type=range], [type=color], [type=checkbox], [type=radio], [type=file], [type=submit], [type=image],"
     "[type=reset], [type=button])))[placeholder]:not([placeholder='']):-no-value"},
    {"read-write",
     "html|*:is(textarea, input:not([type=hidden], [type=range], [type=color], [type=checkbox], [type=radio],"
     "[type=file], [type=submit], [type=image], [type=reset], [type=button])):not([readonly], :disabled),"
     "html|*:not(input, textarea):-editable"},
    {"read-only", "html|*:not(:read-write)"},
};

constexpr std::string_view kLive[] = {
    "active",        "autofill",      "blank",        "buffering",  "current",
    "focus",         "focus-visible", "focus-within", "fullscreen", "future",
    "host",          "hover",         "in-range",     "invalid",    "local-link",
    "modal",         "out-of-range",  "past",         "paused",     "picture-in-picture",
    "playing",       "popover-open",  "seeking",      "stalled",    "target",
    "target-within", "user-invalid",  "user-valid",   "valid",      "visited",
    "volume-locked",
};

constexpr std::string_view kOldPseudoElements[] = {"after", "before", "first-letter", "first-line"};

// Names of functions, for "did you mean".
constexpr std::string_view kFunctions[] = {"is", "where", "not", "has", "contains", "lang", "dir"};

// What other selector languages have, and what is written for it here.
constexpr std::pair<std::string_view, std::string_view> kForeign[] = {
    {"first", "did you mean :first-child or :first-of-type?"},
    {"last", "did you mean :last-child or :last-of-type?"},
    {"eq", "did you mean :nth-child? It counts from 1"},
    {"gt", "did you mean :nth-child(n+3)? It counts from 1"},
    {"lt", "did you mean :nth-child(-n+3)? It counts from 1"},
    {"even", "did you mean :nth-child(odd)? It counts from 1"},
    {"odd", "did you mean :nth-child(even)? It counts from 1"},
    {"header", "write :is(h1, h2, h3, h4, h5, h6)"},
    {"parent", "write :not(:empty)"},
    {"selected", "write what the page says: [selected]"},
    {"matches", "did you mean :is?"},
    {"any", "did you mean :is?"},
    {"text", "an element's text is taken by default"},
    {"icontains", "did you mean :contains? It compares letters as they are"},
    {"nth-col", "the cells of a column are td:nth-child(2)"},
    {"nth-last-col", "the cells of a column are td:nth-last-child(2)"},
};

bool is_one_of(std::string_view name, const auto& names) { return std::ranges::find(names, name) != std::end(names); }

}  // namespace

const NthName* find_nth(std::string_view name) {
  const NthName* found = std::ranges::find(kNthNames, name, &NthName::name);
  return found == std::end(kNthNames) ? nullptr : found;
}

const NthName* find_nth_first(std::string_view name) {
  const NthName* found = std::ranges::find(kNthFirsts, name, &NthName::name);
  return found == std::end(kNthFirsts) ? nullptr : found;
}

std::optional<PseudoClass> find_plain(std::string_view name, bool in_definition) {
  if (name.starts_with('-') && !in_definition) return std::nullopt;
  for (const auto& [known, kind] : kPlain) {
    if (known == name) return kind;
  }
  return std::nullopt;
}

std::string_view definition_of(std::string_view name) {
  const Definition* found = std::ranges::find(kDefinitions, name, &Definition::name);
  return found == std::end(kDefinitions) ? std::string_view() : found->selector;
}

bool is_live(std::string_view name) { return is_one_of(name, kLive); }
bool is_old_pseudo_element(std::string_view name) { return is_one_of(name, kOldPseudoElements); }

std::string pseudo_hint(std::string_view name) {
  for (const auto& [foreign, hint] : kForeign) {
    if (foreign == name) return std::string(hint);
  }
  std::vector<std::string_view> known(std::begin(kFunctions), std::end(kFunctions));
  for (const NthName& nth : kNthNames) known.push_back(nth.name);
  for (const NthName& nth : kNthFirsts) known.push_back(nth.name);
  for (const Definition& definition : kDefinitions) known.push_back(definition.name);
  for (const auto& [plain, kind] : kPlain) {
    if (!plain.starts_with('-')) known.push_back(plain);
  }
  known.insert(known.end(), std::begin(kLive), std::end(kLive));
  const std::string_view nearest = text::nearest(name, known);
  return nearest.empty() ? "" : "did you mean :" + std::string(nearest) + "?";
}

}  // namespace thresh::html
