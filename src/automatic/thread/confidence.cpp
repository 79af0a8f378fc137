// See confidence.h.
#include "automatic/thread/confidence.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <unordered_set>

#include "automatic/headings.h"
#include "automatic/thread/keys.h"
#include "automatic/thread/links.h"
#include "automatic/thread/stated.h"
#include "automatic/thread/words.h"
#include "base/ascii.h"
#include "normalize/normalize.h"
#include "text/unicode.h"

namespace thresh::automatic {
namespace {

using html::NodeId;

constexpr Evidences kWeights = {1.088, 0.058, 0.385, 0.676, 0.349, -0.055, -0.167, 1.619, -1.582, 0.465, -0.405, -0.355,
                                0.092, 0.235, -0.122, 1.781, 1.431, 0.003, 0.235, 2.372, 0.687, 0.907, 1.673,
                                // By hand: pages whose names say nothing are rare among those.
                                2.5, 3, 0.5, 2.5, 0.6};
constexpr double kBias = -5.712;

// Of comments: by hand, for no set says which pages have some.
constexpr double kCommentBias = -5;

class Sums {
 public:
  void add(Evidence evidence, double value) { sums_[static_cast<std::size_t>(evidence)] += value; }
  void divide(double by) {
    for (double& sum : sums_) sum /= by;
  }
  void set(Evidence evidence, double value) { sums_[static_cast<std::size_t>(evidence)] = value; }
  const Evidences& all() const { return sums_; }

 private:
  Evidences sums_{};
};

// Whether a post says which one it is: "#17".
bool is_counted(const html::Document& document, const Post& post) {
  bool counted = false;
  for_each_own(document, post.item, [&](NodeId id) {
    if (counted || std::ranges::binary_search(post.body, id)) return false;
    if (!document.is_text(id) || document.text(id).size() > 16) return true;
    const std::string_view text = text::trim(document.text(id));
    counted = text.size() > 1 && text.front() == '#' && std::ranges::all_of(text.substr(1), base::is_ascii_digit);
    return true;
  });
  return counted;
}

// Whether a post has a heading that is not its author's name and answers no other's.
bool is_headed(const Survey& survey, const Post& post) {
  constexpr std::size_t kLongest = 200;
  const html::Document& document = survey.document();
  bool headed = false;
  for_each_own(document, post.item, [&](NodeId id) {
    if (headed || !document.is_element(id)) return !headed;
    if (heading_level(document.node(id).name) == 0 || (post.author.found() && document.contains(id, post.author.node)))
      return true;
    const std::string words = survey.short_text(id, kLongest);
    headed = !words.empty() && !words.starts_with("Re:") && !words.starts_with("RE:");
    return false;
  });
  return headed;
}

// The element that carries a post, or the only one in it that holds all of its text and is called a part of a thread.
NodeId named_root(const Survey& survey, const Post& post) {
  constexpr int kMostLevels = 3;
  const html::Document& document = survey.document();
  NodeId id = post.item.root;
  if (id == html::kNoNode) return id;
  for (int level = 0; level < kMostLevels && survey.roles(id) == 0; ++level) {
    NodeId child = document.first_child(id);
    while (child != html::kNoNode && survey.sum(Survey::kLetters, child) == 0) child = document.next_sibling(child);
    const bool whole = child != html::kNoNode && document.is_element(child) &&
                       survey.sum(Survey::kLetters, child) == survey.sum(Survey::kLetters, id);
    if (!whole) break;
    id = child;
  }
  return survey.roles(id) == 0 ? post.item.root : id;
}

// What the names of its element say.
void add_names(const Survey& survey, NodeId root, Sums& sums) {
  if (root == html::kNoNode) return;
  sums.add(Evidence::kComments, (survey.roles(root) & kComment) != 0);
  sums.add(Evidence::kNamed, (survey.roles(root) & (kPost | kAnswer)) != 0);
}

void add_post(const Survey& survey, const Post& post, Sums& sums) {
  const html::Document& document = survey.document();
  sums.add(Evidence::kAuthors, post.author.found());
  sums.add(Evidence::kDates, post.date.found());
  sums.add(Evidence::kFull, post.author.found() && post.date.found());
  sums.add(Evidence::kActs, own_sum(survey, Survey::kActs, post.item) > 0);
  sums.add(Evidence::kVotes, post.votes.found());
  sums.add(Evidence::kRated, post.rating.found());
  sums.add(Evidence::kCounted, is_counted(document, post));
  sums.add(Evidence::kTitles, own_sum(survey, Survey::kTitles, post.item) > 0);
  const html::Attribute* link = post.author_url.attribute;
  sums.add(Evidence::kUsers, link != nullptr && leads_to_user(document.value(*link)));
  const NodeId root = named_root(survey, post);
  add_names(survey, root, sums);
  if (root == html::kNoNode) return;
  const auto id = document.attribute(root, html::Name::kId);
  sums.add(Evidence::kNumbered, id && !last_number(*id, 2).empty());
  if (id && post.url.attribute != nullptr && last_number(*id).size() > 1)
    sums.add(Evidence::kUrls, last_number(document.value(*post.url.attribute)) == last_number(*id));
}

// Posts by people who come back, and in the order of their dates.
void add_order(const std::vector<Post>& posts, Sums& sums) {
  std::unordered_set<std::string_view> authors;
  std::string_view last;
  for (const Post& post : posts) {
    if (post.author.found() && !authors.insert(post.author_name).second) sums.add(Evidence::kReturning, 1);
    if (post.date_iso.empty()) continue;
    sums.add(Evidence::kSorted, !last.empty() && last <= post.date_iso);
    last = post.date_iso;
  }
}

// Whether the line of a post's author says that he wrote it: "Posted by anna", "anna wrote:".
bool says_who_wrote(const Survey& survey, const Post& post) {
  constexpr std::size_t kLongest = 120;
  if (!post.author.found() || post.author.attribute != nullptr) return false;
  const std::string line = survey.short_text(survey.block(post.author.node), kLongest);
  const std::size_t at = post.author_name.empty() ? std::string::npos : line.find(post.author_name);
  if (at == std::string::npos) return false;
  const std::string_view before = text::trim(std::string_view(line).substr(0, at));
  const std::string_view behind = text::trim(std::string_view(line).substr(at + post.author_name.size()));
  return (before.contains(' ') && is_word(thread_words().by, before)) || starts_with_word(thread_words().wrote, behind);
}

// Whether posts are a talk by what they say of themselves: most say who wrote them, or several people wrote one after
// the other.
bool are_said(const Survey& survey, const std::vector<Post>& posts) {
  constexpr std::size_t kFewest = 4, kFewestPeople = 3;
  const auto said = std::ranges::count_if(posts, [&](const Post& post) { return says_who_wrote(survey, post); });
  if (said * 10 >= std::ssize(posts) * 8) return true;
  std::unordered_set<std::string_view> people;
  for (std::size_t i = 0; i < posts.size(); ++i) {
    people.insert(posts[i].author_name);
    if (posts[i].date_iso.empty() || (i > 0 && posts[i].date_iso < posts[i - 1].date_iso)) return false;
  }
  return posts.size() >= kFewest && people.size() >= kFewestPeople && posts.front().date_iso < posts.back().date_iso;
}

// Whether every post has all that a post has, and none is a teaser, a comment on something or an entry with a heading
// of its own: posts have buttons, votes or ratings, or say themselves what they are.
bool are_whole(const Survey& survey, const std::vector<Post>& posts, const Evidences& shares, bool asked) {
  constexpr std::size_t kFewest = 3;
  constexpr double kMost = 0.6, kFew = 0.2, kNearlyAll = 0.8;
  constexpr double kQuestion = 2.5;  // times the others: a question that they answer is no longer, an article is
  const auto of = [&](Evidence evidence) { return shares[static_cast<std::size_t>(evidence)]; };
  // What opens the page may stand without a name: a question, a head above reviews.
  const auto is_full = [](const Post& post) {
    return post.opening || (post.author.found() && post.date.found() && !post.body.empty());
  };
  if (posts.size() < kFewest || !std::ranges::all_of(posts, is_full)) return false;
  const double rated = of(Evidence::kRated);
  const bool alone = !posts.front().opening && of(Evidence::kCovered) >= kNearlyAll;
  if (of(Evidence::kTitles) > kFew && rated < kMost) return false;
  if (of(Evidence::kComments) > kFew && rated < kMost && !alone) return false;
  const bool marked = of(Evidence::kActs) >= kMost || of(Evidence::kVotes) >= kMost || rated >= kMost;
  if (!marked && !are_said(survey, posts) && !(asked && length_of_opening(survey, posts) <= kQuestion)) return false;
  const auto headed = std::ranges::count_if(posts, [&](const Post& post) { return is_headed(survey, post); });
  return rated >= kMost || static_cast<double>(headed) < kMost * static_cast<double>(posts.size());
}

// "Dr. Jane Doe", "Jane Doe, MD", "王建国医生".
bool is_expert(std::string_view name) {
  const auto& experts = thread_words().expert;
  if (name.empty()) return false;
  if (starts_with_word(experts, name) || holds_word(experts, name.substr(name.find_last_of(" ,") + 1))) return true;
  if (name.find(',') == std::string_view::npos && name.find(' ') == std::string_view::npos) return false;
  const auto person = normalize::person(name);
  return person && !person->credentials.empty();
}

}  // namespace

bool answered_by_experts(const std::vector<Post>& posts) {
  constexpr double kMost = 0.8;
  if (posts.size() < 2 || is_expert(posts.front().author_name)) return false;
  const auto experts = std::count_if(posts.begin() + 1, posts.end(), [](const Post& post) {
    return !post.body.empty() && is_expert(post.author_name);
  });
  return static_cast<double>(experts) >= kMost * static_cast<double>(posts.size() - 1);
}

Evidences evidences_of(const Survey& survey, const std::vector<Post>& posts, const Told& told) {
  Sums sums;
  double prose = 0;
  for (const Post& post : posts) {
    add_post(survey, post, sums);
    prose += own_sum(survey, Survey::kProse, post.item);
  }
  add_order(posts, sums);
  const auto count = static_cast<double>(posts.size());
  sums.divide(count);
  const double all = std::max<double>(1, survey.sum(Survey::kProse, Stretch{0, survey.document().size()}));
  sums.set(Evidence::kCovered, std::min(1.0, prose / all));
  const Post& first = posts.front();
  if (first.opening) {
    sums.set(Evidence::kOpening, 1);
    sums.set(Evidence::kOpeningShare, own_sum(survey, Survey::kProse, first.item) / std::max(1.0, prose));
    sums.set(Evidence::kOpeningActs, own_sum(survey, Survey::kActs, first.item) > 0);
  }
  sums.set(Evidence::kCount, std::log(count));
  sums.set(Evidence::kLength, std::log(1 + prose / count));
  sums.set(Evidence::kAsked, told.asked);
  constexpr double kUnknown = 0.5;  // of what it could say, where nobody knows the address
  const std::string_view url = survey.page().url;
  sums.set(Evidence::kAddress, url.empty() ? kUnknown : names_talk(url) ? 1 : 0);
  sums.set(Evidence::kForums, std::log(1.0 + survey.forums()));
  sums.set(Evidence::kStated, told.stated);
  const bool whole = are_whole(survey, posts, sums.all(), told.titled_as_question);
  constexpr double kNearlyAll = 0.9;
  sums.set(Evidence::kWhole, whole);
  sums.set(Evidence::kAlone, whole && prose >= kNearlyAll * all);
  // Experts who neither write at some time nor are told of as answering are a list of them.
  constexpr double kHalf = 0.5;
  const auto of = [&](Evidence evidence) { return sums.all()[static_cast<std::size_t>(evidence)]; };
  const bool answer = told.asked || told.stated || of(Evidence::kDates) >= kHalf || of(Evidence::kVotes) >= kHalf;
  sums.set(Evidence::kExperts, told.experts && answer);
  return sums.all();
}

double length_of_opening(const Survey& survey, const std::vector<Post>& posts) {
  double others = 0;
  for (const Post& post : posts) others += own_sum(survey, Survey::kProse, post.item);
  const double first = own_sum(survey, Survey::kProse, posts.front().item);
  others = (others - first) / static_cast<double>(posts.size() - 1);
  return first > 0 ? first / others : 0;
}

double confidence_of(const Evidences& evidences) {
  double sum = kBias;
  for (std::size_t i = 0; i < evidences.size(); ++i) sum += kWeights[i] * evidences[i];
  return 1 / (1 + std::exp(-sum));
}

namespace {

// The address of the link that a post starts with, if it has as many letters and is no user's; empty otherwise.
std::string_view leading_link(const Survey& survey, const Post& post, std::uint32_t shortest) {
  const html::Document& document = survey.document();
  std::string_view address;
  bool done = false;
  for_each_own(document, post.item, [&](NodeId id) {
    if (done || survey.hidden(id)) return false;
    const bool link = document.is_element(id) && document.node(id).name == html::Name::kA;
    if (!link) {
      done = document.is_text(id) && !text::trim(document.text(id)).empty();
      return true;
    }
    const auto href = document.attribute(id, html::Name::kHref);
    done = survey.sum(Survey::kLetters, id) > 0;
    if (done && href && survey.sum(Survey::kLetters, id) >= shortest && !survey.names_author(id) &&
        !survey.names_date(id))
      address = href->substr(0, href->find('#'));
    return !done;
  });
  return address;
}

// Whether what is shown of a post breaks off, or says how many have answered: it is a part of what stands elsewhere.
bool is_excerpt(const Survey& survey, const Post& post) {
  const html::Document& document = survey.document();
  bool excerpt = false;
  for_each_own(document, post.item, [&](NodeId id) {
    if (excerpt || survey.hidden(id)) return false;
    if (!document.is_text(id)) return true;
    const std::string_view words = text::trim(document.text(id));
    excerpt = words.ends_with("\u2026") || words.ends_with("...") || said_in(words).has_value();
    return true;
  });
  return excerpt;
}

// Whether a text starts with what heads the last post of a board or a topic in a list of them.
bool tells_last(std::string_view words) {
  constexpr std::size_t kLongest = 400;  // bytes
  return !words.empty() && words.size() <= kLongest && starts_with_word(thread_words().last, words);
}

// Whether an item says who wrote last in what it is about: a row of such a list.
bool is_row(const Survey& survey, const Post& post) {
  const html::Document& document = survey.document();
  bool row = false;
  for_each_own(document, post.item, [&](NodeId id) {
    if (row || survey.hidden(id)) return false;
    row = document.is_text(id) && tells_last(text::trim(document.text(id)));
    return !row;
  });
  return row;
}

// Whether a head with such columns stands right above the first post or in it.
bool has_columns(const Survey& survey, const Post& first) {
  constexpr NodeId kAbove = 120, kInside = 300;  // nodes
  const html::Document& document = survey.document();
  const NodeId begin = first.item.stretch.begin, end = std::min(first.item.stretch.end, begin + kInside);
  bool last = false, others = false;
  for (NodeId id = begin > kAbove ? begin - kAbove : 0; id < end && !(last && others); ++id) {
    if (!document.is_text(id) || survey.hidden(id)) continue;
    const std::string_view words = text::trim(document.text(id));
    last = last || tells_last(words);
    others = others || is_word(thread_words().columns, words);
  }
  return last && others;
}

// An index of boards, or the topics of one.
bool are_boards(const Survey& survey, const std::vector<Post>& posts) {
  constexpr std::size_t kFewest = 3;
  if (posts.size() < kFewest) return false;
  const auto rows = std::ranges::count_if(posts, [&](const Post& post) { return is_row(survey, post); });
  if (rows * 10 >= std::ssize(posts) * 6) return true;
  if (!has_columns(survey, posts.front())) return false;
  const auto linked =
      std::ranges::count_if(posts, [&](const Post& post) { return !leading_link(survey, post, 2).empty(); });
  return linked * 10 >= std::ssize(posts) * 5;
}

// A list of topics: each starts with a link to another page, or has a heading that is one, and holds no more than an
// excerpt.
bool are_topics(const Survey& survey, const std::vector<Post>& posts) {
  constexpr std::uint32_t kShortest = 12;  // letters of a title
  if (posts.size() <= 2) return false;
  std::unordered_set<std::string_view> addresses;
  std::size_t titled = 0;
  for (const Post& post : posts) {
    if (const std::string_view address = leading_link(survey, post, kShortest); !address.empty())
      addresses.insert(address);
    titled += own_sum(survey, Survey::kTitles, post.item) > 0;
  }
  if (std::max(addresses.size(), titled) * 10 < posts.size() * 8) return false;
  const auto excerpts = std::ranges::count_if(posts, [&](const Post& post) { return is_excerpt(survey, post); });
  return excerpts * 10 >= std::ssize(posts) * 6;
}

}  // namespace

bool are_teasers(const Survey& survey, const std::vector<Post>& posts) {
  if (are_topics(survey, posts) || are_boards(survey, posts)) return true;
  const html::Document& document = survey.document();
  std::size_t titled = 0, acting = 0;
  std::unordered_set<std::string_view> addresses;
  for (const Post& post : posts) {
    acting += own_sum(survey, Survey::kActs, post.item) > 0;
    if (own_sum(survey, Survey::kTitles, post.item) == 0) continue;
    ++titled;
    bool in_heading = false;
    for_each_own(document, post.item, [&](NodeId id) {
      if (in_heading || !document.is_element(id)) return !in_heading;
      if (heading_level(document.node(id).name) == 0 || survey.sum(Survey::kTitles, id) == 0) return true;
      for (NodeId link = id; link < document.node(id).end; ++link) {
        const auto href = document.is_element(link) ? document.attribute(link, html::Name::kHref) : std::nullopt;
        if (href) addresses.insert(href->substr(0, href->find('#')));
      }
      in_heading = true;
      return false;
    });
  }
  return posts.size() > 2 && titled * 10 >= posts.size() * 6 && acting * 10 < posts.size() * 3 &&
         addresses.size() * 10 >= titled * 9;
}

double most_of_comments(const Survey& survey, const std::vector<Post>& posts) {
  Sums sums;
  for (const Post& post : posts) {
    sums.add(Evidence::kActs, own_sum(survey, Survey::kActs, post.item) > 0);
    sums.add(Evidence::kTitles, own_sum(survey, Survey::kTitles, post.item) > 0);
    add_names(survey, named_root(survey, post), sums);
  }
  sums.divide(static_cast<double>(posts.size()));
  sums.set(Evidence::kAuthors, 1);
  sums.set(Evidence::kDates, 1);
  sums.set(Evidence::kStated, 1);
  return confidence_of_comments(sums.all());
}

double confidence_of_comments(const Evidences& evidences, bool headed) {
  const auto of = [&](Evidence evidence) { return evidences[static_cast<std::size_t>(evidence)]; };
  const double sum =
      kCommentBias + 2 * of(Evidence::kAuthors) + 1.5 * of(Evidence::kDates) +
      2.5 * std::max({of(Evidence::kNamed), of(Evidence::kComments), of(Evidence::kStated), of(Evidence::kRated)}) +
      1.5 * of(Evidence::kActs) + 0.75 * of(Evidence::kNumbered) * of(Evidence::kComments) + (headed ? 0.75 : 0) -
      4 * of(Evidence::kTitles);
  return 1 / (1 + std::exp(-sum));
}

}  // namespace thresh::automatic
