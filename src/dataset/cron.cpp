// Cron expressions: reading them, and the walk over days. See cron.h.
//
// The walk is over the minutes of the zone's clocks, which never jump; each that fits is turned into the moment when
// the clocks first show it. Moments never go back when minutes go on, so the first one after `after` is the answer.
#include "dataset/cron.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <span>
#include <vector>

#include "text/unicode.h"

namespace thresh::dataset {
namespace {

constexpr std::int64_t kMinute = 60'000;
constexpr std::int64_t kDay = 24 * 60 * kMinute;
constexpr int kLastYear = 2100;

constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::array<std::string_view, 7> kWeekdays = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

struct Macro {
  std::string_view name;
  std::string_view fields;
};
constexpr std::array<Macro, 7> kMacros = {{{"@hourly", "0 * * * *"},
                                           {"@daily", "0 0 * * *"},
                                           {"@midnight", "0 0 * * *"},
                                           {"@weekly", "0 0 * * 0"},
                                           {"@monthly", "0 0 1 * *"},
                                           {"@yearly", "0 0 1 1 *"},
                                           {"@annually", "0 0 1 1 *"}}};

struct FieldKind {
  std::string_view name;
  unsigned least;
  unsigned most;
  std::span<const std::string_view> names;  // of `first_name` and on
  unsigned first_name;
};
constexpr std::array<FieldKind, 5> kFields = {{{"minute", 0, 59, {}, 0},
                                               {"hour", 0, 23, {}, 0},
                                               {"day of the month", 1, 31, {}, 0},
                                               {"month", 1, 12, kMonths, 1},
                                               {"day of the week", 0, 7, kWeekdays, 0}}};

using base::SyntaxError;

// A piece of the expression, and where it stands.
struct Piece {
  std::string_view text;
  std::size_t offset;
};

// The pieces between separators, empty ones too.
std::vector<Piece> split(Piece whole, char separator) {
  std::vector<Piece> pieces;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= whole.text.size(); ++at) {
    if (at < whole.text.size() && whole.text[at] != separator) continue;
    pieces.push_back({whole.text.substr(begin, at - begin), whole.offset + begin});
    begin = at + 1;
  }
  return pieces;
}

// The fields, between runs of spaces and tabs.
std::vector<Piece> fields_of(std::string_view text) {
  std::vector<Piece> fields;
  for (std::size_t at = 0; at < text.size();) {
    const bool blank = text[at] == ' ' || text[at] == '\t';
    const std::size_t end = std::min(text.find_first_of(" \t", at), text.size());
    if (!blank) fields.push_back({text.substr(at, end - at), at});
    at = blank ? at + 1 : end;
  }
  return fields;
}

std::unexpected<SyntaxError> wrong(Piece piece, std::string message, std::string hint = {}) {
  return std::unexpected(
      SyntaxError{std::move(message), piece.offset, std::move(hint), std::max<std::size_t>(piece.text.size(), 1)});
}

std::string quoted(std::string_view text) { return "`" + std::string(text) + "`"; }

std::string range_hint(const FieldKind& kind) {
  return "it goes from " + std::to_string(kind.least) + " to " + std::to_string(kind.most);
}

std::expected<unsigned, SyntaxError> number(Piece piece, std::string_view what) {
  unsigned value = 0;
  const char* end = piece.text.data() + piece.text.size();
  const auto [stop, failure] = std::from_chars(piece.text.data(), end, value);
  if (failure == std::errc() && stop == end) return value;
  return wrong(piece, quoted(piece.text) + " is no " + std::string(what));
}

// A number or a name of the field.
std::expected<unsigned, SyntaxError> value_of(Piece piece, const FieldKind& kind, bool is_end) {
  const std::string folded = text::ascii_lower(piece.text);
  const auto name = std::ranges::find(kind.names, folded);
  if (name != kind.names.end()) {
    const unsigned value = kind.first_name + static_cast<unsigned>(name - kind.names.begin());
    return is_end && kind.most == 7 && value == 0 ? 7 : value;  // "sat-sun"
  }
  const auto value = number(piece, kind.name);
  if (value && (*value < kind.least || *value > kind.most)) {
    return wrong(piece, quoted(piece.text) + " is no " + std::string(kind.name), range_hint(kind));
  }
  return value;
}

struct Range {
  unsigned first, last;
};

// "*", "5", "5-9", "mon-fri".
std::expected<Range, SyntaxError> range_of(Piece piece, const FieldKind& kind, bool has_step) {
  if (piece.text == "*") return Range{kind.least, kind.most == 7 ? 6 : kind.most};
  const auto ends = split(piece, '-');
  if (ends.size() > 2) return wrong(piece, quoted(piece.text) + " has too many dashes");
  const auto first = value_of(ends.front(), kind, false);
  if (!first) return std::unexpected(first.error());
  if (ends.size() == 1) {
    if (!has_step) return Range{*first, *first};
    return wrong(piece, "a step needs a range",
                 "write " + std::string(piece.text) + "-" + std::to_string(kind.most) + "/… or */…");
  }
  const auto last = value_of(ends.back(), kind, true);
  if (!last) return std::unexpected(last.error());
  if (*first <= *last) return Range{*first, *last};
  return wrong(piece, "the range " + quoted(piece.text) + " goes backwards",
               "write " + std::string(ends.front().text) + "-" + std::to_string(kind.most) + "," +
                   std::to_string(kind.least) + "-" + std::string(ends.back().text));
}

// The values that one part of a list stands for: "*/15", "1-5".
std::expected<std::uint64_t, SyntaxError> part_of(Piece piece, const FieldKind& kind) {
  const auto halves = split(piece, '/');
  if (halves.size() > 2) return wrong(piece, quoted(piece.text) + " has too many slashes");
  if (piece.text.empty()) return wrong(piece, "a " + std::string(kind.name) + " is missing here");
  const auto range = range_of(halves.front(), kind, halves.size() == 2);
  if (!range) return std::unexpected(range.error());
  unsigned step = 1;
  if (halves.size() == 2) {
    const auto given = number(halves.back(), "step");
    if (!given) return std::unexpected(given.error());
    if (*given == 0 || *given > kind.most) {
      return wrong(halves.back(), "a step of " + std::string(halves.back().text) + " is no step",
                   "it goes from 1 to " + std::to_string(kind.most));
    }
    step = *given;
  }
  std::uint64_t bits = 0;
  for (unsigned value = range->first; value <= range->last; value += step) bits |= std::uint64_t{1} << value;
  return bits;
}

std::expected<std::uint64_t, SyntaxError> field_of(Piece piece, const FieldKind& kind) {
  std::uint64_t bits = 0;
  for (const Piece part : split(piece, ',')) {
    const auto found = part_of(part, kind);
    if (!found) return std::unexpected(found.error());
    bits |= *found;
  }
  if (kind.most == 7 && (bits & 0x80) != 0) bits = (bits & 0x7F) | 1;  // 7 is Sunday
  return bits;
}

bool has(std::uint64_t bits, unsigned value) { return (bits >> value & 1) != 0; }

// Whether some month has one of the days. With "either will do" every week has one.
bool has_a_day(const Cron::Fields& fields) {
  if (!fields.both_days) return true;
  constexpr std::array<unsigned, 12> kLongest = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  for (unsigned month = 1; month <= 12; ++month) {
    const std::uint64_t days = (std::uint64_t{1} << (kLongest[month - 1] + 1)) - 1;
    if (has(fields.months, month) && (fields.days & days) != 0) return true;
  }
  return false;
}

bool fits(const Cron::Fields& fields, const std::chrono::year_month_day& date) {
  const bool day = has(fields.days, static_cast<unsigned>(date.day()));
  const bool weekday = has(fields.weekdays, std::chrono::weekday(std::chrono::sys_days(date)).c_encoding());
  return fields.both_days ? day && weekday : day || weekday;
}

// The moment within (before, after] at which the zone's offset changes, of which there is one.
std::int64_t change_between(std::int64_t before, std::int64_t after, const text::TimeZone& zone) {
  const std::int64_t old = zone.offset(before);
  while (after - before > 1) {
    const std::int64_t middle = before + (after - before) / 2;
    (zone.offset(middle) == old ? before : after) = middle;
  }
  return after;
}

// The moment when the zone's clocks first show `local`; where they never do, the moment at which they jump over it.
// Offsets are looked at a day before and after: no zone has two changes within two days.
std::int64_t moment_of(std::int64_t local, const text::TimeZone& zone) {
  const std::int64_t before = zone.offset(local - kDay), after = zone.offset(local + kDay);
  const std::int64_t early = local - std::max(before, after), late = local - std::min(before, after);
  if (zone.offset(early) == local - early) return early;
  if (zone.offset(late) == local - late) return late;
  return change_between(local - 2 * kDay, local + 2 * kDay, zone);
}

std::int64_t floor_to(std::int64_t value, std::int64_t unit) {
  const std::int64_t rest = value % unit;
  return value - (rest < 0 ? rest + unit : rest);
}

}  // namespace

std::expected<Cron, SyntaxError> Cron::parse(std::string_view text) {
  std::string_view fields = text::trim_ascii(text);
  if (fields.starts_with('@')) {
    const auto macro = std::ranges::find(kMacros, text::ascii_lower(fields), &Macro::name);
    if (macro == kMacros.end()) {
      return wrong({fields, 0}, "unknown schedule " + quoted(fields),
                   "there are: @hourly, @daily, @weekly, @monthly, @yearly");
    }
    fields = macro->fields;
  }
  const auto pieces = fields_of(fields);
  if (pieces.size() != kFields.size()) {
    return wrong({text, 0}, "a cron expression has five fields, not " + std::to_string(pieces.size()),
                 "minute, hour, day of the month, month, day of the week: `15 3 * * *` is 03:15 every day");
  }
  Cron cron;
  cron.text_ = text::collapse_spaces(text);
  std::uint64_t* const targets[] = {&cron.fields_.minutes, &cron.fields_.hours, &cron.fields_.days,
                                    &cron.fields_.months, &cron.fields_.weekdays};
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const auto bits = field_of(pieces[i], kFields[i]);
    if (!bits) return std::unexpected(bits.error());
    *targets[i] = *bits;
  }
  cron.fields_.both_days = pieces[2].text.starts_with('*') || pieces[4].text.starts_with('*');
  if (!has_a_day(cron.fields_)) return wrong(pieces[2], "no month of this schedule has such a day");
  return cron;
}

std::optional<std::int64_t> Cron::next(std::int64_t utc_milliseconds, const text::TimeZone& zone) const {
  if (fields_.minutes == 0 || fields_.hours == 0) return std::nullopt;
  const std::int64_t start = floor_to(utc_milliseconds + zone.offset(utc_milliseconds), kMinute);
  const std::int64_t first_day = floor_to(start, kDay);
  for (std::int64_t day = first_day;; day += kDay) {
    const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day / kDay))};
    if (static_cast<int>(date.year()) > kLastYear) return std::nullopt;
    if (!has(fields_.months, static_cast<unsigned>(date.month())) || !fits(fields_, date)) continue;
    const std::int64_t minute_of_start = day == first_day ? (start - day) / kMinute : 0;
    for (auto minute = static_cast<unsigned>(minute_of_start); minute < 24 * 60; ++minute) {
      if (!has(fields_.hours, minute / 60) || !has(fields_.minutes, minute % 60)) continue;
      const std::int64_t moment = moment_of(day + minute * kMinute, zone);
      if (moment > utc_milliseconds) return moment;
    }
  }
}

}  // namespace thresh::dataset
