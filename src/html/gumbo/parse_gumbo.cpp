// See parse_gumbo.h. A page goes to the parser guarded; where that spends its memory, a shorter page is tried, where
// the parser loses its way, a plainer one, then the page's text without its tags, so that no page is lost as a whole.
#include "html/gumbo/parse_gumbo.h"

#include <algorithm>

#include "base/utf8.h"
#include "html/gumbo/gumbo_adapter.h"
#include "html/gumbo/nesting_guard.h"

namespace thresh::html {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

Document bare_text(std::string_view page, std::uint32_t shift, const base::Limits& limits, base::Arena& arena) {
  DocumentBuilder builder(page, arena, limits.depth);
  Node element;
  element.type = NodeType::kElement;
  element.name = Name::kHtml;
  const NodeId root = builder.add({0}, element);
  element.name = Name::kBody;
  const NodeId body = builder.add({root}, element);
  builder.add_given_text({body}, NodeType::kText, page, {shift, shift + static_cast<std::uint32_t>(page.size())});
  builder.mark_cut();
  return builder.finish();
}

}  // namespace

Document parse_guarded(std::string_view whole, const base::Limits& limits, base::Arena& arena) {
  constexpr std::size_t kFraction = 8;  // of a page that spent the parser's memory
  std::string_view page = whole;
  std::uint32_t shift = 0;
  if (page.starts_with(kByteOrderMark)) {
    shift = kByteOrderMark.size();
    page.remove_prefix(shift);
  }
  const std::string_view capped = base::prefix(page, std::min<std::size_t>(limits.page_bytes, UINT32_MAX - 4));
  DocumentBuilder builder(whole, arena, limits.depth);
  const auto done = [&](const GuardedPage& guarded) {
    return parse_with_gumbo(guarded, shift, limits, arena, builder);
  };
  const GuardedPage guarded = guard_nesting(capped, limits);
  const GumboEnd end = done(guarded);
  const bool complete = end == GumboEnd::kDone && !guarded.cut() && capped.size() == page.size();
  if (!complete) builder.mark_cut();
  if (end == GumboEnd::kDone) return builder.finish();
  const bool lost = end == GumboEnd::kLost;
  const std::string_view rest = lost ? capped : base::prefix(capped, capped.size() / kFraction);
  if (done(guard_nesting(rest, limits, lost)) == GumboEnd::kDone) return builder.finish();
  if (done(strip_tags(capped)) == GumboEnd::kDone) return builder.finish();
  return bare_text(capped, shift, limits, arena);
}

}  // namespace thresh::html
