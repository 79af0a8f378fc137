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
#include "convert/convert.h"
#include "text/unicode.h"

namespace thresh::cli {
namespace {

using convert::Ledger;

// Spans of one entry: how many characters they have, and the text of the first.
struct Sum {
  std::size_t first = 0;  // the index of its first span
  std::size_t bytes = 0, spans = 0;
};

// Where a byte stands in the input: line and column, and the line itself.
struct Place {
  std::size_t line = 1, column = 1;
  std::size_t begin = 0, end = 0;  // of the line, in bytes
};

Place place_of(std::string_view bytes, std::size_t at) {
  Place place;
  const std::string_view before = bytes.substr(0, at);
  place.line = static_cast<std::size_t>(std::ranges::count(before, '\n')) + 1;
  const std::size_t line_end = before.rfind('\n');
  place.begin = line_end == std::string_view::npos ? 0 : line_end + 1;
  place.end = std::min(bytes.find('\n', at), bytes.size());
  place.column = text::length(bytes.substr(place.begin, at - place.begin)) + 1;
  return place;
}

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
        {.names = "-r,--rules",
         .value = "PATH",
         .about = "a selector file, or a folder of them, instead of the shipped ones",
         .target = &rules_},
        {.names = "--url", .value = "URL", .about = "where the page was fetched from", .target = &url_},
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
    if (inputs.many() || inputs.names().size() > 1) {
      console.error({base::ErrorCode::kUsage, "explain takes one page", {}, {}});
      return kUsage;
    }
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
  static std::string_view bytes_of(const convert::Input& input, base::Span span) {
    return input.bytes.substr(span.begin, span.size());
  }

  static std::string excerpt(const convert::Input& input, const Ledger& ledger, base::Span span) {
    return '"' + base::printable(clean::example_of(convert::text_of(ledger, bytes_of(input, span)))) + '"';
  }

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
                excerpt(input, ledger, ledger.spans[sum.first].bytes) + '\n';
      }
      if (!list.empty()) out += std::string(convert::name(state)) + '\n' + list;
    }
    return out + unclaimed_report(input, ledger);
  }

  // By block: spans between which nothing is that a rule knew.
  static std::string unclaimed_report(const convert::Input& input, const Ledger& ledger) {
    std::string out;
    for (std::size_t i = 0; i < ledger.spans.size(); ++i) {
      const auto unclaimed = [&](std::size_t at) {
        return at < ledger.spans.size() && ledger.entries[ledger.spans[at].entry].state == Ledger::State::kUnclaimed;
      };
      if (!unclaimed(i)) continue;
      const std::size_t first = i;
      std::string words;
      for (; unclaimed(i); ++i) words += convert::text_of(ledger, bytes_of(input, ledger.spans[i].bytes)) + ' ';
      const Place place = place_of(input.bytes, ledger.spans[first].bytes.begin);
      const std::string where = "line " + std::to_string(place.line);
      out += "  " + padded(where, 14) + padded(std::to_string(convert::characters_of(words)) + " characters", 20) +
             '"' + base::printable(clean::example_of(words)) + "\"\n";
    }
    return out.empty() ? out : "unclaimed\n" + out;
  }

  // Where a value stands, line by line with a caret; why there is none.
  std::string value_report(const convert::Input& input, const Ledger& ledger,
                           const base::Result<convert::Converted>& converted) const {
    std::string out;
    for (const Ledger::Span& span : ledger.spans) {
      const Ledger::Entry& entry = ledger.entries[span.entry];
      const bool inside = entry.path == path_ || entry.path.starts_with(path_ + '/');
      if (entry.state != Ledger::State::kKept || !inside) continue;
      const Place place = place_of(input.bytes, span.bytes.begin);
      out += std::string(input.name) + ':' + std::to_string(place.line) + ':' + std::to_string(place.column) + ": " +
             entry.path + (entry.rule.empty() ? "" : " by " + entry.rule) + '\n';
      out += caret(input.bytes, place, span.bytes);
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

  static std::string caret(std::string_view bytes, const Place& place, base::Span span) {
    constexpr std::size_t kWidest = 100;
    const std::size_t begin = span.begin - place.begin > kWidest / 2 ? span.begin - kWidest / 2 : place.begin;
    const std::size_t end = std::min(place.end, begin + kWidest);
    const std::string before = base::printable(bytes.substr(begin, span.begin - begin));
    const std::size_t shown = std::min<std::size_t>(span.end, end);
    const std::string marked =
        base::printable(bytes.substr(span.begin, shown - std::min<std::size_t>(span.begin, shown)));
    return "  " + base::printable(bytes.substr(begin, end - begin)) + "\n  " + std::string(text::length(before), ' ') +
           std::string(std::max<std::size_t>(text::length(marked), 1), '^') + '\n';
  }

  std::string page_, path_, url_;
  std::vector<std::string> rules_;
  convert::Options options_;
};

}  // namespace

std::unique_ptr<Invocation> make_explain() { return std::make_unique<Explain>(); }

}  // namespace thresh::cli
