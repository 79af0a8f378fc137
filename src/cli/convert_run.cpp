// See convert_run.h.
#include "cli/convert_run.h"

#include <utility>

#include "base/clock.h"
#include "base/ordered_workers.h"
#include "cli/interrupt.h"
#include "convert/thread.h"

namespace thresh::cli {
namespace {

void print_warnings(const std::string& name, const record::Map& record, Console& console) {
  for (const record::Value& warning : *record.find("warnings")->as_list()) {
    const record::Map& entry = *warning.as_map();
    const std::string& path = *entry.find("path")->as_text();
    console.warn(name + ": " + *entry.find("code")->as_text() + (path.empty() ? "" : ' ' + path) + ": " +
                 *entry.find("message")->as_text());
  }
}

}  // namespace

ConvertRun::ConvertRun(const ConvertSettings& settings, Inputs& inputs, RecordOutput& output, LedgerFile* ledger,
                       Progress& progress, Console& console)
    : settings_(settings),
      inputs_(inputs),
      output_(output),
      ledger_(ledger),
      progress_(progress),
      console_(console),
      saved_at_(base::system_clock().steady_milliseconds()),
      pages_done_(settings.before.pages),
      with_findings_(settings.before.with_findings) {
  inputs_.hold_failures();
}

base::Result<void> ConvertRun::run() {
  base::Result<void> written;
  const bool begins = settings_.before.pages == 0 && settings_.before.failed == 0;
  if (begins) written = write_failures(inputs_.missing());
  if (!written) return written;
  base::OrderedWorkers<Job> workers(settings_.jobs, [this](Job& job) { work(job); });
  workers.run([this](Job& job) { return read(job); },
              [&](Job& job) {
                written = write(job);
                return written.has_value() && !output_.is_full();
              });
  progress_.clear();
  return written ? write_thread() : written;
}

// The next page that is wanted; false where there is none.
bool ConvertRun::next_page(source::RawPage& page) {
  while (inputs_.next(page)) {
    if (!settings_.sample || settings_.sample->takes(page.name)) return true;
  }
  return false;
}

// The last job may have failures and no page.
bool ConvertRun::read(Job& job) {
  job = Job();
  if (!more_) return false;
  // What failed among the pages that are passed over was told before.
  for (; passed_over_ < settings_.before.pages && next_page(job.page); ++passed_over_) inputs_.take_failures();
  job.has_page = next_page(job.page);
  job.failures = inputs_.take_failures();
  more_ = job.has_page;
  return job.has_page || !job.failures.empty();
}

void ConvertRun::work(Job& job) const {
  if (!job.has_page) return;
  auto converted =
      convert::convert(convert::input_of(job.page), settings_.options, ledger_ == nullptr ? nullptr : &job.ledger);
  job.page.bytes.clear();
  if (!converted) {
    job.error = std::move(converted.error());
  } else if (settings_.thread) {
    job.made.converted = *std::move(converted);
  } else {
    job.made = output_.prepare(*std::move(converted));
  }
}

base::Result<void> ConvertRun::write(Job& job) {
  if (!job.failures.empty() || job.error) progress_.clear();
  for (const Inputs::Failure& failure : job.failures) inputs_.report(failure);
  if (auto written = write_failures(job.failures); !written) return written;
  if (!job.has_page) return {};
  if (auto written = write_page(job); !written) return written;
  ++pages_done_;
  show_progress();
  return save_now_and_then();
}

// Lines of the ledger, of what could not be read.
base::Result<void> ConvertRun::write_failures(const std::vector<Inputs::Failure>& failures) {
  if (ledger_ == nullptr) return {};
  for (const Inputs::Failure& failure : failures) {
    if (auto written = ledger_->add(failure.name, {}, &failure.error); !written) return written;
  }
  return {};
}

base::Result<void> ConvertRun::write_page(Job& job) {
  if (ledger_ != nullptr) {
    const base::Error* error = job.error ? &*job.error : nullptr;
    if (auto written = ledger_->add(job.page.name, job.ledger, error); !written) return written;
  }
  if (job.error) return inputs_.fail(job.page.name, *job.error), base::Result<void>();
  if (!settings_.thread) return write_record(job.page.name, job.made);
  pages_.push_back(std::move(job.made.converted));
  return {};
}

// The record of all pages, where they are those of one thread. A run that was interrupted has not seen them all.
base::Result<void> ConvertRun::write_thread() {
  if (pages_.empty() || interrupted() != 0) return {};
  auto joined = convert::join_pages(std::move(pages_), inputs_.failed());
  if (!joined) {
    const std::string& page = joined.error().place.file;
    return inputs_.fail(page.empty() ? inputs_.names().front() : page, joined.error()), base::Result<void>();
  }
  RecordOutput::Prepared made = output_.prepare(*std::move(joined));
  return write_record(inputs_.names().front(), made);
}

base::Result<void> ConvertRun::write_record(const std::string& name, RecordOutput::Prepared& made) {
  if (!output_.admit(made)) return {};
  if (made.converted.has_findings) {
    ++with_findings_;
    if (settings_.strict) {
      progress_.clear();
      print_warnings(name, made.converted.record, console_);
    }
  }
  return output_.write(made);
}

RunState ConvertRun::state() const {
  return {.pages = pages_done_,
          .records = output_.records(),
          .repeated = output_.repeated(),
          .unwanted = output_.unwanted(),
          .with_findings = with_findings_,
          .failed = inputs_.failed(),
          .unfetched = inputs_.unfetched()};
}

base::Result<void> ConvertRun::save_now_and_then() {
  constexpr std::int64_t kEvery = 1000;  // milliseconds
  if (!settings_.save) return {};
  const std::int64_t now = base::system_clock().steady_milliseconds();
  if (now - saved_at_ < kEvery) return {};
  auto saved = settings_.save(state());
  saved_at_ = base::system_clock().steady_milliseconds();
  return saved;
}

void ConvertRun::show_progress() {
  if (!progress_.is_due()) return;
  const Inputs::Position position = inputs_.position();
  progress_.show({.pages = pages_done_,
                  .records = output_.records(),
                  .failed = inputs_.failed(),
                  .bytes = position.read,
                  .all_bytes = position.all});
}

}  // namespace thresh::cli
