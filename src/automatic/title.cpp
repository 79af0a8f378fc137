// See title.h.
#include "automatic/title.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "automatic/headings.h"
#include "automatic/site_name.h"
#include "html/render.h"
#include "html/visible_text.h"
#include "text/passage.h"
#include "text/unicode.h"

namespace thresh::automatic {
namespace {

using extract::Found;
using html::Name;
using html::NodeId;

constexpr double kAlike = 0.2;  // of the words of a heading and of a title, that they are about the same

constexpr std::uint32_t kLongestTitle = 25;  // words

constexpr int kLowestLevel = 3;  // of a heading that may be the title

// The bytes of [at, at + size) of what `source` is decoded to.
base::Span part_of(std::string_view page, base::Span source, std::uint8_t flags, std::size_t at, std::size_t size) {
  base::Span part{source.end, source.end};
  std::size_t before = 0;
  std::string bytes;
  html::for_each_code_point(page, {source, flags, html::kNoNode}, [&](base::Span span, char32_t c) {
    if (before == at && part.begin == source.end) part.begin = span.begin;
    bytes.clear();
    text::append_utf8(bytes, c);
    before += bytes.size();
    if (before == at + size) part.end = span.end;
  });
  return part;
}

// A title from the head: what it says, and where.
struct Candidate {
  Found found;
  std::string words;                              // without the site's name, white space collapsed
  std::vector<std::vector<std::uint32_t>> parts;  // words of each part of it (blocks.h)
};

class Chooser {
 public:
  Chooser(const extract::PageView& page, const Analysis& analysis, const structured::Metadata& said)
      : page_(page),
        analysis_(analysis),
        site_(said.site_name.empty() ? "" : words_of(said.site_name.front()), page.url) {
    if (!said.title.empty()) add(said.title.front(), true);
    if (Found head = head_title(); !head.passage.empty()) add(std::move(head), false);
    for (std::size_t i = 0; i < analysis.blocks().size(); ++i) {
      const Block& block = analysis.blocks()[i];
      const Name name = page.document->node(block.element).name;
      const int level = heading_level(name);
      if (level == 0 || level > kLowestLevel || block.hidden) continue;
      const std::string words = heading_words(i);
      if (words.empty() || block.words > kLongestTitle || site_.is_site(words)) continue;
      headings_.push_back({i, words, level == 1});
    }
  }

  PageTitle choose() const {
    PageTitle title;
    if (const Heading* heading = best_heading()) {
      title.block = heading->block;
      title.found = found_in(analysis_.blocks()[heading->block]);
    } else if (!candidates_.empty()) {
      title.found = (of_itself() ? candidates_.back() : candidates_.front()).found;  // <title> stands last
    }
    return title;
  }

 private:
  struct Heading {
    std::size_t block;
    std::string words;
    bool first_level;
  };

  // Whether the page is about its own site: then its heading is a slogan, and <title> says what it is.
  bool of_itself() const { return analysis_.type().name == "service"; }

  static std::string words_of(const Found& found) { return text::collapse_spaces(text::compose(found.passage)); }

  std::string heading_words(std::size_t block) const {
    return text::collapse_spaces(text::compose(found_in(analysis_.blocks()[block]).passage));
  }

  Found found_in(const Block& block) const {
    Found found;
    html::RenderOptions options;
    options.visibility = page_.visibility;
    found.passage = html::render(*page_.document, block.element, options, *page_.arena);
    return found;
  }

  // The text of <title>.
  Found head_title() const {
    Found found;
    const html::Document& document = *page_.document;
    const NodeId head = document.find("head");
    const NodeId title = head == html::kNoNode ? html::kNoNode : document.find("title", head);
    const NodeId words = title == html::kNoNode ? html::kNoNode : document.first_child(title);
    if (words == html::kNoNode || text::trim(document.text(words)).empty()) return found;
    text::Run& run = found.passage.runs.emplace_back();
    run.text = document.text(words);
    run.source = document.source(words);
    run.node = words;
    return found;
  }

  void add(Found found, bool attribute) {
    if (found.passage.runs.size() != 1) return add_whole(std::move(found));
    text::Run& run = found.passage.runs.front();
    const std::string_view left = site_.without(run.text);
    const auto at = static_cast<std::size_t>(left.data() - run.text.data());
    Candidate candidate;
    for (const std::string_view part : title_parts(run.text)) candidate.parts.push_back(word_hashes(part));
    candidate.words = text::collapse_spaces(left);
    if (left.size() < run.text.size() && can_be_cut(found, attribute)) cut(found, attribute, at, left.size());
    candidate.found = std::move(found);
    candidates_.push_back(std::move(candidate));
  }

  void add_whole(Found found) {
    Candidate candidate;
    candidate.words = words_of(found);
    candidate.found = std::move(found);
    candidates_.push_back(std::move(candidate));
  }

  // Of JSON the place of a part is not known.
  static bool can_be_cut(const Found& found, bool attribute) {
    return !attribute || (found.from != extract::From::kJson && (found.taken == nullptr || found.taken->steps.empty()));
  }

  void cut(Found& found, bool attribute, std::size_t at, std::size_t size) const {
    text::Run& run = found.passage.runs.front();
    run.text = run.text.substr(at, size);
    if (!attribute) {
      const auto pieces = page_.document->text_pieces(run.node);
      run.source = pieces.size() == 1
                       ? part_of(page_.document->page(), pieces.front().source, pieces.front().flags, at, size)
                       : base::Span{};
    } else if (found.taken != nullptr) {
      extract::Taken part = *found.taken;
      part.source = part_of(page_.document->page(), part.source, html::kReferences | html::kInAttribute, at, size);
      found.taken = &page_.taken->emplace_back(std::move(part));
    }
  }

  // That says what the head says; where none does, the only one of the first level, or the one that is most alike.
  const Heading* best_heading() const {
    for (const Heading& heading : headings_) {
      if (says_the_same(heading)) return &heading;
    }
    for (const Heading& heading : headings_) {
      if (says_a_part(heading)) return &heading;
    }
    if (of_itself() && !candidates_.empty()) return nullptr;
    const auto first = [](const Heading& heading) { return heading.first_level; };
    const auto only = std::ranges::find_if(headings_, first);
    if (std::ranges::count_if(headings_, first) == 1) return &*only;
    const Heading* best = nullptr;
    double most = kAlike;
    for (const Heading& heading : headings_) {
      if (!heading.first_level) continue;
      const double alike = likeness(heading);
      if (alike >= most && (best == nullptr || alike > most)) {
        best = &heading;
        most = alike;
      }
    }
    if (best == nullptr && candidates_.empty() && only != headings_.end()) best = &*only;
    return best;
  }

  // The words of a candidate, or of its first part.
  bool says_the_same(const Heading& heading) const {
    const std::vector<std::uint32_t> words = word_hashes(heading.words);
    return std::ranges::any_of(candidates_, [&](const Candidate& candidate) {
      return words == word_hashes(candidate.words) || (!candidate.parts.empty() && words == candidate.parts.front());
    });
  }

  // A heading of the first level that says another part.
  bool says_a_part(const Heading& heading) const {
    const std::vector<std::uint32_t> words = word_hashes(heading.words);
    return heading.first_level && std::ranges::any_of(candidates_, [&](const Candidate& candidate) {
             return std::ranges::find(candidate.parts, words) != candidate.parts.end();
           });
  }

  // Shared words in a hundred of all words, of the candidate that is most like it.
  double likeness(const Heading& heading) const {
    double most = 0;
    std::vector<std::uint32_t> own = word_hashes(heading.words);
    std::ranges::sort(own);
    own.erase(std::unique(own.begin(), own.end()), own.end());
    for (const Candidate& candidate : candidates_) {
      std::vector<std::uint32_t> other = word_hashes(candidate.words), both;
      std::ranges::sort(other);
      other.erase(std::unique(other.begin(), other.end()), other.end());
      std::ranges::set_intersection(own, other, std::back_inserter(both));
      const std::size_t all = own.size() + other.size() - both.size();
      if (all > 0) most = std::max(most, static_cast<double>(both.size()) / static_cast<double>(all));
    }
    return most;
  }

  const extract::PageView& page_;
  const Analysis& analysis_;
  SiteName site_;
  std::vector<Candidate> candidates_;
  std::vector<Heading> headings_;
};

}  // namespace

PageTitle title_of(const extract::PageView& page, const Analysis& analysis, const structured::Metadata& said) {
  return Chooser(page, analysis, said).choose();
}

}  // namespace thresh::automatic
