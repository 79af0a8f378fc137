// See generic_page.h.
#include "convert/generic_page.h"

#include <algorithm>

#include "html/render.h"
#include "text/unicode.h"

namespace thresh::convert {
namespace {

constexpr std::size_t kLongestTitle = 200;  // code points of a dump's first line that can be a title

void add(extract::Draft& root, std::string_view field, extract::Found found) {
  extract::Draft& draft = root.child(field);
  if (!found.passage.empty()) draft.values.push_back(std::move(found));
}

extract::Found found_in(const html::MetaIndex::Said& said, Page& page) {
  extract::Found found;
  if (said.content.empty()) return found;
  found.passage.runs.emplace_back().text = said.content;
  found.from = extract::From::kMeta;
  found.taken = page.keep(extract::Taken{.source = said.source, .in_attribute = true});
  return found;
}

// The text of the first <title> outside of pictures, else og:title, else the first <h1>.
extract::Found html_title(Page& page) {
  const html::Document& document = *page.document();
  const html::NodeId head = document.find("head");
  const html::NodeId title = head == html::kNoNode ? html::kNoNode : document.find("title", head);
  const html::NodeId words = title == html::kNoNode ? html::kNoNode : document.first_child(title);
  if (words != html::kNoNode && !text::trim(document.text(words)).empty()) {
    extract::Found found;
    text::Run& run = found.passage.runs.emplace_back();
    run.text = document.text(words);
    run.source = document.source(words);
    run.node = words;
    return found;
  }
  if (extract::Found found = found_in(page.metas()->first("og:title"), page); !found.passage.empty()) return found;
  const html::NodeId heading = document.find("h1");
  if (heading == html::kNoNode) return {};
  return {.passage = html::render(document, heading, {}, page.arena())};
}

void draft_html(Page& page, extract::Draft& root) {
  const html::Document& document = *page.document();
  add(root, "title", html_title(page));
  const html::MetaIndex::Said description = page.metas()->first("description");
  add(root, "description",
      found_in(description.content.empty() ? page.metas()->first("og:description") : description, page));
  html::RenderOptions options;
  options.keep_hidden = false;
  add(root, "body", {.passage = html::render(document, document.body(), options, page.arena())});
}

// A dump's first line is its title where it is short and stands alone.
void draft_dump(Page& page, extract::Draft& root) {
  text::Passage passage = page.passage();
  const text::Line& first = page.dump().lines.front();
  const bool titled =
      first.blank_after > 0 && text::length(first.text) <= kLongestTitle && page.dump().lines.size() > 1;
  add(root, "title", {.passage = titled ? text::Passage{{passage.runs.front()}} : text::Passage()});
  if (titled) passage.runs.erase(passage.runs.begin());
  add(root, "body", {.passage = std::move(passage)});
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
