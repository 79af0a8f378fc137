// See flag_inducer.h.
#include "induction/flag_inducer.h"

#include <set>

#include "induction/candidates.h"
#include "structured/tokens.h"

namespace thresh::induction {
namespace {

using html::NodeId;

std::set<std::string, std::less<>> classes_in(const Example& item) {
  const html::Document& document = item.page->document();
  std::set<std::string, std::less<>> out;
  for (NodeId id = item.scope; id < document.node(item.scope).end; ++id) {
    structured::for_each_token(document.attribute(id, "class").value_or(""),
                               [&](std::string_view word) { out.emplace(word); });
  }
  return out;
}

}  // namespace

std::optional<std::string> induce_flag(std::span<const Example> items) {
  std::optional<std::set<std::string, std::less<>>> telling;
  for (const Example& item : items) {
    if (item.target == nullptr) continue;
    const auto here = classes_in(item);
    if (!telling) {
      telling = here;
    } else {
      std::erase_if(*telling, [&](const std::string& one) { return !here.contains(one); });
    }
  }
  if (!telling) return std::nullopt;
  for (const Example& item : items) {
    if (item.target != nullptr) continue;
    const auto here = classes_in(item);
    std::erase_if(*telling, [&](const std::string& one) { return here.contains(one); });
  }
  std::erase_if(*telling,
                [](const std::string& one) { return looks_made_up(one) || one.find('\'') != std::string::npos; });
  if (telling->empty()) return std::nullopt;
  const std::string& chosen = *telling->begin();
  return "xpath:substring('true', 1 div boolean(descendant-or-self::*[contains(concat(' ', normalize-space(@class), ' "
         "'), ' " +
         chosen + " ')]))";
}

}  // namespace thresh::induction
