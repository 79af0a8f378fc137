// The adapter to ICU's time zones. See time_zone.h.
#include <unicode/strenum.h>
#include <unicode/timezone.h>
#include <unicode/unistr.h>

#include <algorithm>

#include "text/time_zone.h"

namespace thresh::text {

struct TimeZone::Rules {
  std::unique_ptr<icu::TimeZone> zone;
};

std::unique_ptr<TimeZone> TimeZone::find(std::string_view name) {
  if (name == "UTC") return std::make_unique<TimeZone>();
  // ICU takes any text, "GMT+5" and its own "Etc/Unknown" too, and old names without a region.
  const auto names = time_zone_names();
  if (!std::ranges::binary_search(names, name)) return nullptr;
  const icu::StringPiece bytes(name.data(), static_cast<std::int32_t>(name.size()));
  auto rules = std::make_shared<Rules>();
  rules->zone.reset(icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(bytes)));
  auto found = std::make_unique<TimeZone>();
  found->name_ = name;
  found->rules_ = std::move(rules);
  return found;
}

std::int64_t TimeZone::offset(std::int64_t utc_milliseconds) const {
  if (!rules_) return 0;
  std::int32_t standard = 0, daylight = 0;
  UErrorCode status = U_ZERO_ERROR;
  rules_->zone->getOffset(static_cast<UDate>(utc_milliseconds), false, standard, daylight, status);
  return U_SUCCESS(status) ? std::int64_t{standard} + daylight : 0;
}

std::vector<std::string> time_zone_names() {
  std::vector<std::string> names = {"UTC"};
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::StringEnumeration> all(
      icu::TimeZone::createTimeZoneIDEnumeration(UCAL_ZONE_TYPE_ANY, nullptr, nullptr, status));
  while (all != nullptr && U_SUCCESS(status)) {
    const char* name = all->next(nullptr, status);
    if (name == nullptr) break;
    // With a region: "EST" and "CET" are zones of their own that rarely mean what they say.
    if (std::string_view(name).find('/') != std::string_view::npos) names.emplace_back(name);
  }
  std::ranges::sort(names);
  const auto repeated = std::ranges::unique(names);
  names.erase(repeated.begin(), repeated.end());
  return names;
}

}  // namespace thresh::text
