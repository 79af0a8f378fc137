// See main.h.
#include "cli/main.h"

#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <exception>

#include "cli/arguments.h"
#include "cli/console.h"
#include "cli/exit_code.h"

namespace thresh::cli {
namespace {

int answer(const Answer& answer) {
  if (answer.exit_code == kDone) return print(answer.text);
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, answer.text.data(), answer.text.size());
  return answer.exit_code;
}

Console::Color color_of(const std::string& word) {
  return word == "always" ? Console::Color::kAlways : word == "never" ? Console::Color::kNever : Console::Color::kAuto;
}

// A standard stream that was closed would lend its number to the next file that is opened, and what is said on
// standard error would end up in a user's output. Opened for reading only, a write to it still fails.
void occupy_standard_streams() {
  int descriptor = -1;
  do {
    descriptor = ::open("/dev/null", O_RDONLY | O_NOCTTY);
  } while (descriptor >= 0 && descriptor <= STDERR_FILENO);
  if (descriptor > STDERR_FILENO) ::close(descriptor);
}

int run(int argc, char** argv) {
  occupy_standard_streams();
  std::signal(SIGPIPE, SIG_IGN);  // a closed pipe is an error of write(), not the end
  std::signal(SIGXFSZ, SIG_IGN);  // and so is a file that may not grow any more
  auto parsed = parse_arguments(argc, argv);
  if (const Answer* text = std::get_if<Answer>(&parsed)) return answer(*text);
  auto& [invocation, common] = std::get<Parsed>(parsed);
  Console console(base::system_disk(), color_of(common.color), common.quiet);
  return invocation->run(console);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& exception) {
    // Out of memory, or a mistake of ours; what was renamed into place is whole.
    Console console(base::system_disk(), Console::Color::kAuto, false);
    console.error({base::ErrorCode::kInternal, std::string("unexpected: ") + exception.what(), {}, ""});
    return kOutputFailed;
  }
}

}  // namespace thresh::cli
