// See thread_walk.h.
#include "dataset/thread_walk.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "convert/convert.h"
#include "fetch/url.h"

namespace thresh::dataset {
namespace {

bool is_captured(const Page& page) { return !page.gone && !page.warc_file.empty(); }

}  // namespace

std::unordered_map<std::string, std::vector<std::uint32_t>> threads_of(const Plan& plan) {
  std::unordered_map<std::string, std::vector<std::uint32_t>> threads;
  for (std::uint32_t i = 0; i < plan.pages.size(); ++i) {
    const Page& page = plan.pages[i];
    if (page.part > 0 && is_captured(page)) threads[page.part_of].push_back(i);
  }
  for (auto& [first, parts] : threads) {
    std::ranges::sort(parts, {}, [&plan](std::uint32_t i) { return plan.pages[i].part; });
  }
  return threads;
}

bool ThreadWalk::has_next(const Page& page) const {
  return std::ranges::any_of(rules_.of(listing_.source_of(page)).rules,
                             [](const rules::Rules& one) { return !one.next.empty(); });
}

void ThreadWalk::begin(Plan& plan) {
  begun_ = true;
  const auto threads = threads_of(plan);
  for (std::uint32_t i = 0; i < plan.pages.size(); ++i) by_url_.emplace(plan.pages[i].url, i);
  for (std::uint32_t i = 0; i < plan.pages.size(); ++i) {
    const Page& page = plan.pages[i];
    if (!page.part_of.empty() || !is_captured(page) || plan.rows[i].vanished || !has_next(page)) continue;
    const auto parts = threads.find(page.url);
    const auto is_old = [&](std::uint32_t part) { return plan.pages[part].made_with != made_with_; };
    const bool old =
        page.made_with != made_with_ || (parts != threads.end() && std::ranges::any_of(parts->second, is_old));
    const auto url = fetch::parse_url(page.url);
    if (!old || !url) continue;
    Walk walk{i, fetch::Pagination(*url, kMostPages), {}, {}, false, {}, false};
    walk.next = next_after(walk, page);
    walk_from_.emplace(i, walks_.size());
    walks_.push_back(std::move(walk));
  }
}

// The address of the page behind this one; empty where the thread ends.
std::string ThreadWalk::next_after(Walk& walk, const Page& page) {
  const auto captured = captures_.read({page.warc_file, page.warc_offset});
  if (!captured) return {};
  const auto url = fetch::parse_url(captured->url);  // where it was in the end
  if (!url) return {};
  convert::Input input;
  input.name = page.url;
  input.url = captured->url;
  input.bytes = captured->body;
  input.charset = captured->charset;
  input.cut = captured->cut;
  const auto converted = convert::convert(input, convert::options_of(rules_.of(listing_.source_of(page))));
  if (!converted) return {};
  fetch::Pagination::Step step = walk.pagination.after(*url, converted->next_url, converted->canonical_url);
  return step.end == fetch::Pagination::End::kNone ? std::move(step.url) : std::string();
}

bool ThreadWalk::go_on(Walk& walk, Plan& plan, std::int64_t now) {
  while (!walk.next.empty() && !walk.is_over) {
    const auto [known, is_new] = by_url_.emplace(walk.next, static_cast<std::uint32_t>(plan.pages.size()));
    const std::uint32_t index = known->second;
    if (is_new) {
      PlannedPage row;
      row.page = index;
      row.listed = true;
      plan.rows.push_back(row);
      Page& page = plan.pages.emplace_back();
      page.url = walk.next;
      page.first_seen = page.last_listed = now;
    }
    Page& page = plan.pages[index];
    page.part_of = plan.pages[walk.first].url;
    page.source = listing_.keys[listing_.source_of(plan.pages[walk.first])];
    page.part = static_cast<std::uint32_t>(walk.pages.size() + 1);
    if (is_captured(page)) {
      if (const auto other = walk_from_.find(index); other != walk_from_.end()) walks_[other->second].is_over = true;
      walk.pages.push_back(index);
      walk.next = next_after(walk, page);
      walk.waited = false;
      continue;
    }
    if (std::exchange(walk.waited, true) || page.gone || page.last_fetched >= now) {  // it could not be had
      if (!page.gone) walk.missing = index;
      return walk.next.clear(), false;
    }
    plan.rows[index].ask = PlannedPage::Ask::kNew;
    ++plan.asked;
    return true;
  }
  return false;
}

// Pages that belonged to a thread and do not any more.
void ThreadWalk::end(Plan& plan) const {
  std::unordered_set<std::string_view> firsts;
  std::unordered_set<std::uint32_t> walked;
  for (const Walk& walk : walks_) {
    firsts.insert(plan.pages[walk.first].url);
    if (walk.is_over) continue;
    walked.insert(walk.pages.begin(), walk.pages.end());
    if (walk.missing) walked.insert(*walk.missing);
  }
  for (std::uint32_t i = 0; i < plan.pages.size(); ++i) {
    Page& page = plan.pages[i];
    if (!page.part_of.empty() && firsts.contains(page.part_of) && !walked.contains(i)) page.part = 0;
  }
}

std::size_t ThreadWalk::step(Plan& plan, std::int64_t now) {
  if (!begun_) begin(plan);
  std::size_t missing = 0;
  for (Walk& walk : walks_) missing += go_on(walk, plan, now) ? 1 : 0;
  if (missing > 0) return missing;
  end(plan);
  return 0;
}

}  // namespace thresh::dataset
