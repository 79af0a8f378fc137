// See reading.h.
#include "automatic/reading.h"

#include <algorithm>

#include "automatic/analysis.h"
#include "automatic/article_markup.h"
#include "automatic/body.h"
#include "automatic/byline.h"
#include "automatic/complete.h"
#include "automatic/headings.h"
#include "automatic/main_content.h"
#include "automatic/merge_posts.h"
#include "automatic/profile.h"
#include "automatic/site_name.h"
#include "automatic/stray_blocks.h"
#include "automatic/text_boxes.h"
#include "automatic/thread/confidence.h"
#include "automatic/thread/links.h"
#include "automatic/thread/thread.h"
#include "automatic/title.h"
#include "extract/type_reader.h"
#include "normalize/normalize.h"
#include "structured/mapping.h"
#include "structured/metadata.h"
#include "structured/state_article.h"
#include "text/unicode.h"

namespace thresh::automatic {
namespace {

using extract::Draft;
using extract::Found;
using html::NodeId;

constexpr double kSurelyChaff = 0.2;  // a block less likely than that to be content is chaff; else nobody claims it

constexpr std::string_view kUnsetDates[] = {"1970-01-01", "0001-", "0000-", "-0001-"};

// What the markup says of a field; where it says nothing, what was read on the page.
void add(Draft& draft, std::string_view field, std::span<const structured::Claim> claims,
         const std::optional<Found>& otherwise = {}) {
  Draft& child = draft.child(field);
  if (claims.empty() && otherwise) child.values.push_back(*otherwise);
  if (claims.empty()) return;
  child.values.push_back(claims.front());
  std::vector<structured::Origin> heard = {claims.front().origin};
  for (const structured::Claim& claim : claims.subspan(1)) {
    if (std::ranges::find(heard, claim.origin) != heard.end()) continue;
    heard.push_back(claim.origin);
    child.elsewhere.push_back(claim);
  }
}

// A date that was never set: second 0 of Unix, and what databases write for no date.
bool is_unset(const structured::Claim& claim) {
  const std::string words = text::compose(claim.passage);
  return std::ranges::any_of(kUnsetDates, [&](std::string_view unset) { return words.starts_with(unset); });
}

// Claims that are no dates ("archives", in a link that a theme marks as one) count where nothing else says when.
void add_date(Draft& draft, std::string_view field, std::vector<structured::Claim> claims,
              const std::optional<Found>& otherwise, const extract::PageView& page) {
  std::erase_if(claims, is_unset);
  const auto is_date = [&](const structured::Claim& claim) {
    return page.types->fit(record::Type::kDate, text::compose(claim.passage)) != normalize::Fit::kNo;
  };
  if (otherwise || std::ranges::any_of(claims, is_date))
    std::erase_if(claims, [&](const structured::Claim& claim) { return !is_date(claim); });
  add(draft, field, claims, otherwise);
}

// Whether <title> has the words set apart by a sign, as it has the site's name.
bool is_part_of_title(std::string_view words, const html::Document& document) {
  const NodeId title = document.find("title");
  const NodeId text = title == html::kNoNode ? html::kNoNode : document.first_child(title);
  if (text == html::kNoNode) return false;
  const auto own = word_hashes(words);
  return std::ranges::any_of(title_parts(document.text(text)),
                             [&](std::string_view part) { return word_hashes(part) == own; });
}

// What somebody logs in with: "jdoe_x4", "@jdoe".
bool is_account(std::string_view words) {
  const char first = words.empty() ? ' ' : words.front();
  return !words.contains(' ') && (first == '@' || (first >= 'a' && first <= 'z'));
}

// Whether a claim of who the author is says the site, a house or what is no name: what publishing systems write where
// nobody is named.
bool is_no_person(const structured::Claim& claim, const SiteName& site, const extract::PageView& page,
                  std::string_view name) {
  const std::string words = text::compose(claim.passage);
  if (words.contains(name)) return false;  // "Ann Berg (The Daily)"
  return site.is_site(words) || is_part_of_title(words, *page.document) || is_account(words) ||
         page.types->fit(record::Type::kPerson, words) == normalize::Fit::kNo;
}

// Such claims give way to a by-line with a person's name, or to a claim behind them that names one.
void prefer_person(structured::Metadata& said, Byline& byline, const extract::PageView& page) {
  if (!byline.author || !byline.person || said.author.empty()) return;
  const SiteName site(said.site_name.empty() ? "" : text::compose(said.site_name.front().passage), page.url);
  const std::string name = text::compose(byline.author->passage);
  const auto person =
      std::ranges::find_if_not(said.author, [&](const auto& claim) { return is_no_person(claim, site, page, name); });
  said.author.erase(said.author.begin(), person);
}

// What one place says under one name, further persons of a list among it, is one author: "Ann Berg, Bo Lund".
void join_authors(Draft& author, std::span<const structured::Claim> claims, const extract::PageView& page) {
  constexpr std::size_t kMost = 12;
  if (claims.size() < 2 || author.values.empty()) return;
  const auto is_person = [&](const structured::Claim& claim) {
    const std::string words = text::compose(claim.passage);
    return words.contains(' ') && !words.contains(',') &&
           page.types->fit(record::Type::kPerson, words) != normalize::Fit::kNo;
  };
  if (!is_person(claims.front())) return;
  text::Passage& all = author.values.front().passage;
  std::size_t count = 1;
  for (const structured::Claim& claim : claims.subspan(1)) {
    const bool alike = claim.origin == claims.front().origin && claim.said_as == claims.front().said_as;
    if (!alike || count >= kMost || !is_person(claim)) continue;
    text::Run& comma = all.runs.emplace_back();
    comma.text = ", ";
    comma.made = true;
    all.runs.insert(all.runs.end(), claim.passage.runs.begin(), claim.passage.runs.end());
    ++count;
  }
}

// An author that is no person's name ("The Daily Team") is taken by its words.
void add_author(Draft& draft, std::span<const structured::Claim> claims, const std::optional<Found>& otherwise,
                const extract::PageView& page) {
  add(draft, "author", claims, otherwise);
  Draft& author = draft.child("author");
  join_authors(author, claims, page);
  if (author.values.empty()) return;
  const std::string words = text::compose(author.values.front().passage);
  if (page.types->fit(record::Type::kPerson, words) != normalize::Fit::kNo) return;
  Draft name;
  name.name = "name";
  name.values.push_back(std::move(author.values.front()));
  author.values.clear();
  author.elsewhere.clear();
  author.kind = Draft::Kind::kGroup;
  author.children.push_back(std::move(name));
}

// The name of a draft's author as it stands; empty where there is none.
std::string author_words(const Draft& draft) {
  const Draft* author = draft.find("author");
  if (author != nullptr && author->values.empty()) author = author->find("name");
  if (author == nullptr || author->values.empty()) return {};
  return text::collapse_spaces(text::compose(author->values.front().passage));
}

Reading of_thread(Thread thread) {
  Reading reading;
  reading.kind = thread.kind;
  reading.draft = std::move(thread.draft);
  reading.read_as = thread.kind->name;
  reading.confidence = thread.confidence;
  for (const Dropped& dropped : thread.dropped) reading.chaff.push_back({dropped.node, dropped.reason, 1, "thread"});
  return reading;
}

// How many posts of a draft say something.
std::size_t posts_in(const Draft& draft) {
  std::size_t count = 0;
  for (const std::string_view list : {"posts", "answers"}) {
    const Draft* const posts = draft.find(list);
    if (posts == nullptr) continue;
    count += static_cast<std::size_t>(std::ranges::count_if(posts->children, [](const Draft& post) {
      const Draft* const body = post.find("body");
      return body != nullptr && !body->values.empty();
    }));
  }
  return count;
}

// How many words a draft holds.
double words_in(const Draft& draft) {
  double words = 0;
  std::vector<const Draft*> open = {&draft};
  while (!open.empty()) {
    const Draft& next = *open.back();
    open.pop_back();
    for (const Found& found : next.values) {
      words += static_cast<double>(word_hashes(text::compose(found.passage)).size());
    }
    for (const Draft& child : next.children) open.push_back(&child);
  }
  return words;
}

double words_kept(const Analysis& analysis, const MainContent& content) {
  double words = 0;
  for (std::size_t i = 0; i < content.kept.size(); ++i) words += content.kept[i] ? analysis.blocks()[i].words : 0;
  return words;
}

bool is_of_posts(const std::optional<structured::Mapped>& mapped) {
  return mapped && (mapped->kind->name == "qa" || mapped->kind->name == "thread");
}

// Whether markup is that of a microformat: the box of facts in an article of an encyclopedia is an h-card, too, and
// every page of a weblog an h-entry.
bool is_microformat(const structured::Mapped& mapped) { return mapped.type.starts_with("h-"); }

// Whether what the page's markup says it is about is a kind that main content cannot be, and more than the page's shape
// shows: posts that are not there, a review, a person or a house. Markup that holds a small part of what the page shows
// is of something beside it (the house that an article is by), but for that of whom the page's heading names; a card in
// an article is one.
bool speaks_for_page(const std::optional<structured::Mapped>& mapped, const Thread* thread, double shown, bool headed,
                     bool article) {
  constexpr double kPart = 0.25;  // of the words of the main content
  if (!mapped) return false;
  const std::string_view kind = mapped->kind->name;
  if (kind == "profile" && headed && !(article && is_microformat(*mapped))) return true;
  if (is_of_posts(mapped)) {
    if (posts_in(mapped->draft) <= (thread != nullptr ? posts_in(thread->draft) : 0)) return false;
  } else if (kind != "review" && kind != "profile") {
    return false;
  }
  return words_in(mapped->draft) >= kPart * shown;
}

Reading of_markup(structured::Mapped mapped) {
  constexpr double kSaid = 0.9;  // what a page says of itself is mostly so
  Reading reading;
  reading.kind = mapped.kind;
  reading.draft = std::move(mapped.draft);
  reading.read_as = mapped.kind->name;
  reading.confidence = kSaid;
  return reading;
}

// The posts that the page shows, with what its markup says of them; null where it is no thread. Posts that the markup
// knows, too, make a page one, whatever it looks like; where it calls the first of them a question, that is what it is.
Thread* thread_of(Analysis& analysis, const std::optional<structured::Mapped>& mapped, bool talk) {
  if (!analysis.thread() || (!talk && !is_of_posts(mapped))) return nullptr;
  Thread& thread = *analysis.thread();
  analysis.finder().fill(thread);
  if (!is_of_posts(mapped)) return &thread;
  const Merged merged = merge_posts(thread.draft, mapped->draft, true);
  if (!talk && (merged.met < 2 || 2 * merged.met <= posts_in(mapped->draft))) return nullptr;
  if (merged.begin_as_one && mapped->kind->name == "qa" && thread.kind->name == "thread") {
    ask_first(thread.draft);
    thread.kind = mapped->kind;
  }
  complete_bodies(thread.draft, mapped->draft);
  return &thread;
}

// What the markup says of posts, with what the page shows of them.
void add_shape(structured::Mapped& mapped, Analysis& analysis) {
  if (!analysis.thread() || !is_of_posts(mapped)) return;
  merge_posts(mapped.draft, analysis.thread()->draft);
  complete_bodies(mapped.draft, analysis.thread()->draft);
}

// Whether the markup is of a person or a house whose name is a heading of the page.
bool is_headed(const std::optional<structured::Mapped>& mapped, const extract::PageView& page,
               const Analysis& analysis) {
  const Draft* const name = mapped && mapped->kind->name == "profile" ? mapped->draft.find("name") : nullptr;
  if (name == nullptr || name->values.empty()) return false;
  const auto bare = [](std::string_view words) {
    const auto person = normalize::person(text::trim(words));
    return text::fold(person && !person->name.empty() ? std::string_view(person->name) : words);
  };
  const std::string own = bare(text::compose(name->values.front().passage));
  return !own.empty() && std::ranges::any_of(analysis.blocks(), [&](const Block& block) {
    constexpr std::uint32_t kLongest = 25;  // words
    return heading_level(page.document->node(block.element).name) == 1 && block.words <= kLongest &&
           bare(block_text(*page.document, block)) == own;
  });
}

// What becomes of each block that is not the main content's.
std::vector<Fate> fates_of(const Analysis& analysis, const MainContent& content) {
  std::vector<Fate> fates;
  for (std::size_t i = 0; i < content.kept.size(); ++i) {
    const bool surely = analysis.probabilities()[i] < kSurelyChaff;
    fates.push_back(content.kept[i] ? Fate::kKept : surely ? Fate::kChaff : Fate::kLeft);
  }
  return fates;
}

void take_out(const Analysis& analysis, NodeId subtree, std::vector<Fate>& fates) {
  const Part part = analysis.features().part(subtree);
  std::fill(fates.begin() + part.begin, fates.begin() + part.end, Fate::kElsewhere);
}

// Whether posts are beside what the page is about: what holds most of the main content is something else, an article;
// of what calls itself comments, something of it.
bool are_beside(const Analysis& analysis, const std::vector<NodeId>& posts, const MainContent& content,
                bool named = false) {
  constexpr double kMost = 0.5, kNearlyAll = 0.9;
  double inside = 0, all = 0;
  for (std::size_t i = 0; i < content.kept.size(); ++i) {
    if (!content.kept[i]) continue;
    const Block& block = analysis.blocks()[i];
    const bool in_post = std::ranges::any_of(posts, [&](NodeId post) {
      const Part part = analysis.features().part(post);
      return part.begin <= i && i < part.end;
    });
    all += block.words;
    inside += in_post ? block.words : 0;
  }
  return inside < (named ? kNearlyAll : kMost) * all;
}

// The comments that stand below the main content, without their draft; nothing where none are sure.
std::optional<Comments> comments_of(Analysis& analysis, const MainContent& content) {
  auto comments = analysis.finder().comments(kSureThread);
  if (!comments || comments->confidence < kSureThread) return std::nullopt;
  if (!are_beside(analysis, comments->posts, content, comments->named)) return std::nullopt;
  return comments;
}

// Whether the page is its thread: one that looks like a forum, or one whose posts are sure and hold most of
// the main content, whatever it looks like otherwise.
bool is_talk(const extract::PageView& page, Analysis& analysis, const MainContent& content) {
  constexpr double kSureOfList = 0.9;  // what the address of a list of pages asks for
  if (!analysis.thread() || analysis.thread()->wordless) return false;
  if (analysis.thread()->confidence < kSureOfList && names_list(page.url)) return false;
  if (analysis.thread()->of_article) {
    if (comments_of(analysis, content)) return false;
    analysis.finder().thread();  // the finder fills what it was asked for last
  }
  if (analysis.type().name == "forum") return true;
  // Reviews of what a page sells are beside it, long as they may be.
  constexpr double kMostRate = 0.6;
  const bool reviews = analysis.thread()->evidences[static_cast<std::size_t>(Evidence::kRated)] >= kMostRate;
  if (reviews && analysis.type().name == "product") return false;
  return analysis.thread()->confidence >= kSureThread && !are_beside(analysis, analysis.thread()->posts, content);
}

// The question and its answers that labels tell, where they are most of the main content.
std::optional<Thread> turns_of(Analysis& analysis, const MainContent& content) {
  std::optional<Thread> turns = analysis.finder().turns();
  if (!turns || are_beside(analysis, turns->posts, content)) return std::nullopt;
  analysis.finder().fill(*turns);
  return turns;
}

// Takes the posts out of the main content, with what is no part of them; their draft is filled then.
void take_posts(Comments& comments, Analysis& analysis, std::vector<Fate>& fates, std::vector<Chaff>& chaff) {
  analysis.finder().fill(comments);
  for (const NodeId post : comments.posts) take_out(analysis, post, fates);
  for (const Dropped& dropped : comments.dropped) chaff.push_back({dropped.node, dropped.reason, 1, "thread"});
}

// What a page shows of whom its markup is about, and the markup does not say: reviews, and a text where it has none or
// the first words of it.
void complete_profile(Reading& reading, const extract::PageView& page, Analysis& analysis, const MainContent& content) {
  constexpr double kPart = 0.25;  // of the words of the main content
  std::vector<Fate> fates = fates_of(analysis, content);
  auto shown = analysis.finder().comments(kSureThread);
  if (shown && shown->confidence >= kSureThread) {
    take_posts(*shown, analysis, fates, reading.chaff);
    add_posts(reading.draft, "reviews", std::move(shown->draft));
  }
  Draft& bio = reading.draft.child("bio");
  const double said = words_in(bio);
  for (std::size_t i = 0; i < fates.size(); ++i) {
    const Block& block = analysis.blocks()[i];
    if (fates[i] == Fate::kKept && heading_level(page.document->node(block.element).name) == 1)
      fates[i] = Fate::kElsewhere;
  }
  double left = 0;
  for (std::size_t i = 0; i < fates.size(); ++i) left += fates[i] == Fate::kKept ? analysis.blocks()[i].words : 0;
  if (left == 0 || said >= kPart * left) return;
  Body body = body_of(analysis, page, fates, html::RenderAs::kPlain);
  if (body.passage.empty()) return;
  bio.values.clear();
  bio.elsewhere.clear();
  bio.values.push_back({.passage = std::move(body.passage)});
  std::ranges::move(body.chaff, std::back_inserter(reading.chaff));
}

// Of a page that shows a person or a house without saying so in its markup.
std::optional<Reading> profile_of(const extract::PageView& page, Analysis& analysis, const MainContent& content,
                                  bool talk) {
  constexpr double kShown = 0.7;
  if (analysis.type().name == "product") return std::nullopt;
  auto draft = profile_by_shape(page, analysis, talk);
  if (!draft) return std::nullopt;
  Reading reading;
  reading.kind = record::find_kind("profile");
  reading.draft = *std::move(draft);
  reading.read_as = reading.kind->name;
  reading.confidence = kShown;
  complete_profile(reading, page, analysis, content);
  return reading;
}

// Whether a page holds no word, and scripts that would write some.
bool is_unrendered(const Analysis& analysis, const html::Document& document) {
  return analysis.blocks().empty() && document.find("script") != html::kNoNode;
}

// Whether a page that shows hardly anything is an article by its markup, which has its text.
bool is_said_article(const std::optional<structured::Mapped>& mapped, double shown) {
  const Draft* const body = mapped && mapped->kind->name == "article" ? mapped->draft.find("body") : nullptr;
  return body != nullptr && says_most(*body, shown);
}

// Whether the markup is of an article (a story, a recipe) whose headline the page has as its heading or in its title.
bool is_named_article(const std::optional<structured::Mapped>& mapped, const extract::PageView& page,
                      const Analysis& analysis) {
  constexpr std::size_t kFewest = 2;  // words
  const Draft* const title = mapped && mapped->kind->name == "article" ? mapped->draft.find("title") : nullptr;
  const bool sells = analysis.type().name == "product" || analysis.type().name == "collection";
  if (title == nullptr || title->values.empty() || sells || is_microformat(*mapped)) return false;
  const std::string words = text::compose(title->values.front().passage);
  const auto own = word_hashes(words);
  if (own.size() < kFewest) return false;
  return is_part_of_title(words, *page.document) || std::ranges::any_of(analysis.blocks(), [&](const Block& block) {
           return heading_level(page.document->node(block.element).name) == 1 && block.words <= 2 * own.size() &&
                  word_hashes(block_text(*page.document, block)) == own;
         });
}

Reading read_kind(const extract::PageView& page, structured::Markup& markup, Analysis& analysis) {
  const MainContent content = main_content(*page.document, analysis);
  std::optional<structured::Mapped> mapped = structured::draft_by_markup(markup);
  Thread* const thread = thread_of(analysis, mapped, is_talk(page, analysis, content));
  const bool headed = is_headed(mapped, page, analysis);
  if (speaks_for_page(mapped, thread, words_kept(analysis, content), headed, analysis.type().is_text())) {
    add_shape(*mapped, analysis);
    Reading reading = of_markup(*std::move(mapped));
    if (headed) complete_profile(reading, page, analysis, content);
    return reading;
  }
  if (!is_of_posts(mapped)) {
    if (auto profile = profile_of(page, analysis, content, thread != nullptr)) return *std::move(profile);
  }
  const bool sure = thread != nullptr && thread->confidence >= kSureThread;
  if (!sure && !is_of_posts(mapped)) {
    if (auto turns = turns_of(analysis, content)) return of_thread(*std::move(turns));
  }
  if (thread != nullptr) return of_thread(std::move(*thread));
  structured::Metadata said = structured::metadata_by_markup(markup);
  std::vector<Fate> fates = fates_of(analysis, content);

  Reading reading;
  const bool article = analysis.type().is_text() || is_said_article(mapped, words_kept(analysis, content)) ||
                       is_named_article(mapped, page, analysis) ||
                       (analysis.type().name == "forum" && analysis.thread() && analysis.thread()->of_article);
  reading.kind = record::find_kind(article ? "article" : "page");
  reading.read_as = analysis.type().name;
  reading.confidence = content.expected;
  reading.draft.kind = Draft::Kind::kGroup;
  const PageTitle title = title_of(page, analysis, said);
  if (title.block) fates[*title.block] = Fate::kElsewhere;
  Draft& title_draft = reading.draft.child("title");
  if (title.found) title_draft.values.push_back(*title.found);
  std::optional<Comments> comments;
  if (article) {
    comments = comments_of(analysis, content);
    Byline byline = byline_of(page, analysis, title.block, content.kept,
                              comments ? std::span<const NodeId>(comments->posts) : std::span<const NodeId>());
    if (said.author.empty() || said.date.empty())
      structured::add_state(markup, title.found ? text::compose(title.found->passage) : "", said);
    prefer_person(said, byline, page);
    for (const std::size_t line : byline.lines) fates[line] = Fate::kElsewhere;
    add_author(reading.draft, said.author, byline.author, page);
    keep_text_boxes(page, analysis, fates);
    take_stray_blocks(page, analysis, author_words(reading.draft), fates);
    add_date(reading.draft, "date", said.date, byline.date, page);
    add_date(reading.draft, "modified", said.modified, byline.modified, page);
  }
  add(reading.draft, "description", said.description);
  const bool said_of_article = article && mapped && mapped->kind->name == "article";
  if (said_of_article) add_comments(reading.draft, mapped->draft);
  if (comments) {
    take_posts(*comments, analysis, fates, reading.chaff);
    add_posts(reading.draft, "comments", std::move(comments->draft));
  }
  Body body = body_of(analysis, page, fates, article ? html::RenderAs::kMarkdown : html::RenderAs::kPlain);
  Draft& body_draft = reading.draft.child("body");
  if (!body.passage.empty()) body_draft.values.push_back({.passage = std::move(body.passage)});
  body_draft.unrendered = is_unrendered(analysis, *page.document);
  std::ranges::move(body.chaff, std::back_inserter(reading.chaff));
  if (said_of_article) add_article_markup(reading.draft, mapped->draft);
  if (article && mapped) complete_bodies(reading.draft, mapped->draft);
  return reading;
}

}  // namespace

Reading read_page(const extract::PageView& page, const Models& models, std::vector<base::Finding>& findings) {
  Analysis analysis(page, models);
  structured::Markup markup(page, findings);
  Reading reading = read_kind(page, markup, analysis);
  const auto topics = structured::topics_by_markup(markup);
  if (topics.empty()) return reading;
  Draft& tags = reading.draft.child("tags");
  tags.many = true;
  tags.values.assign(topics.begin(), topics.end());
  return reading;
}

}  // namespace thresh::automatic
