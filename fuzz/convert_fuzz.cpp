// Any bytes as a page, with the shipped rules: a record of a known kind, twice the same, or one of three errors.
#include "convert/convert.h"
#include "convert/inspect.h"
#include "fuzz.h"
#include "rules/load.h"

using namespace thresh;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const rules::Loaded kShipped = rules::load_shipped({});
  fuzz::must(kShipped.has_value(), "the shipped rules load");
  convert::Options options;
  options.rules = *kShipped;
  convert::Input input;
  input.name = "-";
  input.bytes = fuzz::text_of(data, size);
  const auto first = convert::convert(input, options);
  if (!first) {
    const base::ErrorCode code = first.error().code;
    fuzz::must(code == base::ErrorCode::kEmptyPage || code == base::ErrorCode::kBinaryPage ||
                   code == base::ErrorCode::kBlockedPage,
               "a page becomes a record or one of three errors");
    return 0;
  }
  const std::string* kind = first->record.find("kind")->as_text();
  fuzz::must(kind != nullptr && record::find_kind(*kind) != nullptr, "a record has a kind");
  const auto second = convert::convert(input, options);
  fuzz::must(second.has_value() && second->record == first->record, "the same page gives the same record");
  auto page = convert::Page::open(input, {});
  fuzz::must(page.has_value(), "a page that converts opens");
  (void)convert::inspect(**page, *kShipped);
  return 0;
}
