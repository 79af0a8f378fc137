// See own_words.h. The walk keeps its own stack, as deep as the record is.
#include "record/own_words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <string_view>
#include <vector>

#include "base/ascii.h"
#include "record/shape.h"

namespace thresh::record {
namespace {

// Fields of the shapes that hold words of the page's authors. `name` is one in a person, an item and a profile.
constexpr std::string_view kWordFields[] = {"title", "headline", "body",    "description", "bio",
                                            "name",  "verdict",  "caption", "alt"};
// Groups whose `name` is a term of ours and no word of the page.
constexpr std::string_view kTerms[] = {"specialty", "specialties", "location", "places", "candidates"};
// What stands in a typed value beside the value itself.
constexpr std::string_view kCopies[] = {"as_written", "date_as_written"};

template <std::size_t N>
bool is_one_of(const std::string_view (&names)[N], std::string_view name) {
  return std::ranges::find(names, name) != std::end(names);
}

bool is_address(std::string_view text) {
  return text.find("://") != std::string_view::npos && text.find(' ') == std::string_view::npos;
}

// "2019-03-12T14:05+02:00", "12.50": no letters but those of a date.
bool is_number_like(std::string_view text) {
  return std::ranges::all_of(text, [](char c) {
    return base::is_ascii_digit(c) || std::string_view("+-.,:/TZ ").find(c) != std::string_view::npos;
  });
}

class Walk {
 public:
  OwnWords take() { return std::move(own_); }

  void walk(std::string_view key, const Value& value, bool open) {
    stack_.push_back({&value, key, open, false, 0});
    while (!stack_.empty()) step();
  }

 private:
  struct Place {
    const Value* value;
    std::string_view key;
    bool open;   // under `fields` of a custom record
    bool terms;  // in a group of terms
    std::size_t next;
  };

  void step() {
    Place& place = stack_.back();
    const Map* map = place.value->as_map();
    const List* list = place.value->as_list();
    const std::size_t size = map != nullptr ? map->size() : list != nullptr ? list->size() : 0;
    if (place.next == size) {
      const Place leaf = place;
      stack_.pop_back();
      if (map == nullptr && list == nullptr) take_leaf(leaf);
      return;
    }
    const std::size_t i = place.next++;
    Place inner{nullptr, place.key, place.open, place.terms, 0};
    if (list != nullptr) {
      inner.value = &(*list)[i];
    } else {
      inner.value = &map->entries()[i].second;
      inner.key = map->entries()[i].first;
      inner.terms = place.terms || (!place.open && is_one_of(kTerms, inner.key));
    }
    stack_.push_back(inner);
  }

  void take_leaf(const Place& leaf) {
    if (leaf.value->is_null()) return;
    const std::string* text = leaf.value->as_text();
    if (text != nullptr && is_word(leaf, *text)) {
      own_.words.append(*text) += '\n';
      return;
    }
    own_.facts.append(leaf.key) += '=';
    if (text != nullptr) own_.facts += *text;
    if (const bool* yes = leaf.value->as_bool()) own_.facts += *yes ? "true" : "false";
    if (const std::int64_t* number = leaf.value->as_integer()) add_number(*number);
    if (const double* number = leaf.value->as_real()) add_number(*number);
    own_.facts += '\0';
  }

  static bool is_word(const Place& leaf, std::string_view text) {
    if (leaf.open) return !is_one_of(kCopies, leaf.key) && !is_address(text) && !is_number_like(text);
    return !leaf.terms && is_one_of(kWordFields, leaf.key);
  }

  template <class Number>
  void add_number(Number number) {
    std::array<char, 32> digits;
    own_.facts.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr);
  }

  OwnWords own_;
  std::vector<Place> stack_;
};

// A page's title, a profile's name, a review's headline or what it reviews; in a custom record the field of that name.
std::string title_of(const Map& record, bool open) {
  const Value* fields = open ? record.find("fields") : nullptr;
  const Map* map = open ? (fields == nullptr ? nullptr : fields->as_map()) : &record;
  for (const std::string_view key : {"title", "name", "headline"}) {
    const Value* value = map == nullptr ? nullptr : map->find(key);
    if (value != nullptr && value->as_text() != nullptr) return *value->as_text();
  }
  const Value* item = record.find("item");
  const Value* name = item == nullptr ? nullptr : at(*item, "/name");
  return name == nullptr || name->as_text() == nullptr ? std::string() : *name->as_text();
}

}  // namespace

OwnWords own_words(const Map& record) {
  const Value* kind_name = record.find("kind");
  const Kind* kind =
      kind_name == nullptr || kind_name->as_text() == nullptr ? nullptr : find_kind(*kind_name->as_text());
  Walk walk;
  if (kind == nullptr) return walk.take();
  for (const auto& [key, value] : record.entries()) {
    const bool open = kind->open && key == "fields";
    if (open || key == "language" || key == "tags" || kind->shape->find(key) != nullptr) walk.walk(key, value, open);
  }
  OwnWords own = walk.take();
  own.title = title_of(record, kind->open);
  return own;
}

}  // namespace thresh::record
