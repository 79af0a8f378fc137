// What the rules found on a page, before it is cleaned and normalized: the record's tree with passages at its leaves.
//
// A draft mirrors the rules, not the record: it has a node for every field that was looked for, found or not, so that
// what comes after can tell "not on the page" from "not looked for".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "record/shape.h"
#include "text/passage.h"

namespace thresh::extract {

// The kinds of source of a value.
enum class From : std::uint8_t {
  kText,       // of the page; the passage's runs say where
  kAttribute,  // of an element
  kMeta,       // the content of a <meta>
  kJson,       // embedded JSON
  kConstant,   // the selector file's own words
  kComputed,   // a string, number or boolean that an expression makes; the markup that a subtree is written as
};

// The bytes of a value that does not stand in the page's text, and what was done to them. Known only where provenance
// is asked for (convert/provenance.h).
struct Taken {
  base::Span source = {};               // of the decoded page; empty where there are no such bytes
  bool in_attribute = false;            // how its character references are read (HTML, section 13.2.5.73)
  bool raw = false;                     // it has none: a script's text
  std::vector<std::string> steps = {};  // names of convert/replay.h, in the order in which they were done
};

// A value as it was found.
struct Found {
  text::Passage passage;
  std::uint32_t rule_line = 0;    // of the selector file: the alternative that won
  std::uint16_t alternative = 0;  // its number, from 1; 0 where there are none
  From from = From::kText;
  const Taken* taken = nullptr;  // where provenance is asked for, of a value that is no text of the page; else null
  // Where an account is kept: the line that it was found in, words of the pattern included. Else null.
  const text::Passage* around = nullptr;
};

struct Draft {
  enum class Kind : std::uint8_t {
    kValue,  // `values`
    kGroup,  // `children` are its fields
    kList,   // `children` are its items, each a group without a name
  };

  std::string name;
  Kind kind = Kind::kValue;
  record::Type type = record::Type::kText;
  bool many = false;        // takes all of `values`, else the first
  bool required = false;    // its absence is a finding
  bool empty = false;       // the place was there and held nothing
  bool unrendered = false;  // a script would have written it, and did not run
  std::vector<Found> values;
  std::vector<Found> elsewhere;  // of a field that takes one value: what sources of other kinds say, the first of each
  std::vector<Draft> children;
  std::optional<Found> stated;  // a list: what the page says of its length

  // The child of that name, added as the last if there is none yet.
  Draft& child(std::string_view child_name);
  // nullptr if there is none.
  const Draft* find(std::string_view child_name) const;
  Draft* find(std::string_view child_name);
};

}  // namespace thresh::extract
