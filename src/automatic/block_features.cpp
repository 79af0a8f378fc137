// See block_features.h.
#include "automatic/block_features.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <unordered_map>

#include "automatic/block_phrases.h"
#include "automatic/headings.h"
#include "record/hash.h"

namespace thresh::automatic {
namespace {

using html::Document;
using html::Name;
using html::NodeId;

constexpr std::uint32_t kLongBlock = 12;  // words of a block that counts as running text
constexpr float kFewLinks = 0.35F;        // of its words at most are linked
constexpr std::uint32_t kScored = 5;      // words of a block that its surroundings are scored by
constexpr std::array<float, 5> kScoreShares = {1.0F, 0.5F, 1.0F / 6, 1.0F / 9, 1.0F / 12};
constexpr int kNone = -1;

float link_density(const Block& block) {
  return block.words > 0 ? static_cast<float>(block.linked_words) / static_cast<float>(block.words) : 0;
}

bool is_long(const Block& block) { return block.words >= kLongBlock && link_density(block) <= kFewLinks; }

float per_word(std::uint32_t count, const Block& block) {
  return static_cast<float>(count) / static_cast<float>(std::max(block.words, 1U));
}

// Groups of elements that do the same, as an order from headings to the smallest.
float tag_group(Name name) {
  if (const int level = heading_level(name); level > 0) return static_cast<float>(std::min(level, 5));
  switch (name) {
    case Name::kP:
      return 6;
    case Name::kPre:
      return 7;
    case Name::kBlockquote:
      return 8;
    case Name::kArticle:
      return 9;
    case Name::kMain:
      return 10;
    case Name::kSection:
      return 11;
    case Name::kDiv:
      return 12;
    case Name::kCenter:
    case Name::kDetails:
    case Name::kSummary:
      return 13;
    case Name::kLi:
      return 14;
    case Name::kUl:
      return 15;
    case Name::kOl:
      return 16;
    case Name::kDd:
      return 17;
    case Name::kDt:
      return 18;
    case Name::kDl:
      return 19;
    case Name::kTd:
      return 20;
    case Name::kTh:
      return 21;
    case Name::kTr:
      return 22;
    case Name::kTable:
      return 23;
    case Name::kFigcaption:
    case Name::kFigure:
    case Name::kCaption:
      return 24;
    case Name::kAside:
      return 25;
    case Name::kHeader:
      return 26;
    case Name::kFooter:
      return 27;
    case Name::kNav:
      return 28;
    case Name::kForm:
      return 29;
    case Name::kOption:
    case Name::kSelect:
      return 30;
    case Name::kBody:
      return 31;
    default:
      return 32;
  }
}

constexpr std::string_view kNames[] = {
#include "automatic/block_feature_names.inc"
};

}  // namespace

std::span<const std::string_view> BlockFeatures::names() { return kNames; }

Part BlockFeatures::part(NodeId element) const {
  Part part;
  part.begin = before_[element];
  part.end = before_[document_.node(element).end];
  part.words = words_[part.end] - words_[part.begin];
  part.linked_words = linked_words_[part.end] - linked_words_[part.begin];
  part.long_blocks = long_[part.end] - long_[part.begin];
  return part;
}

void BlockFeatures::sum() {
  before_.assign(document_.size() + 1, 0);
  for (const Block& block : blocks_) ++before_[block.first + 1];
  for (std::size_t i = 1; i < before_.size(); ++i) before_[i] += before_[i - 1];
  words_.assign(blocks_.size() + 1, 0);
  linked_words_ = long_ = words_;
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    words_[i + 1] = words_[i] + static_cast<float>(blocks_[i].words);
    linked_words_[i + 1] = linked_words_[i] + static_cast<float>(blocks_[i].linked_words);
    long_[i + 1] = long_[i] + (is_long(blocks_[i]) ? 1.0F : 0.0F);
  }
}

void BlockFeatures::find_levels() {
  levels_.assign(blocks_.size() * kLevels, 0);
  level_counts_.assign(blocks_.size(), 0);
  const NodeId body = document_.body();
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    std::uint32_t size = 0;
    NodeId element = blocks_[i].element;
    while (level_counts_[i] < kLevels) {
      const std::uint32_t held = before_[document_.node(element).end] - before_[element];
      if (held > size && held > 1) levels_[i * kLevels + level_counts_[i]++] = element;
      size = std::max(size, held);
      if (element == 0 || element == body) break;
      element = document_.parent(element);
      if (element == html::kNoNode) break;
    }
  }
}

// A kind of place: an element and the two around it, by name and class.
void BlockFeatures::find_places() {
  std::unordered_map<std::uint64_t, std::uint32_t> numbers;
  const auto hash_text = [](std::uint64_t hash, std::string_view text) {
    for (const char c : text) {
      if (c >= '0' && c <= '9') continue;  // post-12 and post-13 are the same kind
      hash = (hash ^ static_cast<unsigned char>(c)) * record::kHashFactor;
    }
    return (hash ^ 0x1F) * record::kHashFactor;
  };
  for (const Block& block : blocks_) {
    std::uint64_t hash = record::kHashStart;
    NodeId element = block.element;
    for (int up = 0; up < 3 && element != 0 && element != html::kNoNode; ++up) {
      hash = hash_text(hash, document_.name(element));
      if (up < 2) hash = hash_text(hash, document_.attribute(element, Name::kClass).value_or(""));
      element = document_.parent(element);
    }
    const auto [at, added] = numbers.try_emplace(record::mixed(hash), place_count_);
    if (added) ++place_count_;
    places_.push_back(at->second);
  }
}

// As Readability scores (Arc90, 2010): each block of running text lends points to the elements around it.
void BlockFeatures::score() {
  scores_.assign(document_.size(), 0);
  for (const Block& block : blocks_) {
    if (block.words < kScored) continue;
    const float points =
        (1 + static_cast<float>(block.commas) + std::min(static_cast<float>(block.letters) / 100, 3.0F)) *
        (1 - link_density(block));
    NodeId element = document_.parent(block.element);
    for (const float share : kScoreShares) {
      if (element == html::kNoNode || element == 0) break;
      scores_[element] += points * share;
      element = document_.parent(element);
    }
  }
  top_ = document_.body();
  float best = 0;
  for (NodeId id = 0; id < document_.size(); ++id) {
    if (scores_[id] == 0) continue;
    scores_[id] *= 1 - part(id).link_density();
    if (scores_[id] > best) {
      best = scores_[id];
      top_ = id;
    }
  }
}

// Fills the rows.
class BlockFeatures::Writer {
 public:
  Writer(const BlockFeatures& features, std::vector<float>& rows)
      : features_(features),
        document_(features.document_),
        blocks_(features.blocks_),
        facts_(features.facts_),
        rows_(rows),
        all_(features.part(0)),
        top_(features.part(features.top_)),
        places_(features.place_count()) {
    look_around();
    look_for_phrases();
    rows_.resize(blocks_.size() * std::size(kNames));
    next_ = rows_.data();
  }

  void write() {
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      own(blocks_[i]);
      words(i);
      place_on_page(i);
      around(blocks_[i]);
      repeats(i);
      window(i);
      levels(i);
      to_top(i);
      page();
    }
  }

 private:
  void add(float value) { *next_++ = value; }
  void add(std::size_t value) { add(static_cast<float>(value)); }
  void add(std::uint32_t value) { add(static_cast<float>(value)); }
  void add(int value) { add(static_cast<float>(value)); }
  void add(bool value) { add(value ? 1.0F : 0.0F); }

  // The phrases that blocks are, and for each block the nearest one above it that no other heading has ended.
  void look_for_phrases() {
    int under = kNone;
    std::uint32_t count = 0;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      const bool heads = level(i) > 0;
      phrase_.push_back(blocks_[i].words > 8 ? 0 : phrase_sort(features_.page_.words_of(blocks_[i])));
      under_.push_back(under);
      phrases_before_.push_back(count);
      if (phrase_[i] > 0) {
        ++count;
        if (heads || under == kNone || level(static_cast<std::size_t>(under)) == 0) under = static_cast<int>(i);
      } else if (heads && under != kNone) {
        const int above = level(static_cast<std::size_t>(under));
        if (above == 0 || level(i) <= above) under = kNone;
      }
    }
    phrases_before_.push_back(count);
  }

  // What is asked of every block once: the nearest heading, long blocks, the same text elsewhere.
  void look_around() {
    const std::size_t count = blocks_.size();
    last_heading_.assign(count, kNone);
    next_heading_.assign(count, kNone);
    long_before_.assign(count, 99);
    long_after_.assign(count, 99);
    int heading = kNone;
    int since = 99;
    for (std::size_t i = 0; i < count; ++i) {
      last_heading_[i] = heading;
      long_before_[i] = since;
      since = is_long(blocks_[i]) ? 1 : std::min(since + 1, 99);
      if (level(i) > 0) {
        heading = static_cast<int>(i);
        ++headings_;
      }
      if (level(i) == 1 && first_h1_ == kNone) first_h1_ = static_cast<int>(i);
      if (document_.node(blocks_[i].element).name == Name::kP) paragraph_words_ += static_cast<float>(blocks_[i].words);
      if (facts_.distances(blocks_[i].element)[static_cast<std::size_t>(TagPart::kUnorderedList)] < 3) ++list_blocks_;
      const auto [same, is_new] = same_.try_emplace(blocks_[i].hash, static_cast<std::uint32_t>(same_counts_.size()));
      if (is_new) same_counts_.push_back(0);
      same_of_.push_back(same->second);
      same_before_.push_back(same_counts_[same->second]++);
      PlaceSum& place = places_[features_.place(i)];
      ++place.count;
      place.words += static_cast<float>(blocks_[i].words);
      place.linked += static_cast<float>(blocks_[i].linked_words);
    }
    since = 99;
    heading = kNone;
    for (std::size_t i = count; i-- > 0;) {
      next_heading_[i] = heading;
      long_after_[i] = since;
      since = is_long(blocks_[i]) ? 1 : std::min(since + 1, 99);
      if (level(i) > 0) heading = static_cast<int>(i);
    }
  }

  int level(std::size_t i) const { return heading_level(document_.node(blocks_[i].element).name); }

  void own(const Block& block) {
    add(block.words);
    add(per_word(block.letters, block));
    add(link_density(block));
    add(block.links);
    add(block.commas);
    add(per_word(block.commas, block));
    add(block.sentences);
    add(per_word(block.sentences, block));
    add(block.ends_sentence);
    add(block.ends_colon);
    add(block.asks);
    add(static_cast<float>(block.digits) / static_cast<float>(std::max(block.letters, 1U)));
    add(per_word(block.capitalized, block));
    add(per_word(block.shouted, block));
    add(per_word(block.emphasized, block));
    add(block.has_year);
    add(block.has_currency);
    add(block.has_copyright);
    add(block.has_separator);
    add(block.hidden);
    add(block.code);
    NodeId element = block.element;
    for (int up = 0; up < 3; ++up) {
      add(tag_group(document_.node(element).name));
      if (element != 0) element = document_.parent(element);
    }
    int depth = 0;
    for (NodeId at = block.element; at != 0 && at != html::kNoNode; at = document_.parent(at)) ++depth;
    add(depth);
  }

  // What its words say, and those of the headings above it.
  void words(std::size_t i) {
    const auto words = features_.page_.words_of(blocks_[i]);
    const Said::Overlap title = features_.said_.with_title(words);
    add(title.of_words);
    add(title.of_said);
    add(features_.said_.with_description(words));
    add(features_.said_.with_markup(words));
    add(features_.said_.has_markup());
    add(phrase_[i]);
    add(phrase_at_start(words));
    add(under_[i] == kNone ? 0U : phrase_[static_cast<std::size_t>(under_[i])]);
    add(under_[i] == kNone ? 99 : static_cast<int>(i) - under_[i]);
    add(phrases_before_[i]);
    add(static_cast<std::uint32_t>(phrases_before_.back() - phrases_before_[i]));
  }

  void place_on_page(std::size_t i) {
    const float total = std::max(all_.words, 1.0F);
    add(features_.words_[i] / total);
    add(static_cast<float>(i) / static_cast<float>(blocks_.size()));
    add(features_.words_[i]);
    add(all_.words - features_.words_[i + 1]);
    add(first_h1_ == kNone ? -1.0F : words_between(first_h1_, static_cast<int>(i)));
    add(first_h1_ == kNone ? 0 : static_cast<int>(i) - first_h1_);
    add(last_heading_[i] == kNone ? 99 : static_cast<int>(i) - last_heading_[i]);
    add(last_heading_[i] == kNone ? 0 : level(static_cast<std::size_t>(last_heading_[i])));
    add(last_heading_[i] == kNone ? -1.0F : words_between(last_heading_[i], static_cast<int>(i)));
    add(next_heading_[i] == kNone ? 99 : next_heading_[i] - static_cast<int>(i));
    add(next_heading_[i] == kNone ? 0 : level(static_cast<std::size_t>(next_heading_[i])));
    add(next_heading_[i] == kNone ? -1.0F : words_between(static_cast<int>(i), next_heading_[i]));
  }

  // Signed; negative where `i` stands before `from`.
  float words_between(int from, int i) const {
    return features_.words_[static_cast<std::size_t>(i)] - features_.words_[static_cast<std::size_t>(from)];
  }

  void around(const Block& block) {
    for (const std::uint8_t steps : facts_.distances(block.element)) add(static_cast<std::uint32_t>(steps));
  }

  void repeats(std::size_t i) {
    add(same_counts_[same_of_[i]]);
    add(same_before_[i]);
    const PlaceSum& place = places_[features_.place(i)];
    add(place.count);
    add(place.words / static_cast<float>(place.count));
    add(place.words > 0 ? place.linked / place.words : 0.0F);
    add(place.words / std::max(all_.words, 1.0F));
  }

  void window(std::size_t i) {
    for (const int offset : {-3, -2, -1, 1, 2, 3}) {
      const auto at = static_cast<std::ptrdiff_t>(i) + offset;
      const bool there = at >= 0 && at < static_cast<std::ptrdiff_t>(blocks_.size());
      const Block* other = there ? &blocks_[static_cast<std::size_t>(at)] : nullptr;
      add(other == nullptr ? -1.0F : static_cast<float>(other->words));
      add(other == nullptr ? -1.0F : link_density(*other));
      if (offset == -1 || offset == 1) {
        add(other == nullptr ? 0.0F : tag_group(document_.node(other->element).name));
        add(other != nullptr && other->element != 0 &&
            features_.place(static_cast<std::size_t>(at)) == features_.place(i));
      }
    }
    for (const std::size_t reach : {4U, 8U, 20U}) {
      const std::size_t begin = i > reach ? i - reach : 0, end = std::min(i + reach + 1, blocks_.size());
      const float words = features_.words_[end] - features_.words_[begin];
      add(words / static_cast<float>(end - begin));
      add(words > 0 ? (features_.linked_words_[end] - features_.linked_words_[begin]) / words : 0.0F);
      add(features_.long_[end] - features_.long_[i]);
      add(features_.long_[i] - features_.long_[begin]);
    }
    add(long_before_[i]);
    add(long_after_[i]);
  }

  void levels(std::size_t i) {
    const auto levels = features_.levels(i);
    for (std::size_t k = 0; k < kLevels; ++k) {
      if (k >= levels.size()) {
        for (int n = 0; n < 6; ++n) add(-1.0F);
        continue;
      }
      const Part part = features_.part(levels[k]);
      add(part.words);
      add(part.link_density());
      add(part.size());
      add(part.words / static_cast<float>(part.size()));
      add(part.long_blocks / static_cast<float>(part.size()));
      add(static_cast<float>(i - part.begin) / static_cast<float>(part.size()));
    }
    add(levels.empty() ? 0.0F : tag_group(document_.node(levels[0]).name));
    add(levels.size() < 2 ? 0.0F : tag_group(document_.node(levels[1]).name));
  }

  void to_top(std::size_t i) {
    const Block& block = blocks_[i];
    const float best = std::max(features_.scores_[features_.top_], 0.001F);
    float own = 0;
    int up = 0;
    for (NodeId at = block.element; at != 0 && at != html::kNoNode; at = document_.parent(at)) {
      own = std::max(own, features_.scores_[at]);
    }
    for (NodeId at = block.element; at != 0 && !document_.contains(at, features_.top_); at = document_.parent(at)) ++up;
    add(document_.contains(features_.top_, block.element));
    add(own / best);
    add(up);
    add(i < top_.begin  ? static_cast<int>(i) - static_cast<int>(top_.begin)
        : i >= top_.end ? static_cast<int>(i - top_.end) + 1
                        : 0);
    add(top_.size() == 0 ? 0.0F
                         : (static_cast<float>(i) - static_cast<float>(top_.begin)) / static_cast<float>(top_.size()));
    add(top_.words / std::max(all_.words, 1.0F));
    int common = 0;
    if (first_h1_ != kNone) {
      const NodeId h1 = blocks_[static_cast<std::size_t>(first_h1_)].element;
      for (NodeId at = block.element; at != 0 && !document_.contains(at, h1); at = document_.parent(at)) ++common;
    }
    add(first_h1_ == kNone ? -1 : common);
    // The share of its level-one part that its own text is, and of the best-scored ancestor at each level.
    const auto levels = features_.levels(i);
    for (std::size_t k = 0; k < 3; ++k) {
      add(k < levels.size() ? features_.scores_[levels[k]] / best : -1.0F);
    }
  }

  void page() {
    add(all_.words);
    add(blocks_.size());
    add(all_.link_density());
    add(all_.long_blocks);
    add(all_.long_blocks / static_cast<float>(blocks_.size()));
    add(headings_);
    add(list_blocks_ / static_cast<float>(blocks_.size()));
    add(paragraph_words_ / std::max(all_.words, 1.0F));
    add(static_cast<float>(features_.place_count_) / static_cast<float>(blocks_.size()));
    add(top_.link_density());
    add(top_.size());
  }

  struct PlaceSum {
    std::uint32_t count = 0;
    float words = 0, linked = 0;
  };

  const BlockFeatures& features_;
  const Document& document_;
  const std::vector<Block>& blocks_;
  const ElementFacts& facts_;
  std::vector<float>& rows_;
  float* next_ = nullptr;  // in the rows
  const Part all_, top_;
  std::vector<std::uint32_t> phrase_, phrases_before_;
  std::vector<int> under_;
  std::vector<int> last_heading_, next_heading_, long_before_, long_after_;
  int first_h1_ = kNone;
  int headings_ = 0;
  float list_blocks_ = 0, paragraph_words_ = 0;
  std::unordered_map<std::uint64_t, std::uint32_t> same_;  // a number for each different text
  std::vector<std::uint32_t> same_counts_;                 // by that number
  std::vector<std::uint32_t> same_of_, same_before_;       // by block: the number of its text; how many before it
  std::vector<PlaceSum> places_;                           // by place
};

BlockFeatures::BlockFeatures(const Document& document, const Blocks& blocks, const ElementFacts& facts,
                             const Said& said)
    : document_(document),
      page_(blocks),
      blocks_(blocks.blocks),
      facts_(facts),
      said_(said),
      width_(std::size(kNames)) {
  sum();
  find_levels();
  find_places();
  score();
  if (!blocks_.empty()) Writer(*this, rows_).write();
}

}  // namespace thresh::automatic
