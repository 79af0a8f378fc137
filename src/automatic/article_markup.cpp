// See article_markup.h.
#include "automatic/article_markup.h"

#include <optional>
#include <string>
#include <utility>

#include "automatic/blocks.h"
#include "automatic/merge_posts.h"
#include "text/passage.h"

namespace thresh::automatic {
namespace {

using extract::Draft;
using extract::Found;

std::size_t words_in(const Draft* field) {
  if (field == nullptr || field->values.empty()) return 0;
  return word_hashes(text::compose(field->values.front().passage)).size();
}

void add_body(Draft& article, const Draft& said) {
  const Draft* const body = said.find("body");
  Draft& shown = article.child("body");
  if (body == nullptr || body->values.empty() || !says_most(*body, static_cast<double>(words_in(&shown)))) return;
  shown.values = body->values;
  shown.unrendered = false;
}

void add_list(Draft& article, const Draft& said, std::string_view name) {
  const Draft* const list = said.find(name);
  if (list == nullptr || (list->children.empty() && !list->stated)) return;
  Draft& own = article.child(name);
  if (own.children.empty()) own = *list;
}

}  // namespace

bool says_most(const Draft& said, double shown) {
  constexpr double kPart = 0.25;  // of the words of the markup
  return shown < kPart * static_cast<double>(words_in(&said));
}

void add_comments(Draft& article, const Draft& said) { add_list(article, said, "comments"); }

void add_article_markup(Draft& article, const Draft& said) {
  add_body(article, said);
  add_list(article, said, "images");
}

namespace {

Draft group_of_posts(Draft list) {
  list.name = "posts";
  Draft group;
  group.kind = Draft::Kind::kGroup;
  group.children.push_back(std::move(list));
  return group;
}

}  // namespace

void add_posts(Draft& owner, std::string_view name, Draft shown) {
  if (shown.children.empty()) return;
  Draft& list = owner.child(name);
  const bool fewer = shown.children.size() < list.children.size();
  Draft more = group_of_posts(fewer ? std::move(list) : std::move(shown));
  const Draft less = group_of_posts(fewer ? std::move(shown) : std::move(list));
  if (!less.children.front().children.empty()) merge_posts(more, less, !fewer);
  list = std::move(more.children.front());
  list.name = name;
  if (!list.stated) list.stated = less.children.front().stated;
}

}  // namespace thresh::automatic
