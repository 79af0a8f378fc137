// A CSS selector (the first line) over a page (the rest): in page order, each once, within the budget.
#include "fuzz.h"
#include "html/parse.h"
#include "html/selector.h"

using namespace thresh;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view page = fuzz::text_of(data, size);
  const auto selector = html::Selector::compile(fuzz::take_line(page));
  if (!selector) return 0;
  base::Arena arena;
  const html::Document document = html::parse(page, {}, arena);
  html::Budget budget{20'000'000};
  const auto found = selector->select(document, 0, budget);
  for (std::size_t i = 0; i < found.size(); ++i) {
    fuzz::must(document.is_element(found[i]), "elements are found");
    fuzz::must(i == 0 || found[i - 1] < found[i], "in page order, each once");
  }
  html::Budget again{20'000'000};
  const html::NodeId first = selector->select_first(document, 0, again);
  if (!budget.exhausted()) fuzz::must(first == (found.empty() ? html::kNoNode : found[0]), "the first is the first");
  return 0;
}
