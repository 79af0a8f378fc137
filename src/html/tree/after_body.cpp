// The insertion modes after the body and those of frames: "after body", "in frameset" to "after after frameset" (HTML
// standard, sections 13.2.6.4.17 to 13.2.6.4.21).
#include "html/tree/tree_builder.h"

namespace thresh::html {

void TreeBuilder::after_body_start(const Tag& tag) {
  if (tag.name == Name::kHtml) return in_body_start(tag);
  mode_ = Mode::kInBody;
  start_in(mode_, tag);
}

void TreeBuilder::after_body_end(Mode mode, const Tag& tag) {
  if (mode == Mode::kAfterBody && tag.name == Name::kHtml) {
    if (!fragment_) mode_ = Mode::kAfterAfterBody;
    return;
  }
  mode_ = Mode::kInBody;
  end_in(mode_, tag);
}

void TreeBuilder::in_frameset_start(const Tag& tag) {
  switch (tag.name) {
    case Name::kHtml:
      return in_body_start(tag);
    case Name::kFrameset:
      return void(insert_element(tag));
    case Name::kFrame:
      return insert_void(tag);
    case Name::kNoframes:
      return in_head_start(tag);
    default:
      return;
  }
}

void TreeBuilder::in_frameset_end(const Tag& tag) {
  if (tag.name != Name::kFrameset || open_.size() == 1) return;
  open_.pop();
  if (!fragment_ && !open_.current().is(Name::kFrameset)) mode_ = Mode::kAfterFrameset;
}

void TreeBuilder::after_frameset_start(const Tag& tag) {
  if (tag.name == Name::kHtml) return in_body_start(tag);
  if (tag.name == Name::kNoframes) in_head_start(tag);
}

void TreeBuilder::after_frameset_end(Mode mode, const Tag& tag) {
  if (mode == Mode::kAfterFrameset && tag.name == Name::kHtml) mode_ = Mode::kAfterAfterFrameset;
}

// Of text among frames only the white space stays.
void TreeBuilder::frameset_text(Mode mode, base::Span bytes, std::uint8_t flags) {
  while (bytes.size() > 0) {
    if (const base::Span space = take_space(bytes, flags); space.size() > 0) {
      if (mode == Mode::kAfterAfterFrameset) reconstruct_formatting();
      insert_text(space, flags);
    }
    if (bytes.size() == 0) return;
    const std::string_view rest = raw(bytes);
    const CharacterReference reference =
        rest[0] == '&' && (flags & kReferences) != 0 ? read_character_reference(rest, false) : CharacterReference{};
    bytes.begin += static_cast<std::uint32_t>(std::max<std::size_t>(reference.length, 1));
  }
}

}  // namespace thresh::html
