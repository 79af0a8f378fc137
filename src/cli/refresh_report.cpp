// See refresh_report.h.
#include "cli/refresh_report.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

#include "base/printable.h"
#include "cli/interrupt.h"
#include "dataset/change_writers.h"
#include "dataset/run_summary.h"
#include "dataset/versions.h"
#include "fetch/url.h"

namespace thresh::cli {
namespace {

using dataset::RunReport;

constexpr std::int64_t kLiveEvery = 200;  // milliseconds
constexpr std::size_t kMostLines = 20;    // of one kind

std::string outcome_text(const dataset::VisitedPage& page) {
  std::string text(fetch::name(page.fate));
  if (page.fate == fetch::Fate::kHttpError) text += ' ' + std::to_string(page.status);
  return text;
}

}  // namespace

RefreshReport::RefreshReport(Console& console, base::Clock& clock, bool json, bool live)
    : console_(console), clock_(clock), json_(json), live_(live && !json), began_(clock.steady_milliseconds()) {
  if (json_ || live_) lines_ = base::descriptor_output(STDERR_FILENO, "standard error");
}

void RefreshReport::print_json(const record::Map& map) {
  writer_.clear();
  writer_.write(map);
  // Whoever closed standard error does not want to hear of it.
  static_cast<void>(lines_->write(std::string(writer_.text()) + '\n'));
  static_cast<void>(lines_->commit());
}

bool RefreshReport::ends() { return interrupted() != 0; }

void RefreshReport::on_stage(std::string_view stage, std::size_t of) {
  stage_ = stage;
  of_ = of;
  done_ = 0;
  if (!json_) return;
  record::Map map;
  map.add("event", "stage");
  map.add("stage", stage);
  map.add("of", of);
  print_json(map);
}

void RefreshReport::on_asked(const dataset::VisitedPage& page) {
  ++done_;
  failed_ += fetch::is_success(page.fate) ? 0 : 1;
  if (const auto url = fetch::parse_url(page.url)) hosts_.insert(url->host);
  if (!json_) return live_ ? show_live() : void();
  record::Map map;
  map.add("event", "page");
  map.add("url", base::printable(page.url));
  map.add("outcome", fetch::name(page.fate));
  map.add("status", page.status == 0 ? record::Value() : record::Value(page.status));
  map.add("message", page.message.empty() ? record::Value() : record::Value(base::printable(page.message)));
  map.add("changed", page.changed);
  map.add("bytes", static_cast<std::int64_t>(page.bytes));
  map.add("milliseconds", static_cast<std::int64_t>(page.milliseconds));
  print_json(map);
}

void RefreshReport::show_live() {
  const std::int64_t now = clock_.steady_milliseconds();
  if (now - shown_at_ < kLiveEvery) return;
  shown_at_ = now;
  const double seconds = static_cast<double>(std::max<std::int64_t>(now - began_, 1)) / 1000;
  const double rate = static_cast<double>(done_) / seconds;
  const double left = static_cast<double>(of_ - std::min(done_, of_)) / std::max(rate, 0.001);
  std::array<char, 200> text;
  const int size = std::snprintf(text.data(), text.size(),
                                 "\r%.20s: %zu of %zu, %zu hosts, %.1f pages/s, %zu errors, ETA %.0f s\x1b[K",
                                 stage_.c_str(), done_, of_, hosts_.size(), rate, failed_, left);
  static_cast<void>(lines_->write({text.data(), std::min(static_cast<std::size_t>(size), text.size() - 1)}));
  static_cast<void>(lines_->commit());
  live_shown_ = true;
}

void RefreshReport::clear_live() {
  if (!std::exchange(live_shown_, false)) return;
  static_cast<void>(lines_->write("\r\x1b[K"));
  static_cast<void>(lines_->commit());
}

void RefreshReport::finish(const RunReport& report) {
  clear_live();
  if (json_) return print_json(dataset::summary_map(report));
  if (report.end == RunReport::End::kPlanned) {
    for (const base::Error& error : report.troubles) console_.error(error);
    return void(print(report.plan));
  }
  tell(report);
}

// What went wrong, line by line, then what it amounts to.
void RefreshReport::tell(const RunReport& report) {
  const auto each = [&](std::size_t count, const auto& say) {
    for (std::size_t i = 0; i < std::min(count, kMostLines); ++i) say(i);
    if (count > kMostLines) console_.note("and " + std::to_string(count - kMostLines) + " more");
  };
  each(report.troubles.size(), [&](std::size_t i) { console_.error(report.troubles[i]); });
  each(report.failed.size(), [&](std::size_t i) {
    const dataset::VisitedPage& page = report.failed[i];
    console_.page_error(page.url, {fetch::error_code(page.fate), outcome_text(page) + ": " + page.message, {}, {}});
  });
  for (const dataset::SilentRule& rule : report.guard.silent) console_.warn(silent_text(rule));
  for (const dataset::Alarm& alarm : report.guard.alarms) console_.warn(alarm_text(alarm));
  console_.note(dataset::summary_line(report));
  console_.block(dataset::summary_table(report));
}

}  // namespace thresh::cli
