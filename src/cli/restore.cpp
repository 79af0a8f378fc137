// thresh restore PAGE --ledger FILE: the text of a page, by what became of it.
//
// Tested by tests/cli/ledger.test.
#include "convert/restore.h"

#include <unistd.h>

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/input_flags.h"
#include "cli/inputs.h"
#include "extract/json.h"
#include "text/unicode.h"

namespace thresh::cli {
namespace {

constexpr std::size_t kLargestLedger = std::size_t{1} << 30;  // bytes

class Restore : public Invocation {
 public:
  std::vector<Flag> flags() override {
    return with_input_flags(
        {
            {.names = "page",
             .value = "PAGE",
             .about = "as it was named when it was converted, .gz; - is standard input",
             .target = &page_,
             .required = true},
            {.names = "--ledger",
             .value = "FILE",
             .about = "what `thresh convert --ledger` wrote",
             .target = &ledger_,
             .required = true},
            {.names = "--state",
             .value = "STATE",
             .about = "only what was kept, removed or unclaimed",
             .target = &state_,
             .choices = {"kept", "removed", "unclaimed"}},
        },
        input_);
  }

  int run(Console& console) override {
    Inputs inputs({page_}, {}, console, {}, input_.options());
    if (!inputs.is_one("restore")) return kUsage;
    const auto output = base::descriptor_output(STDOUT_FILENO, "standard output");
    base::Result<void> written;
    for (const std::string& name : inputs.names()) {
      const auto lines = console.disk().read(ledger_, kLargestLedger);
      if (!lines) return console.error(lines.error()), kBadInput;
      const auto input = inputs.read(name);
      if (!input) continue;
      auto text = restored(*input, *lines);
      if (!text) {
        inputs.fail(name, text.error());
        continue;
      }
      written = output->write(*text + "\n");
    }
    if (written) written = output->commit();
    if (!written) return report_written(written);
    return inputs.exit_code();
  }

 private:
  // The line of that page, or the only one that there is.
  base::Result<std::string> restored(const convert::Input& input, std::string_view lines) const {
    std::size_t count = 0, number = 0, damaged = 0;
    std::optional<extract::Json> only;
    for (std::size_t at = 0; at < lines.size();) {
      const std::size_t end = std::min(lines.find('\n', at), lines.size());
      const std::string_view line = lines.substr(at, end - at);
      at = end + 1;
      ++number;
      if (text::trim(line).empty()) continue;
      auto json = extract::parse_json(line);
      if (!json || json->value.as_map() == nullptr) {
        if (damaged == 0) damaged = number;
        continue;
      }
      const record::Value* source = json->value.as_map()->find("source");
      if (source != nullptr && *source == record::Value(input.name)) {
        return convert::restore(input.bytes, *json->value.as_map(), state_);
      }
      ++count;
      only = std::move(json);
    }
    if (damaged > 0) {
      return base::failure(base::ErrorCode::kBadLedger, ledger_ +
                                                            " is damaged, and no sound line is for this page: line " +
                                                            std::to_string(damaged) + " is no object of JSON");
    }
    if (count == 1) return convert::restore(input.bytes, *only->value.as_map(), state_);
    return base::failure(base::ErrorCode::kBadLedger, ledger_ + " has no line for this page",
                         "name the page as it was named when it was converted");
  }

  std::string page_, ledger_, state_;
  InputFlags input_;
};

}  // namespace

std::unique_ptr<Invocation> make_restore() { return std::make_unique<Restore>(); }

}  // namespace thresh::cli
