// See run_summary.h.
#include "dataset/run_summary.h"

#include <array>
#include <cstdio>
#include <utility>

#include "base/clock.h"
#include "base/printable.h"
#include "dataset/change_writers.h"
#include "dataset/manifest.h"
#include "dataset/versions.h"

namespace thresh::dataset {
namespace {

using record::List;
using record::Map;
using record::Value;
using End = RunReport::End;

std::string records_text(std::uint64_t count) { return std::to_string(count) + (count == 1 ? " record" : " records"); }

std::string seconds_text(std::int64_t milliseconds) {
  std::array<char, 32> text;
  const int size = std::snprintf(text.data(), text.size(), "%.1f s", static_cast<double>(milliseconds) / 1000);
  return {text.data(), static_cast<std::size_t>(size)};
}

Map trouble_map(const base::Error& error) {
  Map map;
  map.add("place", base::printable(error.place.file));
  map.add("code", base::name(error.code));
  map.add("message", base::printable(error.message));
  return map;
}

}  // namespace

std::string summary_line(const RunReport& report) {
  const std::string name = report.dataset + ": ";
  switch (report.end) {
    case End::kPublished:
      return name + "published " + version_name(report.version) + " with " + records_text(report.records) + ": " +
             counts_text(report.changes);
    case End::kUnchanged:
      return name + "unchanged: " + records_text(report.records);
    case End::kHeld:
      return name + "held back " + version_name(report.version) + " with " + records_text(report.records) + ": " +
             counts_text(report.changes) + "; `thresh publish --held` lets it out";
    case End::kPlanned:
      return name + "planned";
    case End::kInterrupted:
      return name + "interrupted; what was fetched is kept, and the next run goes on";
    case End::kNothing:
      break;
  }
  return name + "no page could be had; nothing is published";
}

std::string summary_table(const RunReport& report) {
  std::string out;
  const auto line = [&](std::string_view left, const std::string& right) {
    std::string label(left);
    label.resize(std::max<std::size_t>(label.size() + 1, 28), ' ');
    out += "  " + label + right + '\n';
  };
  if (report.asked > 0) {
    line("pages asked", std::to_string(report.asked) + " in " + seconds_text(report.finished - report.started) + ", " +
                            std::to_string(report.changed) + " changed");
  }
  for (const auto& [fate, count] : report.fates) line(fetch::name(fate), std::to_string(count));
  if (report.resumed > 0) line("asked by the run before", std::to_string(report.resumed));
  if (report.converted > 0) line("pages converted", std::to_string(report.converted));
  if (report.stale > 0) line("records that are stale", std::to_string(report.stale));
  return out;
}

Map summary_map(const RunReport& report) {
  Map map;
  map.add("event", "done");
  map.add("dataset", report.dataset);
  map.add("outcome", name(report.end));
  map.add("started", base::utc_text(report.started));
  map.add("finished", base::utc_text(report.finished));
  map.add("version", report.version == 0 ? Value() : Value(std::int64_t{report.version}));
  map.add("records", static_cast<std::int64_t>(report.records));
  map.add("stale", static_cast<std::int64_t>(report.stale));
  map.add("asked", static_cast<std::int64_t>(report.asked));
  map.add("changed", static_cast<std::int64_t>(report.changed));
  map.add("resumed", static_cast<std::int64_t>(report.resumed));
  map.add("converted", static_cast<std::int64_t>(report.converted));
  map.add("failed", report.failed.size());
  Map fates;
  for (const auto& [fate, count] : report.fates) fates.add(fetch::name(fate), static_cast<std::int64_t>(count));
  map.add("outcomes", std::move(fates));
  map.add("changes", counts_map(report.changes));
  map.add("alarms", alarms_list(report.guard));
  List troubles;
  for (const base::Error& error : report.troubles) troubles.emplace_back(trouble_map(error));
  map.add("troubles", std::move(troubles));
  return map;
}

}  // namespace thresh::dataset
