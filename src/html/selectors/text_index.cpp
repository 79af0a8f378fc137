// See text_index.h.
#include "html/selectors/text_index.h"

#include "text/unicode.h"

namespace thresh::html {
namespace {

constexpr std::uint64_t kBytesPerStep = 16;

}  // namespace

TextIndex::TextIndex(const Document& document, NodeId begin, NodeId end, Budget& budget) : begin_(begin) {
  starts_.reserve(end - begin + 1);
  for (NodeId id = begin; id < end; ++id) {
    starts_.push_back(static_cast<std::uint32_t>(text_.size()));
    if (document.is_text(id) && budget.spend(1 + document.source(id).size() / kBytesPerStep)) append(document.text(id));
  }
  starts_.push_back(static_cast<std::uint32_t>(text_.size()));
}

void TextIndex::append(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto [c, length] = text::code_point_at(text, at);
    if (text::is_space(c)) {
      space_ = true;
    } else {
      if (space_ && !text_.empty()) text_ += ' ';
      space_ = false;
      text_ += text.substr(at, length);
    }
    at += length;
  }
}

}  // namespace thresh::html
