// See generic_page.h.
#include "convert/generic_page.h"

#include <algorithm>

#include "html/render.h"
#include "text/unicode.h"

namespace thresh::convert {
namespace {

constexpr std::size_t kLongestTitle = 200;  // code points of a dump's first line that can be a title

void add(extract::Draft& root, std::string_view field, text::Passage passage) {
  extract::Draft& draft = root.child(field);
  if (!passage.empty()) draft.values.push_back({std::move(passage), 0});
}

text::Passage passage_of(std::string_view words) {
  text::Passage passage;
  if (text::trim(words).empty()) return passage;
  text::Run run;
  run.text = words;
  passage.runs.push_back(run);
  return passage;
}

// The text of the first <title> outside of pictures, else og:title, else the first <h1>.
text::Passage html_title(Page& page) {
  const html::Document& document = *page.document();
  const html::NodeId head = document.find("head");
  const html::NodeId title = head == html::kNoNode ? html::kNoNode : document.find("title", head);
  if (title != html::kNoNode && document.first_child(title) != html::kNoNode) {
    text::Passage passage = passage_of(document.text(document.first_child(title)));
    if (!passage.empty()) return passage;
  }
  if (text::Passage passage = passage_of(page.metas()->first("og:title")); !passage.empty()) return passage;
  const html::NodeId heading = document.find("h1");
  return heading == html::kNoNode ? text::Passage() : html::render(document, heading, {}, page.arena());
}

void draft_html(Page& page, extract::Draft& root) {
  const html::Document& document = *page.document();
  add(root, "title", html_title(page));
  const std::string_view description = page.metas()->first("description");
  add(root, "description", passage_of(description.empty() ? page.metas()->first("og:description") : description));
  html::RenderOptions options;
  options.keep_hidden = false;
  add(root, "body", html::render(document, document.body(), options, page.arena()));
}

// A dump's first line is its title where it is short and stands alone.
void draft_dump(Page& page, extract::Draft& root) {
  text::Passage passage = page.passage();
  const text::Line& first = page.dump().lines.front();
  const bool titled =
      first.blank_after > 0 && text::length(first.text) <= kLongestTitle && page.dump().lines.size() > 1;
  add(root, "title", titled ? text::Passage{{passage.runs.front()}} : text::Passage());
  if (titled) passage.runs.erase(passage.runs.begin());
  add(root, "body", std::move(passage));
}

}  // namespace

extract::Draft draft_generic(Page& page) {
  extract::Draft root;
  root.kind = extract::Draft::Kind::kGroup;
  if (page.document() != nullptr) {
    draft_html(page, root);
  } else {
    draft_dump(page, root);
  }
  return root;
}

}  // namespace thresh::convert
