// thresh explain PAGE [PATH]: what became of the text of a page, and where a value of its record stands.
//
// Tested by tests/cli/ledger.test.
#include <unistd.h>

#include <algorithm>
#include <map>

#include "base/printable.h"
#include "clean/tally.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/inputs.h"
#include "cli/load_rules.h"
#include "cli/shared_flags.h"
#include "convert/convert.h"
#include "text/unicode.h"

namespace thresh::cli {
namespace {

using convert::Ledger;

// Where a byte stands in the input: line and column, from 1.
struct Place {
  std::size_t line = 1, column = 1;
};

// Finds the places of bytes that are asked for in ascending order, in one walk over the input.
class Places {
 public:
  explicit Places(std::string_view bytes) : bytes_(bytes) {}
  Place of(std::size_t at) {
    for (; at_ < at; ++at_) {
      const bool line_end = bytes_[at_] == '\n';
      const bool continues = (static_cast<unsigned char>(bytes_[at_]) & 0xC0) == 0x80;  // a character of UTF-8
      place_.line += line_end;
      place_.column = line_end ? 1 : place_.column + !continues;
    }
    return place_;
  }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
  Place place_;
};

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
    return {
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
    };
  }

  int run(Console& console) override {
    const auto set = load_rules(rules_, console);
    if (!set) return kBadRules;
    options_.rules = set->rules;
    options_.use_first = set->use_first;
    if (!path_.empty() && !path_.starts_with('/')) {
      console.error({base::ErrorCode::kUsage, "a path is a JSON pointer and starts with `/`: " + path_, {}, {}});
      return kUsage;
    }
    Inputs inputs({page_}, url_, console);
    if (!inputs.is_one("explain")) return kUsage;
    const auto output = base::descriptor_output(STDOUT_FILENO, "standard output");
    base::Result<void> written;
    int code = kDone;
    for (const std::string& name : inputs.names()) {
      const auto input = inputs.read(name, options_.limits);
      if (!input) continue;
      Ledger ledger;
      const auto converted = convert::convert(*input, options_, &ledger);
      if (!converted) inputs.fail(name, converted.error());
      if (!converted && ledger.spans.empty()) continue;
      const std::string text = path_.empty() ? page_report(*input, ledger) : value_report(*input, ledger, converted);
      if (text.empty()) code = kFindings;
      written = output->write(text);
    }
    if (written) written = output->commit();
    if (!written) return report_written(written);
    return inputs.failed() > 0 ? kBadInput : code;
  }

 private:
  static std::string excerpt(std::string_view words) { return '"' + base::printable(clean::example_of(words)) + '"'; }

  static std::string label_of(const Ledger::Entry& entry) {
    return entry.state == Ledger::State::kKept ? entry.path : entry.reason;
  }

  static std::string page_report(const convert::Input& input, const Ledger& ledger) {
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
  static std::string unclaimed_report(const convert::Input& input, const Ledger& ledger) {
    std::string out;
    Places places(input.bytes);
    for (std::size_t i = 0; i < ledger.spans.size(); ++i) {
      const auto unclaimed = [&](std::size_t at) {
        return at < ledger.spans.size() && ledger.entries[ledger.spans[at].entry].state == Ledger::State::kUnclaimed;
      };
      if (!unclaimed(i)) continue;
      const std::size_t first = i;
      std::string words;
      for (; unclaimed(i); ++i) words += convert::text_of(ledger, ledger.spans[i], input.bytes) + ' ';
      const std::string where = "line " + std::to_string(places.of(ledger.spans[first].bytes.begin).line);
      out += "  " + padded(where, 14) + padded(std::to_string(convert::characters_of(words)) + " characters", 20) +
             excerpt(words) + '\n';
    }
    return out.empty() ? out : "unclaimed\n" + out;
  }

  // Where a value stands, line by line with a caret; why there is none.
  std::string value_report(const convert::Input& input, const Ledger& ledger,
                           const base::Result<convert::Converted>& converted) const {
    std::string out;
    Places places(input.bytes);
    for (const Ledger::Span& span : ledger.spans) {
      const Ledger::Entry& entry = ledger.entries[span.entry];
      const bool inside = entry.path == path_ || entry.path.starts_with(path_ + '/');
      if (entry.state != Ledger::State::kKept || !inside) continue;
      const Place place = places.of(span.bytes.begin);
      out += std::string(input.name) + ':' + std::to_string(place.line) + ':' + std::to_string(place.column) + ": " +
             entry.path + (entry.rule.empty() ? "" : " by " + entry.rule) + '\n';
      out += caret(input.bytes, span.bytes);
    }
    if (!converted) return out;
    const record::Value* absent = converted->record.find("absent");
    for (const record::Value& one : absent == nullptr ? record::List{} : *absent->as_list()) {
      const record::Map& entry = *one.as_map();
      const std::string& path = *entry.find("path")->as_text();
      if (path != path_ && !path.starts_with(path_ + '/')) continue;
      out += path + ": absent, " + *entry.find("reason")->as_text();
      if (const record::Value* text = entry.find("text"); text != nullptr) out += ": \"" + *text->as_text() + '"';
      out += '\n';
    }
    return out;
  }

  // The line that a span begins in, as far as it is near, and carets under the span.
  static std::string caret(std::string_view bytes, base::Span span) {
    constexpr std::size_t kWidest = 100;
    const std::size_t from = span.begin > kWidest / 2 ? span.begin - kWidest / 2 : 0;
    const std::size_t line_end = bytes.substr(from, span.begin - from).rfind('\n');
    const std::size_t begin = line_end == std::string_view::npos ? from : from + line_end + 1;
    const std::string_view line = bytes.substr(begin, std::min(bytes.substr(begin, kWidest).find('\n'), kWidest));
    const std::size_t before = span.begin - begin;
    const std::string marked = base::printable(line.substr(before, span.size()));
    return "  " + base::printable(line) + "\n  " +
           std::string(text::length(base::printable(line.substr(0, before))), ' ') +
           std::string(std::max<std::size_t>(text::length(marked), 1), '^') + '\n';
  }

  std::string page_, path_, url_;
  std::vector<std::string> rules_;
  convert::Options options_;
};

}  // namespace

std::unique_ptr<Invocation> make_explain() { return std::make_unique<Explain>(); }

}  // namespace thresh::cli
