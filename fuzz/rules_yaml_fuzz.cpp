// Any text as a selector file: rules, or errors that have a place; the normal form of rules loads again.
#include "fuzz.h"
#include "rules/load.h"

using namespace thresh;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto loaded = rules::load(fuzz::text_of(data, size), "fuzz.yaml", {});
  if (!loaded) {
    fuzz::must(!loaded.error().empty(), "a file that is refused has an error");
    for (const base::Error& error : loaded.error()) {
      fuzz::must(!error.message.empty() && !base::describe(error).empty(), "an error says what is wrong");
    }
    return 0;
  }
  for (const rules::Rules& one : *loaded) {
    const std::string resolved = rules::resolved(one);
    const auto again = rules::load(resolved, "resolved.yaml", {});
    if (!again) std::fputs((resolved + base::describe(again.error().front())).c_str(), stderr);
    fuzz::must(again.has_value() && again->size() == 1, "the normal form of a file loads");
    fuzz::must(rules::resolved(again->front()) == resolved, "the normal form of the normal form is itself");
  }
  return 0;
}
