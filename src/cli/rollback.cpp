// thresh rollback DATA: `latest` becomes an older version.
//
// Tested by tests/cli/versions.test.
#include "cli/commands.h"
#include "cli/data_folder.h"
#include "cli/exit_code.h"

namespace thresh::cli {
namespace {

class Rollback : public Invocation {
 public:
  std::vector<Flag> flags() override {
    return {data_flag(data_),
            {.names = "--to",
             .value = "VERSION",
             .about = "that version, also a newer one; without it the one before the latest",
             .target = &to_}};
  }

  int run(Console& console) override {
    std::optional<std::uint32_t> number;
    if (!to_.empty() && !(number = read_version(to_, console))) return kUsage;
    auto opened = open_dataset(data_, Access::kChange, console);
    if (!opened) return opened.error();
    const auto done = opened->versions.rollback(number);
    if (!done) return console.error(done.error()), exit_code(done.error().code);
    console.note("version " + std::to_string(*done) + " is the latest now");
    return kDone;
  }

 private:
  std::string data_, to_;
};

}  // namespace

std::unique_ptr<Invocation> make_rollback() { return std::make_unique<Rollback>(); }

}  // namespace thresh::cli
