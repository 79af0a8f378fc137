// See json_words.h.
#include "extract/json_words.h"

#include <algorithm>
#include <string>

#include "base/ascii.h"
#include "html/character_references.h"
#include "html/parse.h"
#include "html/render.h"
#include "html/tag_scanner.h"
#include "html/tag_traits.h"
#include "text/unicode.h"

namespace thresh::extract {
namespace {

text::Passage rendered(std::string_view source, const base::Limits& limits, base::Arena& arena) {
  const html::Document fragment = html::parse(source, limits, arena);
  text::Passage passage = html::render(fragment, fragment.body(), {}, arena);
  for (text::Run& run : passage.runs) {  // its places are those of the string, its words may be the fragment's
    run.text = arena.copy(run.text);
    run.source = {};
    run.node = text::Run::kNoNode;
  }
  return passage;
}

}  // namespace

bool holds_reference(std::string_view text) {
  constexpr std::size_t kLongest = 32;
  for (std::size_t at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1)) {
    const std::string_view rest = text.substr(at + 1, kLongest);
    const std::size_t end = rest.find(';');
    if (end == std::string_view::npos || end == 0) continue;
    const bool name = std::ranges::all_of(rest.substr(0, end), base::is_ascii_alphanumeric);
    if (name || rest.front() == '#') return true;
  }
  return false;
}

bool holds_tag(std::string_view text) {
  html::TagScanner scanner(text);
  html::ScannedTag tag;
  while (scanner.next(tag, SIZE_MAX - 1, false)) {
    if (html::tag_traits(tag.name) != nullptr) return true;
  }
  return false;
}

text::Passage json_words(std::string_view text, const base::Limits& limits, base::Arena& arena, Taken& taken) {
  if (holds_tag(text)) {
    taken.steps.emplace_back("html");
    return rendered(text, limits, arena);
  }
  if (holds_reference(text)) {
    taken.steps.emplace_back("references");
    std::string decoded;
    html::append_decoded(text, html::kEncoded | html::kReferences | html::kNulDropped, decoded);
    text = arena.copy(decoded);
  }
  text::Passage passage;
  if (text = text::trim(text); !text.empty()) passage.runs.emplace_back().text = text;
  return passage;
}

}  // namespace thresh::extract
