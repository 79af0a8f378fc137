// Any text as the JSON of a page: what is read, mended or not, is read again from its scalars without trouble.
#include "extract/json.h"
#include "fuzz.h"

using namespace thresh;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto json = extract::parse_json(fuzz::text_of(data, size));
  if (!json) return 0;
  rules::JsonPath path;
  for (int depth = 0; depth < 4; ++depth) {
    for (const record::Value* value : extract::follow(json->value, path)) (void)extract::json_text(*value);
    path.steps.push_back({"", std::nullopt, true});
  }
  path.steps = {{"a", std::nullopt, false}, {"", 0, false}};
  (void)extract::follow(json->value, path);
  return 0;
}
