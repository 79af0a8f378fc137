// See guard.h.
#include "dataset/guard.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <set>
#include <utility>

namespace thresh::dataset {
namespace {

using Kind = Alarm::Kind;

constexpr std::uint64_t kOftenEnough = 3;  // values in the versions before, for "always" to mean something

double median(std::vector<double> values) {
  std::ranges::sort(values);
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

// "97 %", "4.2": one decimal where it says something.
std::string number_text(double number) {
  std::array<char, 32> digits;
  const double rounded = std::round(number * 10) / 10;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), rounded).ptr;
  return {digits.data(), end};
}

std::string percent(double share) { return number_text(share * 100) + " %"; }

class Guard {
 public:
  Guard(const Statistics& now, std::span<const Reference> before, const RulePlaces& rules, const GuardLimits& limits)
      : now_(now), before_(before), rules_(rules), limits_(limits) {}

  GuardReport run() {
    check_all_records();
    if (!before_.empty()) {
      for (const auto& [name, site] : before_.front().statistics.sites()) check_site(name);
    }
    for (const auto& [name, site] : now_.sites()) check_kinds(name, site);
    for (const auto& [name, site] : now_.sites()) find_silent(name, site);
    return std::move(report_);
  }

 private:
  static const SiteStatistics* site_in(const Statistics& statistics, const std::string& name) {
    const auto found = statistics.sites().find(name);
    return found == statistics.sites().end() ? nullptr : &found->second;
  }
  static const FieldStatistics* field_in(const SiteStatistics* site, const std::string& path) {
    if (site == nullptr) return nullptr;
    const auto found = site->fields.find(path);
    return found == site->fields.end() || found->second.of == 0 ? nullptr : &found->second;
  }

  // The newest version of which `is_good` holds.
  template <class IsGood>
  void note_last_good(Alarm& alarm, IsGood is_good) const {
    for (const Reference& reference : before_) {
      if (!is_good(reference)) continue;
      alarm.last_good = reference.version;
      alarm.last_good_created = reference.created;
      return;
    }
  }

  bool falls(double before, double now, double most) const { return before > 0 && (before - now) / before > most; }

  void check_all_records() {
    const std::uint64_t now = now_.records();
    std::vector<double> counts;
    for (const Reference& one : before_) counts.push_back(static_cast<double>(one.statistics.records()));
    const double before = counts.empty() ? 0 : median(counts);
    const auto lost = static_cast<std::uint64_t>(std::max(before - static_cast<double>(now), 0.0));
    const bool fell = falls(before, static_cast<double>(now), limits_.max_drop) && lost >= limits_.least_lost;
    if (!fell && now >= limits_.min_records) return;
    Alarm alarm{.kind = Kind::kRecords, .before = before, .now = static_cast<double>(now), .lost = lost};
    note_last_good(alarm, [&](const Reference& one) {
      return !falls(before, static_cast<double>(one.statistics.records()), limits_.max_drop);
    });
    report_.alarms.push_back(std::move(alarm));
  }

  void check_site(const std::string& name) {
    const SiteStatistics* now = site_in(now_, name);
    read_by_ = rules_of_site(name);
    check_records(name, now);
    if (now == nullptr || now->records == 0) {
      const auto heir = heir_of(name);
      if (heir == now_.sites().end()) return;
      now = &heir->second;
      read_by_ = rules_of_site(heir->first);
    }
    for (const auto& [path, field] : site_in(before_.front().statistics, name)->fields) {
      if (const FieldStatistics* own = field_in(now, path)) check_field(name, path, *own);
    }
  }

  // The one selector file that reads pages of a host and did not before: one that was renamed.
  std::map<std::string, SiteStatistics>::const_iterator heir_of(const std::string& name) const {
    const std::string host = host_of(name);
    const auto& sites = now_.sites();
    auto heir = sites.end();
    for (auto site = sites.lower_bound(host); !host.empty() && site != sites.end(); ++site) {
      if (!site->first.starts_with(host)) break;
      if (site->second.records == 0 || site_in(before_.front().statistics, site->first) != nullptr) continue;
      if (heir != sites.end()) return sites.end();
      heir = site;
    }
    return heir;
  }

  // "clinic.example " of "clinic.example clinic/question"; empty where no rules read the pages.
  static std::string host_of(const std::string& name) {
    const std::size_t space = name.find(' ');
    return space == std::string::npos ? std::string() : name.substr(0, space + 1);
  }

  static void add_sites_of(const std::string& host, const Statistics& statistics, std::set<std::string>& names) {
    const auto& sites = statistics.sites();
    for (auto site = sites.lower_bound(host); site != sites.end() && site->first.starts_with(host); ++site) {
      names.insert(site->first);
    }
  }

  double usual_records(const std::string& name) const {
    std::vector<double> counts;
    for (const Reference& one : before_) {
      if (const auto* site = site_in(one.statistics, name)) counts.push_back(static_cast<double>(site->records));
    }
    return counts.empty() ? 0 : median(counts);
  }

  // How many records all the selector files of a host lost together: what only moved
  // from one of them to another is no loss.
  double lost_by_host(const std::string& name) const {
    std::set<std::string> names = {name};
    if (const std::string host = host_of(name); !host.empty()) {
      add_sites_of(host, now_, names);
      for (const Reference& one : before_) add_sites_of(host, one.statistics, names);
    }
    double lost = 0;
    for (const std::string& other : names) {
      const auto* now = site_in(now_, other);
      lost += usual_records(other) - (now == nullptr ? 0 : static_cast<double>(now->records));
    }
    return std::max(lost, 0.0);
  }

  void check_records(const std::string& name, const SiteStatistics* now) {
    const double before = usual_records(name);
    double count = now == nullptr ? 0 : static_cast<double>(now->records);
    if (count < before) count = std::max(count, before - lost_by_host(name));
    const auto lost = static_cast<std::uint64_t>(std::max(before - count, 0.0));
    const std::uint64_t explained = now == nullptr ? 0 : now->removed;
    const bool emptied = count == 0 && lost > explained;
    if (!emptied && !(falls(before, count, limits_.max_drop) && lost >= limits_.least_lost)) return;
    Alarm alarm{.kind = Kind::kRecords, .site = name, .before = before, .now = count, .lost = lost};
    note_last_good(alarm, [&](const Reference& one) {
      const auto* site = site_in(one.statistics, name);
      return site != nullptr && !falls(before, static_cast<double>(site->records), limits_.max_drop);
    });
    report_.alarms.push_back(std::move(alarm));
  }

  // Records of another kind than their pages had in the version before, which is how every page was last as usual. All
  // of a site are too many, however few they are.
  void check_kinds(const std::string& name, const SiteStatistics& now) {
    if (now.other_kind == 0 || before_.empty()) return;
    const double share =
        static_cast<double>(now.other_kind) / static_cast<double>(std::max<std::uint64_t>(now.records, 1));
    const bool many = share > limits_.max_drop && now.other_kind >= limits_.least_lost;
    if (!many && now.other_kind < now.records) return;
    Alarm alarm{.kind = Kind::kKinds, .site = name, .before = 0, .now = share, .lost = now.other_kind};
    alarm.pages = now.other_kind_on;
    note_last_good(alarm, [](const Reference&) { return true; });
    report_.alarms.push_back(std::move(alarm));
  }

  using Measure = double (FieldStatistics::*)() const;

  // The median of a measure of a field, over the versions that have the field.
  double usual(const std::string& site, const std::string& path, Measure measure) const {
    std::vector<double> values;
    for (const Reference& one : before_) {
      if (const auto* field = field_in(site_in(one.statistics, site), path)) values.push_back((field->*measure)());
    }
    return values.empty() ? 0 : median(values);
  }

  // Whether a field was filled wherever it could be, often enough to call that a habit.
  bool was_always_filled(const std::string& site, const std::string& path) const {
    std::uint64_t seen = 0;
    for (const Reference& one : before_) {
      const auto* field = field_in(site_in(one.statistics, site), path);
      if (field == nullptr) continue;
      if (field->filled < field->of) return false;
      seen += field->filled;
    }
    return seen >= kOftenEnough;
  }

  void check_field(const std::string& site, const std::string& path, const FieldStatistics& now) {
    const double failures = usual(site, path, &FieldStatistics::failures);
    const double texts = static_cast<double>(now.filled + now.unparsable);
    const double more = now.failures() - failures;
    if (more > limits_.max_type_failures && more * texts >= static_cast<double>(limits_.least_lost)) {
      return add(Kind::kTypes, site, path, failures, now.failures(), more * texts, now,
                 [&](const auto& field) { return field.failures() - failures <= limits_.max_type_failures; });
    }
    const double fill = usual(site, path, &FieldStatistics::fill);
    const double lost = (fill - now.fill()) * static_cast<double>(now.of);
    const bool nowhere = now.filled == 0 && was_always_filled(site, path);
    if (falls(fill, now.fill(), limits_.max_fill_drop) && (is_enough(lost) || nowhere)) {
      return add(Kind::kFilled, site, path, fill, now.fill(), lost, now,
                 [&](const auto& field) { return !falls(fill, field.fill(), limits_.max_fill_drop); });
    }
    const double length = usual(site, path, &FieldStatistics::mean);
    const double items = (length - now.mean()) * static_cast<double>(now.of);
    if (falls(length, now.mean(), limits_.max_drop) && is_enough(items)) {
      add(Kind::kItems, site, path, length, now.mean(), items, now,
          [&](const auto& field) { return !falls(length, field.mean(), limits_.max_drop); });
    }
  }

  // Counts are made of shares, which are not exact.
  bool is_enough(double lost) const { return std::round(lost) >= static_cast<double>(limits_.least_lost); }

  template <class IsGood>
  void add(Kind kind, const std::string& site, const std::string& path, double before, double now, double lost,
           const FieldStatistics& field, IsGood is_good) {
    Alarm alarm{.kind = kind, .site = site, .path = path, .before = before, .now = now};
    alarm.lost = static_cast<std::uint64_t>(std::round(std::max(lost, 0.0)));
    alarm.rule = rules_.of(read_by_, path);
    alarm.pages = field.empty_on;
    note_last_good(alarm, [&](const Reference& one) {
      const auto* then = field_in(site_in(one.statistics, site), path);
      return then != nullptr && is_good(*then);
    });
    report_.alarms.push_back(std::move(alarm));
  }

  void find_silent(const std::string& name, const SiteStatistics& site) {
    for (const RulePlaces::Place* place : rules_.of_rules(rules_of_site(name))) {
      const FieldStatistics* field = field_in(&site, place->pattern);
      if (field == nullptr || field->filled > 0) continue;
      SilentRule silent{name, place->pattern, place->file, false};
      for (const Reference& one : before_) {
        const auto* then = field_in(site_in(one.statistics, name), place->pattern);
        silent.new_silence = silent.new_silence || (then != nullptr && then->filled > 0);
      }
      report_.silent.push_back(std::move(silent));
    }
  }

  const Statistics& now_;
  std::span<const Reference> before_;
  const RulePlaces& rules_;
  const GuardLimits& limits_;
  std::string_view read_by_;  // the selector file that reads the site by now
  GuardReport report_;
};

std::string in_site(const std::string& site) { return site.empty() ? std::string() : site + ": "; }

}  // namespace

std::string_view name(Alarm::Kind kind) {
  switch (kind) {
    case Kind::kRecords:
      return "records";
    case Kind::kKinds:
      return "kinds";
    case Kind::kFilled:
      return "filled";
    case Kind::kTypes:
      return "types";
    case Kind::kItems:
      return "items";
  }
  return "unknown";
}

GuardReport guard(const Statistics& now, std::span<const Reference> before, const RulePlaces& rules,
                  const GuardLimits& limits) {
  return Guard(now, before.first(std::min(before.size(), limits.history)), rules, limits).run();
}

base::Result<std::vector<Reference>> references(Versions& versions, const GuardLimits& limits) {
  const auto manifests = versions.history(limits.history);
  if (!manifests) return std::unexpected(manifests.error());
  std::vector<Reference> out;
  for (const auto& manifest : *manifests) {
    auto statistics = Statistics::read(manifest->statistics);
    if (!statistics) return std::unexpected(statistics.error());
    if (!manifest->statistics.empty()) out.push_back({manifest->version, manifest->created, *std::move(statistics)});
    if (!manifest->held.empty()) break;
  }
  return out;
}

std::string alarm_text(const Alarm& alarm) {
  std::string text = in_site(alarm.site);
  switch (alarm.kind) {
    case Kind::kRecords:
      text += number_text(alarm.now) + " records, " + number_text(alarm.before) + " before";
      break;
    case Kind::kKinds:
      text += percent(alarm.now) + " of the records are of another kind than their pages had before (" +
              std::to_string(alarm.lost) + ')';
      break;
    case Kind::kFilled:
      text += alarm.path + " is filled in " + percent(alarm.now) + ", " + percent(alarm.before) + " before";
      break;
    case Kind::kTypes:
      text += "texts of " + alarm.path + " cannot be read in " + percent(alarm.now) + ", " + percent(alarm.before) +
              " before";
      break;
    case Kind::kItems:
      text +=
          alarm.path + " has " + number_text(alarm.now) + " items on average, " + number_text(alarm.before) + " before";
      break;
  }
  if (alarm.last_good > 0) {
    text += "; last as usual in version " + std::to_string(alarm.last_good) + " (" + alarm.last_good_created + ')';
  }
  if (!alarm.rule.empty()) text += "; rule " + alarm.rule;
  const std::string_view where = alarm.kind == Kind::kKinds ? "; on " : "; empty on ";
  for (std::size_t i = 0; i < alarm.pages.size(); ++i) text += std::string(i == 0 ? where : ", ") + alarm.pages[i];
  return text;
}

std::string silent_text(const SilentRule& rule) {
  return in_site(rule.site) + rule.path + " was found on no page" + (rule.new_silence ? ", and was before" : "") +
         "; rule " + rule.rule;
}

record::List alarms_list(const GuardReport& report) {
  record::List list;
  for (const Alarm& alarm : report.alarms) {
    record::Map entry;
    entry.add("alarm", name(alarm.kind));
    entry.add("site", alarm.site.empty() ? record::Value() : record::Value(alarm.site));
    entry.add("path", alarm.path.empty() ? record::Value() : record::Value(alarm.path));
    entry.add("before", alarm.before);
    entry.add("now", alarm.now);
    entry.add("lost", alarm.lost);
    entry.add("last_good", alarm.last_good == 0 ? record::Value() : record::Value(std::size_t{alarm.last_good}));
    entry.add("rule", alarm.rule.empty() ? record::Value() : record::Value(alarm.rule));
    entry.add("pages", record::List(alarm.pages.begin(), alarm.pages.end()));
    entry.add("message", alarm_text(alarm));
    list.emplace_back(std::move(entry));
  }
  return list;
}

}  // namespace thresh::dataset
