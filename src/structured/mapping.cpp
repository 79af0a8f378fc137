// See mapping.h. One function a kind of record.
#include "structured/mapping.h"

#include <algorithm>
#include <string>
#include <utility>

#include "structured/draft_maker.h"
#include "structured/page_items.h"

namespace thresh::structured {
namespace {

using extract::Draft;
using record::Type;

constexpr std::size_t kMostPosts = 20'000;  // of one record

// Roles in the order in which they decide, and the kind of record that each makes.
struct Rank {
  std::string_view role, kind;
};
constexpr Rank kRanks[] = {{"question", "qa"},      {"thread", "thread"},  {"article", "article"}, {"review", "review"},
                           {"business", "profile"}, {"person", "profile"}, {"product", "page"},    {"faq", "page"}};

class Mapper {
 public:
  explicit Mapper(const Markup& markup) : markup_(markup), make_(markup), items_(markup.items()) {}

  std::optional<Mapped> map() {
    const std::vector<PageItem> candidates = page_items(markup_);
    for (const Rank& rank : kRanks) {
      for (const PageItem& candidate : candidates) {
        if (candidate.role.role != rank.role || !says_enough(items_[candidate.id], rank)) continue;
        return mapped(candidate, rank, candidates);
      }
    }
    return std::nullopt;
  }

 private:
  // A question that nobody could answer there is some other page's, or a heading; a posting without words a teaser.
  bool says_enough(const Item& item, const Rank& rank) const {
    if (rank.kind == "qa") {
      return make_.first(item, {"acceptedAnswer", "suggestedAnswer", "answerCount", "text"}) != nullptr;
    }
    if (rank.kind == "thread") return make_.first(item, {"text", "articleBody", "comment"}) != nullptr;
    if (rank.kind == "review") return make_.first(item, {"reviewBody", "description", "content"}) != nullptr;
    return make_.first(item, {"headline", "name"}) != nullptr;
  }

  Mapped mapped(const PageItem& chosen, const Rank& rank, const std::vector<PageItem>& candidates) {
    Mapped out = {record::find_kind(rank.kind), {}, chosen.role.type, chosen.id};
    out.draft.kind = Draft::Kind::kGroup;
    out.draft.type = Type::kGroup;
    const Item& item = items_[chosen.id];
    make_.address(out.draft, "url", item, {"url"});
    if (rank.kind == "qa") qa(out.draft, item);
    if (rank.kind == "thread") thread(out.draft, chosen, candidates);
    if (rank.kind == "article") article(out.draft, item);
    if (rank.kind == "review") review(out.draft, item);
    if (rank.kind == "profile") profile(out.draft, item, chosen.role.type);
    if (rank.kind == "page") page(out.draft, item);
    // A node without a value says that the page has none; of these markup hardly ever speaks.
    std::erase_if(out.draft.children, [](const Draft& one) { return one.name == "url" && one.values.empty(); });
    return out;
  }

  static Draft& group(Draft& owner, std::string_view field) {
    Draft& group = owner.child(field);
    group.kind = Draft::Kind::kGroup;
    group.type = Type::kGroup;
    return group;
  }

  void qa(Draft& draft, const Item& item) {
    make_.value(draft, "title", Type::kText, item, {"name", "headline"});
    Draft& question = group(draft, "question");
    make_.post(question, item);
    std::erase_if(question.children, [](const Draft& one) { return one.name == "headline"; });  // that is the title
    Draft& answers = list(draft, "answers");
    const std::vector<ItemId> accepted = make_.inner(item, {"acceptedAnswer"});
    std::vector<ItemId> all = accepted;
    for (const ItemId id : make_.inner(item, {"suggestedAnswer"})) {
      if (std::ranges::find(accepted, id) == accepted.end()) all.push_back(id);
    }
    if (all.size() > kMostPosts) all.resize(kMostPosts);
    for (const ItemId id : all) {
      Draft& answer = add_item(answers);
      make_.post(answer, items_[id]);
      if (accepted.empty()) continue;
      const bool is = std::ranges::find(accepted, id) != accepted.end();
      make_.made(answer, "accepted", Type::kBool, is ? "true" : "false");
    }
    Draft stated;
    const Draft& count = make_.value(stated, "stated", Type::kCount, item, {"answerCount"});
    if (!count.values.empty()) answers.stated = count.values.front();
  }

  // The posting, then its comments, each before those below it. Where a page has a posting for every post under one
  // headline, they are the posts.
  void thread(Draft& draft, const PageItem& chosen, const std::vector<PageItem>& candidates) {
    make_.value(draft, "title", Type::kText, items_[chosen.id], {"headline", "name"});
    Draft& posts = list(draft, "posts");
    std::vector<bool> taken(items_.all.size());
    add_posts(posts, chosen.id, taken);
    for (const PageItem& other : candidates) {
      const bool alike = other.role.role == "thread" && items_[other.id].syntax == items_[chosen.id].syntax;
      if (alike && !taken[other.id]) add_posts(posts, other.id, taken);
    }
    for (Draft& post : posts.children) {
      std::erase_if(post.children, [](const Draft& one) { return one.name == "headline"; });  // that is the thread's
    }
  }

  void add_posts(Draft& posts, ItemId root, std::vector<bool>& taken) {
    struct Waiting {
      ItemId id;
      std::size_t parent;  // the position of the post that it is a comment on; 0: none, or the first
    };
    std::vector<Waiting> open = {{root, 0}};
    while (!open.empty() && posts.children.size() < kMostPosts) {
      const Waiting next = open.back();
      open.pop_back();
      if (taken[next.id]) continue;
      taken[next.id] = true;
      Draft& post = add_item(posts);
      make_.post(post, items_[next.id]);
      if (next.parent > 1) make_.made(post, "reply_to", Type::kCount, std::to_string(next.parent));
      const std::size_t position = posts.children.size();
      const std::vector<ItemId> comments = make_.inner(items_[next.id], {"comment", "comments"});
      for (auto one = comments.rbegin(); one != comments.rend(); ++one) open.push_back({*one, position});
    }
  }

  void article(Draft& draft, const Item& item) {
    make_.value(draft, "title", Type::kText, item, {"headline", "name"});
    make_.person(draft, item, {"author", "creator"});
    make_.value(draft, "date", Type::kDate, item, {"datePublished", "dateCreated", "published"});
    make_.value(draft, "modified", Type::kDate, item, {"dateModified", "updated"});
    make_.value(draft, "description", Type::kText, item, {"description", "abstract", "summary"});
    make_.value(draft, "body", Type::kText, item, {"articleBody", "text", "content"});
    make_.value(draft, "tags", Type::kText, item, {"keywords", "category"}, true);
    make_.images(draft, item, {"image", "photo"});
    comments(draft, item);
  }

  void comments(Draft& draft, const Item& item) {
    const std::vector<ItemId> all = make_.inner(item, {"comment", "comments"});
    Draft said;
    const Draft& count = make_.value(said, "stated", Type::kCount, item, {"commentCount"});
    if (all.empty() && count.values.empty()) return;
    Draft& comments = list(draft, "comments");
    if (!count.values.empty()) comments.stated = count.values.front();
    std::vector<bool> taken(items_.all.size());
    for (const ItemId id : all) add_posts(comments, id, taken);
  }

  void review(Draft& draft, const Item& item) {
    Draft& thing = group(draft, "item");
    const std::vector<ItemId> reviewed = make_.inner(item, {"itemReviewed", "item"});
    if (!reviewed.empty()) {
      const Item& what = items_[reviewed.front()];
      make_.value(thing, "name", Type::kText, what, {"name"});
      if (!what.types.empty()) make_.made(thing, "type", Type::kText, local_name(what.types.front()));
      make_.address(thing, "url", what, {"url"});
    } else {
      make_.value(thing, "name", Type::kText, item, {"itemReviewed", "item"});
    }
    make_.value(draft, "headline", Type::kText, item, {"headline", "name"});
    make_.value(draft, "body", Type::kText, item, {"reviewBody", "description", "content"});
    make_.rating(draft, item, {"reviewRating", "rating"});
    make_.person(draft, item, {"author", "creator", "reviewer"});
    make_.value(draft, "date", Type::kDate, item, {"datePublished", "dateCreated", "published", "reviewed"});
    make_.votes(draft, item);
  }

  void profile(Draft& draft, const Item& item, std::string_view type) {
    make_.value(draft, "name", Type::kText, item, {"name"});
    make_.made(draft, "type", Type::kText, type);
    make_.value(draft, "credentials", Type::kText, item, {"honorificSuffix", "honorific-suffix"}, true);
    make_.value(draft, "specialties", Type::kSpecialty, item, {"medicalSpecialty", "jobTitle", "job-title"}, true);
    make_.places(draft, item);
    Draft& contact = group(draft, "contact");
    make_.value(contact, "phone", Type::kText, item, {"telephone", "tel"});
    make_.value(contact, "email", Type::kText, item, {"email"});
    make_.address(contact, "url", item, {"url"});
    make_.postal_address(contact, item);
    make_.value(draft, "bio", Type::kText, item, {"description", "note"});
    make_.rating(draft, item, {"aggregateRating"});
    const std::vector<ItemId> all = make_.inner(item, {"review", "reviews"});
    if (all.empty()) return;
    Draft& reviews = list(draft, "reviews");
    for (const ItemId id : all) {
      if (reviews.children.size() < kMostPosts) make_.post(add_item(reviews), items_[id]);
    }
  }

  void page(Draft& draft, const Item& item) {
    make_.value(draft, "title", Type::kText, item, {"name", "headline"});
    make_.value(draft, "description", Type::kText, item, {"description"});
  }

  const Markup& markup_;
  DraftMaker make_;
  const Items& items_;
};

}  // namespace

std::optional<Mapped> draft_by_markup(const Markup& markup) { return Mapper(markup).map(); }

std::optional<Mapped> draft_by_markup(const extract::PageView& page, std::vector<base::Finding>& findings) {
  return draft_by_markup(Markup(page, findings));
}

}  // namespace thresh::structured
