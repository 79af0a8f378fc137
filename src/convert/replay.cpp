// See replay.h.
#include "convert/replay.h"

#include <array>
#include <utility>

#include "clean/tally.h"
#include "extract/json.h"
#include "extract/types.h"
#include "html/character_references.h"
#include "html/parse.h"
#include "html/render.h"
#include "structured/number_date.h"
#include "text/unicode.h"

namespace thresh::convert {
namespace {

using clean::Slot;
using record::Value;

constexpr std::array<std::pair<std::string_view, Slot>, 3> kCleanings = {
    {{"clean_text", Slot::kProse}, {"clean_line", Slot::kShort}, {"clean_value", Slot::kTyped}}};

class Player {
 public:
  Player(Page& page, const clean::PageSyntax& syntax, std::string words) : page_(page), syntax_(syntax) {
    say(text::trim(words));
  }

  // Whether the transform could be done.
  bool apply(std::string_view transform) {
    const std::size_t slash = std::min(transform.find('/'), transform.size());
    const std::string_view name = transform.substr(0, slash), part = transform.substr(slash);
    if (name == "json") return read_json(part);
    if (name == "plain_number") return say(extract::plainly_written(words()));
    if (name == "number_date") return say(structured::number_date(text::trim(words())).value_or(words()));
    if (name == "references") return decode_references();
    if (name == "html") return read_html();
    if (name == "one_line") return say(text::collapse_spaces(words()));
    for (const auto& [cleaning, slot] : kCleanings) {
      if (name == cleaning) return clean(slot);
    }
    const auto type = record::type_of_name(name);
    return type && read_value(*type, part);
  }

  Value value() const { return value_; }

 private:
  std::string words() const { return value_.as_text() == nullptr ? std::string() : *value_.as_text(); }

  bool say(std::string_view words) {
    value_ = Value(words);
    passage_ = {};
    passage_.runs.emplace_back().text = page_.arena().copy(words);
    return true;
  }

  bool read_json(std::string_view part) {
    const auto json = extract::parse_json(words());
    const Value* found = json ? record::at(json->value, part) : nullptr;
    const auto text = found == nullptr ? std::nullopt : extract::json_text(*found);
    return text && say(text::trim(*text));
  }

  bool decode_references() {
    std::string out;
    html::append_decoded(words(), html::kEncoded | html::kReferences | html::kNulDropped, out);
    return say(text::trim(out));
  }

  bool read_html() {
    fragment_.emplace(html::parse(page_.arena().copy(words()), base::Limits{}, page_.arena()));
    passage_ = html::render(*fragment_, fragment_->body(), {}, page_.arena());
    value_ = Value(text::compose(passage_));
    return true;
  }

  bool clean(Slot slot) {
    clean::Tally unused;
    clean::clean_passage(passage_, slot, syntax_, unused, page_.arena());
    value_ = Value(text::compose(passage_));
    return true;
  }

  bool read_value(record::Type type, std::string_view part) {
    const auto& made = page_.types().read(type, words());
    if (!made) return false;
    const Value* found = record::at(made->value, part);
    if (found == nullptr && !part.empty()) found = made->beside.find("_" + std::string(part.substr(1)));
    if (found == nullptr) return false;
    value_ = *found;
    return true;
  }

  Page& page_;
  const clean::PageSyntax& syntax_;
  Value value_;
  text::Passage passage_;  // the words, as runs
  std::optional<html::Document> fragment_;
};

}  // namespace

std::string_view cleaning(Slot slot) {
  for (const auto& [name, one] : kCleanings) {
    if (one == slot) return name;
  }
  return {};
}

std::vector<Replayed> replay_steps(const Origin& origin, Page& page, const clean::PageSyntax& syntax) {
  Player player(page, syntax, words_of(origin, page.input().bytes, page.decoded().charset, page.document() != nullptr));
  std::vector<Replayed> steps = {{"words", player.value()}};
  for (const std::string& transform : origin.transforms) {
    const bool done = player.apply(transform);
    steps.push_back({transform, done ? player.value() : Value()});
    if (!done) break;
  }
  return steps;
}

Value replay(const Origin& origin, Page& page, const clean::PageSyntax& syntax) {
  return replay_steps(origin, page, syntax).back().value;
}

}  // namespace thresh::convert
