// thresh convert: raw pages in, records out.
//
// Pages are read, converted and written one after another, so that memory stays constant, but for some 200 bytes a
// record by which its duplicates are known, and a run that ends early has written whole records. A page that fails is
// reported and the next one is not affected.
//
// Tested by tests/cli/.
#include "convert/convert.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "cli/command.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/fetch_settings.h"
#include "cli/inputs.h"
#include "cli/interrupt.h"
#include "cli/ledger_file.h"
#include "cli/load_rules.h"
#include "cli/shared_flags.h"
#include "convert/bookkeeping.h"
#include "convert/thread.h"
#include "emit/emit.h"
#include "normalize/normalize.h"
#include "record/duplicate_index.h"
#include "record/own_words.h"
#include "text/unicode.h"

namespace thresh::cli {
namespace {

std::vector<std::string> format_names() {
  std::vector<std::string> names;
  for (const emit::Format& format : emit::formats()) names.emplace_back(format.name);
  return names;
}

std::string plural(std::size_t n, std::string_view noun) {
  return std::to_string(n) + ' ' + std::string(noun) + (n == 1 ? "" : "s");
}

// What of archives is no page, for the summary.
std::string skipped_records(const source::Skipped& skipped) {
  std::string out;
  if (skipped.revisits > 0) out += ", " + plural(skipped.revisits, "revisit") + " skipped";
  if (skipped.statuses > 0) out += ", " + plural(skipped.statuses, "answer") + " with another status skipped";
  if (skipped.types > 0) out += ", " + plural(skipped.types, "answer") + " of another type skipped";
  return out;
}

Flag duplicates_flag(std::string& target) {
  return {.names = "--duplicates",
          .value = "WAY",
          .about =
              "records that say the same as an earlier one: mark (the default; the key\n`duplicate_of` names the "
              "earlier one), drop them, or keep them unlooked at",
          .target = &target,
          .choices = {"mark", "drop", "keep"}};
}

class Convert : public Invocation {
 public:
  std::vector<Flag> flags() override {
    std::vector<Flag> all = own_flags();
    for (Flag& flag : settings_.basic_flags()) all.push_back(std::move(flag));
    return all;
  }
  std::vector<Flag> own_flags() {
    return {
        {.names = "inputs",
         .value = "PAGE…",
         .about = "files, folders, patterns, .gz, archives (WARC, ARC), web addresses;\n- is standard input",
         .target = &inputs_,
         .required = true},
        {.names = "-t,--to",
         .value = "FORMAT",
         .about = "yaml, json, jsonl, csv, text or flat; else as the output's name says,\nelse yaml on a terminal "
                  "and jsonl in a pipe",
         .target = &to_,
         .choices = format_names()},
        {.names = "-o,--output",
         .value = "FILE",
         .about = "write there and not to standard output; the old file stays until the new\none is whole",
         .target = &output_},
        {.names = "-r,--rules",
         .value = "PATH",
         .about = "instead of the shipped selector files: one file, used for every page, or\na folder of them, of "
                  "which the one that matches is used",
         .target = &rules_},
        {.names = "--url",
         .value = "URL",
         .about = "where the page was fetched from (one input only)",
         .target = &url_},
        {.names = "--captured",
         .value = "WHEN",
         .about = "when the pages were fetched, ISO 8601: what \"3 days ago\" is counted from",
         .target = &captured_},
        {.names = "--thread",
         .value = "",
         .about = "the inputs are the pages of one thread, in this order: one record",
         .target = &thread_},
        {.names = "--bare",
         .value = "",
         .about = "the data alone: no absent, warnings, removed, completeness",
         .target = &bare_},
        {.names = "--strict",
         .value = "",
         .about = "print each warning, and leave with 1 if there is one",
         .target = &strict_},
        duplicates_flag(duplicates_),
        {.names = "--csv-raw",
         .value = "",
         .about = "leave CSV cells that a spreadsheet could take for formulas as they are",
         .target = &csv_raw_},
        {.names = "--ledger",
         .value = "FILE",
         .about = "write there what became of every character of each page, a line of\nJSON a page; `thresh restore` "
                  "reads it",
         .target = &ledger_path_},
        {.names = "--provenance",
         .value = "",
         .about =
             "each record says of each of its values which bytes of the page it was\nread from, by which rule, and "
             "how",
         .target = &options_.provenance},
        engine_flag(engine_),
    };
  }

  int run(Console& console) override {
    const auto rule_set = load_rules(rules_, console);
    if (!rule_set) return kBadRules;
    options_.rules = rule_set->rules;
    options_.use_first = rule_set->use_first;
    options_.parse.engine = engine_of(engine_);
    if (!captured_.empty() && !read_captured()) {
      console.error({base::ErrorCode::kUsage,
                     "--captured takes a day or an instant of ISO 8601, not " + captured_,
                     {},
                     "such as 2026-11-25 or 2026-11-25T14:30:00Z"});
      return kUsage;
    }
    if (auto read = settings_.read(console.disk()); !read) {
      console.error(read.error());
      return exit_code(read.error().code);
    }
    note_interrupts();
    Inputs inputs(inputs_, url_, console, captured_);
    inputs.fetch_with(settings_);
    if (const std::string wrong = check_combination(inputs, console.disk()); !wrong.empty()) {
      console.error({base::ErrorCode::kUsage, wrong, {}, ""});
      return kUsage;
    }
    const auto written = convert_all(inputs, console);
    if (const int code = report_written(written); code != kDone) return code;
    return finish(inputs, console);
  }

 private:
  // Brings the time of the capture into its usual form; false where it is no day.
  bool read_captured() {
    constexpr std::size_t kDay = 10;  // letters of YYYY-MM-DD
    const auto date = normalize::date(captured_);
    const bool iso = captured_.size() >= kDay && captured_[4] == '-' && date && date->iso.size() >= kDay;
    if (iso) captured_ = date->iso;
    return iso;
  }

  bool to_file() const { return !output_.empty() && output_ != "-"; }

  // What is wrong with the command line as a whole; empty if nothing is.
  std::string check_combination(const Inputs& inputs, base::Disk& disk) const {
    if (!url_.empty() && inputs.many()) return "--url goes with one input";
    if (thread_ && options_.provenance) return "--provenance tells of the bytes of one page, --thread has several";
    if (!ledger_path_.empty() && engine_ == "gumbo") return "--ledger is for the own engine only";
    if (options_.provenance && engine_ == "gumbo") return "--provenance is for the own engine only";
    if (ledger_path_ == "-" && !to_file()) return "--ledger - and the records would mix; give one of them a file";
    if (text::equals_ignoring_ascii_case(std::filesystem::path(output_).extension().string(), ".gz")) {
      return "compressed output is not written; leave --output out and pipe into gzip";
    }
    const std::filesystem::path ending = std::filesystem::path(output_).extension();
    if (to_file() && to_.empty() && !ending.empty() && emit::format_of_path(output_) == nullptr &&
        disk.kind(output_) != base::PathKind::kOther) {
      return "which format is " + ending.string() + "? Say it with --to";
    }
    if (to_file() && reads(inputs, output_, disk)) return "the output " + output_ + " is one of the inputs";
    if (reads(inputs, ledger_path_, disk)) return "the ledger " + ledger_path_ + " is one of the inputs";
    return !ledger_path_.empty() && ledger_path_ == output_ ? "the ledger and the records need a file each" : "";
  }

  // Whether one of the inputs is that file.
  static bool reads(const Inputs& inputs, const std::string& path, base::Disk& disk) {
    return !path.empty() && disk.kind(path) == base::PathKind::kFile &&
           std::ranges::any_of(inputs.names(), [&](const std::string& name) {
             std::error_code not_there;
             return std::filesystem::equivalent(name, path, not_there);
           });
  }

  const emit::Format& format() const {
    if (!to_.empty()) return *emit::find_format(to_);
    if (const emit::Format* by_name = emit::format_of_path(output_)) return *by_name;
    return *emit::find_format(!to_file() && ::isatty(STDOUT_FILENO) == 1 ? "yaml" : "jsonl");
  }

  base::Result<std::unique_ptr<base::Output>> open_output(base::Disk& disk) const {
    if (to_file()) return disk.create(output_);
    return base::descriptor_output(STDOUT_FILENO, "standard output");
  }

  base::Result<void> convert_all(Inputs& inputs, Console& console) {
    auto output = open_output(console.disk());
    if (!output) return std::unexpected(std::move(output.error()));
    if (!ledger_path_.empty()) {
      auto ledger = LedgerFile::create(console.disk(), ledger_path_);
      if (!ledger) return std::unexpected(std::move(ledger.error()));
      ledger_ = *std::move(ledger);
    }
    const auto emitter = format().make(**output, {.csv_raw = csv_raw_, .many = inputs.many() && !thread_});
    while (const auto input = inputs.next()) {
      if (auto written = convert_one(*input, inputs, *emitter, console); !written) return written;
    }
    if (auto written = write_thread(inputs, *emitter, console); !written) return written;
    if (to_file() && records_ == 0 && (inputs.failed() > 0 || interrupted() != 0)) {
      console.note("nothing was converted; " + output_ + " is not written");
      return ledger_ == nullptr ? base::Result<void>() : ledger_->commit();
    }
    if (auto finished = emitter->finish(); !finished) return finished;
    if (auto written = (*output)->commit(); !written || ledger_ == nullptr) return written;
    return ledger_->commit();
  }

  base::Result<void> convert_one(const convert::Input& input, Inputs& inputs, emit::Emitter& emitter,
                                 Console& console) {
    const std::string name(input.name);
    convert::Ledger ledger;
    auto converted = convert::convert(input, options_, ledger_ == nullptr ? nullptr : &ledger);
    if (ledger_ != nullptr) {
      auto written = ledger_->add(name, ledger, converted ? nullptr : &converted.error());
      if (!written) return written;
    }
    if (!converted) return inputs.fail(name, converted.error()), base::Result<void>();
    if (!thread_) return write_record(name, *converted, emitter, console);
    pages_.push_back(std::move(*converted));
    return {};
  }

  // The record of all pages, where they are those of one thread. A run that was interrupted has not seen them all.
  base::Result<void> write_thread(Inputs& inputs, emit::Emitter& emitter, Console& console) {
    if (pages_.empty() || interrupted() != 0) return {};
    auto joined = convert::join_pages(std::move(pages_), inputs.failed());
    if (!joined) return inputs.fail(inputs.names().front(), joined.error()), base::Result<void>();
    return write_record(inputs.names().front(), *joined, emitter, console);
  }

  base::Result<void> write_record(const std::string& name, convert::Converted& converted, emit::Emitter& emitter,
                                  Console& console) {
    if (is_duplicate(converted.record) && duplicates_ == "drop") return {};
    ++records_;
    if (converted.has_findings) {
      ++with_findings_;
      if (strict_) print_warnings(name, converted.record, console);
    }
    if (bare_) convert::strip_bookkeeping(converted.record);
    return emitter.write(converted.record);
  }

  // Whether it says the same as an earlier record; then it is marked.
  bool is_duplicate(record::Map& record) {
    if (duplicates_ == "keep") return false;
    const auto original = seen_.add(*record.find("id")->as_text(), record::fingerprint(record::own_words(record)));
    record.add("duplicate_of", original ? record::Value(original->id) : record::Value());
    if (original) ++repeated_;
    return original.has_value();
  }

  static void print_warnings(const std::string& name, const record::Map& record, Console& console) {
    for (const record::Value& warning : *record.find("warnings")->as_list()) {
      const record::Map& entry = *warning.as_map();
      const std::string& path = *entry.find("path")->as_text();
      console.warn(name + ": " + *entry.find("code")->as_text() + (path.empty() ? "" : ' ' + path) + ": " +
                   *entry.find("message")->as_text());
    }
  }

  int finish(const Inputs& inputs, Console& console) const {
    if (inputs.many() || inputs.failed() > 0 || with_findings_ > 0) {
      std::string summary = plural(records_, "record");
      if (with_findings_ > 0)
        summary +=
            ", " + std::to_string(with_findings_) + " with warnings" + (strict_ ? "" : " (--strict prints them)");
      if (repeated_ > 0) {
        summary += ", " + plural(repeated_, "duplicate") + (duplicates_ == "drop" ? " left out" : "");
      }
      if (inputs.failed() > 0) summary += ", " + plural(inputs.failed(), "page") + " failed";
      console.note(summary + skipped_records(inputs.skipped()));
    }
    if (interrupted() != 0) return kKilled + interrupted();
    if (inputs.unfetched() > 0) return kNetworkFailed;
    if (inputs.failed() > 0) return kBadInput;
    return strict_ && with_findings_ > 0 ? kFindings : kDone;
  }

  FetchSettings settings_;
  std::vector<std::string> inputs_, rules_;
  std::string to_, output_, url_, captured_, engine_, ledger_path_, duplicates_;
  std::unique_ptr<LedgerFile> ledger_;
  std::vector<convert::Converted> pages_;  // of a thread
  bool bare_ = false, strict_ = false, csv_raw_ = false, thread_ = false;
  convert::Options options_;
  record::DuplicateIndex seen_;
  std::size_t records_ = 0, with_findings_ = 0, repeated_ = 0;
};

}  // namespace

std::unique_ptr<Invocation> make_convert() { return std::make_unique<Convert>(); }

}  // namespace thresh::cli
