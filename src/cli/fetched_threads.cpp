// See fetched_threads.h.
#include "cli/fetched_threads.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "convert/thread.h"
#include "fetch/url.h"

namespace thresh::cli {
namespace {

using convert::Converted;

// The record of a thread; nothing where no page gave one, or pages of two kinds.
std::optional<Converted> joined(std::vector<Converted> pages, std::size_t failed) {
  if (pages.empty()) return std::nullopt;
  if (pages.size() == 1 && failed == 0) return std::move(pages.front());
  auto whole = convert::join_pages(std::move(pages), failed);
  if (!whole) return std::nullopt;
  return *std::move(whole);
}

}  // namespace

void FetchedThreads::list(std::size_t number, std::string_view url) {
  if (const auto parsed = fetch::parse_url(url)) listed_.emplace(parsed->text, number);
}

std::optional<std::string> FetchedThreads::add(std::size_t number, std::string_view final_url, Converted page) {
  Thread& thread = threads_[number];
  const auto url = fetch::parse_url(final_url);
  if (url && !thread.pagination) thread.pagination.emplace(*url, kMostPages);
  fetch::Pagination::Step step;
  if (url) step = thread.pagination->after(*url, page.next_url, page.canonical_url);
  thread.pages.push_back(std::move(page));
  if (step.end != fetch::Pagination::End::kNone) return std::nullopt;
  const auto listed = listed_.find(step.url);
  if (listed == listed_.end()) return std::move(step.url);
  for (std::optional<std::size_t> owner = number; owner; owner = threads_[*owner].part_of) {
    if (*owner == listed->second) return std::nullopt;  // a circle
  }
  if (!can_be_part(listed->second, number)) return std::move(step.url);
  thread.goes_on_with = listed->second;
  threads_[listed->second].part_of = number;
  return std::nullopt;
}

bool FetchedThreads::can_be_part(std::size_t number, std::size_t of) const {
  const auto known = threads_.find(number);
  if (known == threads_.end()) return number >= next_ && number != of;
  return !known->second.part_of && !known->second.out;
}

bool FetchedThreads::is_whole(const Thread& thread) const {
  const Thread* last = &thread;
  while (last->ended && last->goes_on_with) last = &threads_.at(*last->goes_on_with);
  return last->ended;
}

std::size_t FetchedThreads::take(std::size_t number, std::vector<Converted>& pages) {
  std::size_t failed = 0;
  for (std::optional<std::size_t> at = number; at;) {
    const auto place = threads_.find(*at);
    Thread& thread = place->second;
    std::ranges::move(std::exchange(thread.pages, {}), std::back_inserter(pages));
    failed += thread.failed;
    at = thread.goes_on_with;
    thread.out = true;
    if (place->first < next_) threads_.erase(place);
  }
  return failed;
}

std::vector<Converted> FetchedThreads::end(std::size_t number, std::size_t failed) {
  Thread& ended = threads_[number];
  ended.ended = true;
  ended.failed += failed;
  std::vector<Converted> records;
  for (auto at = threads_.find(next_); at != threads_.end(); at = threads_.find(++next_)) {
    const Thread& thread = at->second;
    if (!thread.part_of) {  // else it is in another's record
      if (!is_whole(thread)) break;
      std::vector<Converted> pages;
      const std::size_t missing = take(next_, pages);
      if (auto record = joined(std::move(pages), missing)) records.push_back(*std::move(record));
    }
    if (thread.out) threads_.erase(at);
  }
  return records;
}

std::size_t FetchedThreads::pages(std::size_t number) const {
  const auto thread = threads_.find(number);
  return thread == threads_.end() ? 0 : thread->second.pages.size();
}

}  // namespace thresh::cli
