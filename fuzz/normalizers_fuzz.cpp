// Any text as a value of every type: what comes out is UTF-8 where the text is.
#include "base/utf8.h"
#include "extract/types.h"
#include "fuzz.h"
#include "normalize/normalize.h"
#include "text/unicode.h"

using namespace thresh;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string repaired = base::repaired(fuzz::text_of(data, size));
  const std::string_view words = text::trim(repaired);
  for (const std::string_view name : record::type_names()) {
    const extract::Context context{"https://a.example/b/c?d", {"2026-11-25T14:30:00Z"}, "USD"};
    const auto made = extract::make(*record::type_of_name(name), words, context);
    const std::string* text = made ? made->value.as_text() : nullptr;
    fuzz::must(text == nullptr || text::is_valid_utf8(*text), "a value is UTF-8");
    const record::Value* named = made ? record::at(made->value, "/name") : nullptr;
    const std::string* label = named == nullptr ? nullptr : named->as_text();
    fuzz::must(label == nullptr || (!label->empty() && text::is_valid_utf8(*label)), "a name is UTF-8, never empty");
  }
  // What comes of an address is one, and a date is read from its own form.
  if (const auto url = normalize::url(words, "https://a.example/b/c?d")) {
    fuzz::must(normalize::url(*url, "").has_value(), "a normal URL is a URL");
  }
  const auto date = normalize::date(words, {"2026-11-25"});
  fuzz::must(!date || date->iso.empty() || normalize::date(date->iso)->iso == date->iso, "a date is read back");
  const auto money = normalize::money(words);
  fuzz::must(!money || !money->to || *money->to >= money->amount, "a range goes up");
  if (const auto pair = normalize::place_and_specialty(words)) {
    fuzz::must(words.find(pair->specialty.as_written) != words.npos,
               "a specialty is made of the words that stand there");
  }
  return 0;
}
