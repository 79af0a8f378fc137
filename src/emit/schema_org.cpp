// See schema_org.h. Sources: schema.org 29; developers.google.com/search/docs/appearance/structured-data: qapage,
// discussion-forum, article, review-snippet, profile-page.
#include "emit/schema_org.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "base/ascii.h"
#include "emit/json_writer.h"
#include "emit/reading.h"

namespace thresh::emit {
namespace {

using record::List;
using record::Map;
using record::Value;

bool says_nothing(const Value& value) {
  const std::string* text = value.as_text();
  const List* list = value.as_list();
  const Map* map = value.as_map();
  return value.is_null() || (text != nullptr && text->find_first_not_of(" \t\r\n") == std::string::npos) ||
         (list != nullptr && list->empty()) || (map != nullptr && map->empty());
}

// Adds what says something.
void put(Map& node, std::string_view key, Value value) {
  if (!says_nothing(value)) node.add(key, std::move(value));
}

// The first that says something; null if none does.
const Value& first_of(std::initializer_list<const Value*> values) {
  for (const Value* value : values) {
    if (!says_nothing(*value)) return *value;
  }
  static const Value kNull;
  return kNull;
}

Map node_of(std::string_view type) {
  Map node;
  node.add("@type", type);
  return node;
}

Value address_of(const Value& place) {
  Map node = node_of("PostalAddress");
  const Value &name = value_at(place, "/name"), &country = value_at(place, "/country");
  put(node, "addressLocality", first_of({&name, &value_at(place, "/as_written")}));
  put(node, "addressRegion", value_at(place, "/region"));
  put(node, "addressCountry", country);
  return node.size() > 1 ? Value(std::move(node)) : Value();
}

Value joined(const Value& list, std::string_view between) {
  std::string out;
  if (const List* items = list.as_list()) {
    for (const Value& item : *items) {
      if (item.as_text() == nullptr) continue;
      out.append(out.empty() ? "" : between).append(*item.as_text());
    }
  }
  return out;
}

// Google: an author has a name and is a Person or an Organization. Nobody without a name is an author.
Value person_of(const Value& person) {
  const Value& name = person_name(person);
  if (says_nothing(name)) return {};
  Map node = node_of("Person");
  node.add("name", name);
  put(node, "url", value_at(person, "/url"));
  put(node, "honorificPrefix", value_at(person, "/honorific"));
  put(node, "givenName", value_at(person, "/given"));
  put(node, "additionalName", value_at(person, "/middle"));
  put(node, "familyName", value_at(person, "/family"));
  put(node, "honorificSuffix", joined(value_at(person, "/credentials"), ", "));
  const Value& specialty = value_at(person, "/specialty");
  put(node, "jobTitle", first_of({&value_at(specialty, "/as_written"), &value_at(specialty, "/name")}));
  put(node, "address", address_of(value_at(person, "/location")));
  return node;
}

bool number_of(const Value& value, double& number) {
  if (const std::int64_t* integer = value.as_integer()) return number = static_cast<double>(*integer), true;
  if (const double* real = value.as_real()) return number = *real, true;
  return false;
}

// A Rating or an AggregateRating. Without a scale a reader takes 1 to 5.
Value rating_of(const Value& rating, std::string_view type) {
  double value = 0, best = 5, worst = 1;
  if (!number_of(value_at(rating, "/value"), value)) return {};
  number_of(value_at(rating, "/best"), best);
  number_of(value_at(rating, "/worst"), worst);
  if (!(worst <= value && value <= best)) return {};
  Map node = node_of(type);
  node.add("ratingValue", value_at(rating, "/value"));
  put(node, "bestRating", value_at(rating, "/best"));
  put(node, "worstRating", value_at(rating, "/worst"));
  if (type == "AggregateRating") {  // Google: of how many, or none
    const std::int64_t* count = value_at(rating, "/count").as_integer();
    if (count == nullptr || *count < 1) return {};
    node.add("ratingCount", *count);
  }
  return node;
}

// Likes, for the types of which Google counts them so. Votes that are fewer than none are no likes.
Value likes_of(const Value& votes) {
  const std::int64_t* count = votes.as_integer();
  if (count == nullptr || *count < 0) return {};
  Map node = node_of("InteractionCounter");
  node.add("interactionType", "https://schema.org/LikeAction");
  node.add("userInteractionCount", *count);
  return node;
}

const Value& words_of(const Map& post) { return first_of({&value_at(post, "/body"), &value_at(post, "/headline")}); }

void put_post(Map& node, const Map& post) {
  put(node, "author", person_of(value_at(post, "/author")));
  put(node, "datePublished", value_at(post, "/date"));
  put(node, "dateModified", first_of({&value_at(post, "/edited"), &value_at(post, "/modified")}));
}

// A post of a list: an Answer, a Comment or a Review. Null where it has no words.
Value post_of(const Map& post, std::string_view type) {
  const Value& words = words_of(post);
  if (says_nothing(words)) return {};
  Map node = node_of(type);
  const Value& headline = value_at(post, "/headline");
  const bool review = type == "Review";
  if (&words != &headline) put(node, review ? "name" : "headline", headline);
  node.add(review ? "reviewBody" : "text", words);
  put(node, "url", value_at(post, "/url"));
  put_post(node, post);
  if (review)
    put(node, "reviewRating", rating_of(value_at(post, "/rating"), "Rating"));
  else
    put(node, "upvoteCount", value_at(post, "/votes"));
  return node;
}

// Every item of a list that is a post with words, in order.
template <class Take>
void for_posts(const Value& list, std::string_view type, Take take) {
  const List* items = list.as_list();
  if (items == nullptr) return;
  for (const Value& item : *items) {
    const Map* post = item.as_map();
    if (post == nullptr) continue;
    Value node = post_of(*post, type);
    if (!node.is_null()) take(*post, std::move(*node.as_map()));
  }
}

Value posts_of(const Value& list, std::string_view type) {
  List nodes;
  for_posts(list, type, [&](const Map&, Map node) { nodes.emplace_back(std::move(node)); });
  return nodes;
}

// How many items the page says there are, else how many are here.
Value count_of(const Map& record, std::string_view list) {
  const Value& stated = value_at(record, "/completeness/" + std::string(list) + "/stated");
  const List* items = value_at(record, '/' + std::string(list)).as_list();
  const std::int64_t found = items == nullptr ? 0 : static_cast<std::int64_t>(items->size());
  return stated.as_integer() != nullptr ? std::max(*stated.as_integer(), found) : found;
}

void put_head(Map& node, const Map& record) {
  put(node, "url", reading_url(record));
  put(node, "inLanguage", value_at(record, "/language"));
  put(node, "keywords", value_at(record, "/tags"));
}

Map qa_page(const Map& record) {
  const Value& question = value_at(record, "/question");
  static const Map kNobody;
  const Map& post = question.as_map() != nullptr ? *question.as_map() : kNobody;
  Map node = node_of("Question");
  put(node, "name", first_of({&value_at(record, "/title"), &value_at(post, "/headline"), &value_at(post, "/body")}));
  put(node, "text", value_at(post, "/body"));
  node.add("answerCount", count_of(record, "answers"));
  put(node, "upvoteCount", value_at(post, "/votes"));
  put(node, "url", value_at(post, "/url"));
  put_post(node, post);
  List accepted, suggested;
  for_posts(value_at(record, "/answers"), "Answer", [&](const Map& answer, Map made) {
    (value_at(answer, "/accepted") == Value(true) ? accepted : suggested).emplace_back(std::move(made));
  });
  put(node, "acceptedAnswer", accepted.size() == 1 ? std::move(accepted.front()) : Value(std::move(accepted)));
  put(node, "suggestedAnswer", std::move(suggested));
  Map page = node_of("QAPage");
  put_head(page, record);
  page.add("mainEntity", std::move(node));
  return page;
}

// Comments stand side by side and name whom they answer; one in the other, they would nest as deep as people answer.
Map forum_posting(const Map& record) {
  Map node = node_of("DiscussionForumPosting");
  put(node, "headline", value_at(record, "/title"));
  put_head(node, record);
  const List* posts = value_at(record, "/posts").as_list();
  const Map* opening = posts == nullptr || posts->empty() ? nullptr : posts->front().as_map();
  if (opening == nullptr) return node;
  put(node, "text", words_of(*opening));
  put_post(node, *opening);
  put(node, "interactionStatistic", likes_of(value_at(*opening, "/votes")));
  List comments;
  const std::string page = reading_url(record).as_text() == nullptr ? "" : *reading_url(record).as_text();
  const auto name_of = [&](std::int64_t position) { return page + "#post-" + std::to_string(position); };
  for_posts(Value(List(posts->begin() + 1, posts->end())), "Comment", [&](const Map& post, Map made) {
    const std::int64_t *position = value_at(post, "/position").as_integer(),
                       *reply = value_at(post, "/reply_to").as_integer();
    if (position != nullptr) made.add("@id", name_of(*position));
    if (reply != nullptr && *reply > 1) {
      Map parent;
      parent.add("@id", name_of(*reply));
      made.add("parentItem", std::move(parent));
    }
    comments.emplace_back(std::move(made));
  });
  node.add("commentCount", comments.size());
  put(node, "comment", std::move(comments));
  return node;
}

Map article(const Map& record) {
  Map node = node_of("Article");
  put(node, "headline", value_at(record, "/title"));
  put_head(node, record);
  put_post(node, record);
  put(node, "description", value_at(record, "/description"));
  put(node, "articleBody", value_at(record, "/body"));
  List images;
  if (const List* all = value_at(record, "/images").as_list()) {
    for (const Value& image : *all) images.push_back(value_at(image, "/url"));
  }
  std::erase_if(images, says_nothing);
  put(node, "image", std::move(images));
  Value comments = posts_of(value_at(record, "/comments"), "Comment");
  if (!comments.as_list()->empty()) node.add("commentCount", count_of(record, "comments"));
  put(node, "comment", std::move(comments));
  return node;
}

// The types of things that Google shows reviews of, by the words of the page; a Thing where those say nothing.
std::string_view reviewed_type(const Value& type) {
  constexpr std::string_view kTypes[] = {"Book",
                                         "Course",
                                         "CreativeWorkSeason",
                                         "CreativeWorkSeries",
                                         "Episode",
                                         "Event",
                                         "Game",
                                         "HowTo",
                                         "LocalBusiness",
                                         "MediaObject",
                                         "Movie",
                                         "MusicPlaylist",
                                         "MusicRecording",
                                         "Organization",
                                         "Product",
                                         "Recipe",
                                         "SoftwareApplication",
                                         "Physician",
                                         "Dentist",
                                         "Hospital",
                                         "Restaurant",
                                         "Hotel",
                                         "Person"};
  std::string words;
  for (const char c : type.as_text() == nullptr ? std::string() : *type.as_text()) {
    if (base::is_ascii_alphanumeric(c)) words += base::ascii_lower(c);
  }
  const auto* const found = std::ranges::find_if(
      kTypes, [&](std::string_view name) { return std::ranges::equal(name, words, {}, base::ascii_lower); });
  return found == std::end(kTypes) ? "Thing" : *found;
}

Map review(const Map& record) {
  Map node = node_of("Review");
  Map item = node_of(reviewed_type(value_at(record, "/item/type")));
  put(item, "name", value_at(record, "/item/name"));
  put(item, "url", value_at(record, "/item/url"));
  if (item.size() > 1) node.add("itemReviewed", std::move(item));
  put(node, "name", value_at(record, "/headline"));
  put_head(node, record);
  put(node, "reviewBody", value_at(record, "/body"));
  put(node, "reviewRating", rating_of(value_at(record, "/rating"), "Rating"));
  put_post(node, record);
  return node;
}

// Terms of schema.org/MedicalSpecialty of the profile; other professions have types of business there, which are none.
List medical_specialties(const Map& record) {
  List terms;
  const List* specialties = value_at(record, "/specialties").as_list();
  if (specialties == nullptr) return terms;
  for (const Value& specialty : *specialties) {
    const std::string* term = value_at(specialty, "/schema_org").as_text();
    const bool nucc = !says_nothing(value_at(specialty, "/nucc"));  // codes of health care alone
    if (term != nullptr && nucc) terms.emplace_back("https://schema.org/" + *term);
  }
  return terms;
}

// What sort of thing the profile is of: its type says so, else what it has.
std::string_view profile_type(const Map& record, bool medical) {
  const std::string* type = value_at(record, "/type").as_text();
  std::string words = type == nullptr ? std::string() : *type;
  std::ranges::transform(words, words.begin(), base::ascii_lower);
  const auto says = [&](std::initializer_list<std::string_view> any) {
    return std::ranges::any_of(any, [&](std::string_view word) { return words.find(word) != std::string::npos; });
  };
  if (says({"business", "organization", "organisation", "company", "clinic", "hospital", "practice", "center",
            "centre"}))
    return "Organization";
  if (says({"person", "author", "member", "user"})) return "Person";
  return medical || says({"physician", "doctor", "surgeon", "dentist"}) ? "Physician" : "Person";
}

Map profile_page(const Map& record) {
  List specialties = medical_specialties(record);
  const std::string_view type = profile_type(record, !specialties.empty());
  Map node = node_of(type);
  put(node, "name", value_at(record, "/name"));
  put(node, "description", value_at(record, "/bio"));
  const Value& contact = value_at(record, "/contact");
  put(node, "url", value_at(contact, "/url"));
  put(node, "telephone", value_at(contact, "/phone"));
  put(node, "email", value_at(contact, "/email"));
  const List* places = value_at(record, "/places").as_list();
  Value address = value_at(contact, "/address");
  if (says_nothing(address) && places != nullptr && !places->empty()) address = address_of(places->front());
  put(node, "address", std::move(address));
  if (type == "Person") {
    put(node, "honorificSuffix", joined(value_at(record, "/credentials"), ", "));
  } else {  // what people are not rated by
    if (type == "Physician") put(node, "medicalSpecialty", std::move(specialties));
    put(node, "aggregateRating", rating_of(value_at(record, "/rating"), "AggregateRating"));
    put(node, "review", posts_of(value_at(record, "/reviews"), "Review"));
  }
  Map page = node_of("ProfilePage");
  put_head(page, record);
  page.add("mainEntity", std::move(node));
  return page;
}

Map web_page(const Map& record) {
  Map node = node_of("WebPage");
  put(node, "name", value_at(record, "/title"));
  put_head(node, record);
  put(node, "description", value_at(record, "/description"));
  put(node, "text", value_at(record, "/body"));
  return node;
}

Map custom_page(const Map& record) {
  Map node = node_of("WebPage");
  put(node, "name", reading_title(record));
  put_head(node, record);
  List properties;
  if (const Map* fields = value_at(record, "/fields").as_map()) {
    for (const auto& [name, value] : fields->entries()) {
      if (says_nothing(value)) continue;
      Map property = node_of("PropertyValue");
      property.add("name", name);
      if (value.as_map() != nullptr || value.as_list() != nullptr) {  // a value is no object
        property.add("value", json_text(value));
      } else {
        property.add("value", value);
      }
      properties.emplace_back(std::move(property));
    }
  }
  put(node, "mainEntity", std::move(properties));
  return node;
}

}  // namespace

Map schema_org_node(const Map& record) {
  constexpr std::pair<std::string_view, Map (*)(const Map&)> kMakers[] = {
      {"qa", qa_page},           {"thread", forum_posting}, {"article", article},   {"review", review},
      {"profile", profile_page}, {"page", web_page},        {"custom", custom_page}};
  const std::string* kind = value_at(record, "/kind").as_text();
  for (const auto& [name, make] : kMakers) {
    if (kind != nullptr && *kind == name) return make(record);
  }
  return custom_page(record);
}

}  // namespace thresh::emit
