// See url_reader.h.
#include "cli/url_reader.h"

#include <utility>

#include "cli/interrupt.h"

namespace thresh::cli {

bool is_url(std::string_view argument) { return argument.starts_with("http://") || argument.starts_with("https://"); }

base::Result<std::unique_ptr<UrlReader>> UrlReader::make(const FetchSettings& settings) {
  auto transport = settings.make_transport(base::system_clock(), false);
  if (!transport) return std::unexpected(std::move(transport.error()));
  return std::make_unique<UrlReader>(*std::move(transport), settings);
}

UrlReader::UrlReader(std::unique_ptr<fetch::Transport> transport, const FetchSettings& settings)
    : transport_(std::move(transport)), fetcher_(*transport_, base::system_clock(), settings.options(), *this) {}

bool UrlReader::ends() { return interrupted() != 0; }

base::Result<fetch::Fetched> UrlReader::read(const std::string& url) {
  fetch::PageRequest request;
  request.url = url;
  fetcher_.trust(url);
  fetcher_.add(std::move(request));
  fetcher_.run();
  if (page_.fate == fetch::Fate::kOk) return std::move(page_);
  return base::failure(error_code(page_.fate), std::string(name(page_.fate)) + ": " + page_.message);
}

}  // namespace thresh::cli
