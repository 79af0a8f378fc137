// How long it takes to plan a dataset of 100,000 pages that did not change: to read its state, to lay the listing
// beside it, to decide what is asked. And what it takes to write all pages again, in batches as a run does.
//
// Prints the wall time of each step, and the peak of memory. The figure of the plan is to be under 2 seconds.
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "dataset/due.h"
#include "dataset/plan.h"
#include "dataset/state.h"

using namespace thresh;

namespace {

constexpr int kPages = 100'000;
constexpr std::size_t kBatch = 500;
constexpr std::int64_t kNow = 1'800'000'000'000;

class Watch {
 public:
  double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count(); }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

template <class T>
T value(base::Result<T> result) {
  if (!result) {
    std::fputs(base::describe(result.error()).c_str(), stderr);
    std::exit(1);
  }
  return std::move(*result);
}

std::string url(int number) {
  return "https://forum-" + std::to_string(number % 200) + ".example/question/" + std::to_string(number) +
         "/how-long-should-the-swelling-last";
}

dataset::Page page(int number, const dataset::RefreshBounds& bounds) {
  dataset::Page made;
  made.url = url(number);
  made.first_seen = made.last_listed = kNow - 100 * dataset::kDay;
  made.made_with = std::string(64, 'a');
  made.records = {"qa-3kq8v1c0p9d2m"};
  dataset::Outcome outcome;
  outcome.content = std::string(64, 'c');
  outcome.etag = "\"5f3e2a-1c8\"";
  outcome.last_modified = "Thu, 26 Nov 2026 08:00:00 GMT";
  outcome.fingerprint = std::string(32, 'f');
  outcome.warc_file = "archive/000001.warc.gz";
  outcome.status = 200;
  for (int i = 0; i < 20; ++i) {
    outcome.kind = i % 7 == 0 ? dataset::Outcome::Kind::kChanged : dataset::Outcome::Kind::kSame;
    outcome.at = kNow - (20 - i) * 5 * dataset::kDay;
    outcome.warc_offset = static_cast<std::uint64_t>(number) * 30'000;
    dataset::visit(made, outcome, bounds);
  }
  return made;
}

}  // namespace

int main() {
  const dataset::RefreshBounds bounds;
  const std::string folder =
      (std::filesystem::temp_directory_path() / ("thresh-state-bench-" + std::to_string(::getpid()))).string();
  std::filesystem::create_directories(folder);
  const std::string path = folder + "/state.sqlite";

  Watch making;
  std::vector<dataset::Page> pages;
  for (int i = 0; i < kPages; ++i) pages.push_back(page(i, bounds));
  std::printf("visits of %d pages, 20 each     %7.3f s (%.1f us a visit)\n", kPages, making.seconds(),
              making.seconds() * 1e6 / (20.0 * kPages));
  Watch creating;
  {
    value(dataset::State::create(path, pages));
  }
  std::printf("state made, %.0f MB               %7.3f s\n",
              static_cast<double>(std::filesystem::file_size(path)) / 1e6, creating.seconds());

  std::vector<std::string> found;
  for (int i = kPages - 1; i >= 0; --i) found.push_back(url(i));
  for (const bool due_only : {false, true}) {
    std::vector<std::string> listing = found;
    Watch planning;
    auto state = value(dataset::State::open(path));
    auto known = value(state.pages());
    const double read = planning.seconds();
    dataset::PlanRequest request;
    request.now = kNow;
    request.due_only = due_only;
    request.made_with = std::string(64, 'a');
    const dataset::Plan plan = dataset::plan(std::move(known), std::move(listing), request);
    std::printf("plan%s  %7.3f s (state read in %.3f s), %u to ask\n",
                due_only ? " of what is due           " : "                          ", planning.seconds(), read,
                plan.asked);
  }
  Watch writing;
  auto state = value(dataset::State::open(path));
  for (std::size_t at = 0; at < pages.size(); at += kBatch) {
    const std::size_t count = std::min(kBatch, pages.size() - at);
    if (const auto saved = state.save(std::span(pages).subspan(at, count)); !saved) return 1;
  }
  std::printf("all pages saved, %zu at once    %7.3f s\n", kBatch, writing.seconds());
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  std::printf("peak of memory                  %7ld MB\n", usage.ru_maxrss / 1024);
  std::filesystem::remove_all(folder);
}
