// thresh schedule FILE: units of systemd, or a line of a crontab, that refresh a dataset by its schedule.
#include <filesystem>
#include <system_error>

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/own_program.h"
#include "dataset/dataset_file.h"
#include "dataset/schedule_units.h"

namespace thresh::cli {
namespace {

// Links are left: the paths in a dataset file are named from where it was found.
std::string absolute(const std::string& path) {
  std::error_code trouble;
  const auto full = std::filesystem::absolute(path, trouble);
  return trouble ? path : full.lexically_normal().string();
}

class Schedule : public Invocation {
 public:
  std::vector<Flag> flags() override {
    return {{.names = "file", .value = "FILE", .about = "a dataset file", .target = &file_, .required = true},
            {.names = "--systemd",
             .value = "",
             .about = "a service and a timer of systemd (what it does without this)",
             .target = &systemd_},
            {.names = "--cron", .value = "", .about = "a line of a crontab", .target = &cron_},
            {.names = "--user", .value = "NAME", .about = "the user that the service runs as", .target = &user_}};
  }

  int run(Console& console) override {
    if (systemd_ && cron_) {
      console.error({base::ErrorCode::kUsage, "--systemd and --cron are two different things", {}, "choose one"});
      return kUsage;
    }
    const auto dataset = dataset::load_dataset_file(console.disk(), file_, {});
    if (!dataset) {
      for (const base::Error& error : dataset.error()) console.error(error);
      return exit_code(dataset.error().front().code);
    }
    const dataset::ScheduleRequest request{own_program(), absolute(file_),
                                           absolute(dataset->resolved(dataset->output.folder.text)), user_};
    const auto text = cron_ ? dataset::crontab_lines(*dataset, request) : units(*dataset, request);
    if (text) return print(*text);
    console.error(text.error());
    return exit_code(text.error().code);
  }

 private:
  static base::Result<std::string> units(const dataset::DatasetFile& dataset, const dataset::ScheduleRequest& request) {
    const auto units = dataset::systemd_units(dataset, request);
    if (!units) return std::unexpected(units.error());
    const std::string path = "/etc/systemd/system/" + units->name;
    return "# Make the folder that the service may write to first: mkdir -p " + dataset::shell_quoted(request.folder) +
           "\n# " + path + ".service\n" + units->service + "\n# " + path + ".timer\n" + units->timer;
  }

  std::string file_;
  std::string user_;
  bool systemd_ = false;
  bool cron_ = false;
};

}  // namespace

std::unique_ptr<Invocation> make_schedule() { return std::make_unique<Schedule>(); }

}  // namespace thresh::cli
