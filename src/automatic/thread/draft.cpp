// See draft.h.
#include "automatic/thread/draft.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "automatic/thread/keys.h"
#include "base/ascii.h"
#include "extract/type_reader.h"
#include "html/render.h"
#include "text/unicode.h"

namespace thresh::automatic {
namespace {

using extract::Draft;
using extract::Found;
using html::NodeId;
using record::Type;

Draft& add_field(Draft& post, std::string_view name, Type type) {
  Draft& field = post.child(name);
  field.type = type;
  return field;
}

text::Passage passage_of(const Survey& survey, NodeId node, const std::vector<bool>* dropped) {
  html::RenderOptions options;
  options.keep_hidden = false;
  options.dropped = dropped;
  options.visibility = survey.page().visibility;
  return html::render(survey.document(), node, options, *survey.page().arena);
}

// Where words stand in a text, whatever white space the text has between them; nowhere: {0, 0}.
std::pair<std::size_t, std::size_t> words_in(std::string_view whole, std::string_view words) {
  for (std::size_t begin = whole.find(words.front()); begin != std::string_view::npos;
       begin = whole.find(words.front(), begin + 1)) {
    std::size_t at = begin, word = 0;
    while (word < words.size() && at < whole.size()) {
      if (words[word] == whole[at]) {
        ++word, ++at;
      } else if (base::is_ascii_space(whole[at]) && (words[word] == ' ' || words[word - 1] == ' ')) {
        word += words[word] == ' ';
        ++at;
      } else {
        break;
      }
    }
    if (word == words.size()) return {begin, at};
  }
  return {0, 0};
}

Found computed(const Survey& survey, std::string_view words) {
  Found found;
  text::Run& run = found.passage.runs.emplace_back();
  run.text = survey.page().arena->copy(words);
  run.made = true;
  found.from = extract::From::kComputed;
  return found;
}

}  // namespace

Found found_at(const Survey& survey, const Place& place) {
  if (!place.made.empty()) return computed(survey, place.made);
  Found found;
  if (place.attribute != nullptr) {
    const std::string_view value = survey.document().value(*place.attribute);
    const std::size_t at = place.words.empty() ? std::string_view::npos : value.find(place.words);
    found.passage.runs.emplace_back().text =
        at == std::string_view::npos ? value : value.substr(at, place.words.size());
    found.from = extract::From::kAttribute;
    if (survey.page().taken != nullptr) {
      found.taken =
          &survey.page().taken->emplace_back(extract::Taken{.source = place.attribute->source, .in_attribute = true});
    }
    return found;
  }
  found.passage = passage_of(survey, place.node, nullptr);
  if (place.words.empty()) return found;
  std::vector<text::Copied> copied;
  const std::string whole = text::compose(found.passage, &copied);
  const auto [begin, end] = words_in(whole, place.words);
  if (begin == end || (begin == 0 && end == whole.size())) return found;
  Found part;
  part.passage = text::slice(found.passage, copied, begin, end);
  return part;
}

namespace {

void add_value(const Survey& survey, Draft& post, std::string_view name, Type type, const Place& place) {
  Draft& field = add_field(post, name, type);
  if (!place.found()) return;
  Found found = found_at(survey, place);
  if (!found.passage.empty()) field.values.push_back(std::move(found));
}

// A name with letters behind it ("Anna Berg, MD") is a person's; any other is what a user calls himself.
void add_author(const Survey& survey, Draft& draft, const Post& post) {
  Draft& author = draft.child("author");
  author.kind = Draft::Kind::kGroup;
  Draft& name = add_field(author, "name", Type::kText);
  if (!post.author.found()) return;
  Found found = found_at(survey, post.author);
  if (found.passage.empty()) return;
  const std::string words = text::collapse_spaces(text::compose(found.passage));
  if (survey.page().types->fit(Type::kPerson, words) == normalize::Fit::kSure) name.type = Type::kPerson;
  name.values.push_back(std::move(found));
  add_value(survey, author, "url", Type::kUrl, post.author_url);
  if (post.specialty.found()) add_value(survey, author, "specialty", Type::kSpecialty, post.specialty);
  if (post.location.found()) add_value(survey, author, "location", Type::kPlace, post.location);
  if (post.author_rating.found()) add_value(survey, author, "rating", Type::kRating, post.author_rating);
}

void add_body(const Survey& survey, Draft& draft, const Post& post, const std::vector<bool>& left_out) {
  Draft& body = add_field(draft, "body", Type::kText);
  Found found;
  for (const NodeId node : post.body) {
    text::Passage part = passage_of(survey, node, &left_out);
    if (part.runs.empty()) continue;
    if (!found.passage.empty()) part.runs.front().before = text::Break::kParagraph;
    std::ranges::move(part.runs, std::back_inserter(found.passage.runs));
  }
  body.empty = !post.body.empty();
  if (!text::trim(text::compose(found.passage)).empty()) body.values.push_back(std::move(found));
}

// A number to call and the postal address, where links and elements say so.
void add_contact(const Survey& survey, Draft& draft, const Item& item) {
  constexpr std::size_t kLongestAddress = 250;  // bytes
  const html::Document& document = survey.document();
  Place phone, address;
  for_each_own(document, item, [&](NodeId id) {
    if (survey.hidden(id) || !document.is_element(id) || survey.sum(Survey::kLetters, id) == 0)
      return !survey.hidden(id);
    const auto href = document.attribute(id, html::Name::kHref);
    if (!phone.found() && href && href->starts_with("tel:") && survey.holds_digit(id)) phone = {.node = id};
    if (!address.found() && document.node(id).name == html::Name::kAddress &&
        !survey.short_text(id, kLongestAddress).empty())
      address = {.node = id};
    return true;
  });
  if (!phone.found() && !address.found()) return;
  Draft& contact = draft.child("contact");
  contact.kind = Draft::Kind::kGroup;
  contact.type = Type::kGroup;
  add_value(survey, contact, "phone", Type::kText, phone);
  add_value(survey, contact, "address", Type::kText, address);
}

}  // namespace

Draft draft_of_head(const Survey& survey, const Post& head) {
  Draft draft;
  draft.kind = Draft::Kind::kGroup;
  if (head.specialty.found()) add_value(survey, draft, "specialties", Type::kSpecialty, head.specialty);
  if (head.location.found()) add_value(survey, draft, "places", Type::kPlace, head.location);
  if (head.author_rating.found()) add_value(survey, draft, "rating", Type::kRating, head.author_rating);
  add_contact(survey, draft, head.item);
  return draft;
}

std::vector<bool> left_out(const html::Document& document, const std::vector<Post>& posts,
                           const std::vector<Dropped>& dropped) {
  std::vector<bool> out(document.size(), false);
  for (const Dropped& one : dropped) out[one.node] = true;
  for (const Post& post : posts) {
    for (const Stretch& inner : post.item.inner) out[inner.begin] = true;
    for (const NodeId node : post.frame) out[node] = true;
  }
  return out;
}

Draft draft_of_post(const Survey& survey, const Post& post, const std::vector<bool>& left_out, std::string_view name) {
  Draft draft;
  draft.name = name;
  draft.kind = Draft::Kind::kGroup;
  add_value(survey, draft, "headline", Type::kText, post.headline);
  add_body(survey, draft, post, left_out);
  add_author(survey, draft, post);
  add_value(survey, draft, "date", Type::kDate, post.date);
  add_value(survey, draft, "edited", Type::kDate, post.edited);
  add_value(survey, draft, "votes", Type::kCount, post.votes);
  add_value(survey, draft, "rating", Type::kRating, post.rating);
  Draft& accepted = add_field(draft, "accepted", Type::kBool);
  if (post.accepted) accepted.values.push_back(computed(survey, "true"));
  add_value(survey, draft, "url", Type::kUrl, post.url);
  return draft;
}

Draft draft_of_posts(const Survey& survey, const std::vector<Post>& posts, const std::vector<std::size_t>& numbers,
                     const std::vector<Dropped>& dropped, std::string_view name) {
  const std::vector<bool> gone = left_out(survey.document(), posts, dropped);
  Draft list;
  list.name = name;
  list.kind = Draft::Kind::kList;
  for (std::size_t i = 0; i < posts.size(); ++i) {
    if (numbers[i] == 0) continue;
    Draft post = draft_of_post(survey, posts[i], gone, "");
    Draft& reply = add_field(post, "reply_to", Type::kCount);
    const std::size_t parent = posts[i].reply_to;
    if (parent != SIZE_MAX && numbers[parent] != 0)
      reply.values.push_back(computed(survey, std::to_string(numbers[parent])));
    list.children.push_back(std::move(post));
  }
  return list;
}

}  // namespace thresh::automatic
