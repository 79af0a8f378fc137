// thresh verify DATA [VERSION…]: are the versions what they say they are?
//
// Tested by tests/cli/versions.test.
#include "dataset/verify.h"

#include <algorithm>

#include "base/printable.h"
#include "cli/commands.h"
#include "cli/data_folder.h"
#include "cli/exit_code.h"

namespace thresh::cli {
namespace {

class Verify : public Invocation {
 public:
  std::vector<Flag> flags() override {
    return {data_flag(data_),
            {.names = "versions",
             .value = "VERSION…",
             .about = "only these; without one all of them, and where `latest` leads",
             .target = &wanted_}};
  }

  int run(Console& console) override {
    std::vector<std::uint32_t> numbers;
    for (const std::string& text : wanted_) {
      const auto number = read_version(text, console);
      if (!number) return kUsage;
      numbers.push_back(*number);
    }
    auto opened = open_dataset(data_, Access::kRead, console);
    if (!opened) return opened.error();
    const auto entries = opened->versions.list();
    if (!entries) return console.error(entries.error()), exit_code(entries.error().code);
    for (const std::uint32_t number : numbers) {
      if (std::ranges::find(*entries, number, &dataset::Versions::Entry::number) != entries->end()) continue;
      console.error({base::ErrorCode::kNotFound, "there is no version " + std::to_string(number), {}, ""});
      return kBadInput;
    }
    std::string text;
    std::size_t checked = 0;
    for (const dataset::Versions::Entry& entry : *entries) {
      if (!numbers.empty() && std::ranges::find(numbers, entry.number) == numbers.end()) continue;
      ++checked;
      for (const dataset::Fault& fault : dataset::verify(opened->versions, entry.number, entry.held)) {
        text += base::printable(fault.place) + ": " + base::printable(fault.message) + '\n';
      }
    }
    const bool has_latest = std::ranges::any_of(*entries, &dataset::Versions::Entry::latest);
    if (numbers.empty() && !entries->empty() && !has_latest) text += "latest: leads to no version\n";
    console.note(std::to_string(checked) + (checked == 1 ? " version" : " versions") +
                 (text.empty() ? " as they should be" : ", not all as they should be"));
    const int printed = print(text);
    return printed != kDone ? printed : text.empty() ? kDone : kFindings;
  }

 private:
  std::string data_;
  std::vector<std::string> wanted_;
};

}  // namespace

std::unique_ptr<Invocation> make_verify() { return std::make_unique<Verify>(); }

}  // namespace thresh::cli
