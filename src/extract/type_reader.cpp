// See type_reader.h.
#include "extract/type_reader.h"

#include "base/arena.h"
#include "clean/mojibake.h"
#include "normalize/day_order.h"
#include "normalize/decimal_sign.h"
#include "normalize/normalize.h"

namespace thresh::extract {
namespace {

constexpr std::size_t kLongestRemembered = 160;  // bytes; no name, place or rating is longer
constexpr std::size_t kMostRemembered = 4096;

// Whether to find out that a text is no value of the type costs more than to remember it.
bool is_dear(record::Type type) {
  using record::Type;
  return type == Type::kPerson || type == Type::kPlace || type == Type::kSpecialty;
}

}  // namespace

TypeReader::TypeReader(PageFacts facts) : facts_(std::move(facts)) {
  const normalize::DayOrder order = normalize::day_order_of_language(facts_.language);
  context_ = {facts_.base_url,
              {facts_.captured, order, order, order},
              facts_.currency,
              facts_.language,
              normalize::decimal_sign_of_language(facts_.language)};
}

// The page's other dates say more surely than its language which number is the day; where neither tells, the order of
// the dates does. Most pages are never asked.
void TypeReader::survey_dates() {
  surveyed_ = true;
  const normalize::DayOrders found = normalize::day_orders_in(facts_.text);
  const auto settle = [](normalize::DayOrder& order, normalize::DayOrder by_page) {
    if (by_page != normalize::DayOrder::kUnknown) order = by_page;
  };
  settle(context_.dates.slashed, found.slashed);
  settle(context_.dates.dashed, found.dashed);
  settle(context_.dates.pointed, found.pointed);
  const normalize::DayOrders series = normalize::day_orders_by_series(facts_.text, facts_.captured);
  const auto settle_open = [](normalize::DayOrder& order, normalize::DayOrder by_series) {
    if (order == normalize::DayOrder::kUnknown) order = by_series;
  };
  settle_open(context_.dates.slashed, series.slashed);
  settle_open(context_.dates.dashed, series.dashed);
  settle_open(context_.dates.pointed, series.pointed);
}

std::optional<Made> TypeReader::make_new(record::Type type, std::string_view text) {
  if (type == record::Type::kDate && !surveyed_ && normalize::asks_for_day_order(text)) survey_dates();
  return make(type, text, context_);
}

std::optional<Made> TypeReader::make_mended(record::Type type, std::string_view text) {
  base::Arena arena;
  return make_new(type, clean::mend_mojibake(text, arena));
}

const std::optional<Made>& TypeReader::read(record::Type type, std::string_view text) {
  if (is_text(type)) return last_ = make_new(type, text);
  if (text.size() > kLongestRemembered) return last_ = make_mended(type, text);
  key_.assign(1, static_cast<char>(type));
  key_ += text;
  const auto known = known_.find(key_);
  if (known != known_.end()) return known->second;
  last_ = make_mended(type, text);
  if (known_.size() >= kMostRemembered || !(last_ || is_dear(type))) return last_;
  return known_.emplace(key_, std::move(last_)).first->second;
}

void TypeReader::settle_day_order(std::span<const std::string> dates) {
  using normalize::DayOrder;
  if (!surveyed_) survey_dates();
  const DayOrder order = normalize::day_order_of_series(dates, facts_.captured);
  if (order == DayOrder::kUnknown) return;
  for (DayOrder* const one : {&context_.dates.slashed, &context_.dates.dashed, &context_.dates.pointed}) {
    if (*one == DayOrder::kUnknown) *one = order;
  }
  std::erase_if(known_,
                [](const auto& known) { return known.first.front() == static_cast<char>(record::Type::kDate); });
}

normalize::Fit TypeReader::fit(record::Type type, std::string_view text) {
  const std::optional<Made>& made = read(type, text);
  return made ? made->fit : normalize::Fit::kNo;
}

void TypeReader::remember(record::Type type, std::string_view text, Made made) {
  key_.assign(1, static_cast<char>(type));
  key_ += text;
  known_.emplace(key_, std::move(made));
}

const std::optional<normalize::PlaceAndSpecialty>& TypeReader::read_pair(std::string_view text) {
  const std::string key(text);
  if (const auto known = pairs_.find(key); known != pairs_.end()) return known->second;
  const auto& pair = pairs_.emplace(key, normalize::place_and_specialty(text)).first->second;
  if (!pair) return pair;
  remember(record::Type::kSpecialty, pair->specialty.as_written, made_of(pair->specialty));
  if (pair->place) remember(record::Type::kPlace, pair->place->as_written, made_of(*pair->place));
  return pair;
}

}  // namespace thresh::extract
