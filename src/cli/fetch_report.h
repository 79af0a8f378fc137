// What became of the pages of a fetch: a line of JSON a page, a live line on a terminal, a table at the end.
//
// Tested by tests/fetch/fetch_test.py.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "base/clock.h"
#include "base/disk.h"
#include "cli/console.h"
#include "emit/json_writer.h"
#include "fetch/fetcher.h"

namespace thresh::cli {

class FetchReport {
 public:
  // `json`: lines of JSON on standard error, and neither a live line nor a table.
  FetchReport(Console& console, base::Clock& clock, bool json, bool live);

  // A page has its fate. `waiting`: how many have none yet.
  void add(const fetch::Fetched& page, std::size_t waiting);
  // A robots.txt has come, or has not.
  void add_robots(const fetch::Exchange& exchange);
  // The table, or the last line of JSON. `records`: of a run that converts; -1 of one that does not.
  void finish(const fetch::FetchCounts& counts, std::int64_t records);

  std::uint64_t failed() const { return failed_; }
  std::uint64_t pages() const { return pages_; }

 private:
  struct Host {
    std::uint64_t ok = 0, failed = 0, bytes = 0, milliseconds = 0, requests = 0;
  };
  void print_json(const record::Map& map);
  void show_live(std::size_t waiting);
  void clear_live();
  std::string table() const;

  Console& console_;
  base::Clock& clock_;
  bool json_, live_;
  bool live_shown_ = false;
  std::int64_t began_, shown_at_ = 0;
  std::unique_ptr<base::Output> lines_;
  emit::JsonWriter writer_{emit::JsonWriter::Layout::kCompact};
  std::map<std::string, std::uint64_t> by_fate_;  // "ok", "http_error 404"
  std::map<std::string, Host> by_host_;
  std::uint64_t pages_ = 0, failed_ = 0;
};

}  // namespace thresh::cli
