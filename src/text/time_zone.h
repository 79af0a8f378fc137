// Zones of the IANA time zone database, by ICU: how far a zone's clocks are ahead of UTC at a moment.
//
// The data is ICU's own, not the machine's /usr/share/zoneinfo, so that a program gives the same times everywhere.
//
// Tested by tests/text/time_zone_test.cpp.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace thresh::text {

class TimeZone {
 public:
  // UTC.
  TimeZone() = default;
  // The zone of an IANA name ("Europe/Berlin"), as it is spelt there, or "UTC"; nullptr for any other text.
  static std::unique_ptr<TimeZone> find(std::string_view name);

  const std::string& name() const { return name_; }
  // Milliseconds that the zone's clocks are ahead of UTC at a moment (milliseconds since 1970-01-01T00:00:00Z).
  std::int64_t offset(std::int64_t utc_milliseconds) const;

 private:
  struct Rules;
  std::string name_ = "UTC";
  std::shared_ptr<const Rules> rules_;  // nullptr: UTC
};

// All names, sorted: for "did you mean".
std::vector<std::string> time_zone_names();

}  // namespace thresh::text
