// See tag_scanner.h. Each function is a group of states of the standard's tokenizer.
#include "html/tag_scanner.h"

#include <algorithm>

#include "base/ascii.h"
#include "text/unicode.h"

namespace thresh::html {
namespace {

bool ends_name(char c) { return base::is_ascii_space(c) || c == '/' || c == '>'; }

}  // namespace

bool TagScanner::next(ScannedTag& tag, std::size_t attribute_cap, bool cdata) {
  for (;;) {
    at_ = std::min(page_.find('<', at_), page_.size());
    if (at_ + 1 >= page_.size()) return at_ = page_.size(), false;
    const char after = page_[at_ + 1];
    if (base::is_ascii_letter(after) ||
        (after == '/' && at_ + 2 < page_.size() && base::is_ascii_letter(page_[at_ + 2]))) {
      return read_tag(tag, attribute_cap);
    }
    if (after == '!') {
      skip_markup(cdata);
    } else if (after == '?' || after == '/') {
      skip_to(">");
    } else {
      ++at_;
    }
  }
}

// A tag that the page's end cuts off is none.
bool TagScanner::read_tag(ScannedTag& tag, std::size_t attribute_cap) {
  tag = {};
  tag.begin = at_;
  tag.is_end = page_[at_ + 1] == '/';
  at_ += tag.is_end ? 2 : 1;
  const std::size_t name = at_;
  while (at_ < page_.size() && !ends_name(page_[at_])) ++at_;
  tag.name = page_.substr(name, at_ - name);
  for (;;) {
    skip_space();
    if (at_ >= page_.size()) return false;
    if (page_[at_] == '>') break;
    if (page_[at_] == '/') {
      ++at_;
      tag.self_closing = at_ < page_.size() && page_[at_] == '>';
      continue;
    }
    if (++tag.attributes == attribute_cap + 1) tag.excess = at_;
    read_attribute();
  }
  tag.end = ++at_;
  return true;
}

void TagScanner::read_attribute() {
  ++at_;  // also an equals sign: at the start it is part of the name
  while (at_ < page_.size() && !ends_name(page_[at_]) && page_[at_] != '=') ++at_;
  const std::size_t name_end = at_;
  skip_space();
  if (at_ >= page_.size() || page_[at_] != '=') {
    at_ = name_end;
    return;
  }
  ++at_;
  skip_space();
  if (at_ >= page_.size() || page_[at_] == '>') return;
  if (page_[at_] == '"' || page_[at_] == '\'') {
    const std::size_t close = page_.find(page_[at_], at_ + 1);
    at_ = close == std::string_view::npos ? page_.size() : close + 1;
    return;
  }
  while (at_ < page_.size() && !base::is_ascii_space(page_[at_]) && page_[at_] != '>') ++at_;
}

void TagScanner::skip_markup(bool cdata) {
  const std::string_view rest = page_.substr(at_);
  if (rest.starts_with("<!--")) {
    skip_comment();
  } else if (cdata && rest.starts_with("<![CDATA[")) {
    skip_to("]]>");
  } else {
    skip_to(">");
  }
}

// Ends with --> or --!>, or at once as <!--> or <!---> (sections 13.2.5.43 to 51).
void TagScanner::skip_comment() {
  at_ += 4;
  const std::string_view rest = page_.substr(at_);
  if (rest.starts_with(">") || rest.starts_with("->")) return skip_to(">");
  for (;;) {
    at_ = std::min(page_.find("--", at_), page_.size());
    if (at_ == page_.size()) return;
    const std::string_view end = page_.substr(at_ + 2);
    if (end.starts_with(">") || end.starts_with("!>")) return skip_to(">");
    ++at_;
  }
}

void TagScanner::skip_to(std::string_view mark) {
  const std::size_t found = page_.find(mark, at_);
  at_ = found == std::string_view::npos ? page_.size() : found + mark.size();
}

void TagScanner::skip_space() {
  while (at_ < page_.size() && base::is_ascii_space(page_[at_])) ++at_;
}

// Whether `name` stands at `at` and ends there.
bool TagScanner::at_tag_end(std::size_t at, std::string_view name) const {
  return at + name.size() < page_.size() && ends_name(page_[at + name.size()]) &&
         text::equals_ignoring_ascii_case(page_.substr(at, name.size()), name);
}

void TagScanner::skip_raw_text(std::string_view name) {
  if (text::equals_ignoring_ascii_case(name, "plaintext")) {
    at_ = page_.size();
  } else if (text::equals_ignoring_ascii_case(name, "script")) {
    at_ = script_end();
  } else {
    do {
      at_ = std::min(page_.find("</", at_), page_.size());
    } while (at_ < page_.size() && !at_tag_end(at_ + 2, name) && ++at_ != 0);
  }
}

// Inside <!-- and a second <script, the first </script> only ends the second (sections 13.2.5.15 to 31).
std::size_t TagScanner::script_end() const {
  bool comment = false;
  bool doubled = false;
  for (std::size_t at = at_; at < page_.size(); ++at) {
    const std::string_view rest = page_.substr(at);
    if (comment && rest.starts_with("-->")) {
      comment = doubled = false;
    } else if (!comment && rest.starts_with("<!--")) {
      comment = true;
      at += 1;  // its own dashes may end it: <!-->
    } else if (rest.starts_with("</") && at_tag_end(at + 2, "script")) {
      if (!doubled) return at;
      doubled = false;
    } else if (comment && !doubled && rest[0] == '<' && at_tag_end(at + 1, "script")) {
      doubled = true;
    }
  }
  return page_.size();
}

}  // namespace thresh::html
