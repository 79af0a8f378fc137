// See plan.h. Two sorted lists are walked side by side, so the work is that of sorting what was found.
#include "dataset/plan.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/printable.h"
#include "convert/choose_rules.h"
#include "dataset/due.h"

namespace thresh::dataset {
namespace {

using Ask = PlannedPage::Ask;

// Puts the pages that are new among those that are known, and says of each whether it is listed.
void merge(std::vector<Page>& known, std::vector<std::string>& found, const PlanRequest& request, Plan& plan) {
  std::ranges::sort(found);
  const auto repeated = std::ranges::unique(found);
  found.erase(repeated.begin(), repeated.end());
  plan.pages.reserve(known.size() + found.size());
  auto page = known.begin();
  auto url = found.begin();
  const auto add = [&](Page&& added, bool listed) {
    if (listed) added.last_listed = request.now;
    PlannedPage row;
    row.listed = listed;
    row.page = static_cast<std::uint32_t>(plan.pages.size());
    plan.pages.push_back(std::move(added));
    plan.rows.push_back(row);
  };
  while (page != known.end() || url != found.end()) {
    if (url == found.end() || (page != known.end() && page->url < *url)) {
      add(std::move(*page++), false);
    } else if (page == known.end() || *url < page->url) {
      Page fresh;
      fresh.url = std::move(*url++);
      fresh.first_seen = request.now;
      add(std::move(fresh), true);
    } else {
      add(std::move(*page++), true);
      ++url;
    }
  }
}

// Why a page would be asked, were it due.
Ask reason(const Page& page) {
  if (page.gone) return Ask::kReturned;
  if (page.last_fetched == 0) return Ask::kNew;
  if (page.failures > 0) return Ask::kRetry;
  return page.missing > 0 ? Ask::kUnsure : Ask::kAgain;
}

bool has_vanished(const Page& page, const PlanRequest& request, bool listed) {
  if (listed || page.gone || page.last_listed == 0) return false;
  return request.listing_complete || page.vanished || request.refused.contains(page.url);
}

void decide(Page& page, const PlanRequest& request, PlannedPage& row, Plan& plan) {
  if (!request.only.empty() && !convert::url_matches(request.only, page.url)) {
    // It is left alone as it is: what has no record any more does not get one.
    row.vanished = page.vanished && page.records.empty();
    ++plan.left_out;
    return;
  }
  row.vanished = has_vanished(page, request, row.listed);
  row.noted = std::exchange(page.vanished, row.vanished) != row.vanished;
  row.convert_again = !page.gone && !page.warc_file.empty() && page.made_with != request.made_with;
  plan.vanished += row.vanished ? 1 : 0;
  plan.converted += row.convert_again ? 1 : 0;
  // What is gone and not listed any more is at rest. Listed pages that are gone may have come back.
  const bool at_rest = page.gone && !row.listed;
  plan.gone += page.gone && (at_rest || !request.fetch) ? 1 : 0;
  if (at_rest || !request.fetch) return;
  if (request.due_only && !is_due(page, request.now, request.bounds)) {
    ++plan.waiting;
    return;
  }
  row.ask = reason(page);
  ++plan.asked;
  plan.fresh += row.ask == Ask::kNew ? 1 : 0;
}

std::string_view word(Ask ask) {
  switch (ask) {
    case Ask::kNo:
      return "";
    case Ask::kNew:
      return "new";
    case Ask::kAgain:
      return "again";
    case Ask::kUnsure:
      return "missing once";
    case Ask::kRetry:
      return "failed before";
    case Ask::kReturned:
      return "listed again";
  }
  return "";
}

// "fetch (new), convert again, vanished from the listing"
std::string actions(const PlannedPage& row) {
  std::string out;
  const auto add = [&out](std::string_view text) { out += (out.empty() ? "" : ", ") + std::string(text); };
  if (row.ask != Ask::kNo) add("fetch (" + std::string(word(row.ask)) + ")");
  if (row.convert_again) add("convert again");
  if (row.vanished) add("vanished from the listing");
  return out;
}

std::string counted(std::uint32_t count, std::string_view what) {
  return count == 0 ? "" : ", " + std::to_string(count) + " " + std::string(what);
}

}  // namespace

Plan plan(std::vector<Page> known, std::vector<std::string> found, const PlanRequest& request) {
  Plan plan;
  merge(known, found, request, plan);
  for (PlannedPage& row : plan.rows) decide(plan.pages[row.page], request, row, plan);
  return plan;
}

std::string to_text(const Plan& plan, std::size_t most) {
  std::string out = std::to_string(plan.pages.size()) + (plan.pages.size() == 1 ? " page: " : " pages: ") +
                    std::to_string(plan.asked) + " to fetch" + counted(plan.fresh, "of them new") +
                    counted(plan.converted, "to convert again") + counted(plan.vanished, "vanished from the listing") +
                    counted(plan.gone, "removed at the source") + counted(plan.waiting, "not due yet") +
                    counted(plan.left_out, "left out by --only") + "\n";
  std::size_t shown = 0, left = 0;
  for (const PlannedPage& row : plan.rows) {
    const std::string what = actions(row);
    if (what.empty()) continue;
    if (shown == most) {
      ++left;
      continue;
    }
    ++shown;
    out += "  " + base::printable(plan.pages[row.page].url) + ": " + what + "\n";
  }
  if (left > 0) out += "  and " + std::to_string(left) + " more\n";
  return out;
}

}  // namespace thresh::dataset
