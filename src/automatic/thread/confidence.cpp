// See confidence.h.
#include "automatic/thread/confidence.h"

#include <algorithm>
#include <cmath>

#include "automatic/thread/links.h"

namespace thresh::automatic {
namespace {

using html::NodeId;

constexpr Evidences kWeights = {2, 2, 0, 2, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0};
constexpr double kBias = -5;

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
  const NodeId root = post.item.root;
  if (root == html::kNoNode) return;
  const auto id = document.attribute(root, html::Name::kId);
  sums.add(Evidence::kNumbered, id && last_number(*id).size() > 1);
  sums.add(Evidence::kNamed, (survey.roles(root) & (kPost | kAnswer)) != 0);
}

}  // namespace

Evidences evidences_of(const Survey& survey, const std::vector<Post>& posts, bool asked) {
  Sums sums;
  double prose = 0;
  for (const Post& post : posts) {
    add_post(survey, post, sums);
    prose += own_sum(survey, Survey::kProse, post.item);
  }
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
  return sums.all();
}

double confidence_of(const Evidences& evidences) {
  double sum = kBias;
  for (std::size_t i = 0; i < evidences.size(); ++i) sum += kWeights[i] * evidences[i];
  return 1 / (1 + std::exp(-sum));
}

}  // namespace thresh::automatic
