// Units and crontab lines: what stands in them, and that no path can break out of its quotes.
#include "dataset/schedule_units.h"

#include <catch2/catch.hpp>

namespace thresh::dataset {
namespace {

DatasetFile with(const std::string& schedule) {
  auto dataset = load_dataset(
      "dataset: clinic\nsources: [{urls: [https://a.example/]}]\noutput: {folder: data}\nschedule: " + schedule + "\n",
      "d.yaml", {});
  if (!dataset) FAIL(base::describe(dataset.error().front()));
  return *dataset;
}

std::vector<std::string> events(const std::string& schedule) { return calendar_events(*with(schedule).schedule); }

const ScheduleRequest kRequest{"/usr/bin/thresh", "/srv/sets/d.yaml", "/srv/sets/data", ""};

bool has_line(const std::string& text, const std::string& line) {
  return text.find("\n" + line + "\n") != std::string::npos;
}

TEST_CASE("An expression is a calendar event, or two where either day will do") {
  using Events = std::vector<std::string>;
  CHECK(events("'15 3 * * *'") == Events{"*-*-* 03:15:00 UTC"});
  CHECK(events("{cron: '*/30 * 1,15 jan *', zone: Europe/Berlin}") == Events{"*-01-01,15 *:00,30:00 Europe/Berlin"});
  CHECK(events("'0 0 * * mon-wed'") == Events{"Mon,Tue,Wed *-*-* 00:00:00 UTC"});
  CHECK(events("'0 0 13 * 5'") == Events{"*-*-13 00:00:00 UTC", "Fri *-*-* 00:00:00 UTC"});
  CHECK(events("'0 0 */10 * 5'") == Events{"Fri *-*-01,11,21,31 00:00:00 UTC"});
  CHECK(events("'* * * * *'") == Events{"*-*-* *:*:00 UTC"});
}

TEST_CASE("The service is hardened, and the timer makes up for what was missed") {
  ScheduleRequest request = kRequest;
  request.user = "data";
  const Units units = systemd_units(with("{cron: '15 3 * * *', jitter: 10m, due: true}"), request).value();
  CHECK(units.name == "thresh-clinic");
  for (const char* line : {"ProtectSystem=strict", "NoNewPrivileges=yes", "CapabilityBoundingSet=", "PrivateTmp=yes",
                           "ReadWritePaths=\"/srv/sets/data\"", "SuccessExitStatus=75", "User=data",
                           "ExecStart=\"/usr/bin/thresh\" refresh --due \"/srv/sets/d.yaml\""}) {
    INFO(line);
    CHECK(has_line(units.service, line));
  }
  for (const char* line : {"OnCalendar=*-*-* 03:15:00 UTC", "Persistent=true", "RandomizedDelaySec=600"}) {
    INFO(line);
    CHECK(has_line(units.timer, line));
  }
  CHECK(!has_line(systemd_units(with("'@daily'"), kRequest)->service, "User=data"));
}

TEST_CASE("Paths cannot break out of their quotes") {
  const ScheduleRequest odd{"/opt/my \"thresh\"", "/srv/50%/it's $HOME.yaml", "/srv/50%/da\\ta", ""};
  const Units units = systemd_units(with("'@daily'"), odd).value();
  CHECK(has_line(units.service, R"(ExecStart="/opt/my \"thresh\"" refresh "/srv/50%%/it's $$HOME.yaml")"));
  CHECK(has_line(units.service, R"(ReadWritePaths="/srv/50%%/da\\ta")"));
  const std::string line = crontab_lines(with("{cron: '@daily', jitter: 0s}"), odd).value();
  CHECK(has_line(line, R"(0 0 * * * '/opt/my "thresh"' refresh --quiet '/srv/50\%/it'\''s $HOME.yaml')"));
  ScheduleRequest broken = kRequest;
  broken.file = "/srv/a\nExecStart=/bin/evil";
  CHECK(!systemd_units(with("'@daily'"), broken));
  CHECK(!crontab_lines(with("'@daily'"), broken));
}

TEST_CASE("A crontab line means what the expression means") {
  const auto line = [](const std::string& schedule) {
    const std::string text = crontab_lines(with("{cron: '" + schedule + "', jitter: 0s}"), kRequest).value();
    const std::size_t at = text.find("CRON_TZ=UTC\n") + 12;
    return text.substr(at, text.find(" '/usr", at) - at);
  };
  CHECK(line("15 3 * JAN mon-fri") == "15 3 * 1 1,2,3,4,5");
  CHECK(line("0 0 13 * 5") == "0 0 13 * 5");
  CHECK(line("0 0 */2 * 1-5") == "0 0 */2 * 1-5");  // the star has to stay, or either day would do
  CHECK(line("0 0 1-31 * 5") == "0 0 * * *");       // every day is one of them
  CHECK(line("@hourly") == "0 * * * *");
}

TEST_CASE("The delay of a crontab line is within the jitter, and its own for each name") {
  const std::string text = crontab_lines(with("{cron: '@daily', jitter: 10m}"), kRequest).value();
  const std::size_t at = text.find("sleep ");
  REQUIRE(at != std::string::npos);
  const int delay = std::stoi(text.substr(at + 6));
  CHECK(delay >= 0);
  CHECK(delay < 600);
  CHECK(crontab_lines(with("{cron: '@daily', jitter: 10m}"), kRequest).value() == text);
}

TEST_CASE("A dataset without a schedule cannot be scheduled") {
  auto dataset = with("'@daily'");
  dataset.schedule.reset();
  const auto units = systemd_units(dataset, kRequest);
  REQUIRE(!units);
  CHECK(units.error().code == base::ErrorCode::kUsage);
}

}  // namespace
}  // namespace thresh::dataset
