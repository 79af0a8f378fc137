// What a refresh does and has done: a live line on a terminal, a line of JSON a page, a short table at the end.
//
// Tested by tests/dataset/refresh_test.py.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <unordered_set>

#include "base/clock.h"
#include "base/disk.h"
#include "cli/console.h"
#include "dataset/refresh.h"
#include "emit/json_writer.h"

namespace thresh::cli {

class RefreshReport : public dataset::RunListener {
 public:
  // `json`: lines of JSON on standard error, and neither a live line nor a table.
  RefreshReport(Console& console, base::Clock& clock, bool json, bool live);

  void on_asked(const dataset::VisitedPage& page) override;
  void on_stage(std::string_view stage, std::size_t of) override;
  bool ends() override;

  void finish(const dataset::RunReport& report);

 private:
  void print_json(const record::Map& map);
  void show_live();
  void clear_live();
  void tell(const dataset::RunReport& report);

  Console& console_;
  base::Clock& clock_;
  bool json_, live_;
  bool live_shown_ = false;
  std::int64_t began_, shown_at_ = 0;
  std::unique_ptr<base::Output> lines_;
  emit::JsonWriter writer_{emit::JsonWriter::Layout::kCompact};
  std::string stage_;
  std::size_t of_ = 0, done_ = 0, failed_ = 0;
  std::unordered_set<std::string> hosts_;
};

}  // namespace thresh::cli
