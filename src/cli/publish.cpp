// thresh publish DATA --held: a version that a guard held back becomes the latest.
//
// Tested by tests/cli/versions.test.
#include "cli/commands.h"
#include "cli/data_folder.h"
#include "cli/exit_code.h"

namespace thresh::cli {
namespace {

class Publish : public Invocation {
 public:
  std::vector<Flag> flags() override {
    return {data_flag(data_),
            {.names = "--held",
             .value = "",
             .about = "yes, what a guard held back; later versions are compared with it",
             .target = &held_},
            {.names = "version",
             .value = "VERSION",
             .about = "that one of those that are held; without it the newest",
             .target = &version_}};
  }

  int run(Console& console) override {
    if (!held_) {
      console.error({base::ErrorCode::kUsage, "only held versions are published by hand", {}, "say --held"});
      return kUsage;
    }
    std::optional<std::uint32_t> number;
    if (!version_.empty() && !(number = read_version(version_, console))) return kUsage;
    auto opened = open_dataset(data_, Access::kChange, console);
    if (!opened) return opened.error();
    const auto done = opened->versions.publish_held(number);
    if (!done) return console.error(done.error()), exit_code(done.error().code);
    console.note("version " + std::to_string(*done) + " is the latest now");
    return kDone;
  }

 private:
  std::string data_, version_;
  bool held_ = false;
};

}  // namespace

std::unique_ptr<Invocation> make_publish() { return std::make_unique<Publish>(); }

}  // namespace thresh::cli
