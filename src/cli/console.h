// Where the program talks to a person: standard error, coloured on a terminal. Data never goes here.
#pragma once

#include <string>
#include <string_view>

#include "base/disk.h"
#include "base/error.h"

namespace thresh::cli {

class Console {
 public:
  enum class Color : std::uint8_t { kAuto, kAlways, kNever };

  Console(base::Disk& disk, Color color, bool quiet);

  base::Disk& disk() { return disk_; }
  bool quiet() const { return quiet_; }

  // "thresh: error: …" with place, caret and hint. Shown even with --quiet.
  void error(const base::Error& error);
  // "thresh: NAME: error_code: …": the error of one page.
  void page_error(std::string_view page, const base::Error& error);
  // A warning, a summary: not shown with --quiet. One line, control characters replaced.
  void warn(std::string_view message);
  void note(std::string_view message);
  // Lines as they are (a table), each ended by '\n'; whoever makes them sees to control characters.
  void block(std::string_view lines);

 private:
  void say(std::string_view label, std::string_view color, std::string_view message);

  base::Disk& disk_;
  bool color_;
  bool quiet_;
};

// Writes text to standard output at once (help, names). Returns the exit code.
int print(std::string_view text);

// The exit code of something that was written: says why it failed, except that a reader who went away (`| head -1`)
// has all that was wanted.
int report_written(const base::Result<void>& written);

}  // namespace thresh::cli
