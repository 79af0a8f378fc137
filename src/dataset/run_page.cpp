// See run_page.h. Plots are SVG that is written by hand: bars and one line of points.
#include "dataset/run_page.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "dataset/change_writers.h"
#include "dataset/html_page.h"
#include "dataset/html_parts.h"
#include "dataset/run_summary.h"
#include "dataset/versions.h"

namespace thresh::dataset {
namespace {

constexpr std::size_t kMostFields = 60, kMostFailed = 200, kMostHosts = 20, kMostTroubles = 100, kMostVersions = 30;

void add_outcomes(std::string& html, const RunReport& report) {
  if (report.fates.empty()) return;
  html += "<h2>What became of the pages</h2>\n<table>\n";
  for (const auto& [fate, count] : report.fates) {
    html += "<tr>" + cell(std::string(fetch::name(fate))) + number_cell(std::to_string(count)) +
            bar(static_cast<double>(count) / static_cast<double>(std::max<std::uint64_t>(report.asked, 1)),
                !fetch::is_success(fate)) +
            "</tr>\n";
  }
  html += "</table>\n";
}

void add_guard(std::string& html, const GuardReport& guard) {
  if (guard.alarms.empty() && guard.silent.empty()) return;
  html += "<h2>Alarms</h2>\n";
  for (const Alarm& alarm : guard.alarms) html += "<p class=\"alarm\">" + escaped(alarm_text(alarm)) + "</p>\n";
  for (const SilentRule& rule : guard.silent) html += "<p>" + escaped(silent_text(rule)) + "</p>\n";
}

void add_changes(std::string& html, const RunReport& report) {
  html += "<h2>Changes</h2>\n<p>" + escaped(counts_text(report.changes)) + "</p>\n<table>\n";
  for (std::size_t i = 0; i < change_class_names().size(); ++i) {
    if (report.changes.records[i] == 0 && report.changes.fields[i] == 0) continue;
    html += "<tr>" + cell(std::string(change_class_names()[i])) +
            number_cell(std::to_string(report.changes.records[i]) + " records") +
            number_cell(std::to_string(report.changes.fields[i]) + " fields") + "</tr>\n";
  }
  html += "</table>\n";
}

// How often a field was filled in the versions before and is now, from the oldest on.
std::vector<double> history_of(const std::string& site, const std::string& path, double now,
                               std::span<const Reference> before) {
  std::vector<double> shares = {now};
  for (const Reference& one : before.first(std::min(before.size(), kMostVersions))) {
    const auto at = one.statistics.sites().find(site);
    if (at == one.statistics.sites().end()) break;
    const auto field = at->second.fields.find(path);
    if (field == at->second.fields.end()) break;
    shares.push_back(field->second.fill());
  }
  std::ranges::reverse(shares);
  return shares;
}

void add_fields(std::string& html, const Statistics& now, std::span<const Reference> before) {
  for (const auto& [site, statistics] : now.sites()) {
    html += "<h2>" + escaped(site.empty() ? "Records without a site" : site) + ": " +
            std::to_string(statistics.records) + " records" +
            (statistics.stale > 0 ? ", " + std::to_string(statistics.stale) + " stale" : "") +
            "</h2>\n<table>\n<tr><th>field</th><th>filled</th><th></th><th>over the versions</th><th>no such "
            "value</th></tr>\n";
    std::size_t shown = 0;
    for (const auto& [path, field] : statistics.fields) {
      if (++shown > kMostFields) break;
      const std::vector<double> shares = history_of(site, path, field.fill(), before);
      html += "<tr>" + cell(path) + number_cell(percent(field.fill())) + bar(field.fill(), false) + line_of(shares) +
              number_cell(field.unparsable == 0 ? std::string() : percent(field.failures())) + "</tr>\n";
    }
    html += "</table>\n";
  }
}

void add_failed(std::string& html, const RunReport& report) {
  if (!report.failed.empty()) html += "<h2>Pages that could not be had</h2>\n<table>\n";
  for (std::size_t i = 0; i < std::min(report.failed.size(), kMostFailed); ++i) {
    const VisitedPage& page = report.failed[i];
    html += "<tr>" + cell(page.url) + cell(std::string(fetch::name(page.fate))) +
            cell(page.status > 0 ? std::to_string(page.status) : std::string()) + cell(page.message) + "</tr>\n";
  }
  if (!report.failed.empty()) html += "</table>\n";
  if (!report.troubles.empty()) html += "<h2>Other troubles</h2>\n<table>\n";
  for (std::size_t i = 0; i < std::min(report.troubles.size(), kMostTroubles); ++i) {
    const base::Error& error = report.troubles[i];
    html +=
        "<tr>" + cell(error.place.file) + cell(std::string(base::name(error.code))) + cell(error.message) + "</tr>\n";
  }
  if (!report.troubles.empty()) html += "</table>\n";
}

void add_hosts(std::string& html, const RunReport& report) {
  std::vector<std::pair<std::string, HostTimes>> hosts(report.hosts.begin(), report.hosts.end());
  if (hosts.empty()) return;
  std::ranges::sort(hosts, [](const auto& a, const auto& b) {
    return a.second.mean() != b.second.mean() ? a.second.mean() > b.second.mean() : a.first < b.first;
  });
  html +=
      "<h2>The slowest hosts</h2>\n<table>\n<tr><th>host</th><th>pages</th><th>failed</th><th>seconds a "
      "page</th></tr>\n";
  for (std::size_t i = 0; i < std::min(hosts.size(), kMostHosts); ++i) {
    const auto& [name, times] = hosts[i];
    html += "<tr>" + cell(name) + number_cell(std::to_string(times.pages)) + number_cell(std::to_string(times.failed)) +
            number_cell(decimal(times.mean() / 1000)) + "</tr>\n";
  }
  html += "</table>\n";
}

}  // namespace

std::string run_page(const RunReport& report, const Statistics* now, std::span<const Reference> before) {
  std::string html = page_begin("Run of " + report.dataset + ", " + base::utc_text(report.started), parts_style());
  html += "<p>" + escaped(summary_line(report)) + "</p>\n<pre>" + escaped(summary_table(report)) + "</pre>\n";
  add_guard(html, report.guard);
  add_outcomes(html, report);
  if (report.end == RunReport::End::kPublished || report.end == RunReport::End::kHeld) add_changes(html, report);
  if (now != nullptr) add_fields(html, *now, before);
  add_hosts(html, report);
  add_failed(html, report);
  return html += page_end();
}

}  // namespace thresh::dataset
