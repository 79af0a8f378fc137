// See help.h.
#include "cli/help.h"

#include <algorithm>

#include "text/unicode.h"

namespace thresh::cli {
namespace {

constexpr std::size_t kColumn = 26;  // where descriptions start

// A line of a list; further lines of `right` stand under its first.
void add_line(std::string& out, std::string_view left, std::string_view right) {
  out += "  " + std::string(left);
  std::size_t width = 2 + text::length(left);
  if (width + 2 > kColumn) {
    out += '\n';
    width = 0;
  }
  out.append(kColumn - width, ' ');
  for (const char c : right) {
    out += c;
    if (c == '\n') out.append(kColumn, ' ');
  }
  out += '\n';
}

std::string left_side(const Flag& flag) {
  std::string names(flag.names);
  for (std::size_t comma = names.find(','); comma != std::string::npos; comma = names.find(',', comma + 2))
    names.insert(comma + 1, " ");
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
    "  thresh convert page.html                   one page; YAML on a terminal, JSON lines in a pipe\n"
    "  thresh convert pages/ -o records.jsonl     a folder of pages, a line each\n"
    "  thresh convert - --to text < page.html     the words alone\n"
    "  thresh fetch https://forum.example/q/1 -o pages.warc.gz\n"
    "                                             pages from the web, archived\n"
    "  thresh inspect page.html                   what this page is, and which rules match\n"
    "  thresh select page.html h1 'a @href'       what selectors find on it\n"
    "  thresh rules check selectors/mine.yaml     is this selector file sound?\n"
    "  thresh refresh clinic.yaml                 a dataset, asked again and published\n";

constexpr std::string_view kExitCodes =
    "Exit codes:\n"
    "  0 done   1 findings (--strict, rules test, select: nothing found)   2 usage   3 bad input\n"
    "  4 output failed   5 bad rules or dataset file   6 could not be fetched   7 version held back\n"
    "  75 locked by another run   130 stopped by Ctrl-C (128 and the signal's number)\n";

}  // namespace

std::string_view common_flags_help() {
  return "  -q, --quiet             only errors on standard error\n"
         "  --color WHEN            auto, always or never\n"
         "  -h, --help              this text\n";
}

std::string general_help() {
  std::string out(kGeneralExamples);
  out += "\nUsage: thresh COMMAND [OPTIONS] …\n  raw scraped pages in, clean structured records out\n\nCommands:\n";
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
  out += "\nUsage: thresh " + std::string(group) + " COMMAND [OPTIONS] …\n\nCommands:\n";
  for (const Command& command : commands()) {
    if (command.name.starts_with(std::string(group) + ' ')) add_line(out, command.name, command.about);
  }
  return out;
}

std::string command_help(const Command& command, const std::vector<Flag>& flags) {
  std::string out = "Examples:\n" + std::string(command.examples) + "\nUsage: " + usage(command, flags) + "\n  " +
                    std::string(command.about) + "\n\nOptions:\n";
  for (const Flag& flag : flags)
    add_line(out, is_positional(flag) ? std::string(flag.value) : left_side(flag), flag.about);
  out += common_flags_help();
  return out;
}

}  // namespace thresh::cli
