// The tables of shapes and kinds. See shape.h.
//
// To add a field, add its line here and run `thresh schema KIND > schemas/KIND.json`. The order of the lines is the
// order of the keys in every output.
#include "record/shape.h"

#include <algorithm>

namespace thresh::record {
namespace {

constexpr std::string_view kTypeNames[] = {"text",   "markdown", "html",     "url",   "count",
                                           "number", "rating",   "person",   "place", "specialty",
                                           "date",   "bool",     "language", "money", "group"};
constexpr std::size_t kGroupIndex = static_cast<std::size_t>(Type::kGroup);
static_assert(std::size(kTypeNames) == kGroupIndex + 1);

// --- Shapes of typed values.

constexpr Field kRatingFields[] = {
    {.name = "value", .type = Type::kNumber, .about = "The rating, on the scale of the page; never rescaled."},
    {.name = "best", .type = Type::kNumber, .about = "The top of the scale."},
    {.name = "worst", .type = Type::kNumber, .about = "The bottom of the scale."},
    {.name = "count", .type = Type::kCount, .about = "How many ratings or reviews it is made of."},
    {.name = "as_written", .about = "The words of the page."},
};
constexpr Shape kRating{"rating", kRatingFields, "A rating with its scale."};

constexpr Field kMoneyFields[] = {
    {.name = "amount", .type = Type::kNumber, .about = "The amount; of a range the lower one."},
    {.name = "to", .type = Type::kNumber, .optional = true, .about = "The upper amount of a range."},
    {.name = "currency", .about = "ISO 4217; null where the sign is that of several currencies."},
    {.name = "as_written", .about = "The words of the page."},
};
constexpr Shape kMoney{"money", kMoneyFields, "An amount of money, or a range of amounts."};

constexpr Field kCandidateFields[] = {
    {.name = "name", .about = "The usual name of the place."},
    {.name = "region", .about = "The postal or ISO 3166-2 part of the region, such as MD or ON."},
    {.name = "country", .about = "ISO 3166-1 alpha-2."},
};
constexpr Shape kCandidate{"place_candidate", kCandidateFields, "One of the places that an ambiguous name can mean."};

constexpr Field kPlaceFields[] = {
    {.name = "name", .about = "The usual name of the city or country; null where the gazetteer does not know it."},
    {.name = "as_written", .about = "The words of the page."},
    {.name = "region", .about = "The postal or ISO 3166-2 part of the region, such as MD or ON."},
    {.name = "country", .about = "ISO 3166-1 alpha-2."},
    {.name = "candidates",
     .type = Type::kGroup,
     .shape = &kCandidate,
     .list = true,
     .optional = true,
     .about = "Where the name is ambiguous: every place that it can mean, the chosen one first."},
};
constexpr Shape kPlace{"place", kPlaceFields, "A city, region or country."};

constexpr std::string_view kMatchWords[] = {"exact", "mapped"};
constexpr Field kSpecialtyFields[] = {
    {.name = "name", .about = "The canonical name."},
    {.name = "as_written", .about = "The words of the page."},
    {.name = "nucc", .about = "The code in the NUCC Health Care Provider Taxonomy."},
    {.name = "schema_org", .about = "The term of schema.org/MedicalSpecialty."},
    {.name = "match",
     .about = "Whether the words name exactly this specialty, or were mapped to the nearest one.",
     .words = kMatchWords},
};
constexpr Shape kSpecialty{"specialty", kSpecialtyFields, "A field of medicine."};

constexpr Field kPersonFields[] = {
    {.name = "name", .about = "The full name without honorific and credentials."},
    {.name = "as_written", .about = "The words of the page."},
    {.name = "honorific", .about = "What stands before the name, such as Dr."},
    {.name = "given", .about = "The given name."},
    {.name = "middle", .about = "Middle names or initials."},
    {.name = "family", .about = "The family name with its particles."},
    {.name = "suffix", .about = "Jr., Sr., III and the like."},
    {.name = "credentials", .list = true, .about = "Degrees and fellowships in their usual form, such as MD."},
    {.name = "url", .type = Type::kUrl, .about = "The person's own page."},
    {.name = "specialty", .type = Type::kSpecialty, .shape = &kSpecialty, .about = "The person's field of medicine."},
    {.name = "location", .type = Type::kPlace, .shape = &kPlace, .about = "Where the person practises or lives."},
    {.name = "rating", .type = Type::kRating, .shape = &kRating, .about = "The rating of the person, not of the post."},
};
constexpr Shape kPerson{"author", kPersonFields, "Who wrote something."};

constexpr Field kPostFields[] = {
    {.name = "position", .type = Type::kCount, .assigned = true, .about = "The place in the list, from 1."},
    {.name = "headline", .about = "The post's own heading."},
    {.name = "body", .prose = true, .about = "What the author wrote."},
    {.name = "author", .type = Type::kPerson, .shape = &kPerson, .about = "Who wrote it."},
    {.name = "date", .type = Type::kDate, .about = "When it was written."},
    {.name = "date_as_written", .optional = true, .about = "The words in which the page gives the date."},
    {.name = "edited", .type = Type::kDate, .about = "When it was last changed."},
    {.name = "votes", .type = Type::kCount, .about = "Votes for it, less votes against it."},
    {.name = "votes_approximate",
     .type = Type::kBool,
     .optional = true,
     .about = "True where the page rounds the votes."},
    {.name = "rating", .type = Type::kRating, .shape = &kRating, .about = "The rating that the post gives."},
    {.name = "accepted", .type = Type::kBool, .about = "Whether the asker or the site accepted it."},
    {.name = "url", .type = Type::kUrl, .about = "A link to this post."},
    {.name = "reply_to", .type = Type::kCount, .about = "The position of the post that it replies to."},
};
constexpr Shape kPost{"post", kPostFields, "A question, an answer, a comment or a reply."};

// --- Kinds.

constexpr Field kQaFields[] = {
    {.name = "title", .about = "The title of the page."},
    {.name = "question", .type = Type::kGroup, .shape = &kPost, .about = "What was asked."},
    {.name = "answers",
     .type = Type::kGroup,
     .shape = &kPost,
     .list = true,
     .essential = true,
     .about = "The answers in page order."},
};
constexpr Shape kQa{"qa", kQaFields, "A question with its answers."};

constexpr Field kThreadFields[] = {
    {.name = "title", .about = "The title of the thread."},
    {.name = "posts",
     .type = Type::kGroup,
     .shape = &kPost,
     .list = true,
     .essential = true,
     .about = "The posts; the first opens it."},
};
constexpr Shape kThread{"thread", kThreadFields, "Posts that answer each other."};

constexpr Field kImageFields[] = {
    {.name = "url", .type = Type::kUrl, .about = "Where the image is."},
    {.name = "alt", .about = "The text that stands for the image."},
    {.name = "caption", .about = "The caption."},
};
constexpr Shape kImage{"image", kImageFields, "A picture."};

constexpr Field kArticleFields[] = {
    {.name = "title", .about = "The headline of the article."},
    {.name = "author", .type = Type::kPerson, .shape = &kPerson, .about = "Who wrote it."},
    {.name = "date", .type = Type::kDate, .about = "When it was published."},
    {.name = "date_as_written", .optional = true, .about = "The words in which the page gives the date."},
    {.name = "modified", .type = Type::kDate, .about = "When it was last changed."},
    {.name = "description", .prose = true, .about = "The summary that the page gives."},
    {.name = "body", .type = Type::kMarkdown, .prose = true, .about = "The article as Markdown."},
    {.name = "images", .type = Type::kGroup, .shape = &kImage, .list = true, .about = "The pictures in page order."},
    {.name = "comments", .type = Type::kGroup, .shape = &kPost, .list = true, .about = "What readers wrote."},
};
constexpr Shape kArticle{"article", kArticleFields, "An article or a blog post."};

constexpr Field kItemFields[] = {
    {.name = "name", .about = "What is reviewed."},
    {.name = "type", .about = "What sort of thing it is."},
    {.name = "url", .type = Type::kUrl, .about = "Its own page."},
};
constexpr Shape kItem{"item", kItemFields, "What a review is about."};

constexpr Field kReviewFields[] = {
    {.name = "item", .type = Type::kGroup, .shape = &kItem, .about = "What is reviewed."},
    {.name = "headline", .about = "The review's own heading."},
    {.name = "body", .prose = true, .about = "What the author wrote."},
    {.name = "rating", .type = Type::kRating, .shape = &kRating, .about = "The rating that the review gives."},
    {.name = "verdict", .about = "The verdict in a word, such as Worth It."},
    {.name = "author", .type = Type::kPerson, .shape = &kPerson, .about = "Who wrote it."},
    {.name = "date", .type = Type::kDate, .about = "When it was written."},
    {.name = "date_as_written", .optional = true, .about = "The words in which the page gives the date."},
    {.name = "votes", .type = Type::kCount, .about = "Votes for the review."},
    {.name = "votes_approximate",
     .type = Type::kBool,
     .optional = true,
     .about = "True where the page rounds the votes."},
};
constexpr Shape kReview{"review", kReviewFields, "A review of a thing, a place or a person."};

constexpr Field kContactFields[] = {
    {.name = "phone", .about = "The telephone number as written."},
    {.name = "email", .about = "The e-mail address."},
    {.name = "url", .type = Type::kUrl, .about = "The web site."},
    {.name = "address", .about = "The postal address as written."},
};
constexpr Shape kContact{"contact", kContactFields, "How to reach someone."};

constexpr Field kProfileFields[] = {
    {.name = "name", .about = "The name of the person or business."},
    {.name = "type", .about = "What sort of person or business it is."},
    {.name = "credentials", .list = true, .about = "Degrees and fellowships in their usual form, such as MD."},
    {.name = "specialties",
     .type = Type::kSpecialty,
     .shape = &kSpecialty,
     .list = true,
     .about = "Fields of medicine."},
    {.name = "places", .type = Type::kPlace, .shape = &kPlace, .list = true, .about = "Where it can be found."},
    {.name = "contact", .type = Type::kGroup, .shape = &kContact, .about = "How to reach it."},
    {.name = "bio", .prose = true, .about = "What the page tells about it."},
    {.name = "rating", .type = Type::kRating, .shape = &kRating, .about = "The rating of the person or business."},
    {.name = "reviews", .type = Type::kGroup, .shape = &kPost, .list = true, .about = "What others wrote about it."},
};
constexpr Shape kProfile{"profile", kProfileFields, "A provider, a person or a business."};

constexpr Field kPageFields[] = {
    {.name = "title", .about = "The title of the page."},
    {.name = "description", .prose = true, .about = "The summary that the page gives."},
    {.name = "body", .prose = true, .about = "The main text of the page."},
};
constexpr Shape kPage{"page", kPageFields, "A page of which nothing better is known."};

constexpr Shape kCustom{"custom", {}, "What a selector file names, under `fields`."};

constexpr Kind kKinds[] = {
    {.name = "qa", .shape = &kQa},
    {.name = "thread", .shape = &kThread},
    {.name = "article", .shape = &kArticle},
    {.name = "review", .shape = &kReview},
    {.name = "profile", .shape = &kProfile},
    {.name = "page", .shape = &kPage},
    {.name = "custom", .shape = &kCustom, .open = true},
};

// --- What every record starts with.

constexpr Field kSourcePageFields[] = {
    {.name = "name", .about = "The input's path as given."},
    {.name = "url", .type = Type::kUrl, .about = "Where the page was fetched from."},
    {.name = "sha256", .about = "SHA-256 of the page's bytes, 64 lower-case hexadecimal digits."},
    {.name = "charset", .about = "The encoding that the page was read in."},
    {.name = "captured", .type = Type::kDate, .about = "When the page was fetched."},
};
constexpr Shape kSourcePage{"source_page", kSourcePageFields, "One page of a thread."};

constexpr Field kSourceFields[] = {
    {.name = "name", .about = "The input's path as given."},
    {.name = "url", .type = Type::kUrl, .about = "Where the page was fetched from."},
    {.name = "sha256", .about = "SHA-256 of the page's bytes, 64 lower-case hexadecimal digits."},
    {.name = "charset", .about = "The encoding that the page was read in."},
    {.name = "captured", .type = Type::kDate, .about = "When the page was fetched."},
    {.name = "rules", .about = "The selector file and its version, such as realself/question@1."},
    {.name = "pages",
     .type = Type::kGroup,
     .shape = &kSourcePage,
     .list = true,
     .optional = true,
     .about = "Of a record that was made of several pages: each of them, in their order."},
};
constexpr Shape kSource{"source", kSourceFields, "Where the record comes from."};

constexpr Field kHeadFields[] = {
    {.name = "id", .assigned = true, .about = "The kind and 13 characters, the same after every edit of the page."},
    {.name = "kind", .assigned = true, .about = "The kind of the record."},
    {.name = "source", .type = Type::kGroup, .shape = &kSource, .assigned = true, .about = "Where it comes from."},
    {.name = "url", .type = Type::kUrl, .about = "The canonical address of the page."},
    {.name = "language", .type = Type::kLanguage, .about = "A BCP 47 tag."},
    {.name = "tags", .list = true, .about = "Topics that the page names."},
};
constexpr Shape kHead{"head", kHeadFields, "What every record starts with."};

}  // namespace

std::string_view name(Type type) { return kTypeNames[static_cast<std::size_t>(type)]; }

std::optional<Type> type_of_name(std::string_view name) {
  const auto names = type_names();
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Type>(found - names.begin());
}

std::span<const std::string_view> type_names() { return std::span(kTypeNames).first(kGroupIndex); }

const Field* Shape::find(std::string_view field_name) const {
  const auto found = std::ranges::find(fields, field_name, &Field::name);
  return found == fields.end() ? nullptr : &*found;
}

std::span<const Kind> kinds() { return kKinds; }

const Kind* find_kind(std::string_view name) {
  const auto* const found = std::ranges::find(kKinds, name, &Kind::name);
  return found == std::end(kKinds) ? nullptr : found;
}

const Field* find_field(const Kind& kind, std::string_view name) {
  const Field* own = kind.shape->find(name);
  return own != nullptr ? own : kHead.find(name);
}

const Shape& head_shape() { return kHead; }
const Shape& person_shape() { return kPerson; }
const Shape& post_shape() { return kPost; }
const Shape& place_shape() { return kPlace; }
const Shape& specialty_shape() { return kSpecialty; }
const Shape& rating_shape() { return kRating; }
const Shape& money_shape() { return kMoney; }

}  // namespace thresh::record
