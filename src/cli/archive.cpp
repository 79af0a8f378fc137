// See archive.h.
#include "cli/archive.h"

#include <utility>

#include "base/clock.h"

namespace thresh::cli {
namespace {

constexpr std::string_view kEnding = ".warc.gz";

// Why a body is not whole, as WARC names it (WARC 1.1, section 5.13).
std::string_view truncation(fetch::Fate fate) {
  switch (fate) {
    case fetch::Fate::kTooLarge:
      return "length";
    case fetch::Fate::kTimeOut:
    case fetch::Fate::kTooSlow:
      return "time";
    case fetch::Fate::kTruncated:
      return "disconnect";
    case fetch::Fate::kBadCoding:
    case fetch::Fate::kBadResponse:
      return "unspecified";
    default:
      return "";
  }
}

source::WarcWriter::Options options_of(std::string_view path, const std::string& agent, std::int64_t now) {
  source::WarcWriter::Options options;
  options.prefix = path.substr(0, path.size() - kEnding.size());
  options.date = base::utc_text(now);
  options.info = {{"software", "thresh/" THRESH_VERSION},
                  {"format", "WARC File Format 1.1"},
                  {"http-header-user-agent", agent},
                  {"robots", "classic"}};
  return options;
}

}  // namespace

bool is_archive_path(std::string_view path) { return path.size() > kEnding.size() && path.ends_with(kEnding); }

Archive::Archive(base::Disk& disk, std::string_view path, const std::string& agent, std::int64_t utc_milliseconds)
    : writer_(disk, options_of(path, agent, utc_milliseconds)) {}

base::Result<void> Archive::add(const fetch::Exchange& exchange) {
  source::Exchange kept;
  kept.uri = exchange.url;
  kept.date = base::utc_text(exchange.began);
  kept.address = exchange.by_proxy ? std::string() : exchange.address;  // of a proxy it says nothing
  kept.request = exchange.request_head;
  kept.response_head = exchange.head;
  kept.body = exchange.wire_body();
  kept.unchunked = !fetch::field_of(exchange.head, "Transfer-Encoding").empty();
  kept.truncated = truncation(exchange.fate);
  auto written = writer_.add(kept);
  if (!written) return std::unexpected(std::move(written.error()));
  if (files_.empty() || files_.back() != written->file) files_.push_back(std::move(written->file));
  return {};
}

}  // namespace thresh::cli
