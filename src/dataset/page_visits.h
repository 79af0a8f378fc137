// The asking of a run: the lists of the sources, then the pages of the plan; each answer is kept in the archive and
// noted in the state before the next one is looked at.
//
// A program that is killed here has lost nothing: what was answered is in the archive and in the state, and the next
// run asks for the rest.
//
// Tested by tests/dataset/refresh_test.cpp (a scripted network) and tests/dataset/refresh_test.py.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/clock.h"
#include "base/error.h"
#include "dataset/captures.h"
#include "dataset/listing.h"
#include "dataset/plan.h"
#include "dataset/state.h"
#include "fetch/fetcher.h"

namespace thresh::dataset {

// What became of one page that was asked.
struct VisitedPage {
  std::string url;
  fetch::Fate fate = fetch::Fate::kOk;
  int status = 0;
  std::string message;
  bool changed = false;
  std::uint64_t bytes = 0;         // of the body, as it came over the wire
  std::uint32_t milliseconds = 0;  // of its last request
};

// How long the pages of a host took.
struct HostTimes {
  std::uint64_t pages = 0, failed = 0, milliseconds = 0;
  double mean() const { return pages == 0 ? 0 : static_cast<double>(milliseconds) / static_cast<double>(pages); }
};

// Who follows a run.
class RunListener {
 public:
  virtual ~RunListener() = default;
  virtual void on_asked(const VisitedPage& page) { static_cast<void>(page); }
  // A line for a person, now and then: what the run is doing.
  virtual void on_stage(std::string_view stage, std::size_t of) { static_cast<void>(stage), static_cast<void>(of); }
  // Whether the run is to end: what is done stays done.
  virtual bool ends() { return false; }
};

class PageVisits : public fetch::FetchSink {
 public:
  // `state` and `captures` may be null where nothing but lists are asked for: then they are not kept. `now`: the time
  // of the run, for pages that are refused before they are asked for.
  PageVisits(State* state, Captures* captures, const RefreshBounds& bounds, std::int64_t now, RunListener& listener)
      : state_(state), captures_(captures), bounds_(bounds), now_(now), listener_(listener) {}

  // Fetches the lists. Errors: of the archive.
  base::Result<void> list(fetch::Fetcher& fetcher, Lister& lister);
  // Asks the pages of the plan that are to be asked, and notes in plan.pages what came of it. Errors: of the archive
  // and the state.
  base::Result<void> ask(fetch::Fetcher& fetcher, Plan& plan);

  // How the asking of the pages of this run ended that gave no page, by the index in the plan.
  const std::unordered_map<std::uint32_t, std::string>& failures() const { return failures_; }
  const std::map<fetch::Fate, std::uint64_t>& fates() const { return fates_; }
  const std::map<std::string, HostTimes>& hosts() const { return hosts_; }
  const std::vector<VisitedPage>& failed_pages() const { return failed_pages_; }
  std::uint64_t changed() const { return changed_; }
  std::uint64_t recovered() const { return recovered_; }  // pages that could not be had the last time
  bool interrupted() const { return interrupted_; }

  static constexpr std::size_t kMostFailedPages = 1000;  // that are remembered for a report

 private:
  void on_exchange(const fetch::Exchange& exchange, const fetch::PageRequest* page) override;
  std::string wall(const fetch::Exchange& exchange) override;
  void on_page(fetch::Fetched&& page) override;
  bool ends() override;
  void take_page(std::uint32_t index, fetch::Fetched&& fetched);
  // What on_exchange found out of a response that on_page wants to know.
  struct Kept {
    CapturePlace place;
    std::string content;  // SHA-256 of the body
  };
  Outcome outcome_of(const Page& page, const fetch::Fetched& fetched, const Kept& kept) const;

  State* state_;
  Captures* captures_;
  RefreshBounds bounds_;
  std::int64_t now_;
  RunListener& listener_;
  Lister* lister_ = nullptr;
  Plan* plan_ = nullptr;
  std::unordered_map<std::uint64_t, Kept> kept_;  // by the id of the exchange
  std::unordered_map<std::uint32_t, std::string> failures_;
  std::map<fetch::Fate, std::uint64_t> fates_;
  std::map<std::string, HostTimes> hosts_;
  std::vector<VisitedPage> failed_pages_;
  std::uint64_t changed_ = 0, recovered_ = 0;
  bool interrupted_ = false;
  base::Result<void> done_;
};

}  // namespace thresh::dataset
