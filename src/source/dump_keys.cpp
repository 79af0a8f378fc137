// See dump_keys.h.
//
// Ranks: what the user names is 0; what stands inside another object comes after all that stands outside.
#include "source/dump_keys.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "base/ascii.h"
#include "base/embedded.h"
#include "base/rows.h"

namespace thresh::source {
namespace {

constexpr std::size_t kLongestKey = 40;  // letters; what is longer is in no table
constexpr std::uint8_t kDeepestKnown = 3;
constexpr std::uint32_t kLevel = 1000;  // more than there are keys in the table

// The name without what spellings differ in, in `to`; empty where it is too long to be known.
std::string_view folded(std::string_view name, std::array<char, kLongestKey>& to) {
  std::size_t size = 0;
  for (const char c : name) {
    if (c == '_' || c == '-' || c == ' ') continue;
    if (size == to.size()) return {};
    to[size++] = base::ascii_lower(c);
  }
  return {to.data(), size};
}

class Table {
 public:
  Table() {
    std::uint16_t row = 0;
    base::for_each_row(base::embedded("data/dump_keys.tsv"), [&](std::string_view columns) {
      const std::string_view role = base::take_column(columns);
      std::array<char, kLongestKey> room;
      names_.emplace_back(folded(base::take_column(columns), room));
      roles_.emplace_back(role, ++row);
    });
    for (std::size_t i = 0; i < names_.size(); ++i) add(names_[i], roles_[i].first, roles_[i].second);
  }

  const TableKey* find(std::string_view name) const {
    std::array<char, kLongestKey> room;
    const auto found = keys_.find(folded(name, room));
    return found == keys_.end() ? nullptr : &found->second;
  }

 private:
  void add(std::string_view name, std::string_view role, std::uint16_t row) {
    TableKey& key = keys_[name];
    if (role == "html") key.html = row;
    if (role == "either") key.either = row;
    if (role == "text") key.text = row;
    if (role == "url") key.url = row;
    if (role == "time") key.time = row;
    if (role == "charset") key.charset = row;
    if (role == "inside") key.inside = true;
  }

  std::vector<std::string> names_;
  std::vector<std::pair<std::string_view, std::uint16_t>> roles_;
  std::unordered_map<std::string_view, TableKey> keys_;
};

// A part of a pointer: "~1" is a slash, "~0" a tilde (RFC 6901, section 4).
std::string unescaped(std::string_view part) {
  std::string out;
  for (std::size_t i = 0; i < part.size(); ++i) {
    const bool escape = part[i] == '~' && i + 1 < part.size() && (part[i + 1] == '0' || part[i + 1] == '1');
    out += !escape ? part[i] : part[++i] == '0' ? '~' : '/';
  }
  return out;
}

}  // namespace

const TableKey* find_in_table(std::string_view name) {
  static const Table table;
  return table.find(name);
}

std::vector<std::string> path_parts(std::string_view path) {
  const bool pointer = path.starts_with('/');
  const char stop = pointer ? '/' : '.';
  if (pointer) path.remove_prefix(1);
  std::vector<std::string> parts;
  for (;;) {
    const std::size_t end = std::min(path.find(stop), path.size());
    parts.push_back(pointer ? unescaped(path.substr(0, end)) : std::string(path.substr(0, end)));
    if (end == path.size()) return parts;
    path.remove_prefix(end + 1);
  }
}

DumpKeys::DumpKeys(const NamedKeys& named) : page_is_named_(!named.html.empty() || !named.text.empty()) {
  const std::array<std::pair<Role, const std::string*>, 4> given = {
      {{Role::kHtml, &named.html}, {Role::kText, &named.text}, {Role::kUrl, &named.url}, {Role::kTime, &named.time}}};
  for (std::size_t i = 0; i < given.size(); ++i) {
    if (given[i].second->empty()) continue;
    named_[i] = {given[i].first, *given[i].second, path_parts(*given[i].second)};
  }
}

DumpKeys::Place DumpKeys::top() {
  Place place;
  place.matched.fill(0);
  return place;
}

DumpKeys::Found DumpKeys::find(const Place& at, std::string_view key) const {
  Found found;
  found.below.depth = static_cast<std::uint8_t>(at.depth + 1);
  found.below.known = false;
  std::size_t count = 0;
  for (std::size_t i = 0; i < named_.size(); ++i) {
    const Named& named = named_[i];
    if (named.role == Role::kNone || !at.matched[i]) continue;
    const std::size_t part = *at.matched[i];
    const bool leads = part < named.parts.size() && named.parts[part] == key;
    const bool last = leads && part + 1 == named.parts.size();
    if (last || (at.depth == 0 && named.whole == key)) {
      found.roles[count++] = {named.role, 0};
    } else if (leads) {
      found.below.matched[i] = static_cast<std::uint8_t>(part + 1);
      found.inside = true;
    }
  }
  if (count > 0 || !at.known) return found;
  const TableKey* known = find_in_table(key);
  if (known == nullptr) return found;
  add_table_roles(*known, at.depth, found, count);
  found.below.known = known->inside && found.below.depth < kDeepestKnown;
  found.inside = found.inside || found.below.known;
  return found;
}

void DumpKeys::add_table_roles(const TableKey& key, std::uint8_t depth, Found& found, std::size_t count) const {
  const auto add = [&](Role role, const std::optional<std::uint16_t>& row) {
    if (row && count < found.roles.size()) found.roles[count++] = {role, 1 + *row + depth * kLevel};
  };
  if (!page_is_named_) {
    add(Role::kHtml, key.html);
    add(Role::kEither, key.either);
    add(Role::kText, key.text);
  }
  if (named_[2].role == Role::kNone) add(Role::kUrl, key.url);
  if (named_[3].role == Role::kNone) add(Role::kTime, key.time);
  add(Role::kCharset, key.charset);
}

std::array<KeyRole, 4> DumpKeys::find_column(std::string_view name) const {
  Found found = find(top(), name);
  if (found.roles[0].role != Role::kNone) return found.roles;
  Place place = top();
  for (const std::string& part : path_parts(name)) {
    found = find(place, part);
    place = found.below;
  }
  return found.roles;
}

bool DumpKeys::is_page_column(std::string_view name) const {
  return std::ranges::any_of(find_column(name), [](const KeyRole& role) {
    return role.role == Role::kHtml || role.role == Role::kEither || role.role == Role::kText;
  });
}

bool DumpKeys::is_known_column(std::string_view name) const { return find_column(name)[0].role != Role::kNone; }

}  // namespace thresh::source
