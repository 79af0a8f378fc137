// What cron expressions give, for tests in Python. Each line of standard input is EXPRESSION <tab> ZONE <tab> AFTER
// <tab> COUNT, AFTER in seconds since 1970; each line of output is the times in seconds, parted by spaces, or "error:
// …". With `--calendar` a line is the calendar events of systemd instead, parted by tabs.
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "dataset/schedule_units.h"

using namespace thresh;

namespace {

std::vector<std::string> cells(const std::string& line) {
  std::vector<std::string> out(1);
  for (const char c : line) {
    if (c == '\t') {
      out.emplace_back();
    } else {
      out.back() += c;
    }
  }
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  const bool calendar = argc > 1 && std::string_view(argv[1]) == "--calendar";
  for (std::string line; std::getline(std::cin, line);) {
    const auto cell = cells(line);
    const auto cron = dataset::Cron::parse(cell.at(0));
    const auto zone = text::TimeZone::find(cell.at(1));
    if (!cron || !zone) {
      std::cout << "error: " << (cron ? "no such zone" : cron.error().message) << '\n';
      continue;
    }
    if (calendar) {
      dataset::Schedule schedule{*cron, *zone, 0, false};
      std::string out;
      for (const std::string& event : dataset::calendar_events(schedule)) out += (out.empty() ? "" : "\t") + event;
      std::cout << out << '\n';
      continue;
    }
    std::int64_t at = std::stoll(cell.at(2)) * 1000;
    std::string out;
    for (int i = std::stoi(cell.at(3)); i > 0; --i) {
      const auto next = cron->next(at, *zone);
      if (!next) break;
      at = *next;
      out += (out.empty() ? "" : " ") + std::to_string(at / 1000);
    }
    std::cout << out << '\n';
  }
}
