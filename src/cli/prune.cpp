// thresh prune DATA --keep N: old versions are deleted.
//
// Tested by tests/cli/versions.test.
#include "cli/commands.h"
#include "cli/data_folder.h"
#include "cli/exit_code.h"
#include "cli/quantity.h"

namespace thresh::cli {
namespace {

class Prune : public Invocation {
 public:
  std::vector<Flag> flags() override {
    return {data_flag(data_),
            {.names = "--keep",
             .value = "N",
             .about = "how many of the newest stay, 1 at least; the latest and the one before it\nstay whatever N is",
             .target = &keep_,
             .required = true}};
  }

  int run(Console& console) override {
    const auto keep = read_number(keep_, 1, UINT32_MAX);
    if (!keep) {
      console.error({base::ErrorCode::kUsage, "--keep takes a number of versions, 1 or more, not " + keep_, {}, {}});
      return kUsage;
    }
    auto opened = open_dataset(data_, Access::kChange, console);
    if (!opened) return opened.error();
    const auto gone = opened->versions.prune(static_cast<std::uint32_t>(*keep));
    if (!gone) return console.error(gone.error()), exit_code(gone.error().code);
    std::string text;
    for (const dataset::Versions::Entry& entry : *gone) {
      text += (entry.held ? "held/" : "versions/") + dataset::version_name(entry.number) + '\n';
    }
    return print(text);
  }

 private:
  std::string data_, keep_;
};

}  // namespace

std::unique_ptr<Invocation> make_prune() { return std::make_unique<Prune>(); }

}  // namespace thresh::cli
