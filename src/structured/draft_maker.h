// Fields of drafts out of the properties of items: a text, a person, a rating, a post. What mapping.h is made of.
//
// Each takes the names that a property goes by in the vocabularies, the usual one first. All add the field's node,
// found or not.
//
// Tested by tests/structured/mapping_test.cpp.
#pragma once

#include <initializer_list>
#include <string_view>
#include <vector>

#include "extract/draft.h"
#include "structured/markup.h"

namespace thresh::structured {

using Names = std::initializer_list<std::string_view>;

class DraftMaker {
 public:
  explicit DraftMaker(const Markup& markup) : items_(markup.items()), said_(markup.said()) {}

  // The first of the names that has a value; of an item its name. `many`: all values of that name.
  extract::Draft& value(extract::Draft& group, std::string_view field, record::Type type, const Item& item, Names names,
                        bool many = false) const;
  // As above, of addresses: of an item its url.
  extract::Draft& address(extract::Draft& group, std::string_view field, const Item& item, Names names) const;
  void made(extract::Draft& group, std::string_view field, record::Type type, std::string_view words) const;

  // The field `images`: each value of the first name that has some, with what an ImageObject says of it. The same
  // address counts once.
  void images(extract::Draft& group, const Item& item, Names names) const;
  void person(extract::Draft& group, const Item& item, Names names) const;
  void rating(extract::Draft& group, const Item& item, Names names) const;
  void votes(extract::Draft& group, const Item& item) const;
  void places(extract::Draft& group, const Item& item) const;
  // The field `address`: as it is written, or the parts of a PostalAddress.
  void postal_address(extract::Draft& group, const Item& item) const;
  // Body, author, date and the rest of a question, an answer, a comment, a review.
  void post(extract::Draft& group, const Item& item) const;

  // The items that are values of the names, in order.
  std::vector<ItemId> inner(const Item& item, Names names) const;
  const Value* first(const Item& item, Names names) const;
  const Items& items() const { return items_; }

 private:
  std::optional<extract::Found> found(const Value& value, std::string_view inner) const;
  const Value* first_person(const Item& item, Names names) const;
  std::string part_words(const Item& item, Names names) const;

  const Items& items_;
  const Said& said_;
};

// The node of a list, empty so far.
extract::Draft& list(extract::Draft& group, std::string_view field);
// Its next item.
extract::Draft& add_item(extract::Draft& list);

}  // namespace thresh::structured
