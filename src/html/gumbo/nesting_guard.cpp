// See nesting_guard.h. What is open is kept by html/gumbo/outline_stack.h; this file decides what to leave out.
#include "html/gumbo/nesting_guard.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <iterator>
#include <map>

#include "html/gumbo/outline_stack.h"
#include "html/tag_scanner.h"
#include "text/unicode.h"

namespace thresh::html {
namespace {

constexpr std::size_t kMaxFormatting = 64;

// The parser takes about as many steps again. 64 million take well under a second.
constexpr std::uint64_t kMaxSteps = std::uint64_t{64} << 20;

// Comparing each attribute of a tag with those before it is quadratic too.
constexpr std::uint64_t kMaxComparisons = std::uint64_t{32} << 20;
constexpr std::uint32_t kFewAttributes = 32;

// The number of dropped start tags by name, so that their end tags go with them.
class DroppedTags {
 public:
  void add(std::string_view name) { ++counts_[text::ascii_lower(name)]; }
  bool take(std::string_view name) {
    if (counts_.empty()) return false;
    const auto found = counts_.find(text::ascii_lower(name));
    if (found == counts_.end()) return false;
    if (--found->second == 0) counts_.erase(found);
    return true;
  }

 private:
  std::map<std::string, std::size_t> counts_;
};

// Where the "</>" begin that stand right before a tag.
std::size_t empty_end_tags(std::string_view page, std::size_t tag) {
  constexpr std::string_view kEmpty = "</>";
  while (page.substr(0, tag).ends_with(kEmpty)) tag -= kEmpty.size();
  return tag;
}

// Behind "</>", Gumbo mistakes the names of svg and math elements, and does not find them again at their end tags.
bool may_be_mistaken(const ScannedTag& tag, const OutlineStack& open) {
  return open.in_foreign() || text::equals_ignoring_ascii_case(tag.name, "svg") ||
         text::equals_ignoring_ascii_case(tag.name, "math");
}

// Elements with insertion modes of their own (HTML standard, sections 13.2.6.4.16 to 20) and foreign ones.
bool has_rules_of_its_own(std::string_view name) {
  constexpr std::array<std::string_view, 9> kNames = {"select", "option",   "optgroup", "template", "svg",
                                                      "math",   "frameset", "frame",    "mi"};
  return std::ranges::any_of(kNames, [&](std::string_view n) { return text::equals_ignoring_ascii_case(n, name); });
}

}  // namespace

std::size_t GuardedPage::original(std::size_t offset) const {
  if (!edited_) return offset;
  const auto after = std::ranges::upper_bound(edits_, offset, std::less<>(), &Edit::copy);
  const Edit& edit = *std::prev(after);
  // What was put in stands for the start of what was left out.
  return after == edits_.end() ? edit.page + (offset - edit.copy)
                               : std::min<std::size_t>(edit.page + (offset - edit.copy), after->page);
}

void GuardedPage::replace(std::size_t begin, std::size_t end, std::string_view by) {
  if (!edited_) edits_.push_back({0, 0});
  const bool joins = edited_ && begin == copied_to_;
  edited_ = true;
  copy_.append(page_.substr(copied_to_, begin - copied_to_));
  if (copy_.ends_with('<')) copy_ += ' ';  // or it would make a tag with what follows
  if (!joins || !copy_.ends_with(by)) copy_.append(by);
  copied_to_ = end;
  if (joins) edits_.pop_back();
  edits_.push_back({static_cast<std::uint32_t>(copy_.size()), static_cast<std::uint32_t>(end)});
}

void GuardedPage::finish(std::size_t end) {
  kept_to_ = std::min(end, page_.size());
  if (edited_ && kept_to_ > copied_to_) copy_.append(page_.substr(copied_to_, kept_to_ - copied_to_));
}

GuardedPage guard_nesting(std::string_view page, const base::Limits& limits, bool plain) {
  GuardedPage guarded(page);
  TagScanner scanner(page);
  OutlineStack open(limits.depth, kMaxFormatting);
  DroppedTags dropped;
  ScannedTag tag;
  std::uint64_t comparisons = 0;
  std::size_t text_from = 0;
  std::size_t cap = limits.attributes;
  while (scanner.next(tag, cap, open.in_foreign())) {
    if (tag.begin > text_from) open.text();
    const std::size_t kept = std::min(tag.attributes, cap);
    comparisons += kept * kept / 2;
    if (comparisons > kMaxComparisons) cap = std::min<std::size_t>(cap, kFewAttributes);
    const std::size_t empty = empty_end_tags(page, tag.begin);
    if (empty < tag.begin && (guarded.edited() || may_be_mistaken(tag, open))) guarded.replace(empty, tag.begin, {});
    if ((plain && has_rules_of_its_own(tag.name)) || (tag.is_end && dropped.take(tag.name))) {
      guarded.replace(tag.begin, tag.end, {});
    } else if (tag.is_end) {
      open.end(tag);
    } else {
      const OutlineStack::Effect effect = open.start(tag, page.substr(tag.begin, tag.end - tag.begin));
      if (effect == OutlineStack::Effect::kRawText) scanner.skip_raw_text(tag.name);
      if (effect == OutlineStack::Effect::kTooDeep) {
        dropped.add(tag.name);
        guarded.replace(tag.begin, tag.end, {});
      } else if (tag.excess != 0) {
        guarded.replace(tag.excess, tag.end - 1, {});
      }
    }
    text_from = scanner.position();
    if (open.steps() > kMaxSteps) return guarded.finish(text_from), guarded;
  }
  guarded.finish(page.size());
  return guarded;
}

GuardedPage strip_tags(std::string_view page) {
  GuardedPage stripped(page);
  TagScanner scanner(page);
  ScannedTag tag;
  while (scanner.next(tag, SIZE_MAX - 1, false)) {
    const TagTraits* traits = tag_traits(tag.name);
    std::size_t end = tag.end;
    if (!tag.is_end && traits != nullptr && traits->has(kTagRawText)) {
      scanner.skip_raw_text(tag.name);
      end = scanner.position();
    }
    stripped.replace(tag.begin, end, traits != nullptr && traits->has(kTagSpecial) ? "\n" : "");
  }
  stripped.finish(page.size());
  return stripped;
}

}  // namespace thresh::html
