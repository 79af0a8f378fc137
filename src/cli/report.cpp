// thresh report RECORDS…: one page with what the records look like, to look at.
//
// Tested by tests/cli/report.test and tests/dataset/survey_page_test.cpp.
#include <unistd.h>

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/record_output.h"
#include "cli/same_place.h"
#include "dataset/record_file.h"
#include "dataset/survey_page.h"

namespace thresh::cli {
namespace {

class Report : public Invocation {
 public:
  std::vector<Flag> flags() override {
    return {
        {.names = "inputs",
         .value = "RECORDS…",
         .about = "files of records: .jsonl, .ndjson, .json, .yaml, .yml",
         .target = &inputs_,
         .required = true},
        {.names = "-o,--output",
         .value = "FILE",
         .about = "write the page there and not to standard output",
         .target = &output_},
    };
  }

  int run(Console& console) override {
    if (is_among(console.disk(), output_, inputs_)) {
      console.error({base::ErrorCode::kUsage, "the output " + output_ + " is one of the inputs", {}, {}});
      return kUsage;
    }
    dataset::RecordSurvey survey;
    for (const std::string& name : inputs_) {
      if (const auto read = add_file(survey, name, console.disk()); !read) {
        console.error(read.error());
        return exit_code(read.error().code);
      }
    }
    const auto written = write(dataset::survey_page(survey, inputs_), console.disk());
    if (const int code = report_written(written); code != kDone) return code;
    if (RecordOutput::is_file(output_))
      console.note(std::to_string(survey.records()) + (survey.records() == 1 ? " record: " : " records: ") + output_);
    return kDone;
  }

 private:
  static base::Result<void> add_file(dataset::RecordSurvey& survey, const std::string& name, base::Disk& disk) {
    auto file = dataset::RecordFile::open(disk, name);
    if (!file) return std::unexpected(std::move(file.error()));
    while (true) {
      auto line = file->next();
      if (!line) return std::unexpected(std::move(line.error()));
      if (!*line) return {};
      auto record = file->record((*line)->text, (*line)->number);
      if (!record) return std::unexpected(std::move(record.error()));
      survey.add(*record, survey.records() + 1);
    }
  }

  base::Result<void> write(std::string_view page, base::Disk& disk) const {
    auto output = RecordOutput::is_file(output_) ? disk.create(output_)
                                                 : base::descriptor_output(STDOUT_FILENO, "standard output");
    if (!output) return std::unexpected(std::move(output.error()));
    if (auto written = (*output)->write(page); !written) return written;
    return (*output)->commit();
  }

  std::vector<std::string> inputs_;
  std::string output_;
};

}  // namespace

std::unique_ptr<Invocation> make_report() { return std::make_unique<Report>(); }

}  // namespace thresh::cli
