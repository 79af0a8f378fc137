// One page from the web at a time, for commands that read pages: `thresh convert https://…`.
//
// What `thresh fetch` keeps, it keeps: robots.txt first, a gap between two pages of a site, tries again, addresses that
// are public. For many pages of many hosts `thresh fetch` is faster: it asks hosts at the same time.
//
// Tested by tests/fetch/fetch_test.py.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/error.h"
#include "cli/fetch_settings.h"
#include "fetch/fetcher.h"

namespace thresh::cli {

// Whether an argument is a web address and no file.
bool is_url(std::string_view argument);

class UrlReader : private fetch::FetchSink {
 public:
  // Errors: those of FetchSettings::make_transport.
  static base::Result<std::unique_ptr<UrlReader>> make(const FetchSettings& settings);
  UrlReader(std::unique_ptr<fetch::Transport> transport, const FetchSettings& settings);

  // The page, or why there is none.
  base::Result<fetch::Fetched> read(const std::string& url);

 private:
  void on_page(fetch::Fetched&& page) override { page_ = std::move(page); }
  bool ends() override;

  std::unique_ptr<fetch::Transport> transport_;
  fetch::Fetcher fetcher_;
  fetch::Fetched page_;
};

}  // namespace thresh::cli
