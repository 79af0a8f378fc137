// See pagination.h.
#include "fetch/pagination.h"

#include <utility>

#include "fetch/host_key.h"

namespace thresh::fetch {

Pagination::Pagination(const Url& first, std::size_t most_pages)
    : owner_(host_key(first)), first_(first.text), most_pages_(most_pages), seen_{first.text} {}

Pagination::Step Pagination::after(const Url& page, std::string_view next, std::string_view canonical) {
  seen_.insert(page.text);  // where a redirect led
  if (next.empty()) return {End::kNoNext, {}};
  const auto url = resolve_url(page, next);
  if (!url) return {End::kNoAddress, {}};
  if (host_key(*url) != owner_) return {End::kOtherOwner, {}};
  const auto own = canonical.empty() ? std::nullopt : resolve_url(page, canonical);
  if (own && pages_ == 1) first_canonical_ = own->text;
  const bool tells = own && own->text != first_ && own->text != first_canonical_;
  if (tells && !canonical_.insert(own->text).second) return {End::kSeen, {}};
  if (seen_.contains(url->text)) return {End::kSeen, {}};
  if (pages_ >= most_pages_) return {End::kMostPages, {}};
  ++pages_;
  seen_.insert(url->text);
  return {End::kNone, url->text};
}

std::string_view why(Pagination::End end) {
  switch (end) {
    case Pagination::End::kNone:
      return "";
    case Pagination::End::kNoNext:
      return "it names no next page";
    case Pagination::End::kNoAddress:
      return "what it calls its next page is no web address";
    case Pagination::End::kOtherOwner:
      return "its next page is on another domain";
    case Pagination::End::kSeen:
      return "its next page leads back to one of this thread";
    case Pagination::End::kMostPages:
      return "the thread has more pages than the limit";
  }
  return "";
}

}  // namespace thresh::fetch
