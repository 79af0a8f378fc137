// Which key of a row holds what: the page, where it was fetched from, when. A row is an object of JSON, a row of CSV,
// of a table of SQLite; its keys are members or columns.
//
// What dumps usually call things is data (data/dump_keys.tsv, in order of preference). What the user names goes before
// it: a path, dotted ("response.body") or a JSON pointer (RFC 6901, "/response/body"), of exactly these letters. Where
// the user names the key of the page, as HTML or as text, no other key is looked at for it.
//
// Tested by tests/source/dump_keys_test.cpp.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace thresh::source {

enum class Role : std::uint8_t { kNone, kHtml, kEither, kText, kUrl, kTime, kCharset };

// What a key holds, and how much it is to be preferred to others that hold the same: the lower the more.
struct KeyRole {
  Role role = Role::kNone;
  std::uint32_t rank = 0;
};

// The keys that the user names; empty where they are found by themselves.
struct NamedKeys {
  std::string url = {}, html = {}, text = {}, time = {};
};

// What the table says of a key. One may hold several things by its name ("source" is HTML, or an address), of which the
// value then tells.
struct TableKey {
  std::optional<std::uint16_t> html, either, text, url, time, charset;
  bool inside = false;
};

class DumpKeys {
 public:
  explicit DumpKeys(const NamedKeys& named);

  // Where in a row a value stands, as far as keys tell: walked down from the row, a step a key.
  struct Place {
    // By named key: how many of its parts lead here; nullopt where they do not.
    std::array<std::optional<std::uint8_t>, 4> matched = {};
    std::uint8_t depth = 0;
    bool known = true;  // all keys down to here are those that the table looks inside
  };
  // What `key` at a place holds, the likeliest first, and whether to look inside its value.
  struct Found {
    std::array<KeyRole, 4> roles = {};  // up to the first kNone
    Place below;
    bool inside = false;
  };
  static Place top();
  Found find(const Place& at, std::string_view key) const;
  // What a column holds: its name is a key, or a path with dots ("metadata.url").
  std::array<KeyRole, 4> find_column(std::string_view name) const;

  // Whether HTML under a key that is not known counts.
  bool takes_any_html() const { return !page_is_named_; }
  // Whether the table, or the user, knows the column as one of a page's bytes; of anything at all.
  bool is_page_column(std::string_view name) const;
  bool is_known_column(std::string_view name) const;

 private:
  struct Named {
    Role role = Role::kNone;
    std::string whole;
    std::vector<std::string> parts;
  };
  void add_table_roles(const TableKey& key, std::uint8_t depth, Found& found, std::size_t count) const;

  std::array<Named, 4> named_;
  bool page_is_named_ = false;
};

// What the table says of a name in any spelling; null where it does not have it.
const TableKey* find_in_table(std::string_view name);

// The steps of a path, dotted or a pointer.
std::vector<std::string> path_parts(std::string_view path);

}  // namespace thresh::source
