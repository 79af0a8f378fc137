// How pages are fetched, as a command line says it: the flags, and what they become.
//
// Tested by tests/cli/fetch.test and tests/fetch/fetch_test.py.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/error.h"
#include "cli/command.h"
#include "fetch/fetcher.h"
#include "fetch/transport.h"

namespace thresh::cli {

class FetchSettings {
 public:
  // Those that every command has which fetches.
  std::vector<Flag> basic_flags();
  // And those of `thresh fetch`.
  std::vector<Flag> more_flags();

  // Errors: kUsage for a value that means nothing; kUnreadable for a --cacert that is not there.
  base::Result<void> read(base::Disk& disk);

  bool has_headers() const { return !headers_.empty(); }
  const fetch::FetchOptions& options() const { return options_; }
  // `keep_wire`: for an archive.
  base::Result<std::unique_ptr<fetch::Transport>> make_transport(base::Clock& clock, bool keep_wire) const;

 private:
  std::string agent_, delay_, concurrency_, timeout_, max_bytes_, proxy_, ca_file_, retries_;
  std::vector<std::string> headers_, resolve_;
  bool allow_private_ = false;
  fetch::FetchOptions options_;
  fetch::TransportOptions transport_;
};

}  // namespace thresh::cli
