// How fast the HTML engine is on real pages, on one core: the corpus of $THRESH_SHARED, from UTF-8 in memory.
//
// usage: bench_html [--json] [--rounds N] [--engine gumbo] [--level avx2|sse2|plain] [--only parse|decode|copy|select]
// (./dev bench html)
// Prints MB of HTML a CPU second, the median of the rounds: for parsing to the tree, with values that are decoded when
// they are asked for; for parsing and asking for every text and attribute value, and for copying them all to a buffer;
// for parsing and the ten selectors of bench_peers.py in one walk. Then the most memory that a page's tree took, in MB,
// and as bytes for each byte of the page. ../shared/tools/bench_peers.py runs the peers: compare in rounds that take
// turns.
#include <zlib.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "html/parse.h"
#include "html/selector_set.h"
#include "measure.h"

using namespace thresh;
using namespace thresh::bench;

namespace {

constexpr std::string_view kSelectors[] = {"title",    "h1",
                                           "a[href]",  "meta[property='og:title']",
                                           ".content", "div p",
                                           "img[src]", "time[datetime]",
                                           ".author",  "script[type='application/ld+json']"};

std::string inflate(const std::string& path) {
  std::string out;
  gzFile file = gzopen(path.c_str(), "rb");
  if (file == nullptr) return out;
  std::vector<char> buffer(1 << 16);
  for (int read = 0; (read = gzread(file, buffer.data(), static_cast<unsigned>(buffer.size()))) > 0;) {
    out.append(buffer.data(), static_cast<std::size_t>(read));
  }
  gzclose(file);
  return out;
}

// The bodies of the responses of a WARC file.
std::vector<std::string> pages_of(const std::string& warc) {
  std::vector<std::string> pages;
  for (std::size_t at = 0; at < warc.size();) {
    const std::size_t head_end = warc.find("\r\n\r\n", at);
    if (head_end == std::string::npos) break;
    const std::string_view head = std::string_view(warc).substr(at, head_end - at);
    const std::size_t length_at = head.find("Content-Length: ");
    if (length_at == std::string_view::npos) break;
    const std::size_t length = std::strtoull(head.data() + length_at + std::strlen("Content-Length: "), nullptr, 10);
    const std::string_view block = std::string_view(warc).substr(head_end + 4, length);
    const std::size_t body = block.find("\r\n\r\n");
    if (head.find("WARC-Type: response") != std::string_view::npos && body != std::string_view::npos) {
      pages.emplace_back(block.substr(body + 4));
    }
    at = head_end + 4 + length + 4;
  }
  return pages;
}

struct Bench {
  std::vector<std::string> pages;
  html::ParseOptions options;
  int rounds = 5;
  double megabytes = 0;

  // MB a CPU second, the median of the rounds.
  template <class Work>
  double measure(Work work) const {
    std::vector<double> speeds;
    for (int round = 0; round < rounds; ++round) {
      speeds.push_back(megabytes / seconds_of([&] {
                         for (const std::string& page : pages) work(page);
                       }));
    }
    return median(speeds);
  }

  double parse() const {
    return measure([&](const std::string& page) {
      base::Arena arena;
      if (html::parse(page, {}, arena, options).size() == 0) std::abort();
    });
  }

  // Asks for every text and every value, once.
  double decode() const {
    return measure([&](const std::string& page) {
      base::Arena arena;
      const html::Document document = html::parse(page, {}, arena, options);
      std::size_t bytes = 0;
      for (html::NodeId id = 0; id < document.size(); ++id) {
        bytes += document.text(id).size();
        for (const html::Attribute& attribute : document.attributes(id)) bytes += document.value(attribute).size();
      }
      if (bytes == 0) std::abort();
    });
  }

  // Copies every text and every value.
  double copy() const {
    std::string values;
    return measure([&](const std::string& page) {
      base::Arena arena;
      const html::Document document = html::parse(page, {}, arena, options);
      values.clear();
      for (html::NodeId id = 0; id < document.size(); ++id) {
        document.append_text(id, values);
        for (const html::Attribute& attribute : document.attributes(id)) document.append_value(attribute, values);
      }
      if (values.empty()) std::abort();
    });
  }

  double select() const {
    std::vector<html::Selector> selectors;
    for (const std::string_view source : kSelectors) selectors.push_back(*html::Selector::compile(source));
    std::vector<const html::Selector*> all;
    for (const html::Selector& selector : selectors) all.push_back(&selector);
    const html::SelectorSet set(all);
    return measure([&](const std::string& page) {
      base::Arena arena;
      const html::Document document = html::parse(page, {}, arena, options);
      html::Budget budget{base::Limits{}.match_steps};
      if (set.run(document, budget).size() != all.size()) std::abort();
    });
  }

  // Of one page's tree: the most, and the most for each byte of the page.
  std::pair<double, double> memory() const {
    double peak = 0, ratio = 0;
    for (const std::string& page : pages) {
      base::Arena arena;
      const html::Document document = html::parse(page, {}, arena, options);
      const double bytes = static_cast<double>(document.memory() + arena.used());
      peak = std::max(peak, bytes / 1e6);
      ratio = std::max(ratio, bytes / static_cast<double>(page.size()));
    }
    return {peak, ratio};
  }
};

}  // namespace

int main(int argc, char** argv) {
  Bench bench;
  bool json = false;
  std::string_view only;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    const std::string_view value = i + 1 < argc ? argv[i + 1] : "";
    if (argument == "--json") json = true;
    if (argument == "--only") only = value;
    if (argument == "--rounds") bench.rounds = std::max(1, std::atoi(argv[i + 1]));
    if (argument == "--engine" && value == "gumbo") bench.options.engine = html::Engine::kGumbo;
    for (const html::simd::Level level : html::simd::levels()) {
      if (argument == "--level" && value == html::simd::name(level)) bench.options.level = level;
    }
  }
  bench.pages = pages_of(inflate(shared("corpus/pages.warc.gz")));
  if (bench.pages.empty()) {
    std::fprintf(stderr, "SKIPPED: there is no corpus/pages.warc.gz in $THRESH_SHARED\n");
    return 0;
  }
  for (const std::string& page : bench.pages) bench.megabytes += static_cast<double>(page.size()) / 1e6;
  const auto asked = [&](std::string_view what) { return only.empty() || only == what; };
  const double parse = asked("parse") ? bench.parse() : 0, decode = asked("decode") ? bench.decode() : 0;
  const double copy = asked("copy") ? bench.copy() : 0, select = asked("select") ? bench.select() : 0;
  const auto [peak, ratio] = bench.memory();
  if (json) {
    std::printf(
        "{\"parse_mb_s\": %.1f, \"decode_mb_s\": %.1f, \"copy_mb_s\": %.1f, \"select10_mb_s\": %.1f, \"peak_mb\": "
        "%.2f, "
        "\"bytes_per_byte\": %.2f, \"pages\": %zu}\n",
        parse, decode, copy, select, peak, ratio, bench.pages.size());
    return 0;
  }
  std::printf("%zu pages, %.1f MB, on %s blocks\n", bench.pages.size(), bench.megabytes,
              std::string(html::simd::name(bench.options.level)).c_str());
  std::printf("parse                 %8.1f MB/s\n", parse);
  std::printf("parse and decode      %8.1f MB/s\n", decode);
  std::printf("parse, decode, copy   %8.1f MB/s\n", copy);
  std::printf("parse and 10 selectors%8.1f MB/s\n", select);
  std::printf("largest tree          %8.2f MB, at most %.2f bytes a byte of the page\n", peak, ratio);
  return 0;
}
