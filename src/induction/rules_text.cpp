// See rules_text.h.
#include "induction/rules_text.h"

#include <algorithm>
#include <string_view>

#include "rules/pick_reader.h"
#include "rules/yaml_text.h"

namespace thresh::induction {
namespace {

using rules::yaml_text;

// "${" would be a fragment.
std::string written(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i).starts_with("${")) plain += '$';
    plain += text[i];
  }
  return yaml_text(plain);
}

std::string list_of(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : ", ") + written(text);
  return '[' + out + ']';
}

std::string joined(const std::vector<std::string>& selectors) {
  std::string out;
  for (const std::string& one : selectors) out += (out.empty() ? "" : ", ") + one;
  return out;
}

std::string value_of(const DraftedField& field) {
  if (field.any.size() == 1 && field.type.empty() && field.without.empty()) return written(field.any.front());
  const bool one_css = field.any.size() == 1 && is_css(field.any.front());
  std::string out = one_css ? "{css: " + written(field.any.front()) : "{any: " + list_of(field.any);
  if (!field.type.empty()) out += ", type: " + field.type;
  if (!field.without.empty()) out += ", without: " + written(joined(field.without));
  return out + '}';
}

// Fields as a tree: what stands before a dot is a group.
struct Group {
  std::string name;
  const DraftedField* field = nullptr;
  std::vector<Group> groups = {};

  Group& child(std::string_view child_name) {
    const auto found = std::ranges::find(groups, child_name, &Group::name);
    return found != groups.end() ? *found : groups.emplace_back(Group{.name = std::string(child_name)});
  }
};

void write(const Group& group, std::size_t depth, std::string& out) {
  const std::string indent(2 * depth, ' ');
  if (group.field != nullptr) {
    out += indent + group.name + ": " + value_of(*group.field) + '\n';
    return;
  }
  out += indent + group.name + ":\n";
  for (const Group& child : group.groups) write(child, depth + 1, out);
}

void write_fields(const std::vector<DraftedField>& fields, std::size_t depth, std::string& out) {
  Group root;
  for (const DraftedField& field : fields) {
    Group* group = &root;
    std::string_view rest = field.path;
    for (std::size_t dot = rest.find('.'); dot != std::string_view::npos; dot = rest.find('.')) {
      group = &group->child(rest.substr(0, dot));
      rest.remove_prefix(dot + 1);
    }
    group->child(rest).field = &field;
  }
  for (const Group& child : root.groups) write(child, depth, out);
}

}  // namespace

bool is_css(std::string_view selector) {
  const std::size_t colon = selector.find(':');
  return colon == std::string_view::npos || !rules::from_of_name(selector.substr(0, colon));
}

std::string rules_text(const DraftedRules& rules) {
  std::string out;
  for (const std::string& line : rules.comments) out += "# " + line + '\n';
  out += "rules: " + rules.id + "\nrecord: " + rules.kind + '\n';
  if (!rules.urls.empty() || !rules.fingerprints.empty()) out += "match:\n";
  if (!rules.urls.empty()) out += "  url: " + list_of(rules.urls) + '\n';
  if (!rules.fingerprints.empty()) out += "  html: " + list_of(rules.fingerprints) + '\n';
  out += "html:\n";
  write_fields(rules.fields, 1, out);
  for (const DraftedList& list : rules.lists) {
    out += "  " + list.name + ":\n    each: " + written(list.each) + '\n';
    write_fields(list.fields, 2, out);
  }
  if (!rules.drops.empty()) out += "drop:\n";
  for (const DraftedDrop& drop : rules.drops) {
    out += "  - {css: " + written(drop.css) + ", reason: " + drop.reason + "}\n";
  }
  return out;
}

}  // namespace thresh::induction
