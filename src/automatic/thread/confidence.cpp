// See confidence.h.
#include "automatic/thread/confidence.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <unordered_set>

#include "automatic/thread/links.h"

namespace thresh::automatic {
namespace {

using html::NodeId;

constexpr Evidences kWeights = {1.49,  -0.031, 0.482,  0.457, 0.342, -0.08, 0.396, 1.214, -1.459, 0.354, -0.158,
                                -0.601, 0.603, 0.258, -0.141, 1.812, 1.364, -0.209, 0.235, 2.461, 0.694, 1.152};
constexpr double kBias = -5.53;

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

void add_post(const Survey& survey, const Post& post, Sums& sums) {
  const html::Document& document = survey.document();
  sums.add(Evidence::kAuthors, post.author.found());
  sums.add(Evidence::kDates, post.date.found());
  sums.add(Evidence::kFull, post.author.found() && post.date.found());
  sums.add(Evidence::kActs, own_sum(survey, Survey::kActs, post.item) > 0);
  sums.add(Evidence::kVotes, post.votes.found());
  sums.add(Evidence::kUrls, post.url.found());
  sums.add(Evidence::kTitles, own_sum(survey, Survey::kTitles, post.item) > 0);
  const html::Attribute* link = post.author_url.attribute;
  sums.add(Evidence::kUsers, link != nullptr && leads_to_user(document.value(*link)));
  const NodeId root = post.item.root;
  if (root == html::kNoNode) return;
  const auto id = document.attribute(root, html::Name::kId);
  sums.add(Evidence::kNumbered, id && last_number(*id).size() > 1);
  sums.add(Evidence::kComments, (survey.roles(root) & kComment) != 0);
  sums.add(Evidence::kNamed, (survey.roles(root) & (kPost | kAnswer)) != 0);
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

}  // namespace

Evidences evidences_of(const Survey& survey, const std::vector<Post>& posts, bool asked) {
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
  sums.set(Evidence::kAsked, asked);
  NameReader names;
  sums.set(Evidence::kAddress, (names.roles(survey.page().url) & (kForum | kQuestion)) != 0);
  sums.set(Evidence::kForums, std::log(1.0 + survey.forums()));
  return sums.all();
}

double confidence_of(const Evidences& evidences) {
  double sum = kBias;
  for (std::size_t i = 0; i < evidences.size(); ++i) sum += kWeights[i] * evidences[i];
  return 1 / (1 + std::exp(-sum));
}

}  // namespace thresh::automatic
