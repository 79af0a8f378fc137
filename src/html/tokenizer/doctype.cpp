// See doctype.h.
#include "html/tokenizer/doctype.h"

#include <algorithm>

#include "base/ascii.h"
#include "text/unicode.h"

namespace thresh::html {
namespace {

class DoctypeReader {
 public:
  DoctypeReader(std::string_view page, std::size_t at, DoctypeToken& doctype)
      : page_(page), at_(at), doctype_(doctype) {}

  std::size_t read() {
    skip_space();
    if (at_end() || page_[at_] == '>') return broken();
    read_name();
    skip_space();
    if (at_end()) return broken();
    if (page_[at_] == '>') return at_ + 1;
    constexpr std::size_t kKeyword = 6;
    const std::string_view keyword = page_.substr(at_, kKeyword);
    const bool is_public = text::equals_ignoring_ascii_case(keyword, "public");
    if (!is_public && !text::equals_ignoring_ascii_case(keyword, "system")) return broken();
    at_ += kKeyword;
    return is_public ? read_public() : read_system();
  }

 private:
  bool at_end() const { return at_ >= page_.size(); }
  void skip_space() {
    while (!at_end() && base::is_ascii_space(page_[at_])) ++at_;
  }

  void read_name() {
    const std::size_t begin = at_;
    while (!at_end() && !base::is_ascii_space(page_[at_]) && page_[at_] != '>') ++at_;
    doctype_.has_name = true;
    doctype_.name = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)};
  }

  // The "after DOCTYPE public keyword" state and those it leads to.
  std::size_t read_public() {
    skip_space();
    if (!at_quote() || !read_quoted(doctype_.public_id)) return broken();
    skip_space();
    if (!at_end() && page_[at_] == '>') return at_ + 1;
    if (!at_quote() || !read_quoted(doctype_.system_id)) return broken();
    return after_system();
  }

  std::size_t read_system() {
    skip_space();
    if (!at_quote() || !read_quoted(doctype_.system_id)) return broken();
    return after_system();
  }

  // The "after DOCTYPE system identifier" state: what else comes does not make the page quirky.
  std::size_t after_system() {
    skip_space();
    if (at_end()) return broken();
    return skip_rest();
  }

  bool at_quote() const { return !at_end() && (page_[at_] == '"' || page_[at_] == '\''); }

  // Whether the identifier has its closing quote. It ends at ">" too, which is not read.
  bool read_quoted(std::optional<base::Span>& identifier) {
    const char quote = page_[at_++];
    const std::size_t begin = at_;
    while (!at_end() && page_[at_] != quote && page_[at_] != '>') ++at_;
    identifier = base::Span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)};
    if (at_end() || page_[at_] == '>') return false;
    ++at_;
    return true;
  }

  std::size_t broken() {
    doctype_.force_quirks = true;
    return skip_rest();
  }
  // The "bogus DOCTYPE" state.
  std::size_t skip_rest() {
    const std::size_t end = page_.find('>', at_);
    return end == std::string_view::npos ? page_.size() : end + 1;
  }

  std::string_view page_;
  std::size_t at_;
  DoctypeToken& doctype_;
};

}  // namespace

std::size_t read_doctype(std::string_view page, std::size_t at, DoctypeToken& doctype) {
  return DoctypeReader(page, at, doctype).read();
}

}  // namespace thresh::html
