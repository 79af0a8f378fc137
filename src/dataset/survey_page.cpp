// See survey_page.h.
#include "dataset/survey_page.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "dataset/html_page.h"
#include "dataset/html_parts.h"

namespace thresh::dataset {
namespace {

constexpr std::size_t kMostRows = 40, kMostFields = 80;

constexpr std::string_view kStyle = R"(
.two{display:flex;flex-wrap:wrap;gap:0 4em}
details{margin:.3em 0}
summary{cursor:pointer}
li{overflow-wrap:anywhere}
)";

double share(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

std::string plural(std::uint64_t count, std::string_view noun) {
  return std::to_string(count) + ' ' + std::string(noun) + (count == 1 ? "" : "s");
}

void add_counts(std::string& html, std::string_view title, const NameCounts& counts, std::uint64_t whole, bool bad) {
  if (counts.empty()) return;
  html += "<div>\n<h2>" + escaped(title) + "</h2>\n<table>\n";
  const auto all = counts.sorted();
  for (std::size_t i = 0; i < std::min(all.size(), kMostRows); ++i) {
    html += "<tr>" + cell(all[i].first) + number_cell(std::to_string(all[i].second)) +
            bar(share(all[i].second, whole), bad) + "</tr>\n";
  }
  html += "</table>\n";
  if (all.size() > kMostRows) html += "<p>and " + std::to_string(all.size() - kMostRows) + " more</p>\n";
  html += "</div>\n";
}

void add_fields(std::string& html, const RecordSurvey& survey) {
  for (const auto& [kind, statistics] : survey.fields()) {
    html += "<h2>Fields of " + escaped(kind.empty() ? "records without a kind" : kind) + ": " +
            plural(statistics.records, "record") +
            "</h2>\n<table>\n<tr><th>field</th><th>of</th><th>filled</th><th></th><th>no such value</th></tr>\n";
    std::size_t shown = 0;
    for (const auto& [path, field] : statistics.fields) {
      if (++shown > kMostFields) break;
      html += "<tr>" + cell(path) + number_cell(std::to_string(field.of)) + number_cell(percent(field.fill())) +
              bar(field.fill(), false) + number_cell(field.unparsable == 0 ? "" : percent(field.failures())) +
              "</tr>\n";
    }
    html += "</table>\n";
    if (statistics.fields.size() > kMostFields) {
      html += "<p>and " + std::to_string(statistics.fields.size() - kMostFields) + " more</p>\n";
    }
  }
}

void add_completeness(std::string& html, const RecordSurvey& survey) {
  if (survey.completeness().empty()) return;
  html +=
      "<h2>What pages state, and what was found</h2>\n<table>\n<tr><th>list</th><th>complete</th><th>short</th>"
      "<th>more</th><th>items stated</th><th>found</th><th></th></tr>\n";
  for (const auto& [list, all] : survey.completeness()) {
    html += "<tr>" + cell(list) + number_cell(std::to_string(all.complete)) +
            number_cell(std::to_string(all.short_of)) + number_cell(std::to_string(all.more)) +
            number_cell(std::to_string(all.stated)) + number_cell(std::to_string(all.found)) +
            bar(share(all.found, all.stated), all.found < all.stated) + "</tr>\n";
  }
  html += "</table>\n";
}

void add_removed(std::string& html, const RecordSurvey& survey) {
  if (survey.removed().empty()) return;
  html +=
      "<h2>What was removed</h2>\n<table>\n<tr><th>reason</th><th>times</th><th>records</th><th></th><th>such "
      "as</th></tr>\n";
  for (const auto& [reason, removed] : survey.removed()) {
    html += "<tr>" + cell(reason) + number_cell(std::to_string(removed.count)) +
            number_cell(std::to_string(removed.records)) + bar(share(removed.records, survey.records()), false) +
            "<td><code>" + escaped(removed.example) + "</code></td></tr>\n";
  }
  html += "</table>\n";
}

// From the first bin that holds something to the last.
void add_histogram(std::string& html, std::string_view title, const PowerHistogram& histogram) {
  if (histogram.count() == 0) return;
  const auto& bins = histogram.bins();
  const auto holds = [](std::uint64_t count) { return count > 0; };
  const auto begin = static_cast<std::size_t>(std::ranges::find_if(bins, holds) - bins.begin());
  const auto end =
      bins.size() - static_cast<std::size_t>(std::find_if(bins.rbegin(), bins.rend(), holds) - bins.rbegin());
  std::vector<std::pair<std::string, std::uint64_t>> counts;
  for (std::size_t bin = begin; bin < end; ++bin) {
    const std::uint64_t least = PowerHistogram::least(bin), next = PowerHistogram::least(bin + 1);
    const bool last = bin + 1 == bins.size();
    counts.emplace_back(std::to_string(least) + (last               ? "+"
                                                 : next > least + 1 ? "–" + std::to_string(next - 1)
                                                                    : ""),
                        bins[bin]);
  }
  html += "<div>\n<h2>" + escaped(title) + "</h2>\n" + columns_plot(counts) + "</div>\n";
}

void add_ratings(std::string& html, const RecordSurvey& survey) {
  const auto& bins = survey.ratings();
  if (std::ranges::all_of(bins, [](std::uint64_t count) { return count == 0; })) return;
  std::vector<std::pair<std::string, std::uint64_t>> counts;
  for (std::size_t i = 0; i < bins.size(); ++i) {
    counts.emplace_back(std::to_string(i * 10) + "–" + std::to_string(i * 10 + 10) + "%", bins[i]);
  }
  html += "<div>\n<h2>Ratings, in percent of the best</h2>\n" + columns_plot(counts) + "</div>\n";
}

// A link to a page on the web; only there, so that nothing else is run or opened.
std::string link_to(const std::string& url) {
  if (!url.starts_with("https://") && !url.starts_with("http://")) return {};
  return " <a href=\"" + escaped(url) + "\" rel=\"noreferrer\">page</a>";
}

void add_worst(std::string& html, const RecordSurvey& survey) {
  const auto worst = survey.worst();
  if (worst.empty()) return;
  html += "<h2>The worst records first</h2>\n";
  for (const RecordSurvey::Worst& record : worst) {
    const std::string& title = record.title.empty() ? record.id : record.title;
    html += "<details id=\"record-" + std::to_string(record.number) + "\">\n<summary>" +
            escaped(title.empty() ? "record " + std::to_string(record.number) : title) + " (" +
            plural(record.troubles.size() + record.more_troubles, "trouble") + ")</summary>\n<p>Record " +
            std::to_string(record.number) + ", id <code>" + escaped(record.id) + "</code>" + link_to(record.url) +
            "</p>\n<ul>\n";
    for (const std::string& trouble : record.troubles) html += "<li>" + escaped(trouble) + "</li>\n";
    if (record.more_troubles > 0) html += "<li>and " + std::to_string(record.more_troubles) + " more</li>\n";
    html += "</ul>\n";
    if (!record.name.empty() && record.name != "-") {
      html += "<p>What became of its page: <code>thresh explain " + escaped(record.name) + "</code></p>\n";
    }
    html += "</details>\n";
  }
}

}  // namespace

std::string survey_page(const RecordSurvey& survey, std::span<const std::string> names) {
  const std::uint64_t all = survey.records();
  std::string html = page_begin(plural(all, "record"), std::string(parts_style()) + std::string(kStyle));
  html += "<p>Of";
  for (const std::string& name : names) html += " <code>" + escaped(name) + "</code>";
  html += ". " + std::to_string(survey.without_trouble()) +
          " have no warning, no conflict and no value that could not be read";
  if (survey.duplicates() > 0) html += "; " + std::to_string(survey.duplicates()) + " say the same as an earlier one";
  html += ".</p>\n<div class=\"two\">\n";
  add_counts(html, "Kinds", survey.kinds(), all, false);
  add_counts(html, "Languages", survey.languages(), all, false);
  add_counts(html, "Sites", survey.sites(), all, false);
  add_counts(html, "Warnings", survey.warnings(), all, true);
  html += "</div>\n<div class=\"two\">\n";
  add_histogram(html, "Words a record", survey.words());
  add_histogram(html, "Answers, posts, comments or reviews a list", survey.posts());
  add_ratings(html, survey);
  html += "</div>\n";
  add_completeness(html, survey);
  add_fields(html, survey);
  add_counts(html, "Why values are absent", survey.absences(), all, false);
  add_removed(html, survey);
  add_worst(html, survey);
  return html.append(page_end());
}

}  // namespace thresh::dataset
