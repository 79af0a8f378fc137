// See console.h.
#include "cli/console.h"

#include <unistd.h>

#include <cstdlib>

#include "base/printable.h"
#include "cli/exit_code.h"

namespace thresh::cli {
namespace {

constexpr std::string_view kRed = "\x1B[31m", kYellow = "\x1B[33m", kPlain = "\x1B[0m";

// Standard error may go away; nothing can be said about that.
void write_error(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(STDERR_FILENO, text.data(), text.size());
    if (written <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

bool wants_color(Console::Color color) {
  if (color != Console::Color::kAuto) return color == Console::Color::kAlways;
  const char* no_color = std::getenv("NO_COLOR");
  return (no_color == nullptr || *no_color == '\0') && ::isatty(STDERR_FILENO) == 1;
}

}  // namespace

Console::Console(base::Disk& disk, Color color, bool quiet) : disk_(disk), color_(wants_color(color)), quiet_(quiet) {}

void Console::say(std::string_view label, std::string_view color, std::string_view message) {
  std::string line = "thresh: ";
  if (!label.empty()) {
    if (color_) line += color;
    line += label;
    if (color_) line += kPlain;
    line += ": ";
  }
  line += message;
  if (!line.ends_with('\n')) line += '\n';
  write_error(line);
}

void Console::error(const base::Error& error) { say("error", kRed, base::describe(error)); }

void Console::page_error(std::string_view page, const base::Error& error) {
  std::string message =
      base::printable(page) + ": " + std::string(base::name(error.code)) + ": " + base::printable(error.message);
  if (!error.hint.empty()) message += "\n  " + base::printable(error.hint);
  say("error", kRed, message);
}

void Console::warn(std::string_view message) {
  if (!quiet_) say("warning", kYellow, base::printable(message));
}

void Console::note(std::string_view message) {
  if (!quiet_) say("", "", base::printable(message));
}

void Console::block(std::string_view lines) {
  if (!quiet_) write_error(lines);
}

int print(std::string_view text) {
  const auto output = base::descriptor_output(STDOUT_FILENO, "standard output");
  auto written = output->write(text);
  if (written) written = output->commit();
  return report_written(written);
}

int report_written(const base::Result<void>& written) {
  if (written) return kDone;
  const int code = exit_code(written.error().code);
  if (code != kDone) write_error("thresh: error: " + base::describe(written.error()));
  return code;
}

}  // namespace thresh::cli
