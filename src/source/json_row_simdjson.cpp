// See json_row.h; the one file of the room that includes simdjson.
//
// simdjson's on-demand reader goes through the text once, forwards. Objects inside objects are entered only where a key
// may lead on, with a stack of our own.
#include <simdjson.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "base/utf8.h"
#include "source/byte_window.h"
#include "source/json_row.h"

namespace thresh::source {
namespace {

namespace ondemand = simdjson::ondemand;
static_assert(ByteWindow::kPadding >= simdjson::SIMDJSON_PADDING);

constexpr std::size_t kDeepest = 16;  // objects and lists that are entered, one inside the other
constexpr std::size_t kMostKeys = 8;  // that are named in a message

// An object or a list that is being read.
struct Open {
  DumpKeys::Place place;
  bool is_list = false;
  std::size_t index = 0;  // of the element of a list
  simdjson::simdjson_result<ondemand::object_iterator> member = {}, last_member = {};
  simdjson::simdjson_result<ondemand::array_iterator> element = {}, last_element = {};
};

// The key behind whose opening quote `raw` begins. Keys with escapes are known by nobody and stay as they are written.
std::string_view key_text(const char* raw, std::string_view json) {
  const auto begin = static_cast<std::size_t>(raw - json.data());
  std::size_t end = begin;
  while (end < json.size() && json[end] != '"') end += json[end] == '\\' ? 2 : 1;
  return json.substr(begin, std::min(end, json.size()) - begin);
}

// What stands between the quotes of a string whose token, with blanks behind it, is `token`.
std::string_view string_inside(std::string_view token) {
  const std::size_t end = token.find_last_not_of(" \t\r\n");
  if (end == std::string_view::npos || end == 0 || token[end] != '"') return {};
  return token.substr(1, end - 1);
}

std::string_view without_blanks(std::string_view token) {
  return token.substr(0, token.find_last_not_of(" \t\r\n") + 1);
}

// A page is a string, never a number.
bool is_page(Role role) { return role == Role::kHtml || role == Role::kEither || role == Role::kText; }

// The first byte that is no UTF-8.
std::size_t first_unsound(std::string_view text) {
  std::size_t at = base::skip_ascii(text, 0);
  while (at < text.size()) {
    const base::Sequence sequence = base::sequence_at(text, at);
    if (!sequence.sound) return at;
    at = base::skip_ascii(text, at + sequence.length);
  }
  return text.size();
}

// Where the strings of a text are wrong: a control character in one, or the quote of the one that does not end.
std::size_t wrong_string(std::string_view text) {
  std::size_t open = 0;
  bool inside = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (inside && text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      inside = !inside;
      open = i;
    } else if (inside && static_cast<unsigned char>(text[i]) < ' ') {
      return i;
    }
  }
  return open;
}

std::string reason_of(simdjson::error_code code) {
  switch (code) {
    case simdjson::UTF8_ERROR:
      return "it is not valid UTF-8";
    case simdjson::UNCLOSED_STRING:
      return "a string does not end";
    case simdjson::UNESCAPED_CHARS:
      return "a string holds a control character";
    case simdjson::EMPTY:
      return "there is nothing";
    default:
      return "it is not well-formed";
  }
}

}  // namespace

struct JsonRow::State {
  explicit State(const DumpKeys& named) : keys(named) {}

  // Hands the members on, those of inner objects too. SUCCESS, or what is wrong.
  simdjson::error_code walk(ondemand::object object);
  simdjson::error_code step();
  simdjson::error_code take(std::string_view key, ondemand::value value);
  simdjson::error_code enter_object(ondemand::object object, const DumpKeys::Place& place);
  simdjson::error_code enter_list(ondemand::array array, const DumpKeys::Place& place);

  DumpKeys keys;
  ondemand::parser parser;
  std::vector<Open> open;
  std::string_view json;
  RowPage* values = nullptr;
};

simdjson::error_code JsonRow::State::enter_object(ondemand::object object, const DumpKeys::Place& place) {
  Open level;
  level.place = place;
  level.member = object.begin();
  level.last_member = object.end();
  if (level.member.error()) return level.member.error();
  open.push_back(level);
  return simdjson::SUCCESS;
}

simdjson::error_code JsonRow::State::enter_list(ondemand::array array, const DumpKeys::Place& place) {
  Open level;
  level.place = place;
  level.is_list = true;
  level.element = array.begin();
  level.last_element = array.end();
  if (level.element.error()) return level.element.error();
  open.push_back(level);
  return simdjson::SUCCESS;
}

// What a member holds. Inner objects that lead on become the next level.
simdjson::error_code JsonRow::State::take(std::string_view key, ondemand::value value) {
  ondemand::json_type type;
  if (const auto trouble = value.type().get(type)) {
    const std::string_view token = value.raw_json_token();
    const bool python = token.starts_with("NaN") || token.starts_with("Infinity");  // which json.dumps writes
    return python ? simdjson::SUCCESS : trouble;
  }
  const DumpKeys::Found found = keys.find(open.back().place, key);
  switch (type) {
    case ondemand::json_type::string:
      if (found.roles[0].role == Role::kNone && !(keys.takes_any_html() && open.back().place.depth == 0)) break;
      values->offer(found.roles, {string_inside(value.raw_json_token()), RowValue::Form::kJson}, keys.takes_any_html());
      break;
    case ondemand::json_type::number:
      if (found.roles[0].role == Role::kNone || is_page(found.roles[0].role)) break;
      values->offer(found.roles, {without_blanks(value.raw_json_token()), RowValue::Form::kPlain}, false);
      break;
    case ondemand::json_type::object:
      if (!found.inside || open.size() == kDeepest) break;
      if (ondemand::object inner; !value.get_object().get(inner)) return enter_object(inner, found.below);
      return simdjson::TAPE_ERROR;
    case ondemand::json_type::array:
      if (!found.inside || found.below.known || open.size() == kDeepest) break;
      if (ondemand::array inner; !value.get_array().get(inner)) return enter_list(inner, found.below);
      return simdjson::TAPE_ERROR;
    case ondemand::json_type::boolean:
    case ondemand::json_type::null:
      break;
  }
  return simdjson::SUCCESS;
}

// Reads one member or element of the innermost level, or leaves that.
simdjson::error_code JsonRow::State::step() {
  const std::size_t level = open.size() - 1;
  if (open[level].is_list) {
    if (open[level].element == open[level].last_element) return open.pop_back(), simdjson::SUCCESS;
    ondemand::value value;
    if (const auto trouble = (*open[level].element).get(value)) return trouble;
    const std::string index = std::to_string(open[level].index++);
    return take(index, value);
  }
  if (open[level].member == open[level].last_member) return open.pop_back(), simdjson::SUCCESS;
  ondemand::field field;
  if (const auto trouble = (*open[level].member).get(field)) return trouble;
  return take(key_text(field.key().raw(), json), field.value());
}

simdjson::error_code JsonRow::State::walk(ondemand::object object) {
  open.clear();
  if (const auto trouble = enter_object(object, DumpKeys::top())) return trouble;
  while (!open.empty()) {
    const std::size_t before = open.size();
    if (const auto trouble = step()) return trouble;
    if (open.empty() || open.size() > before) continue;
    // On to the next one, also after a level that was left: what was not looked at is passed over.
    Open& level = open.back();
    if (level.is_list) {
      ++level.element;
    } else {
      ++level.member;
    }
  }
  return simdjson::SUCCESS;
}

JsonRow::JsonRow(const DumpKeys& keys) : state_(std::make_unique<State>(keys)) {}
JsonRow::~JsonRow() = default;

std::optional<JsonRow::Trouble> JsonRow::read(std::string_view json, RowPage& values) {
  State& state = *state_;
  state.json = json;
  state.values = &values;
  const auto trouble = [&](simdjson::error_code code, std::size_t at) {
    if (code == simdjson::UTF8_ERROR) at = first_unsound(json);
    if (code == simdjson::UNCLOSED_STRING || code == simdjson::UNESCAPED_CHARS) at = wrong_string(json);
    return Trouble{"this is no JSON object: " + reason_of(code), std::min(at, json.size())};
  };
  auto document = state.parser.iterate(json.data(), json.size(), json.size() + simdjson::SIMDJSON_PADDING);
  if (document.error()) return trouble(document.error(), 0);
  ondemand::object object;
  if (const auto wrong = document.get_object().get(object)) {
    const bool begins = json.substr(std::min(json.find_first_not_of(" \t\r\n"), json.size())).starts_with('{');
    return begins ? trouble(wrong, 0) : Trouble{"this is no JSON object", 0};
  }
  const simdjson::error_code code = state.walk(object);
  const char* at = nullptr;
  const bool placed = document.current_location().get(at) == simdjson::SUCCESS;
  const std::size_t place = placed ? static_cast<std::size_t>(at - json.data()) : json.size();
  if (code != simdjson::SUCCESS) return trouble(code, place);
  if (placed && place < json.size()) return Trouble{"something follows the JSON object", place};
  return std::nullopt;
}

std::string JsonRow::keys(std::string_view json) {
  std::string out;
  auto document = state_->parser.iterate(json.data(), json.size(), json.size() + simdjson::SIMDJSON_PADDING);
  ondemand::object object;
  if (document.error() || document.get_object().get(object)) return out;
  std::size_t count = 0;
  for (auto member : object) {
    ondemand::field field;
    if (std::move(member).get(field)) break;
    if (count++ == kMostKeys) return out + " …";
    out += (count > 1 ? ", " : "") + std::string(key_text(field.key().raw(), json));
  }
  return out;
}

}  // namespace thresh::source
