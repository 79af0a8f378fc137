// How the HTML engine takes pages that are made to hurt: whether twice the page takes twice the time, and what a page
// of the largest size that is read costs.
//
// usage: bench_hostile [--json]      (./dev bench hostile)
// Each pattern is a piece of a page, repeated n times; "#" in it is the number of the repetition. The first table
// column is the worst of time(2n) / time(n), for n from 1,000 on, doubled until the page has 16 MB (times below a
// millisecond do not count: they are noise); then the CPU seconds and the peak memory of the page of 16 MB, in a
// process of its own. Exit code 1 where a ratio is over 2.3, a page takes over 1.2 s or over 300 MB.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "base/limits.h"
#include "html/parse.h"
#include "measure.h"

using namespace thresh;
using namespace thresh::bench;

namespace {

constexpr double kRatio = 2.3, kSeconds = 1.2, kMegabytes = 300;
constexpr double kNoise = 1e-3;

struct Pattern {
  const char* name;
  const char* before;
  const char* unit;
  const char* after;  // the unit that closes, as often
};

constexpr Pattern kPatterns[] = {
    {"nested div", "", "<div>", "</div>"},
    {"unclosed div", "", "<div>", ""},
    {"unclosed span", "", "<span>x", ""},
    {"unclosed p", "", "<p>x", ""},
    {"unclosed b", "", "<b>", ""},
    {"b with attributes", "", "<b x=#>", ""},
    {"p with b", "", "<p><b x=#>t", ""},
    {"b and div cross", "", "<b><div></b>", ""},
    {"b and p cross, numbered", "", "<b x=#><p></b>", ""},
    {"many end tags after nesting", "<b><div><div><div>", "</b>", ""},
    {"a in a", "", "<a href=#>", ""},
    {"a and tables", "", "<a><table>", ""},
    {"nobr", "", "<nobr>", ""},
    {"formatting through select", "<b><select>", "<span></b>", ""},
    {"tables in tables", "", "<table><tr><td>", ""},
    {"text in tables", "<table>", "x<tr>", ""},
    {"tags in tables", "<table>", "<i>x<tr>", ""},
    {"table after table", "<div>", "<span><table></table>", ""},
    {"unknown end tags", "<x><div>", "<span></x>", ""},
    {"stray end tags", "", "</p></x></b>", ""},
    {"lists", "", "<ul><li>", ""},
    {"definition lists", "<div>", "<dd><span>", ""},
    {"buttons", "", "<button><p>", ""},
    {"forms", "", "<form><div></form>", ""},
    {"headings", "", "<h1><span></h2>", ""},
    {"options", "<select>", "<option><div>", ""},
    {"options and selectedcontent", "<select><selectedcontent></selectedcontent>", "<div><option>", ""},
    {"ruby", "<ruby>", "<rt><span>", ""},
    {"templates", "", "<template>", "</template>"},
    {"svg", "", "<svg><g>", ""},
    {"svg and its end tags", "<svg>", "<g></x>", ""},
    {"math with html inside", "", "<math><mi><p>", ""},
    {"framesets", "<frameset>", "<frameset>", "</frameset>"},
    {"body and html again", "", "<body a#=1><br>", ""},
    {"comments after the body", "<p></body>", "</html> <!--x-->", ""},
    {"attributes", "<div ", "a#=1 ", ""},
    {"attributes without values", "<div ", "a# ", ""},
    {"one attribute", "<div title='", "xxxxxxxx", ""},
    {"one unquoted attribute", "<div title=", "xxxxxxxx", ""},
    {"entities", "", "&amp;", ""},
    {"entities that are none", "", "&CounterClockwiseContourIntegra", ""},
    {"ampersands", "", "&", ""},
    {"comments", "", "<!---->", ""},
    {"comment that does not end", "<!--", "--!x", ""},
    {"less-than signs", "", "<", ""},
    {"tags that do not end", "", "<a b", ""},
    {"names", "", "<x#>", ""},
    {"names of attributes", "", "<br x#>", ""},
    {"script with comments", "<script>", "<!--<script>", ""},
    {"scripts that do not end", "", "<script><!--", ""},
    {"title that does not end", "<title>", "</titl", ""},
    {"cdata", "<svg>", "<![CDATA[x", ""},
    {"doctypes", "", "<!DOCTYPE html>", ""},
    {"nul bytes", "<table>", "\1", ""},  // replaced below
    {"markers that stay", "<table><tr>", "<td><object>", "<a>"},
    {"formatting before markers", "", "<object><b><b><b><b><b></b></b></b></b></b>", ""},
    {"formatting out of scope", "", "<object><b>", "<p><b></p></b>"},
    {"forms out of scope", "", "<form><object></form>", "<object><form></object></form>"},
    {"one text", "", "xxxxxxxx", ""},
};

void append(std::string& page, const char* unit, std::size_t number) {
  for (const char* c = unit; *c != '\0'; ++c) {
    if (*c == '#') {
      page += std::to_string(number);
    } else {
      page += *c == '\1' ? '\0' : *c;
    }
  }
}

std::string page_of(const Pattern& pattern, std::size_t count, std::size_t limit) {
  std::string page = pattern.before;
  std::size_t made = 0;
  for (; made < count && page.size() < limit; ++made) append(page, pattern.unit, made);
  if (*pattern.after != '\0') {
    for (std::size_t i = 0; i < made && page.size() < limit; ++i) append(page, pattern.after, i);
  }
  return page;
}

struct Cost {
  double seconds = 0, megabytes = 0;
};

double parse_seconds(const std::string& page) {
  return seconds_of([&] {
    base::Arena arena;
    if (html::parse(page, {}, arena).size() == 0) std::abort();
  });
}

// In a child of its own: its memory is new, as a program's is that reads one page, and the peak is this page's.
Cost parse_once(const Pattern& pattern, std::size_t count, std::size_t limit) {
  std::array<int, 2> channel{};
  if (pipe(channel.data()) != 0) std::abort();
  const pid_t child = fork();
  if (child == 0) {
    const std::string page = page_of(pattern, count, limit);
    Cost cost{parse_seconds(page), 0};
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    cost.megabytes = static_cast<double>(usage.ru_maxrss) / 1024;
    _exit(write(channel[1], &cost, sizeof cost) == sizeof cost ? 0 : 1);
  }
  Cost cost;
  close(channel[1]);
  if (read(channel[0], &cost, sizeof cost) != sizeof cost) cost = {1e9, 1e9};  // it crashed
  close(channel[0]);
  waitpid(child, nullptr, 0);
  return cost;
}

// The least of several: what the machine adds is never less than nothing.
Cost parse_cost(const Pattern& pattern, std::size_t count, std::size_t limit) {
  constexpr int kTimes = 5;
  Cost best{1e9, 0};
  for (int i = 0; i < kTimes; ++i) {
    const Cost cost = parse_once(pattern, count, limit);
    if (cost.seconds < best.seconds) best = cost;
  }
  return best;
}

double worst_ratio(const Pattern& pattern, std::size_t limit) {
  double worst = 0, last = 0;
  for (std::size_t count = 1000; count <= 1'100'000; count *= 2) {
    if (page_of(pattern, count, limit).size() >= limit) break;
    const double seconds = parse_cost(pattern, count, limit).seconds;
    if (last > kNoise) worst = std::max(worst, seconds / last);
    last = seconds;
  }
  return worst;
}

}  // namespace

int main(int argc, char** argv) {
  const bool json = argc > 1 && std::strcmp(argv[1], "--json") == 0;
  const std::size_t limit = base::Limits{}.page_bytes;
  Cost worst;
  double ratio = 0;
  bool good = true;
  if (!json) std::printf("%-30s %8s %8s %8s\n", "pattern", "ratio", "s", "MB");
  for (const Pattern& pattern : kPatterns) {
    const double grows = worst_ratio(pattern, limit);
    const Cost cost = parse_once(pattern, SIZE_MAX, limit);
    const bool bad = grows > kRatio || cost.seconds > kSeconds || cost.megabytes > kMegabytes;
    if (!json) {
      std::printf("%-30s %8.2f %8.3f %8.0f%s\n", pattern.name, grows, cost.seconds, cost.megabytes, bad ? "  !" : "");
    }
    good = good && !bad;
    ratio = std::max(ratio, grows);
    worst.seconds = std::max(worst.seconds, cost.seconds);
    worst.megabytes = std::max(worst.megabytes, cost.megabytes);
  }
  if (json) {
    std::printf("{\"patterns\": %zu, \"worst_ratio\": %.2f, \"worst_s\": %.3f, \"worst_mb\": %.0f}\n",
                std::size(kPatterns), ratio, worst.seconds, worst.megabytes);
  }
  return good ? 0 : 1;
}
