// thresh convert: raw pages in, records out.
//
// Pages are read, converted and written one after another, so that memory stays constant and a run that ends early has
// written whole records. A page that fails is reported and the next one is not affected.
//
// Tested by tests/cli/.
#include "convert/convert.h"

#include <unistd.h>

#include <csignal>

#include "cli/command.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/load_rules.h"
#include "convert/bookkeeping.h"
#include "emit/emit.h"
#include "source/source.h"

namespace thresh::cli {
namespace {

volatile std::sig_atomic_t interrupted = 0;

void on_interrupt(int) { interrupted = 1; }

std::vector<std::string> format_names() {
  std::vector<std::string> names;
  for (const emit::Format& format : emit::formats()) names.emplace_back(format.name);
  return names;
}

std::string plural(std::size_t n, std::string_view noun) {
  return std::to_string(n) + ' ' + std::string(noun) + (n == 1 ? "" : "s");
}

class Convert : public Invocation {
 public:
  std::vector<Flag> flags() override {
    return {
        {.names = "inputs", .value = "PAGE…", .about = "files, folders, patterns, .gz; - is standard input", .target = &inputs_, .required = true},
        {.names = "-t,--to", .value = "FORMAT", .about = "yaml, json, jsonl, csv, text or flat; else by the output's name, else yaml on a terminal and jsonl in a pipe", .target = &to_, .choices = format_names()},
        {.names = "-o,--output", .value = "FILE", .about = "write there instead of to standard output", .target = &output_},
        {.names = "-r,--rules", .value = "PATH", .about = "a selector file, used for every page, or a folder of them, instead of the shipped ones", .target = &rules_},
        {.names = "--url", .value = "URL", .about = "where the page was fetched from (one input only)", .target = &url_},
        {.names = "--bare", .value = "", .about = "the data alone: no absent, warnings, removed, completeness", .target = &bare_},
        {.names = "--strict", .value = "", .about = "leave with 1 if any record has a warning", .target = &strict_},
        {.names = "--csv-raw", .value = "", .about = "leave CSV cells that could be formulas as they are", .target = &csv_raw_},
    };
  }

  int run(Console& console) override {
    const auto rule_set = load_rules(rules_, console);
    if (!rule_set) return kBadRules;
    options_.rules = rule_set->rules;
    options_.use_first = rule_set->use_first;
    const std::vector<std::string> names = find_inputs(console);
    if (!url_.empty() && names.size() > 1) {
      console.error({base::ErrorCode::kUsage, "--url goes with one input", {}, ""});
      return kUsage;
    }
    std::signal(SIGINT, on_interrupt);
    const auto written = convert_all(names, console);
    if (!written) {
      if (written.error().code != base::ErrorCode::kClosedOutput) console.error(written.error());
      if (written.error().code != base::ErrorCode::kClosedOutput) return exit_code(written.error().code);
    }
    return finish(names, console);
  }

 private:
  // The inputs that the arguments stand for. One that does not exist is reported; the others are converted.
  std::vector<std::string> find_inputs(Console& console) {
    std::vector<std::string> names;
    for (const std::string& argument : inputs_) {
      auto found = source::expand(console.disk(), std::span(&argument, 1));
      if (found) {
        names.insert(names.end(), found->begin(), found->end());
      } else {
        fail(argument, found.error(), console);
      }
    }
    return names;
  }

  const emit::Format& format() const {
    if (!to_.empty()) return *emit::find_format(to_);
    if (const emit::Format* by_name = emit::format_of_path(output_)) return *by_name;
    return *emit::find_format(output_.empty() && ::isatty(STDOUT_FILENO) == 1 ? "yaml" : "jsonl");
  }

  base::Result<void> convert_all(const std::vector<std::string>& names, Console& console) {
    std::unique_ptr<base::Output> output;
    if (output_.empty() || output_ == "-") {
      output = base::descriptor_output(STDOUT_FILENO, "standard output");
    } else {
      auto created = console.disk().create(output_);
      if (!created) return std::unexpected(std::move(created.error()));
      output = std::move(*created);
    }
    const auto emitter = format().make(*output, {.csv_raw = csv_raw_, .many = names.size() > 1});
    for (const std::string& name : names) {
      if (interrupted != 0) break;
      if (auto written = convert_one(name, *emitter, console); !written) return written;
    }
    if (auto finished = emitter->finish(); !finished) return finished;
    return output->commit();
  }

  base::Result<void> convert_one(const std::string& name, emit::Emitter& emitter, Console& console) {
    auto raw = source::read(console.disk(), name, options_.limits);
    if (!raw) return fail(name, raw.error(), console), base::Result<void>();
    convert::Input input;
    input.name = raw->name;
    input.bytes = raw->bytes;
    input.url = url_.empty() ? raw->url : url_;
    input.cut = raw->cut;
    auto converted = convert::convert(input, options_);
    if (!converted) return fail(name, converted.error(), console), base::Result<void>();
    ++records_;
    if (converted->has_findings) report_findings(name, converted->record, console);
    if (bare_) convert::strip_bookkeeping(converted->record);
    return emitter.write(converted->record);
  }

  void fail(const std::string& name, const base::Error& error, Console& console) {
    ++failed_;
    console.page_error(name, error);
  }

  void report_findings(const std::string& name, const record::Map& record, Console& console) {
    const record::List& warnings = *record.find("warnings")->as_list();
    with_findings_ += 1;
    if (!strict_) return;
    for (const record::Value& warning : warnings) {
      const record::Map& entry = *warning.as_map();
      console.warn(name + ": " + *entry.find("code")->as_text() + ' ' + *entry.find("path")->as_text() + ": " + *entry.find("message")->as_text());
    }
  }

  int finish(const std::vector<std::string>& names, Console& console) const {
    if (names.size() + failed_ > 1 || failed_ > 0 || with_findings_ > 0) {
      std::string summary = plural(records_, "record");
      if (with_findings_ > 0) summary += ", " + std::to_string(with_findings_) + " with warnings";
      if (failed_ > 0) summary += ", " + plural(failed_, "page") + " failed";
      console.note(summary);
    }
    if (interrupted != 0) return kInterrupted;
    if (failed_ > 0) return kBadInput;
    return strict_ && with_findings_ > 0 ? kFindings : kDone;
  }

  std::vector<std::string> inputs_, rules_;
  std::string to_, output_, url_;
  bool bare_ = false, strict_ = false, csv_raw_ = false;
  convert::Options options_;
  std::size_t records_ = 0, failed_ = 0, with_findings_ = 0;
};

}  // namespace

std::unique_ptr<Invocation> make_convert() { return std::make_unique<Convert>(); }

}  // namespace thresh::cli
