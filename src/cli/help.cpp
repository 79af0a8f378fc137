// See help.h.
#include "cli/help.h"

#include <algorithm>

namespace thresh::cli {
namespace {

constexpr std::size_t kColumn = 26;  // where descriptions start

void add_line(std::string& out, std::string_view left, std::string_view right) {
  std::string line = "  " + std::string(left);
  if (line.size() + 2 > kColumn) {
    out += line + '\n';
    line.clear();
  }
  line.resize(kColumn, ' ');
  out += line + std::string(right) + '\n';
}

std::string left_side(const Flag& flag) {
  std::string names(flag.names);
  for (std::size_t comma = names.find(','); comma != std::string::npos; comma = names.find(',', comma + 2)) names.insert(comma + 1, " ");
  return flag.value.empty() ? names : names + ' ' + std::string(flag.value);
}

bool is_positional(const Flag& flag) { return !flag.names.starts_with('-'); }

std::string usage(const Command& command, const std::vector<Flag>& flags) {
  std::string out = "thresh " + std::string(command.name) + " [OPTIONS]";
  for (const Flag& flag : flags) {
    if (!is_positional(flag)) continue;
    const std::string value(flag.value);
    out += flag.required ? ' ' + value : " [" + value + ']';
  }
  return out;
}

constexpr std::string_view kGeneralExamples =
    "Examples:\n"
    "  thresh convert page.html                      one page as YAML\n"
    "  thresh convert pages/ --to jsonl -o out.jsonl a folder of pages, a line each\n"
    "  thresh inspect page.html                      what this page is, and which rules match\n"
    "  thresh rules check selectors/mine.yaml        is this selector file sound?\n";

constexpr std::string_view kExitCodes =
    "Exit codes:\n"
    "  0 done   1 findings under --strict   2 usage   3 bad input   4 output failed   5 bad rules\n";

}  // namespace

std::string_view common_flags_help() {
  return "  -q, --quiet             only errors on standard error\n"
         "  --color WHEN            auto, always or never\n"
         "  -h, --help              this text\n";
}

std::string general_help() {
  std::string out = "thresh: raw scraped pages in, clean structured records out.\n\n";
  out += kGeneralExamples;
  out += "\nUsage: thresh COMMAND [OPTIONS] …\n\nCommands:\n";
  for (const Command& command : commands()) add_line(out, command.name, command.about);
  out += "\nEverywhere:\n";
  out += common_flags_help();
  add_line(out, "--version [--json]", "the program's version and what it was built with");
  out += '\n';
  out += kExitCodes;
  return out + "\n`thresh COMMAND --help` tells more.\n";
}

std::string group_help(std::string_view group) {
  std::string out;
  for (const Command& command : commands()) {
    if (!command.name.starts_with(std::string(group) + ' ')) continue;
    if (out.empty()) out = "Examples:\n";
    out += command.examples.substr(0, command.examples.find('\n') + 1);
  }
  out += "\nCommands:\n";
  for (const Command& command : commands()) {
    if (command.name.starts_with(std::string(group) + ' ')) add_line(out, command.name, command.about);
  }
  return out;
}

std::string command_help(const Command& command, const std::vector<Flag>& flags) {
  std::string out = "Examples:\n" + std::string(command.examples) + "\nUsage: " + usage(command, flags) + "\n  " +
                    std::string(command.about) + "\n\nOptions:\n";
  for (const Flag& flag : flags) add_line(out, is_positional(flag) ? std::string(flag.value) : left_side(flag), flag.about);
  out += common_flags_help();
  return out;
}

}  // namespace thresh::cli
