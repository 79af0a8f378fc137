// The tokenizer's loop, for one kind of block. See tokenizer.h; only tokenizer_plain.cpp and its kin include it.
//
// Section numbers in the comments are those of the HTML standard.
#pragma once

#include <algorithm>
#include <cstring>
#include <utility>

#include "base/ascii.h"
#include "html/simd/scan.h"
#include "html/tokenizer/doctype.h"
#include "html/tokenizer/tokenizer.h"
#include "text/unicode.h"

namespace thresh::html {

template <class Block>
class TokenizerLoop {
 public:
  explicit TokenizerLoop(Tokenizer& tokenizer)
      : tokenizer_(tokenizer),
        names_(tokenizer.names_),
        sink_(tokenizer.sink_),
        page_(tokenizer.page_.data()),
        end_(page_ + tokenizer.page_.size()),
        at_(page_ + tokenizer.start_),
        model_(tokenizer.model_),
        last_start_tag_(tokenizer.last_start_tag_),
        seen_(names_.size(), 0) {}

  void run() {
    while (at_ != end_ && !sink_.spent()) {
      switch (model_) {
        case ContentModel::kData:
          read_data();
          break;
        case ContentModel::kRcdata:
          read_raw_text<true>();
          break;
        case ContentModel::kRawText:
          read_raw_text<false>();
          break;
        case ContentModel::kScriptData:
          read_script();
          break;
        case ContentModel::kPlaintext:
          read_plaintext();
          break;
        case ContentModel::kCdata:
          read_cdata();
          break;
      }
    }
    sink_.end_of_file();
  }

 private:
  using Scan = simd::Scan<Block>;
  static constexpr std::ptrdiff_t kReadable = NameKey::kShort;

  std::uint32_t offset(const char* at) const { return static_cast<std::uint32_t>(at - page_); }
  base::Span span(const char* begin, const char* end) const { return {offset(begin), offset(end)}; }
  std::string_view rest(const char* at) const { return {at, static_cast<std::size_t>(end_ - at)}; }

  void emit_text(const char* begin, const char* end, std::uint32_t flags) {
    if (begin != end) sink_.text(span(begin, end), static_cast<std::uint8_t>(flags));
  }
  // Of the states in which U+0000 becomes U+FFFD here already.
  void emit_raw_text(const char* begin, const char* end, std::uint32_t flags) {
    emit_text(begin, end, flags & ~std::uint32_t{kHasNul});
  }

  // Data state, tag open state, end tag open state (13.2.5.1, .6, .7): text up to some markup, and the markup.
  void read_data() {
    const char* const begin = at_;
    std::uint32_t flags = kReferences;
    for (const char* at = begin;; ++at) {
      // Often there is no text between two tags, and then nothing to wait for.
      if (at == end_ || *at != '<') at = Scan::template text_end<true>(at, end_, '<', flags);
      const char next = end_ - at > 1 ? at[1] : '\0';
      const bool end_tag = next == '/' && end_ - at > 2;
      if (base::is_ascii_letter(next)) {
        emit_text(begin, at, flags);
        return read_start_tag(at);
      }
      if (end_tag || next == '!' || next == '?') {
        emit_text(begin, at, flags);
        if (!end_tag) return next == '!' ? read_markup_declaration(at) : read_bogus_comment(at + 1);
        if (base::is_ascii_letter(at[2])) return read_end_tag(at);
        if (at[2] != '>') return read_bogus_comment(at + 2);
        at_ = at + 3;  // "</>" is nothing
        return;
      }
      if (at == end_) {
        emit_text(begin, end_, flags);
        at_ = end_;
        return;
      }
    }
  }

  // RCDATA and RAWTEXT states (13.2.5.2, .3, .9 to .14): text up to the appropriate end tag.
  template <bool kWithReferences>
  void read_raw_text() {
    const char* const begin = at_;
    std::uint32_t flags = kWithReferences ? kReferences : 0;
    const char* at = begin;
    while (true) {
      at = Scan::template text_end<kWithReferences>(at, end_, '<', flags);
      if (at == end_ || is_appropriate_end_tag(at)) break;
      ++at;
    }
    end_raw_text(begin, at, flags);
  }

  // Script data states (13.2.5.4, .15 to .31). In a comment a script may hold a whole element script.
  void read_script() {
    enum class State { kData, kEscaped, kDoubleEscaped } state = State::kData;
    const char* const begin = at_;
    const char* comment = begin;  // after the "<!" of "<!--", whose dashes may be those of "-->"
    std::uint32_t flags = 0;
    const char* at = begin;
    for (;; ++at) {
      at = state == State::kData ? Scan::template text_end<false>(at, end_, '<', flags) : either_of_brackets(at, flags);
      if (at == end_) break;
      if (*at == '>') {
        if (at - comment >= 2 && at[-1] == '-' && at[-2] == '-') state = State::kData;
      } else if (state != State::kDoubleEscaped && is_appropriate_end_tag(at)) {
        break;
      } else if (state == State::kData && rest(at).starts_with("<!--")) {
        state = State::kEscaped;
        comment = at + 2;
        at += 3;
      } else if (state == State::kEscaped && is_tag(at + 1, "script")) {
        state = State::kDoubleEscaped;
      } else if (state == State::kDoubleEscaped && rest(at).starts_with("</") && is_tag(at + 2, "script")) {
        state = State::kEscaped;
      }
    }
    end_raw_text(begin, at, flags);
  }

  const char* either_of_brackets(const char* at, std::uint32_t& flags) const {
    for (; at != end_ && *at != '<' && *at != '>'; ++at) {
      if (*at == '\r' || *at == '\0') flags |= kEncoded;
      if (*at == '\0') flags |= kHasNul;
    }
    return at;
  }

  void end_raw_text(const char* begin, const char* at, std::uint32_t flags) {
    emit_raw_text(begin, at, flags);
    if (at == end_) {
      at_ = end_;
      return;
    }
    model_ = ContentModel::kData;
    read_end_tag(at);
  }

  // PLAINTEXT state (13.2.5.5).
  void read_plaintext() {
    std::uint32_t flags = 0;
    for (const char* at = at_; at != end_; ++at) {
      at = Scan::template text_end<false>(at, end_, '<', flags);
      if (at == end_) break;
    }
    emit_raw_text(at_, end_, flags);
    at_ = end_;
  }

  // CDATA section states (13.2.5.69 to .71).
  void read_cdata() {
    std::uint32_t flags = 0;
    const std::size_t found = rest(at_).find("]]>");
    const char* const stop = found == std::string_view::npos ? end_ : at_ + found;
    for (const char* at = at_; at != stop; ++at) {
      at = Scan::template text_end<false>(at, stop, '<', flags);
      if (at == stop) break;
    }
    emit_text(at_, stop, flags);
    at_ = stop == end_ ? end_ : stop + 3;
    model_ = ContentModel::kData;
  }

  // Whether `name` (in lower case) stands at `at` and something that ends a tag's name after it.
  bool is_tag(const char* at, std::string_view name) const {
    if (static_cast<std::size_t>(end_ - at) <= name.size()) return false;
    if (!text::equals_ignoring_ascii_case({at, name.size()}, name)) return false;
    const char after = at[name.size()];
    return base::is_ascii_space(after) || after == '/' || after == '>';
  }
  bool is_appropriate_end_tag(const char* at) const {
    return last_start_tag_ != Name::kNone && end_ - at > 2 && at[1] == '/' &&
           is_tag(at + 2, names_.text(last_start_tag_));
  }

  Name intern(const char* begin, const char* end) {
    const std::string_view name(begin, static_cast<std::size_t>(end - begin));
    return end_ - begin >= kReadable ? names_.intern_fast(name) : names_.intern(name);
  }

  // Tag name state (13.2.5.8). `at`: the name. Returns what is after it.
  const char* read_tag_name(const char* at, Name& name) {
    const char* const end = Scan::template name_end<false>(at, end_);
    name = intern(at, end);
    return end;
  }

  void read_start_tag(const char* begin) {
    Tag tag;
    const char* at = read_tag_name(begin + 1, tag.name);
    tag.first_attribute = static_cast<std::uint32_t>(tokenizer_.attributes_.size());
    at = read_attributes<true>(at, tag);
    if (at == nullptr || tag.name == Name::kNone) return end_in_tag(at);
    at_ = at;
    tag.source = span(begin, at);
    last_start_tag_ = tag.name;
    model_ = sink_.start_tag(tag);
  }

  void read_end_tag(const char* begin) {
    Tag tag;
    const char* at = after_likely_end_tag(begin + 2);
    if (at != nullptr) [[likely]] {
      tag.name = sink_.likely_end();
    } else {
      at = read_tag_name(begin + 2, tag.name);
      at = read_attributes<false>(at, tag);
    }
    if (at == nullptr || tag.name == Name::kNone) return end_in_tag(at);
    at_ = at;
    tag.source = span(begin, at);
    sink_.end_tag(tag);
  }

  // What is after the end tag of the current node, if it stands there as most are written; else null. That the place is
  // known before the bytes are read is what makes this fast.
  const char* after_likely_end_tag(const char* name) const {
    const EndTagKey& likely = end_tag_key(sink_.likely_end());
    if (end_ - name < EndTagKey::kBytes || !likely.is_at(name)) return nullptr;
    return name + likely.size;
  }

  // A tag that the page's end cuts is no token; one that would need one name too many is where reading ends.
  void end_in_tag(const char* at) {
    tokenizer_.cut_ = tokenizer_.cut_ || at != nullptr;
    at_ = end_;
  }

  // Before attribute name, after attribute name, self-closing start tag and after attribute value (quoted) states
  // (13.2.5.32, .34, .39, .40). Returns what is after the tag's ">"; null if it has none.
  template <bool kKeep>
  const char* read_attributes(const char* at, Tag& tag) {
    if (at != end_ && *at == '>') return at + 1;
    ++serial_;
    while (at != end_) {
      const char c = *at;
      if (c == '>') return at + 1;
      if (base::is_ascii_space(c)) {
        ++at;
      } else if (c == '/') {
        ++at;
        if (at != end_ && *at == '>') return tag.self_closing = true, at + 1;
      } else {
        at = read_attribute<kKeep>(at, tag);
      }
    }
    return nullptr;
  }

  // Attribute name state and the states of its value (13.2.5.33, .35 to .38). Returns what is after them.
  template <bool kKeep>
  const char* read_attribute(const char* at, Tag& tag) {
    std::uint32_t flags = kReferences | kInAttribute;
    const typename Scan::QuotedAttribute quoted = Scan::quoted_attribute(at, end_, flags);
    if (quoted.name_end != nullptr) [[likely]] {
      if constexpr (kKeep) {
        keep_attribute(at, quoted.name_end, span(quoted.name_end + 2, quoted.value_end), flags, tag);
      }
      return quoted.value_end == end_ ? end_ : quoted.value_end + 1;
    }
    return read_any_attribute<kKeep>(at, tag);
  }

  template <bool kKeep>
  [[gnu::noinline]] const char* read_any_attribute(const char* at, Tag& tag) {
    const char* const name = at;
    at = Scan::template name_end<true>(at + (*at == '='), end_);  // a name may begin with "="
    const char* const name_end = at;
    while (at != end_ && base::is_ascii_space(*at)) ++at;
    std::uint32_t flags = kReferences | kInAttribute;
    base::Span value = span(name_end, name_end);
    if (at != end_ && *at == '=') {
      do ++at;
      while (at != end_ && base::is_ascii_space(*at));
      at = read_value(at, value, flags);
    }
    if constexpr (kKeep) keep_attribute(name, name_end, value, flags, tag);
    return at;
  }

  const char* read_value(const char* at, base::Span& value, std::uint32_t& flags) {
    if (at == end_ || *at == '>') return value = span(at, at), at;
    const char* const begin = at + (*at == '"' || *at == '\'');
    if (begin == at) {
      at = unquoted_end(at, flags);
      value = span(begin, at);
      return at;
    }
    at = Scan::template text_end<true>(begin, end_, begin[-1], flags);
    value = span(begin, at);
    return at == end_ ? end_ : at + 1;
  }

  // Attribute value (unquoted) state (13.2.5.38).
  const char* unquoted_end(const char* at, std::uint32_t& flags) const {
    for (; at != end_ && *at != '>' && !base::is_ascii_space(*at); ++at) {
      if (*at == '&' || *at == '\0') flags |= kEncoded;
    }
    return at;
  }

  // The first of several attributes of one name counts.
  void keep_attribute(const char* begin, const char* end, base::Span value, std::uint32_t flags, Tag& tag) {
    const Name name = intern(begin, end);
    const auto index = static_cast<std::uint32_t>(name);
    if (index >= seen_.size()) seen_.resize(names_.size() + names_.size() / 2, 0);
    if (std::exchange(seen_[index], serial_) == serial_) return;
    if (tag.attributes >= tokenizer_.max_attributes_ || name == Name::kNone) {
      tokenizer_.cut_ = true;
      return;
    }
    Attribute& added = tokenizer_.attributes_.emplace_back();  // made in place: a copy would wait for its parts
    added.packed = index | (flags & (kEncoded | kReferences | kInAttribute)) << kNameBits;
    added.source.begin = value.begin;
    added.source.end = value.end;
    ++tag.attributes;
  }

  // Markup declaration open state (13.2.5.42). "<!" stands at `at`.
  void read_markup_declaration(const char* at) {
    constexpr std::size_t kDoctype = 9;  // "<!doctype"
    const std::string_view here = rest(at);
    if (here.starts_with("<!--")) return read_comment(at + 4);
    if (text::equals_ignoring_ascii_case(here.substr(0, kDoctype), "<!doctype")) {
      DoctypeToken doctype;
      at_ = page_ + read_doctype({page_, static_cast<std::size_t>(end_ - page_)}, offset(at) + kDoctype, doctype);
      return sink_.doctype(doctype);
    }
    if (here.starts_with("<![CDATA[") && sink_.allows_cdata()) {
      model_ = ContentModel::kCdata;
      at_ = at + kDoctype;  // as long
      return;
    }
    read_bogus_comment(at + 2);
  }

  // Bogus comment state (13.2.5.41).
  void read_bogus_comment(const char* begin) {
    std::uint32_t flags = 0;
    const char* const end = Scan::template text_end<false>(begin, end_, '>', flags);
    at_ = end == end_ ? end_ : end + 1;
    sink_.comment(span(begin, end), static_cast<std::uint8_t>(flags));
  }

  // Comment states (13.2.5.43 to .52): the content ends before "-->" or "--!>", or at the page's end, where dashes that
  // could have been the beginning of one do not count.
  void read_comment(const char* begin) {
    if (rest(begin).starts_with(">") || rest(begin).starts_with("->")) {
      at_ = begin + (*begin == '>' ? 1 : 2);
      return sink_.comment(span(begin, begin), 0);
    }
    std::uint32_t flags = 0;
    const char* at = begin;
    for (;; ++at) {
      at = Scan::template text_end<false>(at, end_, '>', flags);
      const std::string_view content(begin, static_cast<std::size_t>(at - begin));
      const std::size_t mark = content.ends_with("--") ? 2 : content.ends_with("--!") ? 3 : 0;
      if (at != end_ && mark == 0) continue;
      at_ = at == end_ ? end_ : at + 1;
      const std::size_t cut = mark == 0 && content.ends_with("-") ? 1 : mark;
      return sink_.comment(span(begin, at - cut), static_cast<std::uint8_t>(flags));
    }
  }

  Tokenizer& tokenizer_;
  NameTable& names_;
  TokenSink& sink_;
  const char* const page_;
  const char* const end_;
  const char* at_;
  ContentModel model_;
  Name last_start_tag_;
  std::vector<std::uint32_t> seen_;  // by name: the serial number of the tag that had such an attribute last
  std::uint32_t serial_ = 0;
};

}  // namespace thresh::html
