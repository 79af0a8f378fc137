// thresh convert: raw pages in, records out.
//
// Pages are read one after another, converted by several threads, and written in order (convert_run.h), so that memory
// stays constant, but for some 200 bytes a record by which its duplicates are known, and a run that ends early has
// written whole records. A page that fails is reported and the next one is not affected.
//
// Tested by tests/cli/.
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <thread>

#include "base/clock.h"
#include "base/descriptor.h"
#include "base/sha256.h"
#include "cli/command.h"
#include "cli/commands.h"
#include "cli/convert_run.h"
#include "cli/exit_code.h"
#include "cli/fetch_settings.h"
#include "cli/input_flags.h"
#include "cli/inputs.h"
#include "cli/interrupt.h"
#include "cli/kind_files.h"
#include "cli/ledger_file.h"
#include "cli/load_rules.h"
#include "cli/output_flags.h"
#include "cli/quantity.h"
#include "cli/record_output.h"
#include "cli/run_journal.h"
#include "cli/same_place.h"
#include "cli/shared_flags.h"
#include "cli/url_reader.h"
#include "cli/version.h"
#include "convert/custom_columns.h"
#include "convert/known_fields.h"
#include "dataset/lock.h"
#include "emit/emit.h"
#include "normalize/normalize.h"
#include "rules/load.h"
#include "text/unicode.h"

namespace thresh::cli {
namespace {

std::string plural(std::size_t n, std::string_view noun) {
  return std::to_string(n) + ' ' + std::string(noun) + (n == 1 ? "" : "s");
}

// What of archives and dumps is no page, for the summary.
std::string skipped_records(const source::Skipped& skipped) {
  std::string out;
  if (skipped.revisits > 0) out += ", " + plural(skipped.revisits, "revisit") + " skipped";
  if (skipped.statuses > 0) out += ", " + plural(skipped.statuses, "answer") + " with another status skipped";
  if (skipped.types > 0) out += ", " + plural(skipped.types, "answer") + " of another type skipped";
  if (skipped.rows > 0) out += ", " + plural(skipped.rows, "row") + " without HTML or text skipped";
  if (skipped.entries > 0) out += ", " + plural(skipped.entries, "file") + " of another kind skipped";
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
    std::vector<Flag> all = with_input_flags(own_flags(), input_);
    for (Flag& flag : output_flags_.flags()) all.push_back(std::move(flag));
    for (Flag& flag : settings_.basic_flags()) all.push_back(std::move(flag));
    return all;
  }
  std::vector<Flag> own_flags() {
    return {
        {.names = "inputs",
         .value = "PAGE…",
         .about = "files, folders, patterns, .gz, archives (WARC, tar, zip), dumps\n(JSON lines, CSV, SQLite), web "
                  "addresses; - is standard input",
         .target = &inputs_,
         .required = true},
        {.names = "-t,--to",
         .value = "FORMAT",
         .about = to_about_,
         .target = &records_.format,
         .choices = emit::format_names()},
        {.names = "-o,--output",
         .value = "FILE",
         .about = "write there and not to standard output; the old file stays until the new\none is whole. Of tables "
                  "(arrow, parquet) a folder takes a file a kind, and\nso does a name with {kind} in it",
         .target = &records_.path},
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
         .target = &convert_.thread},
        {.names = "--bare",
         .value = "",
         .about = "the data alone: no absent, warnings, removed, completeness",
         .target = &records_.bare},
        {.names = "--strict",
         .value = "",
         .about = "print each warning, and leave with 1 if there is one",
         .target = &convert_.strict},
        duplicates_flag(duplicates_),
        {.names = "-j,--jobs",
         .value = "N",
         .about = "so many threads (without this as many as there are processors); the output\nis the same for any",
         .target = &jobs_},
        {.names = "--where",
         .value = "CONDITION",
         .about = "only records that fulfil it: \"kind = qa and count(answers) >= 3\"; its\nlanguage: docs/guide.md",
         .target = &where_},
        {.names = "--fields",
         .value = "LIST",
         .about = "only these values of each record: title,answers.author.name",
         .target = &fields_},
        {.names = "--resume",
         .value = "",
         .about = "keep what is done in OUTPUT.part, and where it was killed go on from\nthere; jsonl and flat only",
         .target = &resume_},
        {.names = "--limit", .value = "N", .about = "stop after so many records", .target = &limit_},
        {.names = "--sample",
         .value = "SHARE",
         .about = "only that share of the pages (10%, 0.1, 1/10), the same ones each time",
         .target = &sample_},
        {.names = "--csv-raw",
         .value = "",
         .about = "leave CSV cells that a spreadsheet could take for formulas as they are",
         .target = &records_.csv_raw},
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
         .target = &convert_.options.provenance},
        engine_flag(engine_),
    };
  }

  int run(Console& console) override {
    // What a run is resumed by asks for the whole of all files.
    std::optional<rules::Shipped> shipped;
    std::optional<rules::RuleSet> rule_set;
    if (rules_.empty() && !resume_) {
      shipped.emplace(base::Limits{});
      for (const base::Error& error : shipped->errors()) console.error(error);
      if (!shipped->errors().empty()) return kBadRules;
      convert_.options.shipped = &*shipped;
      convert_.options.rules = shipped->heads();
      convert_.options.gives_way = true;
    } else {
      rule_set = load_rules(rules_, console);
      if (!rule_set) return kBadRules;
      convert_.options.rules = rule_set->rules;
      convert_.options.use_first = rule_set->use_first;
      convert_.options.gives_way = rule_set->shipped;
    }
    records_.custom_fields = convert::custom_columns(convert_.options.rules);
    convert_.options.parse.engine = engine_of(engine_);
    convert_.options.origins_apart = true;  // RecordOutput puts them into the record
    if (auto read = read_flags(); !read) return usage(read.error(), console);
    if (auto read = settings_.read(console.disk()); !read) return usage(read.error(), console);
    if (auto known = read_format(console.disk()); !known) return usage(known.error(), console);
    note_interrupts();
    if (!Inputs::check_url(url_, console)) return kUsage;
    Inputs inputs(inputs_, url_, console, captured_, input_.options());
    inputs.fetch_with(settings_);
    if (auto known = check_fields(); !known) return usage(known.error(), console);
    if (auto fits = check_combination(inputs, console.disk()); !fits) return usage(fits.error(), console);
    if (auto safe = check_rules_stay(rule_set, console.disk()); !safe) return usage(safe.error(), console);
    if (!inputs.many()) convert_.jobs = 1;
    records_.many = inputs.many() && !convert_.thread;
    if (resume_) run_ = run_digest(inputs, rule_set->rules, console.disk());
    const auto written = convert_all(inputs, console);
    if (const int code = report_written(written); code != kDone) return code;
    return finish(inputs, console);
  }

 private:
  static int usage(const base::Error& error, Console& console) {
    console.error(error);
    return exit_code(error.code);
  }

  static std::unexpected<base::Error> wrong(std::string message, std::string hint = {}) {
    return base::failure(base::ErrorCode::kUsage, std::move(message), std::move(hint));
  }

  base::Result<void> read_flags() {
    constexpr std::int64_t kMostJobs = 1024;
    if (!captured_.empty() && !read_captured()) {
      return wrong("--captured takes a day or an instant of ISO 8601, not " + captured_,
                   "such as 2026-11-25 or 2026-11-25T14:30:00Z");
    }
    records_.duplicates = duplicates_ == "drop"   ? Duplicates::kDrop
                          : duplicates_ == "keep" ? Duplicates::kKeep
                                                  : Duplicates::kMark;
    const auto jobs =
        jobs_.empty() ? std::max(std::thread::hardware_concurrency(), 1U) : read_number(jobs_, 1, kMostJobs);
    if (!jobs) return wrong("--jobs takes a number from 1 to " + std::to_string(kMostJobs) + ", not " + jobs_);
    convert_.jobs = static_cast<std::size_t>(*jobs);
    if (!limit_.empty()) {
      const auto limit = read_number(limit_, 1, INT64_MAX);
      if (!limit) return wrong("--limit takes a number of records, 1 or more, not " + limit_);
      records_.limit = static_cast<std::size_t>(*limit);
    }
    if (!sample_.empty()) {
      convert_.sample = Sample::read(sample_);
      if (!convert_.sample) return wrong("--sample takes a share, not " + sample_, "such as 10%, 0.1 or 1/10");
    }
    if (auto read = output_flags_.read(records_); !read) return read;
    if (auto read = read_fields(); !read) return read;
    if (where_.empty()) return {};
    auto condition = convert::Condition::read(where_);
    if (!condition) return wrong("--where: " + condition.error().message);
    records_.where = *std::move(condition);
    return {};
  }

  base::Result<void> read_format(base::Disk& disk) {
    if (text::equals_ignoring_ascii_case(std::filesystem::path(records_.path).extension().string(), ".gz")) {
      return wrong("compressed output is not written; leave --output out and pipe into gzip");
    }
    auto format = RecordOutput::format_of(disk, records_);
    if (!format) return std::unexpected(std::move(format.error()));
    format_ = *format;
    records_.path = with_kinds(disk, *format_, records_.path);
    return {};
  }

  base::Result<void> read_fields() {
    for (std::string_view rest = fields_; !rest.empty();) {
      const std::size_t end = std::min(rest.find(','), rest.size());
      const std::string_view name = text::trim(rest.substr(0, end));
      auto path = record::FieldPath::read(name);
      if (!path) return wrong("--fields: `" + std::string(name) + "` is no name of a field");
      records_.fields.push_back(*std::move(path));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return {};
  }

  // Whether records can have what --fields and --where name.
  base::Result<void> check_fields() const {
    const convert::KnownFields known(records_.custom_fields.get());
    const auto check = [&known](const std::vector<record::FieldPath>& paths,
                                std::string_view flag) -> base::Result<void> {
      for (const record::FieldPath& path : paths) {
        auto checked = known.check(path);
        if (!checked) return wrong(std::string(flag) + ": " + checked.error().message, checked.error().hint);
      }
      return {};
    };
    if (auto checked = check(records_.fields, "--fields"); !checked) return checked;
    return check(records_.where.fields(), "--where");
  }

  // Brings the time of the capture into its usual form; false where it is no day.
  bool read_captured() {
    constexpr std::size_t kDay = 10;  // letters of YYYY-MM-DD
    const auto date = normalize::date(captured_);
    const bool iso = captured_.size() >= kDay && captured_[4] == '-' && date && date->iso.size() >= kDay;
    if (iso) captured_ = date->iso;
    return iso;
  }

  bool to_file() const { return RecordOutput::is_file(records_.path); }

  // What is wrong with the command line as a whole.
  base::Result<void> check_combination(const Inputs& inputs, base::Disk& disk) const {
    const std::string& output = records_.path;
    if (!url_.empty() && inputs.many()) return wrong("--url goes with one input");
    if (convert_.thread && convert_.options.provenance) {
      return wrong("--provenance tells of the bytes of one page, --thread has several");
    }
    if (convert_.thread && convert_.sample)
      return wrong("--sample leaves out pages of which --thread makes one record");
    if (!ledger_path_.empty() && engine_ == "gumbo") return wrong("--ledger is for the own engine only");
    if (convert_.options.provenance && engine_ == "gumbo") return wrong("--provenance is for the own engine only");
    if (ledger_path_ == "-" && !to_file()) {
      return wrong("--ledger - and the records would mix; give one of them a file");
    }
    if (!records_.fields.empty() && format_->fields == emit::Fields::kFixed) {
      return wrong("--fields does not go with " + std::string(format_->name) + ", whose fields are fixed",
                   "write yaml, json, jsonl or csv");
    }
    if (auto fits = check_resume(inputs, *format_, disk); !fits) return fits;
    if (auto fits = OutputFlags::check(records_, *format_, disk); !fits) return fits;
    if (reads(inputs, ledger_path_, disk)) return wrong("the ledger " + ledger_path_ + " is one of the inputs");
    for (const std::string& file : files_of(*format_, output)) {
      if (to_file() && reads(inputs, file, disk)) return wrong("the output " + file + " is one of the inputs");
      if (same_place(disk, ledger_path_, file)) return wrong("the ledger and the records need a file each");
    }
    return {};
  }

  base::Result<void> check_rules_stay(const std::optional<rules::RuleSet>& set, base::Disk& disk) const {
    if (rules_.empty() || !set) return {};
    for (const std::string& file : files_of(*format_, records_.path)) {
      if (to_file() && replaces_rules(disk, file, *set)) {
        return wrong("the output " + file + " is one of the selector files");
      }
    }
    if (replaces_rules(disk, ledger_path_, *set)) {
      return wrong("the ledger " + ledger_path_ + " is one of the selector files");
    }
    return {};
  }

  base::Result<void> check_resume(const Inputs& inputs, const emit::Format& format, base::Disk& disk) const {
    if (!resume_) return {};
    if (!to_file() || ledger_path_ == "-") return wrong("--resume goes with --output FILE");
    if (!format.grows) return wrong("--resume does not go with " + std::string(format.name), "write jsonl or flat");
    if (convert_.thread) return wrong("--resume does not go with --thread");
    if (records_.shards.any()) return wrong("--resume does not go with shards");
    if (records_.package) return wrong("--resume does not go with --package");
    for (const std::string* path : {&records_.path, &ledger_path_}) {
      const base::PathKind kind = disk.kind(*path);
      const bool grows = kind == base::PathKind::kFile || kind == base::PathKind::kMissing;
      if (path->empty() || (grows && !base::descriptor_of_path(*path))) continue;
      return wrong("--resume writes regular files, and " + *path + " is none");
    }
    const bool again =
        std::ranges::none_of(inputs.names(), [](const std::string& name) { return name == "-" || is_url(name); });
    return again ? base::Result<void>() : wrong("--resume goes with files, which can be read again");
  }

  // Size of a file and when it was changed last: what tells that it is still the same without reading it.
  static std::string stamp_of(const std::string& file) {
    std::error_code unknown;
    const auto size = std::filesystem::file_size(file, unknown);
    const auto changed = std::filesystem::last_write_time(file, unknown).time_since_epoch().count();
    return std::to_string(size) + ' ' + std::to_string(changed);
  }

  // What a run is: two that have the same digest give the same output.
  std::string run_digest(const Inputs& inputs, const std::vector<rules::Rules>& rules, base::Disk& disk) const {
    std::string said = version_line() + '\n';
    for (const std::string& name : inputs.names()) said += name + '\n' + stamp_of(source::file_of(disk, name)) + '\n';
    for (const rules::Rules& one : rules) said += rules::resolved(one) + '\n';
    const source::InputOptions input = input_.options();
    said += std::to_string(static_cast<int>(input.kind)) + '\n';
    for (const std::string* flag : {&input.keys.url, &input.keys.html, &input.keys.text, &input.keys.time, &input.table,
                                    &url_, &captured_, &engine_, &ledger_path_, &duplicates_, &where_, &fields_,
                                    &limit_, &sample_, &records_.format, &records_.path}) {
      said += *flag + '\n';
    }
    for (const bool flag : {convert_.options.use_first, convert_.options.provenance, records_.bare})
      said += flag ? '1' : '0';
    return base::hex(base::sha256(said));
  }

  // Whether one of the inputs is that file.
  static bool reads(const Inputs& inputs, const std::string& path, base::Disk& disk) {
    return !path.empty() && disk.kind(path) == base::PathKind::kFile &&
           std::ranges::any_of(inputs.names(), [&](const std::string& name) {
             return same_place(disk, source::file_of(disk, name), path);
           });
  }

  base::Result<void> convert_all(Inputs& inputs, Console& console) {
    if (auto opened = open_outputs(inputs, console.disk()); !opened) return opened;
    if (journal_ != nullptr && journal_->is_done()) return {};
    const bool shows = !console.quiet() && inputs.many() && ::isatty(STDERR_FILENO) == 1 &&
                       (to_file() || ::isatty(STDOUT_FILENO) != 1);
    Progress progress(base::system_clock(), shows);
    ConvertRun run(convert_, inputs, *output_, ledger_.get(), progress, console);
    if (auto written = run.run(); !written) return written;
    with_findings_ = run.with_findings();
    if (journal_ != nullptr) return finish_journal(run.state(), console);
    const bool nothing = output_->records() == 0 && (inputs.failed() > 0 || interrupted() != 0);
    if (to_file() && nothing) {
      console.note("nothing was converted; " + records_.path + " is not written");
    } else if (auto written = output_->commit(console.disk()); !written) {
      return written;
    } else if (records_.shards.any() || has_kinds(*format_, records_.path)) {
      warn_of_others(console);
    }
    if (ledger_ == nullptr) return {};
    // An older ledger belongs to the records of an older run, which stay as well.
    if (nothing && console.disk().kind(ledger_path_) == base::PathKind::kFile) {
      console.note("nothing was converted; the ledger " + ledger_path_ + " stays as it was");
      return {};
    }
    return ledger_->commit();
  }

  base::Result<void> open_outputs(Inputs& inputs, base::Disk& disk) {
    if (resume_) {
      if (auto opened = open_journal(inputs, disk); !opened) return opened;
    }
    auto output = RecordOutput::create(disk, records_, journal_ == nullptr ? nullptr : journal_->records());
    if (!output) return std::unexpected(std::move(output.error()));
    output_ = *std::move(output);
    if (journal_ != nullptr) {
      if (auto gone_on = go_on(); !gone_on || journal_->is_done()) return gone_on;
    }
    if (ledger_path_.empty()) return {};
    if (journal_ != nullptr) {
      ledger_ = std::make_unique<LedgerFile>(journal_->ledger());
      return {};
    }
    auto ledger = LedgerFile::create(disk, ledger_path_);
    if (!ledger) return std::unexpected(std::move(ledger.error()));
    ledger_ = *std::move(ledger);
    return {};
  }

  base::Result<void> open_journal(Inputs& inputs, base::Disk& disk) {
    for (const std::string* path : {&records_.path, &ledger_path_}) {
      if (path->empty()) continue;
      if (auto locked = lock_parts_of(*path, disk); !locked) return locked;
    }
    auto journal = RunJournal::open(disk, records_.path, ledger_path_, run_);
    if (!journal) return std::unexpected(std::move(journal.error()));
    journal_ = *std::move(journal);
    convert_.before = journal_->state();
    if (convert_.before.pages > 0 || journal_->is_done()) {
      inputs.go_on(convert_.before.failed, convert_.before.unfetched);
    }
    convert_.save = [this](const RunState& state) { return journal_->save(state); };
    records_.on_original = [this](auto id, const auto& print) { journal_->keep_original(id, print); };
    return {};
  }

  // One run at a time writes what stands beside a file.
  base::Result<void> lock_parts_of(const std::string& path, base::Disk& disk) {
    const auto place = disk.place_of(path);
    if (!place) return std::unexpected(place.error());
    auto lock = dataset::Lock::take(*place + ".part.lock", base::system_clock());
    if (!lock) return std::unexpected(std::move(lock.error()));
    locks_.push_back(*std::move(lock));
    locks_.back().leave_nothing();
    return {};
  }

  base::Result<void> go_on() {
    const RunState& before = convert_.before;
    output_->go_on(before.records, before.repeated, before.unwanted);
    with_findings_ = before.with_findings;
    if (journal_->is_done()) return {};
    return journal_->for_each_original([&](auto id, const auto& print) { output_->know(id, print); });
  }

  base::Result<void> finish_journal(const RunState& state, Console& console) {
    if (interrupted() == 0) return journal_->finish(state);
    console.note("stopped; run it again, and it goes on from there");
    return journal_->save(state);
  }

  // Readers of a pattern would read them as well. They are not ours to take away.
  void warn_of_others(Console& console) const {
    std::vector<std::string> written;
    for (const WrittenFile& file : output_->files()) written.push_back(file.path);
    const bool kinds = has_kinds(*format_, records_.path);
    std::vector<std::string> others;
    for (const std::string& file : files_of(*format_, records_.path)) {
      std::ranges::move(other_shards(console.disk(), file, written), std::back_inserter(others));
      const bool stands = kinds && console.disk().kind(file) == base::PathKind::kFile;
      if (stands && std::ranges::find(written, file) == written.end()) others.push_back(file);
    }
    if (others.empty()) return;
    console.warn(plural(others.size(), "file") + " of another run " + (others.size() == 1 ? "stands" : "stand") +
                 " beside these: " + others.front() + (others.size() == 1 ? "" : " …"));
  }

  int finish(const Inputs& inputs, Console& console) const {
    if (inputs.many() || inputs.failed() > 0 || with_findings_ > 0) console.note(summary(inputs));
    if (interrupted() != 0) return kKilled + interrupted();
    if (inputs.failed() > 0) return inputs.exit_code();
    return convert_.strict && with_findings_ > 0 ? kFindings : kDone;
  }

  std::string summary(const Inputs& inputs) const {
    std::string out = plural(output_->records(), "record");
    if (with_findings_ > 0) {
      out += ", " + std::to_string(with_findings_) + " with warnings";
      if (!convert_.strict) out += " (--strict prints them)";
    }
    if (output_->repeated() > 0) {
      out += ", " + plural(output_->repeated(), "duplicate");
      if (records_.duplicates == Duplicates::kDrop) out += " left out";
    }
    if (output_->unwanted() > 0) out += ", " + std::to_string(output_->unwanted()) + " that --where leaves out";
    if (inputs.failed() > 0) out += ", " + plural(inputs.failed(), "page") + " failed";
    return out + skipped_records(inputs.skipped());
  }

  InputFlags input_;
  FetchSettings settings_;
  OutputFlags output_flags_;
  const std::string to_about_ =
      emit::format_list() + ";\nelse as the output's name says, else yaml on a terminal, jsonl in a pipe";
  std::vector<std::string> inputs_, rules_;
  std::string url_, captured_, engine_, ledger_path_, duplicates_, jobs_, where_, fields_, limit_, sample_, run_;
  bool resume_ = false;
  std::vector<dataset::Lock> locks_;  // of the journal's files
  std::unique_ptr<RunJournal> journal_;
  std::unique_ptr<LedgerFile> ledger_;
  ConvertSettings convert_;
  RecordOptions records_;
  const emit::Format* format_ = nullptr;
  std::unique_ptr<RecordOutput> output_;
  std::size_t with_findings_ = 0;
};

}  // namespace

std::unique_ptr<Invocation> make_convert() { return std::make_unique<Convert>(); }

}  // namespace thresh::cli
