// JSON as pages embed it, read with tolerance, and paths into it.
//
// One in sixty JSON-LD blocks of real pages does not parse: raw line breaks and bare quotes in strings, commas too
// many, comments, a value that a template left out; and what a script assigns is JavaScript: keys without quotes,
// single quotes, undefined; and some is written as HTML, its quotes as character references. Such a text is mended
// where it is clear what was meant, and the result says so. RapidJSON reads (json.cpp, the only file of the room that
// includes it), iteratively; nesting is capped at 128.
//
// Numbers that are no integers of 64 bits are kept as texts, as they are written.
//
// Tested by tests/extract/json_test.cpp.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "html/budget.h"
#include "record/value.h"
#include "rules/rules.h"

namespace thresh::extract {

struct Json {
  record::Value value;
  bool mended = false;  // it was not valid JSON as it stood
  std::size_t end = 0;  // where in the text it ends; of a text that was mended the end of that
};

// The JSON value that `text` starts with (white space, comments and HTML comment marks before it are skipped; what
// follows it is ignored). Nothing if there is none that can be read. `scalars`, if it is not null, gets where in `text`
// each of its scalars stands, in order; it stays empty where the text had to be mended.
std::optional<Json> parse_json(std::string_view text, std::vector<base::Span>* scalars = nullptr);

// The values that a path leads to, in document order. A list that is met where a member is asked for stands for its
// elements. The path's root is not looked at. Each value that a step looks at takes a step of `budget` (may be null);
// where it is spent, the path leads nowhere.
std::vector<const record::Value*> follow(const record::Value& root, const rules::JsonPath& path,
                                         html::Budget* budget = nullptr);

// Of an object its "@value", else its "name", if that is a scalar; a scalar itself. nullptr for null and for lists.
const record::Value* json_scalar(const record::Value& value);

// A scalar as text: strings and what was read of numbers as they are, "true", "false"; of
// an object that of its scalar (json_scalar). Nothing for null and for lists.
std::optional<std::string> json_text(const record::Value& value);

// A number of JSON in the form that counts and numbers are read from: "3.0" is 3, "1.5e3" is 1500.
std::string plainly_written(std::string text);

}  // namespace thresh::extract
