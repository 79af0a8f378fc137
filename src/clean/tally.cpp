// See tally.h.
#include "clean/tally.h"

#include <algorithm>
#include <utility>

#include "text/unicode.h"

namespace thresh::clean {
namespace {

constexpr std::size_t kExampleLength = 80;  // code points

}  // namespace

std::string example_of(std::string_view text) {
  std::size_t end = 0;
  for (std::size_t n = 0; end < text.size() && n < kExampleLength; ++n) end += text::code_point_at(text, end).length;
  std::string example = text::collapse_spaces(text.substr(0, end));
  if (end < text.size()) example += "…";
  return example;
}

void Tally::add(record::Removal reason, std::string_view text, std::size_t count) {
  Entry& entry = entries_[static_cast<std::size_t>(reason)];
  if (entry.count == 0) entry = {reason, 0, example_of(text)};
  entry.count += count;
}

std::uint16_t Tally::number_of(Cause cause) {
  const auto known = std::ranges::find(causes_, cause);
  const auto number = static_cast<std::uint16_t>(known - causes_.begin() + 1);
  if (known == causes_.end()) causes_.push_back(std::move(cause));
  return number;
}

std::vector<Tally::Entry> Tally::entries() const {
  std::vector<Entry> out;
  for (const Entry& entry : entries_) {
    if (entry.count > 0) out.push_back(entry);
  }
  return out;
}

}  // namespace thresh::clean
