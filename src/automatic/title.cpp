// See title.h.
#include "automatic/title.h"

#include <algorithm>
#include <string>

#include "html/render.h"
#include "text/passage.h"

namespace thresh::automatic {
namespace {

using html::Name;
using html::NodeId;

int heading_level(Name name) { return name == Name::kH1 ? 1 : name == Name::kH2 ? 2 : name == Name::kH3 ? 3 : 0; }

extract::Found words_of(const extract::PageView& page, const Block& block) {
  extract::Found found;
  html::RenderOptions options;
  options.visibility = page.visibility;
  found.passage = html::render(*page.document, block.element, options, *page.arena);
  return found;
}

// The text of <title>.
extract::Found head_title(const extract::PageView& page) {
  extract::Found found;
  const html::Document& document = *page.document;
  const NodeId head = document.find("head");
  const NodeId title = head == html::kNoNode ? html::kNoNode : document.find("title", head);
  const NodeId words = title == html::kNoNode ? html::kNoNode : document.first_child(title);
  if (words == html::kNoNode) return found;
  text::Run& run = found.passage.runs.emplace_back();
  run.text = document.text(words);
  run.source = document.source(words);
  run.node = words;
  return found;
}

}  // namespace

PageTitle title_of(const extract::PageView& page, const Analysis& analysis, std::span<const structured::Claim> said) {
  PageTitle title;
  const std::vector<Block>& blocks = analysis.blocks();
  std::optional<std::size_t> first_h1, alike;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const int level = heading_level(page.document->node(blocks[i].element).name);
    if (level == 0 || blocks[i].hidden) continue;
    if (level == 1 && !first_h1) first_h1 = i;
    const Said::Overlap overlap = analysis.said().with_title(analysis.text().words_of(blocks[i]));
    if (!alike && blocks[i].words > 1 && overlap.of_words >= 0.8F && overlap.of_said >= 0.5F) alike = i;
  }
  if (alike) title.block = alike;
  if (!title.block && first_h1) title.block = first_h1;
  if (title.block) {
    title.found = words_of(page, blocks[*title.block]);
  } else if (!said.empty()) {
    title.found = said.front();
  } else if (extract::Found head = head_title(page); !head.passage.empty()) {
    title.found = std::move(head);
  }
  return title;
}

}  // namespace thresh::automatic
