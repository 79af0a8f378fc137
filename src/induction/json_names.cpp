// See json_names.h.
#include "induction/json_names.h"

namespace thresh::induction {
namespace {

struct JsonName {
  std::string_view path, name;
};
constexpr JsonName kNames[] = {
    {"title", "headline"},
    {"title", "name"},
    {"author", "author.name"},
    {"author.name", "author.name"},
    {"author.url", "author.url"},
    {"date", "datePublished"},
    {"date", "dateCreated"},
    {"modified", "dateModified"},
    {"edited", "dateModified"},
    {"description", "description"},
    {"body", "text"},
    {"body", "articleBody"},
    {"body", "reviewBody"},
    {"votes", "upvoteCount"},
    {"url", "url"},
    {"headline", "headline"},
    {"rating", "reviewRating.ratingValue"},
    {"rating.value", "reviewRating.ratingValue"},
    {"rating.best", "reviewRating.bestRating"},
    {"rating.worst", "reviewRating.worstRating"},
    {"rating.value", "aggregateRating.ratingValue"},
    {"rating.best", "aggregateRating.bestRating"},
    {"rating.worst", "aggregateRating.worstRating"},
    {"rating.count", "aggregateRating.reviewCount"},
    {"rating.count", "aggregateRating.ratingCount"},
    {"item.name", "itemReviewed.name"},
    {"item.url", "itemReviewed.url"},
    {"name", "name"},
    {"credentials", "honorificSuffix"},
    {"specialties", "medicalSpecialty"},
    {"specialties", "jobTitle"},
    {"places", "address.addressLocality"},
    {"contact.phone", "telephone"},
    {"contact.email", "email"},
    {"contact.url", "url"},
    {"contact.address", "address"},
    {"contact.address", "address.streetAddress"},
    {"bio", "description"},
    {"tags", "keywords"},
};

struct JsonItem {
  std::string_view list, type;
};
constexpr JsonItem kItems[] = {{"answers", "Answer"}, {"comments", "Comment"}, {"reviews", "Review"}};

}  // namespace

std::vector<std::string> json_names(std::string_view kind, std::string_view path) {
  constexpr std::string_view kQuestion = "question.";
  std::vector<std::string> names;
  if (kind == "qa" && path == "title") names.emplace_back("Question.name");
  const bool asked = path.starts_with(kQuestion);
  if (asked) path.remove_prefix(kQuestion.size());
  for (const JsonName& one : kNames) {
    if (one.path == path) names.push_back((asked ? "Question." : "") + std::string(one.name));
  }
  return names;
}

std::string_view json_item(std::string_view list) {
  for (const JsonItem& one : kItems) {
    if (one.list == list) return one.type;
  }
  return {};
}

}  // namespace thresh::induction
