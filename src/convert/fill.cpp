// See fill.h.
#include "convert/fill.h"

#include <algorithm>
#include <utility>

#include "clean/artifact.h"
#include "clean/passage_cleaner.h"
#include "clean/template_address.h"
#include "convert/origin.h"
#include "convert/reconcile.h"
#include "extract/types.h"
#include "normalize/no_value.h"
#include "text/unicode.h"

namespace thresh::convert {
namespace {

using extract::Draft;
using extract::Found;
using record::Absence;
using record::Field;
using record::List;
using record::Map;
using record::Shape;
using record::Type;
using record::Value;

constexpr std::string_view kOpenFields = "/fields/";  // where the fields of the kind `custom` stand

// Whether a value says nothing: null, an empty list, or an object of such values.
bool says_nothing(const Value& value) {
  if (const List* list = value.as_list()) return list->empty();
  const Map* map = value.as_map();
  if (map == nullptr) return value.is_null();
  return std::all_of(map->entries().begin(), map->entries().end(),
                     [](const auto& entry) { return says_nothing(entry.second); });
}

// A value that only the hidden copy spells out ("4.7 out of 5 stars" for screen readers, behind a picture of stars) is
// read with that copy.
void show_needed(text::Passage& passage, Type type, extract::TypeReader& types) {
  const auto hidden = [](const text::Run& run) { return run.hidden; };
  if (std::none_of(passage.runs.begin(), passage.runs.end(), hidden)) return;
  text::Passage shown = passage;
  std::erase_if(shown.runs, hidden);
  if (shown.runs.empty()) return;
  const bool needed = types.fit(type, text::compose(shown)) == normalize::Fit::kNo &&
                      types.fit(type, text::compose(passage)) != normalize::Fit::kNo;
  if (!needed) return;
  for (text::Run& run : passage.runs) run.hidden = false;
}

clean::Slot slot_for(Type type, bool prose) {
  return !is_text(type) ? clean::Slot::kTyped : prose ? clean::Slot::kProse : clean::Slot::kShort;
}

std::string below(const std::string& path, std::string_view key) {
  std::string out;
  out.reserve(path.size() + 1 + key.size());
  out += path;
  out += '/';
  const bool plain = std::none_of(key.begin(), key.end(), [](char c) { return c == '~' || c == '/'; });
  if (plain) return out += key;
  return out += record::pointer_segment(key);
}

}  // namespace

void Filler::miss(const std::string& path, Absence reason, std::string text) {
  books_.absent.push_back({path, reason, std::move(text)});
}

// An object of which nothing is known is absent as one: its fields' absences become one, the most telling.
void Filler::collapse_absences(std::size_t from, const std::string& path) {
  if (from >= books_.absent.size()) return;
  const auto telling = [](const AbsentField& field) {
    return field.reason == Absence::kUnrendered   ? 3
           : field.reason == Absence::kUnparsable ? 2
           : field.reason == Absence::kEmpty      ? 1
                                                  : 0;
  };
  const auto begin = books_.absent.begin() + static_cast<std::ptrdiff_t>(from);
  AbsentField most = *std::max_element(begin, books_.absent.end(),
                                       [&](const auto& a, const auto& b) { return telling(a) < telling(b); });
  most.path = path;
  books_.absent.resize(from);
  books_.absent.push_back(std::move(most));
}

// Words that are no value of a type: a template that hides one ("{{ x }} out of 5 stars"), or something else.
Value Filler::not_of_type(Type type, std::string words, const std::string& path) {
  if (!clean::find_artifacts(words).empty()) {
    books_.removed.add(record::Removal::kTemplateArtifact, words);
    return miss(path, Absence::kUnrendered), Value();
  }
  if (normalize::is_no_value(words)) return miss(path, Absence::kNotApplicable), Value();
  books_.warnings.push_back(
      {base::FindingCode::kUnparsable, path,
       "this is no " + std::string(record::name(type)) + ": \"" + clean::example_of(words) + '"'});
  return miss(path, Absence::kUnparsable, std::move(words)), Value();
}

// Words that are a date, and nobody can say which. They stand beside it.
Value Filler::open_date(const extract::Made& made, std::string words, const std::string& path) {
  const bool two_ways = made.open == normalize::Date::Open::kDayOrder;
  const std::string quoted = '"' + clean::example_of(words) + '"';
  if (two_ways) {
    books_.warnings.push_back({base::FindingCode::kAmbiguousDate, path,
                               "which number of this date is the day, nothing on the page tells: " + quoted});
  } else {
    books_.warnings.push_back({base::FindingCode::kUnparsable, path,
                               "this date is told from a day that is not known (--captured): " + quoted});
  }
  beside_ = made.beside;
  return miss(path, Absence::kUnparsable, std::move(words)), Value();
}

// One passage as a value of its type; null with a reason where it is none.
Value Filler::typed(Found& found, Type type, bool prose, const std::string& path, const std::string* at) {
  const clean::Slot slot = slot_for(type, prose);
  if (slot == clean::Slot::kTyped) show_needed(found.passage, type, types_);
  clean::Outcome outcome = clean::clean_passage(found.passage, slot, syntax_, books_.removed, arena_);
  if (account_ != nullptr) account_->enter(found, path, books_.removed);
  books_.add(std::move(outcome.repair), path);
  if (!outcome.kept_artifact.empty() && slot != clean::Slot::kTyped) {
    books_.warnings.push_back(
        {base::FindingCode::kArtifactKept, path,
         "this looks like a template artifact in mid-sentence and was kept: " + std::string(outcome.kept_artifact)});
  }
  text::Composition composed;
  composed.text = text::compose(found.passage, provenance_ != nullptr ? &composed.copied : nullptr);
  std::string words = is_text(type) && !prose ? text::collapse_spaces(composed.text) : composed.text;
  if (outcome.unrendered || words.empty()) return miss(path, Absence::kUnrendered), Value();
  if (type == Type::kUrl && clean::template_address(words)) {
    books_.removed.add(record::Removal::kTemplateArtifact, words);
    return miss(path, Absence::kUnrendered), Value();
  }
  const auto& made = types_.read(type, words);
  if (provenance_ != nullptr)
    provenance_->enter(found, composed, made ? type : Type::kText, slot, words, at == nullptr ? path : *at);
  if (!made) return not_of_type(type, std::move(words), path);
  if (made->open != normalize::Date::Open::kNothing) return open_date(*made, std::move(words), path);
  found_anything_ = true;
  beside_ = made->beside;
  fit_ = made->fit;
  return made->value;
}

// The first value of a draft; null with its reason where there is none.
Value Filler::single(Draft& draft, Type type, bool prose, const std::string& path) {
  if (draft.values.size() > 1) {
    books_.warnings.push_back(
        {base::FindingCode::kSeveralMatched, path, "several values were found; the first was taken"});
  }
  if (!draft.values.empty()) {
    Value value = typed(draft.values.front(), type, prose, path);
    if (!value.is_null()) reconcile(draft, type, value, prose, path);
    return value;
  }
  miss(path, draft.empty ? Absence::kEmpty : draft.unrendered ? Absence::kUnrendered : Absence::kNotOnPage);
  if (draft.required) {
    books_.warnings.push_back({base::FindingCode::kNothingMatched, path, "a required field was not found"});
  }
  return Value();
}

// What the page says of a value elsewhere: in a <meta>, in JSON.
void Filler::reconcile(Draft& draft, Type type, const Value& value, bool prose, const std::string& path) {
  if (draft.elsewhere.empty()) {
    if (provenance_ != nullptr) provenance_->rate(path, confidence(fit_, 0, 0));
    return;
  }
  const extract::Made taken = {.value = value, .beside = beside_, .fit = fit_};
  Conflict conflict = {path, {shown_in_conflict(value)}, {std::string(name(draft.values.front().from))}};
  std::size_t agreeing = 0;
  for (Found& found : draft.elsewhere) {
    clean::Tally unused;
    clean::clean_passage(found.passage, slot_for(type, prose), syntax_, unused, arena_);
    std::string words = text::compose(found.passage);
    if (is_text(type) && !prose) words = text::collapse_spaces(words);
    const auto& made = types_.read(type, words);
    if (!made) continue;
    if (agree(type, taken, *made)) {
      ++agreeing;
      continue;
    }
    conflict.values.push_back(shown_in_conflict(made->value));
    conflict.from.emplace_back(name(found.from));
  }
  const std::size_t differing = conflict.values.size() - 1;
  if (provenance_ != nullptr) provenance_->rate(path, confidence(taken.fit, agreeing, differing));
  if (differing > 0) books_.conflicts.push_back(std::move(conflict));
}

// A text that takes all of its matches has them as paragraphs.
Value Filler::joined(Draft& draft, bool prose, const std::string& path) {
  if (draft.values.empty()) return single(draft, Type::kText, prose, path);
  Found& all = draft.values.front();
  for (std::size_t i = 1; i < draft.values.size(); ++i) {
    auto& runs = draft.values[i].passage.runs;
    if (!runs.empty()) runs.front().before = text::Break::kParagraph;
    all.passage.runs.insert(all.passage.runs.end(), runs.begin(), runs.end());
  }
  return typed(all, draft.type, prose, path);
}

// `once`: a value that was there before is left out. What is no value of the type has no place in the list, so the list
// itself is said to lack it only where nothing else is in it; a warning tells in any case.
Value Filler::list_of_values(Draft& draft, Type type, bool once, const std::string& path) {
  if (draft.values.empty()) return single(draft, type, false, path), List{};
  const std::size_t absent = books_.absent.size();
  List out;
  for (Found& found : draft.values) {
    const std::string here = provenance_ == nullptr ? std::string() : below(path, std::to_string(out.size()));
    Value value = typed(found, type, false, path, &here);
    const bool again = once && std::find(out.begin(), out.end(), value) != out.end();
    if (!value.is_null() && !again) out.push_back(std::move(value));
  }
  beside_ = Map();  // what one value says of itself says nothing of the list
  if (out.empty()) {
    collapse_absences(absent, path);
  } else {
    books_.absent.resize(absent);
  }
  return out;
}

// Notes how many items the page states and holds. That there are none is a finding where the record is about them, or
// where the rules require them; an article without comments is an article.
void Filler::count(Draft& list, bool essential, const std::string& path) {
  Counted counted;
  counted.list = path.substr(path.starts_with(kOpenFields) ? kOpenFields.size() : 1);
  counted.found = list.children.size();
  if (list.stated) {
    const Value stated =
        typed(*list.stated, Type::kCount, false, "/completeness" + below("", counted.list) + "/stated");
    if (const std::int64_t* number = stated.as_integer()) counted.stated = *number;
    beside_ = Map();  // "1.2k answers" says nothing beside the list
  }
  const bool differs = counted.stated && static_cast<std::uint64_t>(*counted.stated) != counted.found;
  if (differs) {
    books_.warnings.push_back({base::FindingCode::kIncomplete, path,
                               "the page states " + std::to_string(*counted.stated) + ' ' + list.name + " and holds " +
                                   std::to_string(counted.found)});
  }
  if (list.children.empty() && !counted.stated) miss(path, Absence::kNotOnPage);
  if (list.children.empty() && !differs && (list.required || (essential && !counted.stated))) {
    books_.warnings.push_back({base::FindingCode::kNothingMatched, path, "no " + list.name + " were found"});
  }
  books_.completeness.push_back(std::move(counted));
}

Value Filler::list_of_objects(const Shape* shape, Draft& draft, bool essential, const std::string& path) {
  List out;
  for (Draft& item : draft.children) {
    Map map;
    const std::string here = path + '/' + std::to_string(out.size());
    if (shape != nullptr) {
      fill(*shape, item, here, map);
      if (const Field* position = shape->find("position"); position != nullptr) map.set("position", out.size() + 1);
    } else {
      fill_open(item, here, map);
    }
    out.emplace_back(std::move(map));
  }
  count(draft, essential, path);
  return out;
}

// Whether a template left itself where a value was found.
bool is_template(const Draft& draft) {
  return !draft.values.empty() && clean::unrendered(text::compose(draft.values.front().passage));
}

// An object that a type describes (an author, a place): what its name tells as a value of that type (credentials,
// honorific …), and what its other fields say, which goes before it.
Value Filler::described(const Field& field, Draft& group, const std::string& path) {
  Map map = extract::blank(*field.shape);
  for (const Field& part : field.shape->fields) {
    Draft* draft = group.find(part.name);
    if (draft == nullptr) continue;
    const std::string here = below(path, part.name);
    if (part.name != "name") {
      const std::size_t absent = books_.absent.size();
      const bool told = map.find(part.name) != nullptr && !says_nothing(*map.find(part.name));  // by the name
      Value value = field_value(part, *draft, here);
      if (told && draft->values.empty() && says_nothing(value)) books_.absent.resize(absent);
      if (!says_nothing(value)) map.set(part.name, std::move(value));
      continue;
    }
    if (is_text(draft->type) && !is_text(field.type) && !is_template(*draft)) {  // the words are wanted as they are
      Value words = single(*draft, draft->type, false, here);
      map.set("as_written", words);
      map.set("name", std::move(words));
      if (provenance_ != nullptr) provenance_->share(here, "", below(path, "as_written"));
      continue;
    }
    Value parsed = single(*draft, field.type, false, here);
    if (Map* parts = parsed.as_map()) {
      for (auto& [key, value] : parts->entries()) {
        if (provenance_ != nullptr && key != part.name) provenance_->share(here, below("", key), below(path, key));
        map.set(key, std::move(value));
      }
      if (provenance_ != nullptr) provenance_->share(here, below("", part.name), here);
    } else if (!books_.absent.empty() && books_.absent.back().path == here) {
      map.set("as_written", books_.absent.back().text.empty() ? Value() : Value(books_.absent.back().text));
      if (provenance_ != nullptr) provenance_->move(here, below(path, "as_written"));
    }
  }
  return map;
}

Value Filler::object(const Field& field, Draft& draft, const std::string& path) {
  if (draft.kind == Draft::Kind::kValue) return single(draft, field.type, false, path);
  const std::size_t absent = books_.absent.size();
  if (field.type == Type::kGroup) {
    Map map;
    fill(*field.shape, draft, path, map);
    return map;
  }
  Value value = described(field, draft, path);
  if (!says_nothing(value)) return value;
  collapse_absences(absent, path);
  return Value();
}

Value Filler::field_value(const Field& field, Draft& draft, const std::string& path) {
  beside_ = Map();
  if (field.list && draft.kind == Draft::Kind::kList) return list_of_objects(field.shape, draft, field.essential, path);
  if (field.list) return list_of_values(draft, field.type, true, path);
  if (field.shape != nullptr) return object(field, draft, path);
  if (draft.many) return joined(draft, field.prose, path);
  const Type type = is_text(field.type) ? draft.type : field.type;
  return single(draft, type, field.prose, path);
}

// What a value says beside itself ("_approximate") was read of the same words.
void Filler::note_beside(const std::string& path) {
  if (provenance_ == nullptr) return;
  for (const auto& [suffix, value] : beside_.entries()) provenance_->share(path, '/' + suffix.substr(1), path + suffix);
}

void Filler::fill(const Shape& shape, Draft& group, const std::string& path, Map& map) {
  map.reserve(map.size() + shape.fields.size());
  Map optional;  // values of optional fields, from what others say beside themselves
  for (const Field& field : shape.fields) {
    Draft* draft = group.find(field.name);
    Value value;
    if (draft != nullptr && !field.assigned) {
      value = field_value(field, *draft, below(path, field.name));
      note_beside(below(path, field.name));
      for (auto& [suffix, other] : beside_.entries()) optional.set(std::string(field.name) + suffix, std::move(other));
      beside_ = Map();
    }
    if (Value* other = optional.find(field.name); value.is_null() && other != nullptr) value = std::move(*other);
    if (value.is_null() && field.optional) continue;
    map.add(field.name, value.is_null() && field.list ? Value(List{}) : std::move(value));
  }
}

Value Filler::open_value(Draft& draft, const std::string& path) {
  beside_ = Map();
  if (draft.kind == Draft::Kind::kList) {
    const bool at_the_top = path.find('/', kOpenFields.size()) == std::string::npos;
    return list_of_objects(nullptr, draft, at_the_top, path);
  }
  if (draft.kind == Draft::Kind::kGroup) {
    Map map;
    fill_open(draft, path, map);
    return map;
  }
  return draft.many ? list_of_values(draft, draft.type, false, path) : single(draft, draft.type, true, path);
}

void Filler::fill_open(Draft& group, const std::string& path, Map& map) {
  for (Draft& draft : group.children) {
    map.add(draft.name, open_value(draft, below(path, draft.name)));
    note_beside(below(path, draft.name));
    for (auto& [suffix, value] : beside_.entries()) {
      const std::string name = draft.name + suffix;
      if (group.find(name) == nullptr) map.set(name, std::move(value));  // a field of that name is the rules' own
    }
    beside_ = Map();
  }
}

}  // namespace thresh::convert
