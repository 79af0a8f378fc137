// See example_page.h.
#include "induction/example_page.h"

#include <algorithm>

#include "html/visibility.h"
#include "text/unicode.h"

namespace thresh::induction {

using html::NodeId;

base::Result<std::unique_ptr<ExamplePage>> ExamplePage::read(const convert::Input& input,
                                                             const convert::Options& options) {
  auto converted = convert::convert(input, options);
  if (!converted) return std::unexpected(std::move(converted.error()));
  auto opened = convert::Page::open(input, options.limits, options.parse);
  if (!opened) return std::unexpected(std::move(opened.error()));
  if ((*opened)->document() == nullptr) {
    return base::failure(base::ErrorCode::kUsage, "a selector file is drafted from HTML, and this page is plain text",
                         "write its `text:` part by hand: docs/selectors.md");
  }
  auto example = std::make_unique<ExamplePage>();
  example->page_ = std::move(*opened);
  example->page_->keep_parts();
  example->record_ = std::move(converted->record);
  std::vector<base::Finding> findings;
  const automatic::Models& models = options.models != nullptr ? *options.models : automatic::shipped_models();
  example->reading_ = automatic::read_page(example->page_->view(), models, findings);
  example->find_texts();
  return example;
}

void ExamplePage::find_texts() {
  const html::Document& document = this->document();
  const html::Visibility visibility(document);
  dropped_.assign(document.size(), false);
  for (NodeId id = 0; id < document.size();) {
    const bool gone = document.is_element(id) && (html::never_shown(document, id) || visibility.hides(id));
    if (document.is_text(id) && !text::trim(document.text(id)).empty()) texts_.push_back(id);
    id = gone ? document.node(id).end : id + 1;
  }
}

std::vector<NodeId> ExamplePage::texts_in(NodeId node) const {
  std::vector<NodeId> out;
  const auto begin = std::ranges::lower_bound(texts_, node);
  const auto end = std::lower_bound(begin, texts_.end(), document().node(node).end);
  std::copy_if(begin, end, std::back_inserter(out), [&](NodeId text) { return !dropped_[text]; });
  return out;
}

std::vector<NodeId> ExamplePage::texts_in(NodeId node, const std::vector<NodeId>& without) const {
  std::vector<NodeId> out = texts_in(node);
  std::erase_if(out, [&](NodeId text) {
    return std::ranges::any_of(without, [&](NodeId gone) { return gone != node && document().contains(gone, text); });
  });
  return out;
}

bool ExamplePage::is_text(NodeId node) const { return std::ranges::binary_search(texts_, node); }

void ExamplePage::drop(NodeId node) {
  std::fill(dropped_.begin() + node, dropped_.begin() + document().node(node).end, true);
}

}  // namespace thresh::induction
