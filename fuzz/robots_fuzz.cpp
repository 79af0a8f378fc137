// Any bytes as a robots.txt, asked about the path in their first line: a decision whose line is one of the file's, the
// same whatever stands behind comments, and never about /robots.txt itself.
#include "fetch/robots.h"

#include <algorithm>

#include "base/utf8.h"
#include "fetch/robots_path.h"
#include "fuzz.h"

using namespace thresh;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view file = fuzz::text_of(data, size);
  const std::string path = '/' + std::string(fuzz::take_line(file));
  const fetch::Robots robots = fetch::Robots::parse(file);
  const auto lines =
      static_cast<std::size_t>(std::ranges::count_if(file, [](char c) { return c == '\n' || c == '\r'; }));
  for (const std::string_view agent : {"a", "examplebot/1.0", "*", ""}) {
    const auto decision = robots.ask(agent, path);
    fuzz::must(decision.line <= lines + 1, "a decision names a line of the file");
    fuzz::must(decision.allowed || decision.line > 0, "only a rule refuses");
    fuzz::must(base::is_utf8(decision.rule), "a rule that is told is UTF-8");
    fuzz::must(robots.ask(agent, "/robots.txt").allowed, "robots.txt is always allowed");
    const auto delay = robots.crawl_delay(agent);
    fuzz::must(!delay || (*delay >= 0 && *delay <= fetch::Robots::kLongestDelay), "a delay has bounds");
  }
  for (const std::string& sitemap : robots.sitemaps()) fuzz::must(base::is_utf8(sitemap), "an address is UTF-8");
  const std::string comparable = fetch::comparable_path(path, false);
  fuzz::must(fetch::comparable_path(comparable, false) == comparable, "the comparable form of a path is its own");
  return 0;
}
