// The schedule of a dataset for those who keep time on a machine: units of systemd, a line of a crontab.
//
// The service is hardened: it sees the system read-only, may write to the folder of the dataset alone, and has no
// privileges and no way to get any. `Persistent` runs what was missed while the machine was off. Nothing here needs a
// lock of its own: a second run leaves with 75 (lock.h), which the service takes for success.
//
// Tested by tests/dataset/schedule_units_test.cpp, and by systemd's own tools in systemd_test.py.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "dataset/dataset_file.h"

namespace thresh::dataset {

struct ScheduleRequest {
  std::string program;  // absolute path of thresh
  std::string file;     // absolute path of the dataset file
  std::string folder;   // absolute path of the output folder
  std::string user;     // who it runs as; empty: whoever systemd runs it as
};

struct Units {
  std::string name;  // "thresh-clinic-questions"
  std::string service;
  std::string timer;
};

// Errors of both: kUsage where the file has no schedule, or a path holds a control character.
base::Result<Units> systemd_units(const DatasetFile& dataset, const ScheduleRequest& request);
// Comments, and the line.
base::Result<std::string> crontab_lines(const DatasetFile& dataset, const ScheduleRequest& request);

// The expression as calendar events of systemd (systemd.time(7)): two where a day of the month or one of the week will
// do, else one.
std::vector<std::string> calendar_events(const Schedule& schedule);

// A text as one word of /bin/sh.
std::string shell_quoted(std::string_view text);

}  // namespace thresh::dataset
