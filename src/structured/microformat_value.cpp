// See microformat_value.h.
#include "structured/microformat_value.h"

#include <algorithm>
#include <vector>

#include "base/ascii.h"
#include "structured/address.h"
#include "structured/microformat_names.h"
#include "structured/tokens.h"
#include "text/unicode.h"

namespace thresh::structured {
namespace {

using html::NodeId;

struct ValueAttribute {
  char kind;
  std::string_view element, attribute;
};

// In the order in which they are asked for. Those of u- come before the pieces, those of the others behind them.
constexpr ValueAttribute kAttributes[] = {
    {'u', "a", "href"},        {'u', "area", "href"},    {'u', "link", "href"},    {'u', "img", "src"},
    {'u', "audio", "src"},     {'u', "video", "src"},    {'u', "source", "src"},   {'u', "iframe", "src"},
    {'u', "video", "poster"},  {'u', "object", "data"},  {'p', "abbr", "title"},   {'p', "link", "title"},
    {'p', "data", "value"},    {'p', "input", "value"},  {'p', "img", "alt"},      {'p', "area", "alt"},
    {'d', "time", "datetime"}, {'d', "ins", "datetime"}, {'d', "del", "datetime"}, {'d', "abbr", "title"},
    {'d', "data", "value"},    {'d', "input", "value"},  {'w', "abbr", "title"},   {'w', "data", "value"},
    {'w', "input", "value"},
};

// 'w' are those that u- has behind its pieces.
const html::Attribute* own_attribute(const html::Document& document, NodeId element, char kind) {
  for (const ValueAttribute& one : kAttributes) {
    if (one.kind != kind || one.element != document.name(element)) continue;
    if (const auto* attribute = document.find_attribute(element, one.attribute)) return attribute;
  }
  return nullptr;
}

Value of_attribute(NodeId element, const html::Attribute& attribute) {
  Value value;
  value.kind = Value::Kind::kAttribute;
  value.node = element;
  value.attribute = &attribute;
  return value;
}

Value of_element(NodeId element) {
  Value value;
  value.kind = Value::Kind::kElement;
  value.node = element;
  return value;
}

bool is_property_or_root(const html::Document& document, NodeId element) {
  bool is = false;
  for_each_token(document.attribute(element, "class").value_or(""), [&](std::string_view name) {
    for (const std::string_view prefix : {"h-", "p-", "u-", "dt-", "e-"}) {
      is = is || is_microformat_class(name, prefix);
    }
  });
  return is;
}

// The value-class pattern: the pieces of a value that stand inside an element, but not inside of other properties.
std::vector<Value> pieces_of(const html::Document& document, NodeId element, bool date, html::Budget& budget) {
  std::vector<Value> pieces;
  NodeId id = element + 1;
  while (id < document.node(element).end && budget.spend(1)) {
    if (!document.is_element(id)) {
      ++id;
      continue;
    }
    if (document.name(id) == "template") {
      id = document.node(id).end;
      continue;
    }
    if (has_class(document, id, "value-title")) {
      if (const auto* title = document.find_attribute(id, "title")) pieces.push_back(of_attribute(id, *title));
    } else if (has_class(document, id, "value")) {
      const html::Attribute* own = own_attribute(document, id, date ? 'd' : 'p');
      const std::string_view name = document.name(id);
      const bool picture = name == "img" || name == "area";
      if (own != nullptr && name != "link" && name != "input") {
        pieces.push_back(of_attribute(id, *own));
      } else {
        pieces.push_back(picture ? Value() : of_element(id));
      }
    } else if (!is_property_or_root(document, id)) {
      ++id;
      continue;
    }
    id = document.node(id).end;
  }
  return pieces;
}

// --- Dates of pieces: "2009-06-26", "7pm", "-06:00".

bool is_date(std::string_view piece) {
  // 2009-06-26 or the day of the year: 2009-177
  return (piece.size() == 10 || piece.size() == 8) && piece[4] == '-' && base::is_ascii_digit(piece[0]);
}

// A zone is written without its colon.
std::string zone_of(std::string_view piece) {
  std::string zone(piece);
  std::erase(zone, ':');
  return zone == "z" ? "Z" : zone;
}

// "7:30pm" as "19:30"; the words themselves where they are no time.
std::string time_of(std::string_view piece) {
  std::string words = text::ascii_lower(piece);
  std::erase(words, '.');
  std::erase(words, ' ');
  const std::size_t zone_at = words.find_first_of("+-z");
  const std::string zone = zone_at == std::string::npos ? std::string() : zone_of(words.substr(zone_at));
  std::string time = words.substr(0, zone_at);
  const bool afternoon = time.ends_with("pm"), morning = time.ends_with("am");
  if (afternoon || morning) time.resize(time.size() - 2);
  const std::size_t digits = std::min(time.find(':'), time.size());
  if (digits == 0 || digits > 2 || time.find_first_not_of("0123456789:") != std::string::npos)
    return std::string(piece);
  int hour = 0;
  for (const char c : time.substr(0, digits)) hour = hour * 10 + (c - '0');
  if (afternoon && hour < 12) hour += 12;
  if (morning && hour == 12) hour = 0;
  std::string rest = time.substr(digits);
  if (rest.empty()) rest = ":00";
  return (hour < 10 ? "0" : "") + std::to_string(hour) + rest + zone;
}

std::string piece_words(const html::Document& document, const Value& piece, html::Budget& budget) {
  if (piece.kind == Value::Kind::kAttribute) return std::string(document.value(*piece.attribute));
  if (piece.kind == Value::Kind::kWords) return std::string(piece.words);
  return microformat_text(document, piece.node, false, {}, budget);
}

// The pieces of a date together: the day, the time, the zone, each once.
std::string joined_date(const html::Document& document, const std::vector<Value>& pieces, std::string& date,
                        html::Budget& budget) {
  std::string day, time, zone;
  for (const Value& piece : pieces) {
    const std::string said = piece_words(document, piece, budget);
    const std::string_view words = text::trim_ascii(said);
    if (words.empty()) continue;
    const bool whole_date = words.size() > 10 && is_date(words.substr(0, 10));
    if (whole_date && day.empty() && time.empty()) return std::string(words);
    if (whole_date) continue;
    if (is_date(words)) {
      if (day.empty()) day = words;
    } else if (words.front() == '+' || words.front() == '-' || words == "Z" || words == "z") {
      if (zone.empty()) zone = zone_of(words);
    } else if (time.empty()) {
      time = time_of(words);
    }
  }
  if (day.empty() && !time.empty()) day = date;
  if (!day.empty()) date = day;
  std::string out = day;
  if (!time.empty()) out += (out.empty() ? "" : " ") + time + zone;
  return out;
}

Value made(std::string_view words, NodeId element, base::Arena& arena) {
  Value value;
  value.words = arena.copy(words);
  value.node = element;
  return value;
}

// A date that is written as one. A mere time is of the date before it.
Value whole_date(const html::Document& document, Value value, std::string& date, html::Budget& budget,
                 base::Arena& arena) {
  const std::string whole = piece_words(document, value, budget);
  const std::string_view words = text::trim_ascii(whole);
  if (words.size() >= 10 && is_date(words.substr(0, 10))) date = words.substr(0, 10);
  const bool time = words.size() <= 16 && words.find(':') != std::string_view::npos && words.find(':') <= 2;
  if (time && !date.empty()) return made(date + " " + time_of(words), value.node, arena);
  return value;
}

Value of_pieces(const html::Document& document, const std::vector<Value>& pieces, NodeId element, char kind,
                std::string& date, html::Budget& budget, base::Arena& arena) {
  if (kind == 'd') return made(joined_date(document, pieces, date, budget), element, arena);
  if (pieces.size() == 1) return pieces.front();
  std::string words;
  for (const Value& piece : pieces) words += piece_words(document, piece, budget);
  return made(words, element, arena);
}

}  // namespace

Value microformat_value(const html::Document& document, NodeId element, char kind, std::string& date,
                        html::Budget& budget, base::Arena& arena) {
  Value value = of_element(element);
  if (kind == 'e') {
    value.markup = true;
    return value;
  }
  const html::Attribute* own = kind == 'u' ? own_attribute(document, element, 'u') : nullptr;
  if (own == nullptr) {
    const std::vector<Value> pieces = pieces_of(document, element, kind == 'd', budget);
    if (!pieces.empty()) {
      value = of_pieces(document, pieces, element, kind, date, budget, arena);
      value.address = kind == 'u';
      return value;
    }
    own = own_attribute(document, element, kind == 'u' ? 'w' : kind);
  }
  if (own != nullptr) value = of_attribute(element, *own);
  if (kind == 'd') value = whole_date(document, value, date, budget, arena);
  value.address = kind == 'u';
  return value;
}

std::string microformat_text(const html::Document& document, NodeId element, bool sources, std::string_view base,
                             html::Budget& budget) {
  std::string out;
  NodeId id = element + 1;
  while (id < document.node(element).end && budget.spend(1)) {
    const std::string_view name = document.name(id);
    if (name == "script" || name == "style" || name == "template") {
      id = document.node(id).end;
      continue;
    }
    if (document.is_text(id)) document.append_text(id, out);
    if (document.is_element(id) && name == "img") {
      const auto alt = document.attribute(id, "alt"), source = document.attribute(id, "src");
      if (alt) {
        out += *alt;
      } else if (source && sources) {
        out += ' ' + resolve(*source, base) + ' ';
      }
    }
    ++id;
  }
  return std::string(text::trim_ascii(out));
}

bool has_class(const html::Document& document, NodeId element, std::string_view name) {
  bool has = false;
  for_each_token(document.attribute(element, "class").value_or(""),
                 [&](std::string_view one) { has = has || one == name; });
  return has;
}

}  // namespace thresh::structured
