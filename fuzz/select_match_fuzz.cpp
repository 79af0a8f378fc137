// CSS selectors (the first line, parted by tabs) over a page (the rest): in page order, each once, within the budget,
// and all at once the same as each alone.
#include <vector>

#include "fuzz.h"
#include "html/parse.h"
#include "html/selector.h"
#include "html/selector_set.h"

using namespace thresh;

namespace {

constexpr std::uint64_t kSteps = 20'000'000;

std::vector<html::Selector> selectors_of(std::string_view line) {
  constexpr std::size_t kMost = 16;
  std::vector<html::Selector> selectors;
  while (!line.empty() && selectors.size() < kMost) {
    const std::size_t end = std::min(line.find('\t'), line.size());
    if (auto selector = html::Selector::compile(line.substr(0, end))) selectors.push_back(*std::move(selector));
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  return selectors;
}

void check_order(const html::Document& document, const std::vector<html::NodeId>& found) {
  for (std::size_t i = 0; i < found.size(); ++i) {
    fuzz::must(document.is_element(found[i]), "elements are found");
    fuzz::must(i == 0 || found[i - 1] < found[i], "in page order, each once");
  }
}

// `scope`: only what does not ask for it is the same in a set.
void check_set(const std::vector<html::Selector>& selectors, const html::Document& document, html::NodeId scope) {
  std::vector<const html::Selector*> pointers;
  for (const html::Selector& one : selectors) pointers.push_back(&one);
  html::Budget budget{kSteps};
  const auto found = html::SelectorSet(pointers).run(document, budget, scope);
  for (std::size_t i = 0; i < selectors.size(); ++i) {
    check_order(document, found[i]);
    html::Budget alone{kSteps};
    const auto one = selectors[i].select(document, scope, alone);
    if (budget.exhausted() || alone.exhausted() || (scope != 0 && selectors[i].asks_scope())) continue;
    fuzz::must(found[i] == one, "a set finds what each finds alone");
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view page = fuzz::text_of(data, size);
  const std::vector<html::Selector> selectors = selectors_of(fuzz::take_line(page));
  if (selectors.empty()) return 0;
  base::Arena arena;
  const html::Document document = html::parse(page, {}, arena);
  check_set(selectors, document, 0);
  if (document.size() > 2) check_set(selectors, document, document.size() / 2);
  html::Budget budget{kSteps}, again{kSteps};
  const auto found = selectors.front().select(document, 0, budget);
  check_order(document, found);
  const html::NodeId first = selectors.front().select_first(document, 0, again);
  if (!budget.exhausted()) fuzz::must(first == (found.empty() ? html::kNoNode : found[0]), "the first is the first");
  return 0;
}
