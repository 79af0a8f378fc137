// See page_visits.h.
#include "dataset/page_visits.h"

#include <utility>

#include "base/sha256.h"
#include "convert/page.h"
#include "convert/wall.h"
#include "fetch/url.h"

namespace thresh::dataset {
namespace {

constexpr std::uint64_t kList = std::uint64_t{1} << 63;  // set in the tag of a list
constexpr int kNotFound = 404, kGone = 410;

// Whether a redirect led from a page to the first page of a site: what many sites do with a page that they lost.
bool is_sent_home(const std::string& asked, const fetch::Fetched& fetched) {
  if (fetched.hops.empty()) return false;
  const auto from = fetch::parse_url(asked), to = fetch::parse_url(fetched.final_url);
  return from && to && from->path != "/" && to->path == "/";
}

}  // namespace

base::Result<void> PageVisits::list(fetch::Fetcher& fetcher, Lister& lister) {
  lister_ = &lister;
  for (auto requests = lister.requests(); !requests.empty() && !ends(); requests = lister.requests()) {
    listener_.on_stage("lists", requests.size());
    for (fetch::PageRequest& request : requests) {
      request.tag |= kList;
      fetcher.add(std::move(request));
    }
    fetcher.run();
  }
  return done_;
}

base::Result<void> PageVisits::ask(fetch::Fetcher& fetcher, Plan& plan) {
  plan_ = &plan;
  std::size_t count = 0;
  for (PlannedPage& row : plan.rows) {
    if (std::exchange(row.ask, PlannedPage::Ask::kNo) == PlannedPage::Ask::kNo) continue;
    ++count;
    const Page& page = plan.pages[row.page];
    fetch::PageRequest request;
    request.url = page.url;
    request.tag = row.page;
    // Without the capture, there is nothing that a 304 could stand for.
    if (!page.warc_file.empty()) {
      request.etag = page.etag;
      request.last_modified = page.last_modified;
      request.validators_of = page.validators_of;
    }
    fetcher.add(std::move(request));
  }
  listener_.on_stage("pages", count);
  if (count > 0 && !ends()) fetcher.run();
  if (done_) done_ = captures_->sync();
  if (done_) done_ = state_->sync();
  return done_;
}

// Every response goes to the archive, those of robots.txt, of hops and of failures too. A page is kept as a revisit of
// itself alone: one that has the bytes of another page has a capture of its own, of its own time.
void PageVisits::on_exchange(const fetch::Exchange& exchange, const fetch::PageRequest* asked) {
  if (!done_ || captures_ == nullptr) return;
  Kept kept;
  const bool is_page = asked != nullptr && (asked->tag & kList) == 0;
  const Page* page = is_page ? &plan_->pages[static_cast<std::uint32_t>(asked->tag)] : nullptr;
  const Page* same_as = nullptr;
  if (page != nullptr && exchange.fate == fetch::Fate::kOk) {
    kept.content = base::hex(base::sha256(exchange.body));
    if (!page->warc_file.empty() && page->content == kept.content) same_as = page;
  } else if (page != nullptr && exchange.fate == fetch::Fate::kNotModified && !page->warc_file.empty()) {
    same_as = page;
  }
  auto place = captures_->add(exchange, same_as);
  if (!place) {
    done_ = std::unexpected(std::move(place.error()));
    return;
  }
  if (!is_page) return;
  kept.place = *std::move(place);
  kept_[exchange.id] = std::move(kept);
}

// Of a page that came, its conversion finds a wall.
std::string PageVisits::wall(const fetch::Exchange& exchange) {
  if (exchange.fate == fetch::Fate::kOk) return {};
  convert::Input input;
  input.name = input.url = exchange.url;
  input.bytes = exchange.body;
  auto page = convert::Page::open(input, {});
  return page ? convert::find_wall(**page).value_or(std::string()) : std::string();
}

bool PageVisits::ends() {
  interrupted_ = interrupted_ || listener_.ends();
  return !done_ || interrupted_;
}

void PageVisits::on_page(fetch::Fetched&& page) {
  if (page.fate == fetch::Fate::kInterrupted) return;
  if ((page.tag & kList) != 0) {
    page.tag &= ~kList;
    if (lister_ != nullptr) lister_->take(page);
    return;
  }
  take_page(static_cast<std::uint32_t>(page.tag), std::move(page));
}

Outcome PageVisits::outcome_of(const Page& page, const fetch::Fetched& fetched, const Kept& kept) const {
  Outcome outcome;
  outcome.at = fetched.exchange.began > 0 ? fetched.exchange.began : now_;
  outcome.status = fetched.exchange.status;
  if (fetch::is_success(fetched.fate)) {
    outcome.etag = fetch::field_of(fetched.exchange.head, "ETag");
    outcome.last_modified = fetch::field_of(fetched.exchange.head, "Last-Modified");
    if (!fetched.hops.empty()) outcome.validators_of = fetched.final_url;
  }
  if (fetched.fate == fetch::Fate::kNotModified) {
    outcome.kind = Outcome::Kind::kSame;
  } else if (fetched.fate == fetch::Fate::kOk) {
    outcome.kind = kept.content == page.content ? Outcome::Kind::kSame : Outcome::Kind::kChanged;
    outcome.content = kept.content;
    outcome.warc_file = kept.place.file;
    outcome.warc_offset = kept.place.offset;
  } else if (fetched.fate == fetch::Fate::kHttpError && (outcome.status == kNotFound || outcome.status == kGone)) {
    outcome.kind = Outcome::Kind::kMissing;
  }
  return outcome;
}

void PageVisits::take_page(std::uint32_t index, fetch::Fetched&& fetched) {
  Kept kept;
  if (const auto known = kept_.find(fetched.exchange.id); known != kept_.end()) {
    kept = std::move(known->second);
    kept_.erase(known);
  }
  Page& page = plan_->pages[index];
  if (fetch::is_success(fetched.fate) && is_sent_home(page.url, fetched)) {
    fetched.fate = fetch::Fate::kSentHome;
    fetched.message = "it leads to " + fetched.final_url;
  }
  const Outcome outcome = outcome_of(page, fetched, kept);
  const bool failed = page.failures > 0 || page.missing > 0;
  visit(page, outcome, bounds_);
  if (failed && fetch::is_success(fetched.fate)) ++recovered_;
  VisitedPage visited;
  visited.url = page.url;
  visited.fate = fetched.fate;
  visited.status = outcome.status;
  visited.message = fetched.message;
  visited.changed = outcome.kind == Outcome::Kind::kChanged;
  visited.bytes = fetched.exchange.wire_body().size();
  visited.milliseconds = fetched.exchange.timings.total;
  ++fates_[fetched.fate];
  if (const auto url = fetch::parse_url(page.url)) {
    HostTimes& times = hosts_[url->host];
    ++times.pages;
    times.failed += fetch::is_success(fetched.fate) ? 0 : 1;
    times.milliseconds += visited.milliseconds;
  }
  if (visited.changed) {
    ++changed_;
    page.made_with.clear();  // its records are of other bytes
  }
  if (!fetch::is_success(fetched.fate)) {
    std::string reason(fetch::name(fetched.fate));
    if (fetched.fate == fetch::Fate::kHttpError) reason += ' ' + std::to_string(outcome.status);
    failures_[index] = std::move(reason);
    if (failed_pages_.size() < kMostFailedPages) failed_pages_.push_back(visited);
  }
  const Page saved[] = {page};
  if (done_) done_ = state_->save(saved);
  listener_.on_asked(visited);
}

}  // namespace thresh::dataset
