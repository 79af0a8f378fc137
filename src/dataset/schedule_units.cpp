// See schedule_units.h.
#include "dataset/schedule_units.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>

#include "base/ascii.h"
#include "base/sha256.h"

namespace thresh::dataset {
namespace {

constexpr std::array<std::string_view, 7> kWeekdays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};

// The values of a field as a list, or `*` where all of them are in it.
std::string listed(std::uint64_t bits, unsigned least, unsigned most, int digits) {
  std::string out;
  bool all = true;
  for (unsigned value = least; value <= most; ++value) {
    if ((bits >> value & 1) == 0) {
      all = false;
      continue;
    }
    std::array<char, 8> text{};
    std::snprintf(text.data(), text.size(), "%0*u", digits, value);
    out += (out.empty() ? "" : ",") + std::string(text.data());
  }
  return all ? "*" : out;
}

std::string weekdays(std::uint64_t bits) {
  std::string out;
  for (std::size_t day = 0; day < kWeekdays.size(); ++day) {
    if ((bits >> day & 1) != 0) out += (out.empty() ? "" : ",") + std::string(kWeekdays[day]);
  }
  return out;
}

// systemd.service(5): in double quotes a backslash escapes, `%` starts a specifier and `$` a variable.
std::string unit_quoted(std::string_view text, bool is_command) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '%' || (c == '$' && is_command)) out += c;
    out += c;
  }
  return out + '"';
}

// crontab(5): a `%` that is not escaped ends the command.
std::string crontab_escaped(std::string_view command) {
  std::string out;
  for (const char c : command) {
    if (c == '%') out += '\\';
    out += c;
  }
  return out;
}

bool has_control(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

base::Result<void> check(const DatasetFile& dataset, const ScheduleRequest& request) {
  if (!dataset.schedule) {
    return base::failure(base::ErrorCode::kUsage, "the dataset has no schedule",
                         "add a line like `schedule: \"15 3 * * *\"` to " + dataset.file);
  }
  for (const std::string* text : {&request.program, &request.file, &request.folder, &request.user}) {
    if (has_control(*text)) {
      return base::failure(base::ErrorCode::kUsage, "a path with a control character cannot be scheduled");
    }
  }
  // As useradd(8) has it; in a unit `%` starts a specifier.
  const auto is_of_name = [](char c) { return base::is_ascii_alphanumeric(c) || c == '_' || c == '-' || c == '.'; };
  if (!std::ranges::all_of(request.user, is_of_name)) {
    return base::failure(base::ErrorCode::kUsage, request.user + " is no name of a user");
  }
  return {};
}

// A folder that systemd would hide from the service.
bool is_temporary(std::string_view path) { return path.starts_with("/tmp/") || path.starts_with("/var/tmp/"); }

std::string service_of(const DatasetFile& dataset, const ScheduleRequest& request) {
  std::string out =
      "[Unit]\n"
      "Description=Refresh the dataset " +
      dataset.name +
      "\n"
      "Wants=network-online.target\n"
      "After=network-online.target\n"
      "\n"
      "[Service]\n"
      "Type=oneshot\n"
      "ExecStart=" +
      unit_quoted(request.program, true) + " refresh " + (dataset.schedule->due ? "--due " : "") +
      unit_quoted(request.file, true) +
      "\n"
      "# 75: another run holds the lock, and does the work\n"
      "SuccessExitStatus=75\n";
  if (!request.user.empty()) out += "User=" + request.user + "\n";
  out +=
      "TimeoutStartSec=infinity\n"
      "TimeoutStopSec=30\n"
      "Nice=10\n"
      "IOSchedulingClass=idle\n"
      "UMask=0022\n"
      "ProtectSystem=strict\n"
      "ProtectHome=read-only\n"
      "ReadWritePaths=" +
      unit_quoted(request.folder, false) + "\n";
  if (!is_temporary(request.file) && !is_temporary(request.folder + "/")) out += "PrivateTmp=yes\n";
  return out +
         "PrivateDevices=yes\n"
         "ProtectClock=yes\n"
         "ProtectControlGroups=yes\n"
         "ProtectHostname=yes\n"
         "ProtectKernelLogs=yes\n"
         "ProtectKernelModules=yes\n"
         "ProtectKernelTunables=yes\n"
         "ProtectProc=invisible\n"
         "NoNewPrivileges=yes\n"
         "CapabilityBoundingSet=\n"
         "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX\n"
         "RestrictNamespaces=yes\n"
         "RestrictRealtime=yes\n"
         "RestrictSUIDSGID=yes\n"
         "LockPersonality=yes\n"
         "MemoryDenyWriteExecute=yes\n"
         "SystemCallArchitectures=native\n"
         "SystemCallFilter=@system-service\n"
         "SystemCallErrorNumber=EPERM\n";
}

std::string timer_of(const DatasetFile& dataset) {
  std::string out =
      "[Unit]\n"
      "Description=When the dataset " +
      dataset.name +
      " is refreshed\n"
      "\n"
      "[Timer]\n";
  for (const std::string& event : calendar_events(*dataset.schedule)) out += "OnCalendar=" + event + "\n";
  return out +
         "Persistent=true\n"
         "RandomizedDelaySec=" +
         std::to_string(dataset.schedule->jitter / kSecond) +
         "\n"
         "FixedRandomDelay=true\n"
         "AccuracySec=1s\n"
         "\n"
         "[Install]\n"
         "WantedBy=timers.target\n";
}

// Seconds within the jitter, by the name alone: a crontab has no randomness of its own.
std::int64_t delay_of(const DatasetFile& dataset) {
  const std::int64_t jitter = dataset.schedule->jitter / kSecond;
  if (jitter <= 0) return 0;
  const base::Sha256 digest = base::sha256(dataset.name);
  const std::int64_t number = digest[0] << 24 | digest[1] << 16 | digest[2] << 8 | digest[3];
  return (number & 0x7FFFFFFF) % jitter;
}

}  // namespace

std::string shell_quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

std::vector<std::string> calendar_events(const Schedule& schedule) {
  const Cron::Fields& fields = schedule.cron.fields();
  const std::string months = listed(fields.months, 1, 12, 2), days = listed(fields.days, 1, 31, 2);
  const std::string time =
      listed(fields.hours, 0, 23, 2) + ":" + listed(fields.minutes, 0, 59, 2) + ":00 " + schedule.zone.name();
  const std::string all_weekdays = weekdays(0x7F), own = weekdays(fields.weekdays);
  const std::string of_weekdays = own == all_weekdays ? "" : own + " ";
  if (fields.both_days) return {of_weekdays + "*-" + months + "-" + days + " " + time};
  return {"*-" + months + "-" + days + " " + time, of_weekdays + "*-" + months + "-* " + time};
}

base::Result<Units> systemd_units(const DatasetFile& dataset, const ScheduleRequest& request) {
  if (auto sound = check(dataset, request); !sound) return std::unexpected(std::move(sound.error()));
  return Units{"thresh-" + dataset.name, service_of(dataset, request), timer_of(dataset)};
}

base::Result<std::string> crontab_lines(const DatasetFile& dataset, const ScheduleRequest& request) {
  if (auto sound = check(dataset, request); !sound) return std::unexpected(std::move(sound.error()));
  const Cron::Fields& fields = dataset.schedule->cron.fields();
  // Numbers, which every cron reads. Where both days have to hold a star has to stay, or either would do.
  const bool star_of_days = fields.both_days && listed(fields.days, 1, 31, 1) != "*";
  const bool star_of_week = fields.both_days && listed(fields.weekdays, 0, 6, 1) != "*";
  std::string when;
  if (star_of_days && star_of_week) {
    when = dataset.schedule->cron.text();
  } else {
    std::string days = listed(fields.days, 1, 31, 1), week = listed(fields.weekdays, 0, 6, 1);
    if (!fields.both_days && (days == "*" || week == "*")) days = week = "*";  // either will do, and one always does
    when = listed(fields.minutes, 0, 59, 1) + " " + listed(fields.hours, 0, 23, 1) + " " + days + " " +
           listed(fields.months, 1, 12, 1) + " " + week;
  }
  const std::int64_t delay = delay_of(dataset);
  const std::string command = (delay > 0 ? "sleep " + std::to_string(delay) + "; " : "") +
                              shell_quoted(request.program) + " refresh --quiet " +
                              (dataset.schedule->due ? "--due " : "") + shell_quoted(request.file);
  const std::string zone = dataset.schedule->zone.name();
  return "# The dataset " + dataset.name + ". The times are those of " + zone +
         ": a cron that knows CRON_TZ (cronie) takes them so,\n"
         "# another one takes them for the machine's own. Keep this at the end of a crontab: CRON_TZ is for all lines "
         "below.\n"
         "CRON_TZ=" +
         zone + "\n" + when + " " + crontab_escaped(command) + "\n";
}

}  // namespace thresh::dataset
