// thresh explain PAGE [PATH]: what became of the text of a page, and where a value of its record stands.
//
// Tested by tests/cli/ledger.test.
#include <unistd.h>

#include <algorithm>
#include <map>

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/input_flags.h"
#include "cli/inputs.h"
#include "cli/load_rules.h"
#include "cli/shared_flags.h"
#include "cli/value_report.h"
#include "convert/convert.h"
#include "convert/page.h"
#include "text/plain.h"
#include "text/unicode.h"

namespace thresh::cli {
namespace {

using convert::Ledger;

// Spans of one entry: the first, and how many.
struct Sum {
  std::size_t first = 0;
  std::size_t spans = 0;
};

std::string padded(std::string_view text, std::size_t width) {
  const std::size_t length = text::length(text);
  return std::string(text) + std::string(length < width ? width - length : 1, ' ');
}

class Explain : public Invocation {
 public:
  std::vector<Flag> flags() override {
    return with_input_flags(
        {
            {.names = "page",
             .value = "PAGE",
             .about = "a file, .gz; - is standard input",
             .target = &page_,
             .required = true},
            {.names = "path",
             .value = "PATH",
             .about = "a value of the record, as a JSON pointer: /answers/0/author",
             .target = &path_},
            rules_flag(rules_),
            url_flag(url_),
        },
        input_);
  }

  int run(Console& console) override {
    const auto set = load_rules(rules_, console);
    if (!set) return kBadRules;
    options_ = convert::options_of(*set);
    if (!path_.empty() && !path_.starts_with('/')) {
      console.error({base::ErrorCode::kUsage, "a path is a JSON pointer and starts with `/`: " + path_, {}, {}});
      return kUsage;
    }
    if (!Inputs::check_url(url_, console)) return kUsage;
    Inputs inputs({page_}, url_, console, {}, input_.options());
    if (!inputs.is_one("explain")) return kUsage;
    const auto output = base::descriptor_output(STDOUT_FILENO, "standard output");
    base::Result<void> written;
    int code = kDone;
    for (const std::string& name : inputs.names()) {
      const auto input = inputs.read(name);
      if (!input) continue;
      Ledger ledger;
      options_.provenance = !path_.empty();
      const auto converted = convert::convert(*input, options_, path_.empty() ? &ledger : nullptr);
      if (!converted) inputs.fail(name, converted.error());
      if (!converted && ledger.spans.empty()) continue;
      const auto text =
          path_.empty() ? page_report(*input, ledger) : value_report(*input, options_, converted->record, path_);
      if (!text) {
        console.page_error(name, text.error());
        code = kFindings;
        continue;
      }
      written = output->write(*text);
    }
    if (written) written = output->commit();
    if (!written) return report_written(written);
    return inputs.failed() > 0 ? inputs.exit_code() : code;
  }

 private:
  static std::string label_of(const Ledger::Entry& entry) {
    return entry.state == Ledger::State::kKept ? entry.path : entry.reason;
  }

  base::Result<std::string> page_report(const convert::Input& input, const Ledger& ledger) const {
    std::string out = std::string(input.name) + ": " + std::to_string(ledger.characters()) +
                      " characters: " + std::to_string(ledger.kept) + " kept, " + std::to_string(ledger.removed) +
                      " removed, " + std::to_string(ledger.unclaimed) + " unclaimed\n";
    for (const Ledger::State state : {Ledger::State::kKept, Ledger::State::kRemoved}) {
      std::string list;
      std::map<std::uint32_t, Sum> sums;
      for (std::size_t i = 0; i < ledger.spans.size(); ++i) {
        if (ledger.entries[ledger.spans[i].entry].state != state) continue;
        const auto [sum, added] = sums.try_emplace(ledger.spans[i].entry);
        if (added) sum->second.first = i;
        ++sum->second.spans;
      }
      for (const auto& [entry, sum] : sums) {
        const Ledger::Entry& what = ledger.entries[entry];
        const std::string times = sum.spans > 1 ? std::to_string(sum.spans) + " x " : "";
        list += "  " + padded(label_of(what), 34) + padded(what.rule, 32) + times +
                excerpt(convert::text_of(ledger, ledger.spans[sum.first], input.bytes)) + '\n';
      }
      if (!list.empty()) out += std::string(convert::name(state)) + '\n' + list;
    }
    return out + unclaimed_report(input, ledger);
  }

  // By block: spans between which nothing is that a rule knew.
  std::string unclaimed_report(const convert::Input& input, const Ledger& ledger) const {
    std::string out;
    const auto page = convert::Page::open(input, options_.limits, options_.parse);
    if (!page) return out;
    const SourceText text((*page)->decoded());
    Places places(text.text());
    for (std::size_t i = 0; i < ledger.spans.size(); ++i) {
      const auto unclaimed = [&](std::size_t at) {
        return at < ledger.spans.size() && ledger.entries[ledger.spans[at].entry].state == Ledger::State::kUnclaimed;
      };
      if (!unclaimed(i)) continue;
      const std::size_t first = i;
      std::string words;
      for (; unclaimed(i); ++i) words += convert::text_of(ledger, ledger.spans[i], input.bytes) + ' ';
      const std::string where = "line " + std::to_string(places.of(text.of(ledger.spans[first].bytes).begin).line);
      out += "  " + padded(where, 14) + padded(std::to_string(text::count_characters(words)) + " characters", 20) +
             excerpt(words) + '\n';
    }
    return out.empty() ? out : "unclaimed\n" + out;
  }

  std::string page_, path_, url_;
  std::vector<std::string> rules_;
  convert::Options options_;
  InputFlags input_;
};

}  // namespace

std::unique_ptr<Invocation> make_explain() { return std::make_unique<Explain>(); }

}  // namespace thresh::cli
