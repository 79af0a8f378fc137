// See thread.h.
#include "automatic/thread/thread.h"

#include <algorithm>
#include <numeric>
#include <span>
#include <utility>

#include "automatic/thread/body.h"
#include "automatic/thread/cards.h"
#include "automatic/thread/confidence.h"
#include "automatic/thread/draft.h"
#include "automatic/thread/extras.h"
#include "automatic/thread/frame.h"
#include "automatic/thread/group_choice.h"
#include "automatic/thread/groups.h"
#include "automatic/thread/keys.h"
#include "automatic/thread/links.h"
#include "automatic/thread/opening.h"
#include "automatic/thread/parts.h"
#include "automatic/thread/post_dates.h"
#include "automatic/thread/replies.h"
#include "automatic/thread/stated.h"
#include "automatic/thread/turns.h"
#include "automatic/thread/votes.h"
#include "automatic/thread/words.h"
#include "extract/type_reader.h"
#include "normalize/day_order.h"
#include "text/unicode.h"

namespace thresh::automatic {
namespace {

using extract::Draft;
using html::NodeId;

constexpr std::size_t kMostGroups = 24;    // that are looked at
constexpr std::uint32_t kFewWords = 20;    // letters of a question below its heading
constexpr std::uint32_t kShortHead = 250;  // letters of what stands above the posts and may be no post
constexpr NodeId kMostBefore = 300;        // nodes before the second post that may say what it is
constexpr double kArticle = 0.4;           // at most, of what is rather an article with comments
constexpr double kMuchLonger = 4;          // than its comments, what they are comments on
constexpr double kTurns = 0.7;             // how sure labels make it
constexpr NodeId kMostHead = 24;           // nodes above the posts that may be their heading
constexpr NodeId kMostAbove = 80;          // nodes above the posts that may say how many there are

// Whether an item is nothing but a few links with their labels.
bool is_links(const Survey& survey, const Item& item) {
  const std::uint32_t letters = own_sum(survey, Survey::kLetters, item);
  return says(survey, item) == 0 && own_sum(survey, Survey::kProse, item) == 0 &&
         own_sum(survey, Survey::kLinked, item) * 2 >= letters;
}

// The group's items without those that are no posts: advertisements, forms, links to something else. Where most say
// who or when, all posts do; where only one is more than links, they are no group of posts and all stay.
std::vector<Post> posts_of(const Survey& survey, std::vector<Item> items) {
  const auto speaks = [&](const Item& item) { return says(survey, item) > 0; };
  const bool most_speak = std::ranges::count_if(items, speaks) * 10 >= std::ssize(items) * 6;
  const std::vector<bool> outside = outsiders(survey, items);
  std::vector<bool> links;
  for (const Item& item : items) links.push_back(is_links(survey, item));
  const bool few = std::ranges::count(links, false) < 2;
  std::vector<Post> posts;
  std::vector<std::size_t> index(items.size(), SIZE_MAX);  // of an item's post, or of the one around it
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].parent != SIZE_MAX) index[i] = index[items[i].parent];
    const bool mute = most_speak && !speaks(items[i]);
    const bool nothing = own_sum(survey, Survey::kLetters, items[i]) == 0 || (!few && links[i]);
    if (nothing || mute || outside[i]) continue;
    Post post;
    post.reply_to = index[i];
    index[i] = posts.size();
    post.item = std::move(items[i]);
    posts.push_back(std::move(post));
  }
  return posts;
}

// Whether an item is called a comment, and nothing else.
bool is_called_comment(const Survey& survey, const Item& item) {
  constexpr std::uint32_t kKinds = kQuestion | kAnswer | kComment;
  return item.root != html::kNoNode && (survey.roles(item.root) & kKinds) == kComment;
}

// Items of another group that stand in posts and are posts themselves: comments on an answer. Where no post has two of
// them, they are called so, and the posts are not.
bool are_comments(const Survey& survey, const std::vector<Post>& posts, const std::vector<Item>& items) {
  std::size_t full = 0, several = 0, before = 0, last = SIZE_MAX;
  for (const Item& item : items) {
    full += says(survey, item) == 2;
    const auto behind = std::ranges::upper_bound(posts, item.stretch.begin, {},
                                                 [](const Post& post) { return post.item.stretch.begin; });
    if (behind == posts.begin()) {  // of what opens the page
      ++before;
      continue;
    }
    const Post& post = *(behind - 1);
    if (!post.item.stretch.contains(item.stretch.begin) || item.stretch.end > post.item.stretch.end) return false;
    const auto index = static_cast<std::size_t>(behind - posts.begin());
    several += index == last;
    last = index;
  }
  const auto is_comment = [&](const Item& item) { return is_called_comment(survey, item); };
  const bool called = std::ranges::all_of(items, is_comment) && std::ranges::none_of(posts, is_comment, &Post::item);
  if (before == items.size() || (before > 0 && !called)) return false;
  return (several > 0 || called) && full * 10 >= items.size() * 7;
}

// Puts a stretch among those inside of an item that are not its own.
void leave_out(Item& item, Stretch stretch) {
  item.inner.insert(std::ranges::lower_bound(item.inner, stretch.begin, {}, &Stretch::begin), stretch);
}

// Puts them into the posts as what is not their own; false, and nothing done, where that leaves posts that say nothing
// of themselves.
bool set_apart(const Survey& survey, std::vector<Post>& posts, const std::vector<Item>& items) {
  std::vector<Post> without = posts;
  std::size_t next = 0;
  for (const Item& item : items) {
    if (item.parent != SIZE_MAX || item.stretch.begin < posts.front().item.stretch.begin) continue;
    while (next + 1 < without.size() && without[next + 1].item.stretch.begin <= item.stretch.begin) ++next;
    leave_out(without[next].item, item.stretch);
  }
  std::size_t full = 0;
  for (const Post& post : without) {
    full += says(survey, post.item) == 2 && own_sum(survey, Survey::kLetters, post.item) > 0;
  }
  if (full * 10 < posts.size() * 6) return false;
  posts = std::move(without);
  return true;
}

double share(const std::vector<Post>& posts, bool (*has)(const Post&)) {
  return static_cast<double>(std::ranges::count_if(posts, has)) / static_cast<double>(posts.size());
}

}  // namespace

class PostFinder::Builder {
 public:
  explicit Builder(const extract::PageView& page) : survey_(page) { find_posts(); }

  std::optional<Thread> thread() {
    posts_ = found_;
    apart_ = has_nested_ = false;
    if (posts_.empty()) return std::nullopt;
    title_ = find_title(survey_, posts_.front().item);
    const NodeId heading = title_.is_heading ? title_.node : html::kNoNode;
    if (auto opening = find_opening(survey_, heading, posts_.front().item)) put_first(std::move(*opening));
    take_apart();
    apart_ = !posts_.front().opening;
    if (is_only_head()) {
      posts_.erase(posts_.begin());
      for (Post& one : posts_)
        one.reply_to = one.reply_to == SIZE_MAX || one.reply_to == 0 ? SIZE_MAX : one.reply_to - 1;
    }
    ask_by_title();
    drop_empty();
    Thread out = judged();
    if (nested_.empty() || out.kind->name == "qa") return out;
    add_nested();
    return judged();
  }

  // A question and its answers that labels tell.
  std::optional<Thread> turns() {
    title_ = find_title(survey_, {.root = html::kNoNode, .stretch = {survey_.document().size(), 0}, .inner = {}});
    const NodeId heading = title_.is_heading ? title_.node : html::kNoNode;
    std::vector<Turn> turns = find_turns(survey_, heading);
    constexpr std::size_t kMost = 12;
    if (turns.empty() || turns.size() > kMost) return std::nullopt;
    apart_ = has_nested_ = false;
    posts_.clear();
    for (Turn& turn : turns) {
      posts_.emplace_back().item = std::move(turn.item);
      posts_.back().labelled = true;
    }
    const bool asks = turns.front().asks;
    if (!asks) {
      if (auto opening = find_opening(survey_, heading, posts_.front().item)) put_first(std::move(*opening));
    }
    if (posts_.size() < 2) return std::nullopt;
    take_apart();
    read_labels(turns, asks ? 0 : 1);
    if (!are_turns(turns, asks)) return std::nullopt;
    Thread out = judged();
    out.kind = record::find_kind("qa");
    out.confidence = std::max(out.confidence, kTurns);
    out.posts.clear();
    for (const Post& post : posts_) std::ranges::copy(post.body, std::back_inserter(out.posts));
    return out;
  }

  // The draft of the thread that was judged last.
  void fill(Thread& out) {
    add_extras();
    const bool question = out.kind->name == "qa";
    find_cards(survey_, std::span(posts_).subspan(question));  // who asks tells of what is asked for
    out.dropped = chaff_in_bodies(survey_, posts_);
    out.draft.kind = Draft::Kind::kGroup;
    add_title(out.draft);
    std::vector<std::size_t> numbers(posts_.size(), 0);
    for (std::size_t i = 0, n = 0; i < posts_.size(); ++i) numbers[i] = question && i == 0 ? 0 : ++n;
    if (question) {
      out.draft.children.push_back(
          draft_of_post(survey_, posts_.front(), left_out(survey_.document(), posts_, out.dropped), "question"));
    }
    out.draft.children.push_back(draft_of_posts(survey_, posts_, numbers, out.dropped, question ? "answers" : "posts"));
    out.draft.children.back().stated = stated_of_thread(question);
  }

  std::optional<Comments> comments(double least) {
    std::optional<Comments> out;
    if (!found_.empty() && !hold_title() && most_of_comments(survey_, found_) >= least) {
      if (!apart_) {
        posts_ = found_;
        has_nested_ = false;
        take_apart();
      }
      add_nested();
      out = judged_comments();
    }
    if (out && out->confidence >= least) return out;
    auto single = single_comment();
    if (!single) return out;
    posts_.assign(1, *std::move(single));
    take_apart();
    apart_ = false;
    return judged_comments();
  }

  // The posts as comments, without their draft.
  Comments judged_comments() {
    Comments out;
    rate();
    stated_ = find_stated(survey_, posts_, before(posts_.front().item.stretch.begin, kMostAbove));
    const NodeId first = posts_.front().item.stretch.begin;
    const bool headed = heads_comments(before(first, kMostHead), first);
    const Evidences evidences = evidences_of(survey_, posts_, {.stated = is_stated() || headed});
    out.confidence = confidence_of_comments(evidences, headed);
    out.named = evidences[static_cast<std::size_t>(Evidence::kComments)] > 0.5;
    out.posts = elements();
    out.listing = listing();
    return out;
  }

  Head head_of(NodeId heading) const {
    const html::Document& document = survey_.document();
    Post person;
    person.item.stretch = {heading, document.node(document.body()).end};
    for (const Post& post : found_) {
      if (post.item.stretch.begin > heading) {
        person.item.stretch.end = post.item.stretch.begin;
        break;
      }
    }
    person.author = {.node = heading};
    find_cards(survey_, std::span(&person, 1));
    return {draft_of_head(survey_, person), person.specialty.found(), person.author_rating.found()};
  }

  // The draft of the comments that were found last.
  void fill(Comments& out) {
    add_extras();
    out.dropped = chaff_in_bodies(survey_, posts_);
    std::vector<std::size_t> numbers(posts_.size());
    std::iota(numbers.begin(), numbers.end(), std::size_t{1});
    out.draft = draft_of_posts(survey_, posts_, numbers, out.dropped, "comments");
    const auto all = static_cast<std::int64_t>(posts_.size());
    if (stated_ && stated_->what != Counted::kPosts && (stated_->heads || stated_->number == all))
      out.draft.stated = found_at(survey_, stated_->place);
  }

 private:
  // Whether one of the posts is what the page is about: it holds the heading.
  bool hold_title() const {
    return title_.is_heading &&
           std::ranges::any_of(found_, [&](const Post& post) { return post.item.stretch.contains(title_.node); });
  }

  // A node before another, in the body.
  NodeId before(NodeId node, NodeId nodes) const {
    return std::max(survey_.document().body(), node > nodes ? node - nodes : 0);
  }

  // Whether the first post is much longer than the others: something that has comments below it.
  bool opens_at_length(double much) const {
    return posts_.front().opening && posts_.size() > 1 && length_of_opening(survey_, posts_) > much;
  }

  // Whether a line between the first post and the next says that comments follow: "Comments", "3 thoughts on “…”".
  bool heads_comments(NodeId begin, NodeId end) const {
    constexpr std::size_t kLongest = 240;  // bytes
    const html::Document& document = survey_.document();
    for (NodeId id = begin; id < end; ++id) {
      if (!document.is_text(id) || survey_.hidden(id) || survey_.in_link(id)) continue;
      const std::string words = survey_.short_text(survey_.block(id), kLongest);
      if (words.empty()) continue;
      const auto said = said_in(words);
      if ((said && said->what == Counted::kComments) || is_word(thread_words().comments, words)) return true;
    }
    return false;
  }

  // Whether the first post, longer than the others, is an element of its own that is called an article, or what follows
  // is headed as comments.
  bool is_article_with_comments() const {
    constexpr double kLonger = 2;
    const Post& first = posts_.front();
    if (!first.opening || first.body.empty() || posts_.size() < 2 || !opens_at_length(kLonger)) return false;
    const html::Document& document = survey_.document();
    const NodeId next = posts_[1].item.stretch.begin;
    for (NodeId id = first.body.front(); id != html::kNoNode && !document.contains(id, next);
         id = document.parent(id)) {
      if (document.node(id).name == html::Name::kArticle) return true;
    }
    return heads_comments(document.node(first.body.back()).end, next);
  }

  bool others_are_comments() const {
    return posts_.size() > 1 && std::all_of(posts_.begin() + 1, posts_.end(),
                                            [&](const Post& post) { return is_called_comment(survey_, post.item); });
  }

  bool is_stated() const { return stated_ && fits(*stated_, posts_); }

  // What the page says of the number of its answers or posts; what it says of replies is without the post that opens
  // it.
  std::optional<extract::Found> stated_of_thread(bool question) const {
    if (!stated_ || (!stated_->heads && !is_stated())) return std::nullopt;
    const bool of_all = stated_->what == Counted::kPosts;
    const auto all = static_cast<std::int64_t>(posts_.size());
    const bool with_question = stated_->what != Counted::kAnswers && stated_->number == all;
    if (question && (of_all || stated_->what == Counted::kComments || with_question)) return std::nullopt;
    Place place = stated_->place;
    if (!question && !of_all && stated_->number != all) place.made = std::to_string(stated_->number + 1);
    return found_at(survey_, place);
  }

  // A post that opens the page before the others.
  Post& put_first(Item item) {
    Post post;
    post.item = std::move(item);
    post.opening = true;
    for (const Item& nested : nested_) {
      if (nested.parent == SIZE_MAX && post.item.stretch.contains(nested.stretch.begin))
        leave_out(post.item, nested.stretch);
    }
    posts_.insert(posts_.begin(), std::move(post));
    for (Post& one : posts_) one.reply_to += one.reply_to != SIZE_MAX;
    return posts_.front();
  }

  // Where nothing but answers stands below the heading, the heading is all that was asked, but for a few words that may
  // stand below it; beside it stands by whom.
  void ask_by_title() {
    const NodeId first = posts_.front().item.stretch.begin, title = title_.node;
    if (posts_.front().opening || !title_.is_heading || title >= first) return;
    const NodeId line = states_answers(title, first);
    const bool stated = line != html::kNoNode;
    if (!stated && !is_question(answered_by_experts(posts_))) return;
    const std::uint32_t roles = posts_.front().item.root == html::kNoNode ? 0 : survey_.roles(posts_.front().item.root);
    const bool is_first_asked = (roles & kQuestion) != 0 && (roles & kAnswer) == 0;
    const bool headed = is_answer(posts_.front()) || heads_answers(first, true) || stated;
    if (is_first_asked || !headed) return;
    Item item = stretch_under(survey_, title, {1, first});
    const std::uint32_t counting = stated && item.stretch.contains(line) ? survey_.sum(Survey::kProse, line) : 0;
    const bool says_more = own_sum(survey_, Survey::kProse, item) - counting >= kFewWords;
    if (!says_more && item.inner.empty()) item.stretch.begin = title;
    if (!says_more) item.inner.clear();
    for (Post& post : posts_) post = bare(post);
    Post& question = put_first(std::move(item));
    question.titled = !says_more;
    if (question.titled) question.body = {title};
    take_apart();
    apart_ = false;
  }

  // A post before it is taken apart.
  static Post bare(const Post& post) {
    Post out;
    out.item = post.item;
    out.opening = post.opening;
    out.reply_to = post.reply_to;
    return out;
  }

  // The items of the best group, comments on them set apart.
  void find_posts() {
    const html::Document& document = survey_.document();
    const NodeId body = document.body();
    const std::vector<Group> groups = find_groups(survey_, {body, document.node(body).end}, kMostGroups);
    if (!groups.empty()) found_ = posts_of(survey_, items_of(survey_, posts_among(survey_, groups)));
    const bool is_any = std::ranges::any_of(found_, [&](const Post& post) {
      return says(survey_, post.item) == 2 && own_sum(survey_, Survey::kProse, post.item) > 0;
    });
    if (!is_any) find_single();
    if (found_.empty() || groups.empty()) return;
    for (const Group& group : std::span(groups).subspan(1)) {
      if (group.reach != Group::Reach::kElement) continue;
      const std::vector<Item> items = items_of(survey_, group);
      if (!are_comments(survey_, found_, items) || !set_apart(survey_, found_, items)) continue;
      nested_ = items;
      break;
    }
  }

  // Nothing repeats where a thread has one post. It is the innermost element that is called one and has an author, a
  // date, text and buttons, if it is the only one, and the page's address is that of a thread.
  void find_single() {
    if (!names_talk(survey_.page().url)) return;
    const html::Document& document = survey_.document();
    std::vector<NodeId> innermost;
    for (NodeId id = document.body(); id < document.size(); ++id) {
      if ((survey_.roles(id) & (kPost | kQuestion)) == 0 || !document.is_element(id) || survey_.hidden(id)) continue;
      const auto has = [&](Survey::Count count) { return survey_.sum(count, id) > 0; };
      if (!has(Survey::kAuthors) || !has(Survey::kDates) || !has(Survey::kActs) || !has(Survey::kProse)) continue;
      if (!innermost.empty() && document.contains(innermost.back(), id)) innermost.pop_back();
      innermost.push_back(id);
    }
    if (innermost.size() != 1) return;
    Post post;
    post.item = {
        .root = innermost.front(), .stretch = {innermost.front(), document.node(innermost.front()).end}, .inner = {}};
    found_.assign(1, std::move(post));
  }

  // The only innermost element that is called a comment and has a date and text, in one that is called so, too, or with
  // a number in its id, or below a heading that says that there is one.
  std::optional<Post> single_comment() const {
    const html::Document& document = survey_.document();
    NodeId innermost = html::kNoNode;
    bool sure = false;
    for (NodeId id = document.body(); id < document.size(); ++id) {
      if ((survey_.roles(id) & kComment) == 0 || !document.is_element(id) || survey_.hidden(id)) continue;
      const auto has = [&](Survey::Count count) { return survey_.sum(count, id) > 0; };
      if (!has(Survey::kDates) || !has(Survey::kProse)) continue;
      const bool inside = innermost != html::kNoNode && document.contains(innermost, id);
      if (innermost != html::kNoNode && !inside) return std::nullopt;
      const auto name = document.attribute(id, html::Name::kId);
      sure = inside || (name && !last_number(*name).empty());
      innermost = id;
    }
    if (innermost == html::kNoNode) return std::nullopt;
    Post post;
    post.item = {.root = innermost, .stretch = {innermost, document.node(innermost).end}, .inner = {}};
    if (!sure && !is_one_stated(post)) return std::nullopt;
    return post;
  }

  // Whether a heading above a comment says that there is one: "Comments (1)".
  bool is_one_stated(const Post& comment) const {
    const auto stated = find_stated(survey_, {comment}, before(comment.item.stretch.begin, kMostAbove));
    return stated && stated->heads && stated->number == 1 && stated->what == Counted::kComments;
  }

  // Posts that have neither a body nor a date are none.
  void drop_empty() {
    const auto is_empty = [](const Post& post) { return post.body.empty() && !post.date.found(); };
    if (std::ranges::none_of(posts_, is_empty) || std::ranges::all_of(posts_, is_empty)) return;
    std::vector<std::size_t> index(posts_.size(), SIZE_MAX);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < posts_.size(); ++i) {
      const std::size_t parent = posts_[i].reply_to;
      posts_[i].reply_to = parent == SIZE_MAX ? SIZE_MAX : index[parent];
      if (is_empty(posts_[i])) continue;
      index[i] = kept;
      if (kept != i) posts_[kept] = std::move(posts_[i]);
      ++kept;
    }
    posts_.resize(kept);
  }

  // Whether what stands above the posts is no post, but a head: links, or who started the thread and when, which the
  // first post says again.
  bool is_only_head() const {
    const Post& head = posts_.front();
    if (!head.opening || posts_.size() < 2) return false;
    if (head.body.empty()) return true;
    const Stretch body{head.body.front(), survey_.document().node(head.body.back()).end};
    const std::uint32_t letters = survey_.sum(Survey::kLetters, body);
    const std::uint32_t prose = own_sum(survey_, Survey::kProse, head.item);
    const bool is_long = prose > kShortHead;
    const bool says_of_itself = head.author.found() || head.date.found();
    if (says_of_itself && prose > kFewWords && is_called_comment(survey_, posts_[1].item)) return false;
    if (!head.author.found() && survey_.sum(Survey::kLinked, body) * 2 > letters) return true;
    if (!head.author.found()) return !is_long && posts_[1].author.found() && !is_answer(posts_[1]) && !heads_answers();
    return letters < kShortHead && head.author_name == posts_[1].author_name &&
           (head.date_iso.empty() || head.date_iso.substr(0, 10) == posts_[1].date_iso.substr(0, 10));
  }

  // The element that carries each post; of one that stands apart its body.
  std::vector<NodeId> elements() const {
    std::vector<NodeId> out;
    for (const Post& post : posts_) {
      const bool apart = post.item.root == html::kNoNode;
      out.push_back(!apart ? post.item.root : post.body.empty() ? post.item.stretch.begin : post.body.front());
    }
    return out;
  }

  // The innermost element around all posts.
  NodeId listing() const {
    const html::Document& document = survey_.document();
    const std::vector<NodeId> all = elements();
    const auto [first, last] = std::ranges::minmax(all);
    NodeId around = document.parent(first);
    while (around != html::kNoNode && !document.contains(around, last)) around = document.parent(around);
    return around;
  }

  void take_apart() {
    rated_ = false;
    take_apart(posts_);
  }

  void take_apart(std::vector<Post>& posts) const {
    posts.front().odd = is_odd(posts);
    const Keys keys(survey_, posts);
    find_bodies(survey_, keys, posts);
    find_frames(survey_, title_.is_heading ? title_.node : html::kNoNode, posts);
    find_dates(survey_, keys, posts);
    find_authors(survey_, keys, posts);
    find_votes(survey_, keys, posts);
    find_urls(survey_, keys, posts);
    find_accepted(survey_, keys, posts);
  }

  // Whether the first post's element has other classes than the next two, which have the same.
  bool is_odd(const std::vector<Post>& posts) const {
    if (posts.size() < 3) return false;
    const auto classes = [&](std::size_t i) -> std::optional<std::string_view> {
      const NodeId root = posts[i].item.root;
      return root == html::kNoNode ? std::nullopt : survey_.document().attribute(root, html::Name::kClass);
    };
    return classes(0) && classes(1) && classes(0) != classes(1) && classes(1) == classes(2);
  }

  // Puts the items of another kind that stand in posts behind them, as replies to them; once.
  void add_nested() {
    if (nested_.empty() || has_nested_) return;
    has_nested_ = true;
    rated_ = false;
    std::vector<Post> nested = posts_of(survey_, nested_);
    if (nested.empty()) return;
    take_apart(nested);
    const std::size_t own = posts_.size();
    for (Post& post : nested) {
      const NodeId begin = post.item.stretch.begin;
      const auto behind = std::find_if(posts_.begin(), posts_.begin() + static_cast<std::ptrdiff_t>(own),
                                       [&](const Post& other) { return other.item.stretch.begin > begin; });
      const auto around = static_cast<std::size_t>(behind - posts_.begin());
      post.reply_to = post.reply_to != SIZE_MAX ? own + post.reply_to : around > 0 ? around - 1 : SIZE_MAX;
      posts_.push_back(std::move(post));
    }
    put_in_order();
  }

  // By where they begin; who answers whom stays.
  void put_in_order() {
    std::vector<std::size_t> order(posts_.size()), place(posts_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {}, [&](std::size_t i) { return std::pair(posts_[i].item.stretch.begin, i); });
    std::vector<Post> sorted;
    for (std::size_t i = 0; i < order.size(); ++i) place[order[i]] = i;
    for (const std::size_t i : order) sorted.push_back(std::move(posts_[i]));
    for (Post& post : sorted) post.reply_to = post.reply_to == SIZE_MAX ? SIZE_MAX : place[post.reply_to];
    posts_ = std::move(sorted);
  }

  // Ratings tell of posts, but take long to find: they are looked for where most of them say who and when.
  void rate() {
    constexpr double kMost = 0.6;
    if (rated_ || share(posts_, [](const Post& post) { return post.author.found() && post.date.found(); }) < kMost)
      return;
    find_ratings(survey_, Keys(survey_, posts_), posts_);
    rated_ = true;
  }

  // Where nothing tells which number of the posts' dates is the day, their order does.
  void settle_dates() const {
    std::vector<std::string> dates;
    for (const Post& post : posts_) {
      if (post.date.found() && post.date_iso.empty() && normalize::asks_for_day_order(post.date.words))
        dates.push_back(post.date.words);
    }
    if (dates.size() > 1) survey_.page().types->settle_day_order(dates);
  }

  // What only a draft needs.
  void add_extras() {
    settle_dates();
    find_replies(survey_, posts_);
    const Keys keys(survey_, posts_);
    find_headlines(survey_, keys, posts_);
    if (!rated_) find_ratings(survey_, keys, posts_);
    find_edits(survey_, posts_);
  }

  // Without its draft.
  Thread judged() {
    Thread out;
    rate();
    const NodeId first = posts_.front().item.stretch.begin;
    const bool below = title_.is_heading && title_.node < first;
    stated_ = find_stated(survey_, posts_, below ? title_.node : before(first, kMostAbove));
    const bool experts = answered_by_experts(posts_);
    const bool question = is_question(experts);
    // Comments on something prove no thread.
    const bool of_comments = stated_ && stated_->what == Counted::kComments;
    const Told told{.asked = question,
                    .stated = is_stated() && !of_comments,
                    .experts = experts,
                    .titled_as_question = title_asks()};
    out.evidences = evidences_of(survey_, posts_, told);
    out.wordless = std::ranges::all_of(posts_, [](const Post& post) { return post.body.empty(); });
    // The names of experts lead to their pages.
    out.confidence = !experts && are_teasers(survey_, posts_) ? 0 : confidence_of(out.evidences);
    out.of_article = !question && is_article_with_comments();
    if (out.of_article) out.confidence = std::min(out.confidence, kArticle);
    if ((of_comments || others_are_comments()) && opens_at_length(kMuchLonger))
      out.confidence = std::min(out.confidence, kArticle);
    out.kind = record::find_kind(question ? "qa" : "thread");
    out.posts = elements();
    out.listing = listing();
    return out;
  }

  // Labels are no text of the bodies; who is named in no other way is whom the label names, if any. `first`: the post
  // of the first turn.
  void read_labels(std::vector<Turn>& turns, std::size_t first) {
    const html::Document& document = survey_.document();
    for (std::size_t i = 0; i < turns.size(); ++i) {
      Post& post = posts_[first + i];
      const NodeId label = turns[i].label;
      const auto holds = [&](NodeId part) { return part != label && document.contains(part, label); };
      const auto framed = [&](NodeId part) { return document.contains(part, label); };
      if (std::ranges::any_of(post.body, holds) && std::ranges::none_of(post.frame, framed))
        post.frame.insert(std::ranges::lower_bound(post.frame, label), label);
      if (!turns[i].author.found() || (post.author.found() && !is_turn_label(post.author_name))) continue;
      post.author_name = turns[i].author.words;
      post.author = std::move(turns[i].author);
    }
  }

  // Whether labels tell of a question and what was answered, and not of a list of questions or of what an article says
  // at its end: one question is asked, or they are answered by somebody who has a name; where none says that somebody
  // asks, the title does, the address, or who answers it.
  bool are_turns(const std::vector<Turn>& turns, bool asks) const {
    const auto questions = std::ranges::count_if(turns, &Turn::asks);
    const auto answers = std::ssize(turns) - questions;
    if (answers == 0 || std::ranges::any_of(posts_, [](const Post& post) { return post.body.empty(); })) return false;
    const std::size_t first = asks ? 0 : 1;  // the post of the first turn
    bool named = true, signed_once = false;
    for (std::size_t i = 0; i < turns.size(); ++i) {
      if (turns[i].asks) continue;
      const Post& post = posts_[first + i];
      named = named && post.author.found();
      signed_once = signed_once || post.author.found();
    }
    if (asks) return questions == 1 || named || (signed_once && questions <= 3);
    if (answers > 1 || questions > 0) return named;
    return title_asks() || signed_once || names_talk(survey_.page().url);
  }

  // Whether the page is about a question: votes on what stands below an opening, and words that say so.
  bool is_question(bool experts) const {
    int signs = 0;
    signs += share(posts_, [](const Post& post) { return post.votes.found() && !post.liked; }) > 0.6;
    signs += std::ranges::any_of(posts_, [](const Post& post) { return post.accepted; });
    signs += 2 * std::ranges::any_of(posts_, [&](const Post& post) { return is_answer(post); });
    // A count of answers that fits is no other page's.
    const bool counted = stated_ && stated_->what == Counted::kAnswers && is_stated();
    signs += counted ? 2 : heads_answers();
    signs += experts;
    signs += title_asks();
    return signs >= 2 && posts_.size() > 1;
  }

  bool title_asks() const {
    if (title_.node == html::kNoNode) return false;
    const std::string title = title_.is_heading ? survey_.short_text(title_.node, kLongestTitle) : title_.words;
    return title.ends_with('?') || title.ends_with("？") || title.ends_with("؟");
  }

  bool is_answer(const Post& post) const {
    return post.item.root != html::kNoNode && (survey_.roles(post.item.root) & kAnswer) != 0;
  }

  // Whether something above the second post says how many answers there are: "4 Answers".
  bool heads_answers() const { return posts_.size() > 1 && heads_answers(posts_[1].item.stretch.begin, false); }

  // The line between two nodes that says that there are as many answers as posts; kNoNode where none does.
  NodeId states_answers(NodeId begin, NodeId end) const {
    constexpr std::size_t kLongest = 60;  // bytes
    for (NodeId id = begin; id < end; ++id) {
      if (!survey_.document().is_text(id) || survey_.hidden(id) || !survey_.holds_digit(id)) continue;
      const auto said = said_in(survey_.short_text(survey_.block(id), kLongest));
      if (said && said->what == Counted::kAnswers && said->number == static_cast<std::int64_t>(posts_.size()))
        return survey_.block(id);
    }
    return html::kNoNode;
  }

  // Above a node; `only_headings`: in a heading.
  bool heads_answers(NodeId below, bool only_headings) const {
    const html::Document& document = survey_.document();
    for (NodeId id = below > kMostBefore ? below - kMostBefore : 0; id < below; ++id) {
      if (!document.is_text(id) || survey_.hidden(id) || document.text(id).size() > 40) continue;
      const std::string_view whole = text::trim(document.text(id));
      const std::size_t letters = std::min(whole.find_first_not_of("0123456789 "), whole.size());
      const html::Name around = document.node(document.parent(id)).name;
      const bool heading = around >= html::Name::kH1 && around <= html::Name::kH4;
      if ((heading || (letters > 0 && !only_headings)) && is_word(thread_words().answers, whole.substr(letters)))
        return true;
    }
    return false;
  }

  void add_title(Draft& draft) const {
    Draft& title = draft.child("title");
    if (title_.node == html::kNoNode) return;
    extract::Found found = found_at(survey_, {.node = title_.node, .words = title_.words});
    if (!found.passage.empty()) title.values.push_back(std::move(found));
  }

  Survey survey_;
  std::vector<Post> found_;   // before they are taken apart
  std::vector<Item> nested_;  // of another kind, in those that were found
  bool has_nested_ = false;   // they are among posts_
  std::vector<Post> posts_;
  bool rated_ = false;  // their ratings were looked for
  bool apart_ = false;  // posts_ are those that were found, and nothing else, taken apart
  Title title_;
  std::optional<Stated> stated_;
};

PostFinder::PostFinder(const extract::PageView& page) : builder_(std::make_unique<Builder>(page)) {}
PostFinder::~PostFinder() = default;
std::optional<Thread> PostFinder::thread() { return builder_->thread(); }
void PostFinder::fill(Thread& thread) { builder_->fill(thread); }
std::optional<Thread> PostFinder::turns() { return builder_->turns(); }
std::optional<Comments> PostFinder::comments(double least) { return builder_->comments(least); }
void PostFinder::fill(Comments& comments) { builder_->fill(comments); }
Head PostFinder::head_of(NodeId heading) const { return builder_->head_of(heading); }

std::optional<Thread> find_thread(const extract::PageView& page) {
  if (page.document == nullptr) return std::nullopt;
  PostFinder finder(page);
  std::optional<Thread> thread = finder.thread();
  if (thread) finder.fill(*thread);
  return thread;
}

std::optional<Comments> find_comments(const extract::PageView& page) {
  if (page.document == nullptr) return std::nullopt;
  PostFinder finder(page);
  std::optional<Comments> comments = finder.comments();
  if (comments) finder.fill(*comments);
  return comments;
}

}  // namespace thresh::automatic
