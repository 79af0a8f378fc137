// Records for the tests of the formats.
#pragma once

#include <initializer_list>
#include <string>
#include <utility>

#include "record/value.h"

namespace thresh::emit {

inline record::Map map_of(std::initializer_list<std::pair<std::string, record::Value>> entries) {
  record::Map map;
  for (const auto& [key, value] : entries) map.add(key, value);
  return map;
}

// A question with two answers; the second is by nobody known.
inline record::Map question_record() {
  const record::Map author = map_of({{"name", "Ada B. Example"},
                                     {"as_written", "Ada B. Example, MD"},
                                     {"credentials", record::List{"MD", "FAAD"}},
                                     {"specialty", map_of({{"name", "Dermatology"}, {"nucc", "207N00000X"}})},
                                     {"location", map_of({{"name", "Toronto"}, {"region", "ON"}, {"country", "CA"}})},
                                     {"rating", map_of({{"value", 4.9}, {"best", 5.0}, {"count", 103}})}});
  const record::Map first = map_of({{"position", 1},
                                    {"headline", "Yes, it does"},
                                    {"body", "Give it a week, or two.\n\nThen \"look\" again."},
                                    {"author", author},
                                    {"date", "2020-03-12"},
                                    {"votes", -3}});
  const record::Map second =
      map_of({{"position", 2}, {"headline", nullptr}, {"body", "No."}, {"author", nullptr}, {"votes", nullptr}});
  return map_of({{"id", "qa-0123456789abc"},
                 {"kind", "qa"},
                 {"source", map_of({{"name", "page.html"}, {"url", "https://example.org/fetched"}})},
                 {"url", nullptr},
                 {"title", "Does it fade?"},
                 {"question", map_of({{"headline", nullptr},
                                      {"body", "I wonder."},
                                      {"author", map_of({{"name", "Jo"}})},
                                      {"date", "2020-03-11"}})},
                 {"answers", record::List{first, second}}});
}

inline record::Map custom_record(record::Map fields) {
  return map_of({{"id", "custom-0123456789abc"},
                 {"kind", "custom"},
                 {"source", map_of({{"name", "recipe.html"}})},
                 {"url", nullptr},
                 {"fields", std::move(fields)}});
}

}  // namespace thresh::emit
