// thresh diff OLD NEW: what changed between two versions of a dataset, or between two files of records, and why.
//
// Tested by tests/cli/diff.test.
#include "dataset/diff.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <optional>

#include "cli/commands.h"
#include "cli/data_folder.h"
#include "cli/exit_code.h"
#include "cli/same_place.h"
#include "dataset/change_writers.h"
#include "dataset/diff_side.h"

namespace thresh::cli {
namespace {

bool color_wanted() {
  const char* no_color = std::getenv("NO_COLOR");
  return (no_color == nullptr || *no_color == '\0') && ::isatty(STDOUT_FILENO) == 1;
}

class Diff : public Invocation {
 public:
  std::vector<Flag> flags() override {
    return {
        {.names = "inputs",
         .value = "OLD NEW",
         .about = "folders of versions, or files of records (.jsonl, .json, .yaml); or a data\nfolder (or a dataset's "
                  "file) and the numbers of one or two versions (without a second one: the\nlatest; without any: the "
                  "one before the latest "
                  "and the latest)",
         .target = &inputs_,
         .required = true},
        {.names = "--json", .value = "", .about = "a line of JSON a record that differs", .target = &json_},
        {.names = "--html",
         .value = "FILE",
         .about = "write a page to look at there; - is standard output",
         .target = &html_},
    };
  }

  int run(Console& console) override {
    if (json_ && !html_.empty()) return usage("--json and --html are two outputs; one at a time", console);
    std::string before, after;
    if (const int code = choose(before, after, console); code != kDone) return code;
    if (same_place(console.disk(), html_, before) || same_place(console.disk(), html_, after)) {
      return usage("the page " + html_ + " is one of the two that are compared", console);
    }
    auto old_side = dataset::open_side(console.disk(), before);
    if (!old_side) return fail(old_side.error(), console);
    auto new_side = dataset::open_side(console.disk(), after);
    if (!new_side) return fail(new_side.error(), console);
    const auto facts = dataset::facts_between(console.disk(), *old_side, *new_side);
    if (!facts) return fail(facts.error(), console);

    auto output = open_output(console.disk());
    if (!output) return report_written(std::unexpected(output.error()));
    const auto writer = !html_.empty() ? dataset::page_writer(**output, before, after)
                        : json_        ? dataset::line_writer(**output)
                                       : dataset::text_writer(**output, color_wanted());
    const auto counts = dataset::diff(old_side->records, new_side->records, *facts, *writer);
    if (!counts) return fail(counts.error(), console);
    auto written = writer->finish(*counts);
    if (written) written = (*output)->commit();
    if (const int code = report_written(written); code != kDone) return code;
    if (json_ || !html_.empty()) console.note(dataset::counts_text(*counts));
    return counts->changed() == 0 ? kDone : kFindings;
  }

 private:
  static int usage(const std::string& message, Console& console) {
    console.error({base::ErrorCode::kUsage, message, {}, "thresh diff OLD NEW, or thresh diff DATA 12 13"});
    return kUsage;
  }

  static int fail(const base::Error& error, Console& console) { return console.error(error), exit_code(error.code); }

  base::Result<std::unique_ptr<base::Output>> open_output(base::Disk& disk) const {
    if (!html_.empty() && html_ != "-") return disk.create(html_);
    return base::descriptor_output(STDOUT_FILENO, "standard output");
  }

  // A dataset's file is YAML, as records may be: it is meant where numbers follow, or nothing.
  bool names_dataset() const {
    const std::string& first = inputs_[0];
    const auto is_number = [](const std::string& text) { return text.find_first_not_of("0123456789") == text.npos; };
    return (first.ends_with(".yaml") || first.ends_with(".yml")) &&
           std::all_of(inputs_.begin() + 1, inputs_.end(), is_number);
  }

  // The paths of the two sides. kDone, or the exit code.
  int choose(std::string& before, std::string& after, Console& console) const {
    if (inputs_.size() > 3) return usage("two things are compared", console);
    std::string folder = inputs_[0];
    if (names_dataset()) {
      const auto named = data_folder(inputs_[0], console);
      if (!named) return named.error();
      folder = *named;
    }
    const bool of_dataset = console.disk().kind(folder + "/versions") == base::PathKind::kFolder;
    if (inputs_.size() == 2 && (!of_dataset || console.disk().kind(inputs_[1]) != base::PathKind::kMissing)) {
      before = inputs_[0], after = inputs_[1];
      return kDone;
    }
    if (!of_dataset && console.disk().kind(folder) == base::PathKind::kFile && inputs_.size() == 3) {
      return usage("two files are compared; numbers of versions go with a data folder, and " + folder + " is a file",
                   console);
    }
    if (!of_dataset && inputs_.size() == 1) return usage("what is " + inputs_[0] + " compared with?", console);
    auto versions = dataset::Versions::open(console.disk(), folder);
    if (!versions) return fail(versions.error(), console);
    std::vector<std::uint32_t> numbers;
    for (std::size_t i = 1; i < inputs_.size(); ++i) {
      const auto number = read_version(inputs_[i], console);
      if (!number) return kUsage;
      numbers.push_back(*number);
    }
    if (numbers.size() < 2) {
      const auto latest = versions->latest();
      if (!latest) return fail(latest.error(), console);
      if (!*latest) return usage("the dataset has no latest version", console);
      numbers.push_back(**latest);
    }
    if (numbers.size() < 2) {
      const auto manifest = versions->manifest(numbers[0]);
      if (!manifest) return fail(manifest.error(), console);
      const auto previous = newest_before(*versions, numbers[0], (*manifest)->previous);
      if (!previous) return fail(previous.error(), console);
      if (!*previous) return usage("the latest version is the first one", console);
      numbers.insert(numbers.begin(), **previous);
    }
    before = path_of(folder, *versions, numbers[0]);
    after = path_of(folder, *versions, numbers[1]);
    return kDone;
  }

  // The version that was the latest before; where it was pruned, the newest published one that is older and still
  // there.
  static base::Result<std::optional<std::uint32_t>> newest_before(dataset::Versions& versions, std::uint32_t number,
                                                                  std::optional<std::uint32_t> previous) {
    if (previous && versions.enter(*previous, false)) return previous;
    const auto entries = versions.list();
    if (!entries) return std::unexpected(entries.error());
    std::optional<std::uint32_t> newest;
    for (const auto& entry : *entries) {
      if (!entry.held && entry.number < number && (!newest || entry.number > *newest)) newest = entry.number;
    }
    return newest;
  }

  static std::string path_of(const std::string& folder, dataset::Versions& versions, std::uint32_t number) {
    const bool held = !versions.enter(number, false) && versions.enter(number, true);
    return folder + (held ? "/held/" : "/versions/") + dataset::version_name(number);
  }

  std::vector<std::string> inputs_;
  std::string html_;
  bool json_ = false;
};

}  // namespace

std::unique_ptr<Invocation> make_diff() { return std::make_unique<Diff>(); }

}  // namespace thresh::cli
