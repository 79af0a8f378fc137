// See draft_maker.h.
#include "structured/draft_maker.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>

#include "structured/unsaid_text.h"
#include "text/unicode.h"

namespace thresh::structured {
namespace {

using extract::Draft;
using extract::Found;
using record::Type;

Draft& group_of(Draft& owner, std::string_view field, Type type) {
  Draft& group = owner.child(field);
  group.kind = Draft::Kind::kGroup;
  group.type = type;
  return group;
}

std::optional<std::int64_t> whole_number(std::string_view words) {
  std::int64_t number = 0;
  const auto [end, failure] = std::from_chars(words.data(), words.data() + words.size(), number);
  return failure == std::errc() && end == words.data() + words.size() ? std::optional(number) : std::nullopt;
}

// Interactions that are votes for something.
bool is_vote(std::string_view type) {
  return type == "LikeAction" || type == "VoteAction" || type == "AgreeAction" || type == "EndorseAction";
}

}  // namespace

Draft& list(Draft& group, std::string_view field) {
  Draft& list = group.child(field);
  list.kind = Draft::Kind::kList;
  list.type = Type::kGroup;
  return list;
}

Draft& add_item(Draft& list) {
  Draft& item = list.children.emplace_back();
  item.kind = Draft::Kind::kGroup;
  item.type = Type::kGroup;
  return item;
}

const Value* DraftMaker::first(const Item& item, Names names) const {
  for (const std::string_view name : names) {
    if (const Value* value = find(item, name)) return value;
  }
  return nullptr;
}

std::vector<ItemId> DraftMaker::inner(const Item& item, Names names) const {
  std::vector<ItemId> out;
  for (const std::string_view name : names) {
    for (const Property& property : item.properties) {
      const bool is = property.value.kind == Value::Kind::kItem && property.value.item != kNoItem;
      if (is && local_name(property.name) == name) out.push_back(property.value.item);
    }
  }
  return out;
}

std::optional<Found> DraftMaker::found(const Value& value, std::string_view inner) const {
  if (value.kind != Value::Kind::kItem) return said_.found(value);
  const Value* own = find(items_[value.item], inner);
  if (own == nullptr || own->kind == Value::Kind::kItem) return std::nullopt;
  return said_.found(*own);
}

Draft& DraftMaker::value(Draft& group, std::string_view field, Type type, const Item& item, Names names,
                         bool many) const {
  Draft& draft = group.child(field);
  draft.type = type;
  for (const std::string_view name : names) {
    for (const Property& property : item.properties) {
      if (local_name(property.name) != name) continue;
      const Value& said = property.value;
      if (said.kind == Value::Kind::kItem && said.item == kNoItem) continue;
      auto one = found(said, "name");
      if (!one) {
        draft.empty = true;
        continue;
      }
      draft.values.push_back(type == Type::kDate ? said_.date(*std::move(one)) : *std::move(one));
      if (!many) return draft;
    }
    if (!draft.values.empty()) break;
  }
  return draft;
}

Draft& DraftMaker::address(Draft& group, std::string_view field, const Item& item, Names names) const {
  Draft& draft = group.child(field);
  draft.type = Type::kUrl;
  const Value* said = first(item, names);
  if (said == nullptr) return draft;
  auto one = found(*said, "url");
  if (!one) one = found(*said, "contentUrl");
  if (one) draft.values.push_back(*std::move(one));
  return draft;
}

void DraftMaker::images(Draft& owner, const Item& item, Names names) const {
  constexpr std::size_t kMost = 100;
  Draft& images = list(owner, "images");
  std::vector<std::string> known;
  for (const std::string_view name : names) {
    for (const Property& property : item.properties) {
      const Value& said = property.value;
      if (local_name(property.name) != name || images.children.size() >= kMost) continue;
      if (said.kind == Value::Kind::kItem && said.item == kNoItem) continue;
      auto one = found(said, "url");
      if (!one) one = found(said, "contentUrl");
      if (!one) continue;
      std::string address = text::compose(one->passage);
      if (address.starts_with('#') || std::ranges::find(known, address) != known.end()) continue;
      known.push_back(std::move(address));
      Draft& image = add_item(images);
      Draft& url = image.child("url");
      url.type = Type::kUrl;
      url.values.push_back(*std::move(one));
      if (said.kind == Value::Kind::kItem) value(image, "caption", Type::kText, items_[said.item], {"caption"});
    }
    if (!images.children.empty()) return;
  }
}

void DraftMaker::made(Draft& group, std::string_view field, Type type, std::string_view words) const {
  Draft& draft = group.child(field);
  draft.type = type;
  draft.values.push_back(said_.made(words));
}

// The first value; of a name that has several, of persons and of houses, the first person.
const Value* DraftMaker::first_person(const Item& item, Names names) const {
  const Value* const said = first(item, names);
  if (said == nullptr) return nullptr;
  for (const std::string_view name : names) {
    const Value* person = nullptr;
    for (const Property& property : item.properties) {
      const Value& value = property.value;
      if (local_name(property.name) != name || value.kind != Value::Kind::kItem || value.item == kNoItem) continue;
      if (person == nullptr && has_role(items_[value.item], "person")) person = &value;
    }
    if (person != nullptr) return person;
    if (find(item, name) != nullptr) return said;
  }
  return said;
}

void DraftMaker::person(Draft& owner, const Item& item, Names names) const {
  Draft& group = group_of(owner, "author", Type::kPerson);
  Draft& name = group.child("name");
  name.type = Type::kPerson;
  const Value* said = first_person(item, names);
  if (said == nullptr) return;
  const bool refers = said->address && said->kind == Value::Kind::kJson;  // to an item that is not there
  if (auto one = refers ? std::nullopt : found(naming(*said), "name")) name.values.push_back(*std::move(one));
  if (said->kind == Value::Kind::kAttribute && said->address) {
    Draft& url = group.child("url");
    url.type = Type::kUrl;
    if (auto one = said_.found(*said)) url.values.push_back(*std::move(one));
  }
  if (said->kind != Value::Kind::kItem) return;
  const Item& who = items_[said->item];
  address(group, "url", who, {"url", "sameAs"});
  if (find(who, "aggregateRating") != nullptr) rating(group, who, {"aggregateRating"});
}

void DraftMaker::rating(Draft& owner, const Item& item, Names names) const {
  const Value* said = first(item, names);
  if (said != nullptr && said->kind != Value::Kind::kItem) {
    value(owner, "rating", Type::kRating, item, names);
    return;
  }
  Draft& group = group_of(owner, "rating", Type::kRating);
  static const Item kNothing;
  const Item& scale = said == nullptr ? kNothing : items_[said->item];
  value(group, "value", Type::kNumber, scale, {"ratingValue", "average", "rating"});
  value(group, "best", Type::kNumber, scale, {"bestRating", "best"});
  value(group, "worst", Type::kNumber, scale, {"worstRating", "worst"});
  value(group, "count", Type::kCount, scale, {"reviewCount", "ratingCount", "count", "votes"});
}

// Those for it less those against it; of counted interactions those that are votes.
void DraftMaker::votes(Draft& group, const Item& item) const {
  const Value* against = find(item, "downvoteCount");
  const Value* votes_for = find(item, "upvoteCount");
  if (against != nullptr && votes_for != nullptr) {
    const auto up = whole_number(said_.words(*votes_for)), down = whole_number(said_.words(*against));
    if (up && down && *down > 0 && *up >= 0) return made(group, "votes", Type::kCount, std::to_string(*up - *down));
  }
  Draft& draft = value(group, "votes", Type::kCount, item, {"upvoteCount"});
  if (!draft.values.empty()) return;
  for (const ItemId id : inner(item, {"interactionStatistic", "interactionCounter"})) {
    const Value* type = find(items_[id], "interactionType");
    if (type == nullptr) continue;
    const bool vote = type->kind == Value::Kind::kItem
                          ? std::ranges::any_of(items_[type->item].types,
                                                [](std::string_view one) { return is_vote(local_name(one)); })
                          : is_vote(local_name(said_.words(*type)));
    if (!vote) continue;
    value(group, "votes", Type::kCount, items_[id], {"userInteractionCount"});
    return;
  }
}

// What an address says under a name; of a country that is an item its name.
std::string DraftMaker::part_words(const Item& item, Names names) const {
  const Value* part = first(item, names);
  if (part != nullptr && part->kind == Value::Kind::kItem)
    part = part->item == kNoItem ? nullptr : find(items_[part->item], "name");
  return part == nullptr ? std::string() : said_.words(*part);
}

// The address as an envelope has it, in one line: only where it has a street or a box, since a town alone is a place. A
// street may hold the rest of the address, too: what it holds is not said twice.
void DraftMaker::postal_address(Draft& group, const Item& item) const {
  Draft& draft = value(group, "address", Type::kText, item, {"address", "adr"});
  if (!draft.values.empty()) return;
  for (const ItemId id : inner(item, {"address", "adr"})) {
    const Item& parts = items_[id];
    std::string line;
    for (const Names& names :
         {Names{"streetAddress", "street-address"}, Names{"postOfficeBoxNumber", "post-office-box"},
          Names{"extendedAddress", "extended-address"}}) {
      const std::string words = part_words(parts, names);
      if (!words.empty()) line += (line.empty() ? "" : ", ") + words;
    }
    if (line.empty()) continue;
    const std::string known = text::fold(line);
    for (const Names& names : {Names{"addressLocality", "locality"}, Names{"addressRegion", "region"},
                               Names{"postalCode", "postal-code"}, Names{"addressCountry", "country-name"}}) {
      const std::string words = part_words(parts, names);
      if (!words.empty() && !known.contains(text::fold(words))) line += ", " + words;
    }
    draft.empty = false;
    draft.values.push_back(said_.made(line));
    return;
  }
}

// A city with what stands around it, which reads as a place.
void DraftMaker::places(Draft& group, const Item& item) const {
  Draft& draft = group.child("places");
  draft.type = Type::kPlace;
  draft.many = true;
  for (const ItemId id : inner(item, {"address", "adr", "location"})) {
    std::string words;
    for (const Names& names : {Names{"addressLocality", "locality"}, Names{"addressRegion", "region"},
                               Names{"addressCountry", "country-name"}}) {
      const std::string said = part_words(items_[id], names);
      if (!said.empty()) words += (words.empty() ? "" : ", ") + said;
    }
    if (!words.empty()) draft.values.push_back(said_.made(words));
  }
}

void DraftMaker::post(Draft& group, const Item& item) const {
  value(group, "headline", Type::kText, item, {"headline", "name"});
  Draft& body = value(group, "body", Type::kText, item,
                      {"text", "articleBody", "reviewBody", "content", "description", "commentText"});
  if (body.values.empty()) {
    const html::NodeId words = unsaid_text(*said_.page().document, item);
    auto found = words == html::kNoNode ? std::nullopt : said_.found(words);
    if (found) body.values.push_back(*std::move(found));
  }
  person(group, item, {"author", "creator", "reviewer"});
  value(group, "date", Type::kDate, item,
        {"datePublished", "dateCreated", "commentTime", "published", "reviewed", "dtreviewed"});
  value(group, "edited", Type::kDate, item, {"dateModified", "updated"});
  votes(group, item);
  if (first(item, {"reviewRating", "rating"}) != nullptr) rating(group, item, {"reviewRating", "rating"});
  address(group, "url", item, {"url"});
}

}  // namespace thresh::structured
