// See archive.h.
#include "cli/archive.h"

#include <utility>

#include "base/clock.h"
#include "fetch/kept_exchange.h"

namespace thresh::cli {
namespace {

constexpr std::string_view kEnding = ".warc.gz";

source::WarcWriter::Options options_of(std::string_view path, const std::string& agent, std::int64_t now) {
  source::WarcWriter::Options options;
  options.prefix = path.substr(0, path.size() - kEnding.size());
  options.first = path;
  options.date = base::utc_text(now);
  options.info = {{"software", "thresh/" THRESH_VERSION}, {"http-header-user-agent", agent}, {"robots", "classic"}};
  return options;
}

}  // namespace

bool is_archive_path(std::string_view path) { return path.size() > kEnding.size() && path.ends_with(kEnding); }

Archive::Archive(base::Disk& disk, std::string_view path, const std::string& agent, std::int64_t utc_milliseconds)
    : writer_(disk, options_of(path, agent, utc_milliseconds)) {}

base::Result<void> Archive::add(const fetch::Exchange& exchange) {
  auto written = writer_.add(fetch::kept(exchange));
  if (!written) return std::unexpected(std::move(written.error()));
  if (files_.empty() || files_.back() != written->file) files_.push_back(std::move(written->file));
  return {};
}

}  // namespace thresh::cli
