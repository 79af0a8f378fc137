// What the robots.txt reader decides, for a Python test that asks another library the same (robots_protego_test.py).
//
// usage: robots_answers < JOBS
// A job is a line "SIZE QUESTIONS", then SIZE bytes of a file and a line end, then a line for each question: agent,
// TAB, path. The answer is a line for each question: "1" or "0", the line of the rule, and the delay in milliseconds or
// "-"; after the last the addresses of sitemaps, one a line, and an empty line.
#include <cstdio>
#include <iostream>
#include <string>

#include "fetch/robots.h"

using namespace thresh;

int main() {
  std::size_t size = 0, questions = 0;
  std::string line;
  while (std::cin >> size >> questions) {
    std::getline(std::cin, line);
    std::string file(size, '\0');
    std::cin.read(file.data(), static_cast<std::streamsize>(size));
    std::getline(std::cin, line);
    const fetch::Robots robots = fetch::Robots::parse(file);
    for (std::size_t i = 0; i < questions && std::getline(std::cin, line); ++i) {
      const std::size_t tab = line.find('\t');
      const std::string agent = line.substr(0, tab);
      const auto decision = robots.ask(agent, std::string_view(line).substr(tab + 1));
      const auto delay = robots.crawl_delay(agent);
      std::printf("%d %u %s\n", decision.allowed ? 1 : 0, decision.line, delay ? std::to_string(*delay).c_str() : "-");
    }
    for (const std::string& sitemap : robots.sitemaps()) std::printf("%s\n", sitemap.c_str());
    std::puts("");
  }
}
