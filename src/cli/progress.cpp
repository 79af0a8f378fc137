// See progress.h.
#include "cli/progress.h"

#include <unistd.h>

#include <algorithm>
#include <cmath>

#include "cli/amounts.h"

namespace thresh::cli {
namespace {

constexpr std::int64_t kFirst = 1000, kEvery = 200;  // milliseconds

}  // namespace

Progress::Progress(base::Clock& clock, bool shown)
    : clock_(clock), began_(clock.steady_milliseconds()), shown_at_(began_ + kFirst - kEvery) {
  if (shown) output_ = base::descriptor_output(STDERR_FILENO, "standard error");
}

std::string Progress::line(const ProgressCounts& counts, std::int64_t milliseconds) {
  const double seconds = static_cast<double>(std::max<std::int64_t>(milliseconds, 1)) / 1000;
  std::string out = with_separators(counts.pages) + " pages, " + with_separators(counts.records) + " records";
  if (counts.failed > 0) out += ", " + with_separators(counts.failed) + " failed";
  out += ", " + with_separators(static_cast<std::uint64_t>(static_cast<double>(counts.pages) / seconds)) + " pages/s";
  if (counts.bytes == 0 || counts.all_bytes < counts.bytes) return out;
  const double share = static_cast<double>(counts.bytes) / static_cast<double>(counts.all_bytes);
  out += ", " + size_text(static_cast<double>(counts.bytes) / seconds) + "/s, " +
         std::to_string(static_cast<int>(share * 100)) + " %, " + time_text(seconds / share - seconds) + " left";
  return out;
}

bool Progress::is_due() const { return output_ != nullptr && clock_.steady_milliseconds() - shown_at_ >= kEvery; }

void Progress::show(const ProgressCounts& counts) {
  if (!is_due()) return;
  const std::int64_t now = clock_.steady_milliseconds();
  shown_at_ = now;
  static_cast<void>(output_->write('\r' + line(counts, now - began_) + "\x1b[K"));
  static_cast<void>(output_->commit());
  is_shown_ = true;
}

void Progress::clear() {
  if (!is_shown_) return;
  static_cast<void>(output_->write("\r\x1b[K"));
  static_cast<void>(output_->commit());
  is_shown_ = false;
}

}  // namespace thresh::cli
