// Times of day. See clock.h.
#include "normalize/clock.h"

#include <algorithm>

#include "base/ascii.h"
#include "normalize/vocabulary.h"

namespace thresh::normalize {
namespace {

constexpr int kMinutesOfDay = 1440;
constexpr int kLargestOffset = 14 * 60;  // minutes; of Kiribati

struct ClockWords {
  Lexicon at;          // before a time
  Lexicon clock;       // after one: "Uhr"
  Lexicon half;        // hours to add after noon, behind the time
  Lexicon half_first;  // the same, before it: 下午
  Lexicon zone;        // minutes east of UTC, and a day
  Lexicon local;       // a zone whose minutes change over the year: "ET"
};

ClockWords load() {
  ClockWords words;
  load_kinds("data/date_words.tsv", {{"at", &words.at},
                                     {"clock", &words.clock},
                                     {"half", &words.half},
                                     {"half_first", &words.half_first},
                                     {"zone", &words.zone},
                                     {"local", &words.local}});
  return words;
}

const ClockWords& words() {
  static const ClockWords kWords = load();
  return kWords;
}

// "+02:00", "-0500", "+2". Its minutes are those of a clock: "+05:99" is none.
std::optional<int> take_offset(Reader& reader) {
  const bool west = reader.take("-");
  if (!west && !reader.take("+")) return std::nullopt;
  int hours = 0;
  int minutes = 0;
  if (const auto four = reader.take_digits(4, 4)) {
    hours = *four / 100;
    minutes = *four % 100;
  } else {
    const auto two = reader.take_digits(1, 2);
    if (!two) return std::nullopt;
    hours = *two;
    if (reader.take(":")) minutes = reader.take_digits(2, 2).value_or(kMinutesOfDay);
  }
  const int offset = hours * 60 + minutes;
  if (minutes > 59 || offset > kLargestOffset) return std::nullopt;
  return west ? -offset : offset;
}

// "(EST)", "(GMT+7)", or any name of the zone that the offset before it gives: "GMT+0100 (Central European Standard
// Time)". False where something else stands in the brackets.
bool take_zone_name(Reader& reader, Time& time) {
  if (!reader.take("(")) return true;
  const auto word = reader.take_word(words().zone);
  if (word && !time.zone_minutes) {
    time.zone_minutes = static_cast<int>(*word) - kMinutesOfDay;
    Reader attempt = reader;
    const auto offset = *time.zone_minutes == 0 ? take_offset(attempt) : std::nullopt;
    if (offset) {
      time.zone_minutes = *offset;
      reader = attempt;
    }
  }
  const std::string_view name = reader.rest().substr(0, reader.rest().find(')'));
  const bool letters = std::ranges::all_of(name, [](char c) { return base::is_ascii_letter(c) || c == ' '; });
  return (name.empty() || (time.zone_minutes && letters && reader.take(name))) && reader.take(")");
}

// False where something stands there that is no zone.
bool take_zone(Reader& reader, Time& time) {
  if (reader.take_word(words().local)) return true;
  if (const auto word = reader.take_word(words().zone)) {
    time.zone_minutes = static_cast<int>(*word) - kMinutesOfDay;
    if (*time.zone_minutes != 0) return true;
  }
  Reader attempt = reader;
  if (const auto offset = take_offset(attempt)) {
    time.zone_minutes = *offset;
    reader = attempt;
  }
  return take_zone_name(reader, time);
}

bool take_seconds(Reader& reader, Time& time) {
  const auto second = reader.take_digits(2, 2);
  if (!second || *second > 59) return false;
  time.second = *second;
  if (reader.take_any_of({".", ","})) {
    time.fraction = reader.rest().substr(0, reader.rest().find_first_not_of("0123456789"));
    return !time.fraction.empty() && time.fraction.size() <= 9 && reader.take(time.fraction);
  }
  return true;
}

// 14時30分15秒, 14時, 14点30分, 14시 30분, 14h30, 14h: what follows the sign of the hour. False if it is wrong.
bool take_unit_signs(Reader& reader, Time& time, bool letter) {
  const auto minute = reader.take_digits(1, 2);
  if (!minute) return true;
  if (*minute > 59 || !(letter || reader.take_any_of({"\u5206", "\uBD84"}))) return false;
  time.minute = *minute;
  const auto second = letter ? std::nullopt : reader.take_digits(1, 2);
  if (!second) return true;
  time.second = *second;
  return *second <= 59 && reader.take_any_of({"\u79D2", "\uCD08"});
}

// "3:11", "23:35:45.120", "14.17": minutes and seconds after the hour. False if they are wrong.
bool take_minutes(Reader& reader, Time& time, bool& pointed) {
  pointed = reader.take(".");
  const bool colon = !pointed && reader.take(":");
  if (!pointed && !colon) return true;
  const auto minute = reader.take_digits(2, 2);
  if (!minute || *minute > 59) return false;
  time.minute = *minute;
  return pointed || !reader.take(":") || take_seconds(reader, time);
}

// The half of the day turns 1 to 12 into an hour of 24. Where it stands first (午後), the hour may be that of 24
// already, or 0.
bool set_half(Time& time, std::uint32_t hours_to_add, bool first) {
  if (!first && (time.hour == 0 || time.hour > 12)) return false;
  if (time.hour > 12) return true;
  time.hour = time.hour % 12 + static_cast<int>(hours_to_add);
  return true;
}

}  // namespace

std::optional<Time> take_time(Reader& reader, TimeLead lead) {
  Time time;
  const auto half_first = reader.take_word(words().half_first);
  const auto hour = reader.take_digits(1, 2);
  if (!hour || *hour > 23) return std::nullopt;
  time.hour = *hour;
  bool pointed = false;
  const bool letter = reader.take("h");
  const bool signs = letter || reader.take_any_of({"\u6642", "\u65F6", "\u70B9", "\u9EDE", "\uC2DC"});
  if (!(signs ? take_unit_signs(reader, time, letter) : take_minutes(reader, time, pointed))) return std::nullopt;
  const auto half = half_first ? half_first : reader.take_word(words().half);
  if (half && !set_half(time, *half, half_first.has_value())) return std::nullopt;
  const bool clock = signs || reader.take_word(words().clock).has_value();
  // A bare number, or one with a point, is no time without a word that says so.
  const bool said = half || clock || lead == TimeLead::kIso || (pointed && lead == TimeLead::kWord);
  if ((time.minute < 0 || pointed) && !said) return std::nullopt;
  if (!take_zone(reader, time)) return std::nullopt;
  return time;
}

TimeLead take_time_lead(Reader& reader) {
  reader.take_any_of({",", "\u060C", "-", "\u00B7", "|", "\u2022", "/"});
  return reader.take_word(words().at) ? TimeLead::kWord : TimeLead::kNone;
}

}  // namespace thresh::normalize
