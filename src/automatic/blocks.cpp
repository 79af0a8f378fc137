// See blocks.h. One walk in document order that keeps the open elements that matter, and one look at each character.
#include "automatic/blocks.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "base/ascii.h"
#include "html/element_style.h"
#include "record/hash.h"
#include "text/unicode.h"

namespace thresh::automatic {
namespace {

using html::Document;
using html::NodeId;
using html::Role;

// Scripts that write no spaces between words: two of their characters count as a word.
bool is_unspaced(char32_t c) {
  return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0x0E00 && c <= 0x0E7F) || (c >= 0x20000 && c <= 0x3FFFF);
}

bool ends_sentence(char32_t c) {
  return c == '.' || c == '!' || c == '?' || c == U'…' || c == U'。' || c == U'！' || c == U'？' || c == U'؟' ||
         c == U'।';
}

bool is_comma(char32_t c) { return c == ',' || c == ';' || c == U'，' || c == U'、' || c == U'،' || c == U'；'; }

bool closes(char32_t c) {
  return c == '"' || c == '\'' || c == ')' || c == ']' || c == U'”' || c == U'’' || c == U'»' || c == U'）' ||
         c == U'」';
}

// What most bytes of a text are.
enum Kind : std::uint8_t { kInWord = 1, kDigit = 2, kUpper = 4, kBlank = 8 };
constexpr std::array<std::uint8_t, 256> kKinds = [] {
  std::array<std::uint8_t, 256> kinds{};
  for (unsigned char c = 0; c < 0x80; ++c) {
    const auto sign = static_cast<char>(c);
    if (base::is_ascii_alphanumeric(sign) || c == '_') kinds[c] |= kInWord;
    if (base::is_ascii_digit(sign)) kinds[c] |= kDigit;
    if (base::is_ascii_upper(sign)) kinds[c] |= kUpper;
    if (c == ' ' || (c >= '\t' && c <= '\r')) kinds[c] |= kBlank;
  }
  return kinds;
}();

// Reads a block's text, character by character; words of ASCII at once.
class Scanner {
 public:
  Scanner(Block& block, std::vector<std::uint32_t>& words) : block_(block), words_(words) {
    block_.hash = record::kHashStart;
    block_.begin = static_cast<std::uint32_t>(words_.size());
  }

  void read(std::string_view text, bool linked, bool emphasized) {
    linked_ = linked;
    emphasized_ = emphasized;
    for (std::size_t at = 0; at < text.size();) {
      const std::uint8_t kind = kKinds[static_cast<unsigned char>(text[at])];
      if ((kind & kInWord) != 0) {
        at = take_word(text, at);
      } else if ((kind & kBlank) != 0) {
        end_word();
        ++at;
      } else {
        const text::CodePoint point = text::code_point_at(text, at);
        at += point.length;
        take(point.value);
      }
    }
    end_word();
  }

  void finish() {
    end_word();
    block_.end = static_cast<std::uint32_t>(words_.size());
    block_.ends_sentence = ends_;
    block_.ends_colon = last_ == ':' || last_ == U'：';
  }

 private:
  // What take() does, for letters, digits and '_' of ASCII, as far as they go. Returns where they end.
  std::size_t take_word(std::string_view text, std::size_t at) {
    if (size_ == 0) start_word((kKinds[static_cast<unsigned char>(text[at])] & kUpper) != 0);
    std::uint64_t word = word_;
    std::uint8_t all = static_cast<std::uint8_t>((all_digits_ ? kDigit : 0) | (all_upper_ ? kUpper : 0));
    const std::size_t begin = at;
    for (; at < text.size(); ++at) {
      const auto c = static_cast<unsigned char>(text[at]);
      const std::uint8_t kind = kKinds[c];
      if ((kind & kInWord) == 0) break;
      all &= kind;
      if ((kind & kDigit) != 0) {
        ++block_.digits;
        if ((all & kDigit) != 0 && size_ + (at - begin) < 4) number_ = number_ * 10 + (c - '0');
      }
      word = (word ^ ((kind & kUpper) != 0 ? c + 0x20U : c)) * record::kHashFactor;
    }
    word_ = word;
    all_digits_ = (all & kDigit) != 0;
    all_upper_ = (all & kUpper) != 0;
    size_ += static_cast<std::uint32_t>(at - begin);
    ends_ = false;
    last_ = static_cast<unsigned char>(text[at - 1]);
    return at;
  }

  void start_word(bool upper) {
    number_ = 0;
    all_digits_ = all_upper_ = true;
    starts_upper_ = upper;
    word_ = record::kHashStart;
  }

  void take(char32_t c) {
    if (text::is_digit(c)) {
      ++block_.digits;
      add_to_word(c);
    } else if (is_unspaced(c)) {
      end_word();
      hash(c);
      ++block_.letters;
      unspaced_ = !unspaced_;
      if (unspaced_) count_word();
    } else if (text::is_letter(c) || c == '_' || (c >= 0x300 && c < 0x370)) {
      add_to_word(c);
    } else {
      end_word();
      mark(c);
    }
    if (text::is_space(c) || text::is_invisible(c)) return;
    if (ends_sentence(c)) {
      if (!ends_) ++block_.sentences;
      ends_ = true;
    } else if (!closes(c)) {
      ends_ = false;
    }
    last_ = c;
  }

  void mark(char32_t c) {
    if (is_comma(c)) ++block_.commas;
    if (c == '?' || c == U'？' || c == U'؟') block_.asks = true;
    if (c == '$' || c == U'€' || c == U'£' || c == U'¥' || c == U'₹' || c == U'₽') block_.has_currency = true;
    if (c == U'©') block_.has_copyright = true;
    if (c == '|' || c == U'»' || c == U'·' || c == U'›' || c == U'•') block_.has_separator = true;
  }

  void add_to_word(char32_t c) {
    if (size_ == 0) start_word(text::is_upper(c));
    ++size_;
    all_digits_ = all_digits_ && text::is_digit(c);
    all_upper_ = all_upper_ && text::is_upper(c);
    if (all_digits_ && size_ <= 4) number_ = number_ * 10 + (c - '0');
    word_ = (word_ ^ (text::is_upper(c) && c < 0x80 ? c + 0x20 : c)) * record::kHashFactor;
  }

  void end_word() {
    if (size_ == 0) return;
    count_word();
    block_.letters += size_;
    if (starts_upper_) ++block_.capitalized;
    if (all_upper_ && size_ > 1) ++block_.shouted;
    if (all_digits_ && size_ == 4 && number_ >= 1900 && number_ < 2100) block_.has_year = true;
    hash(word_);
    size_ = 0;
  }

  void count_word() {
    ++block_.words;
    if (linked_) ++block_.linked_words;
    if (emphasized_) ++block_.emphasized;
  }

  void hash(std::uint64_t next) {
    const std::uint64_t mixed = record::mixed(next);
    block_.hash = (block_.hash ^ mixed) * record::kHashFactor;
    words_.push_back(static_cast<std::uint32_t>(mixed));
  }

  Block& block_;
  std::vector<std::uint32_t>& words_;
  std::uint32_t size_ = 0, number_ = 0;
  std::uint64_t word_ = 0;
  char32_t last_ = 0;
  bool all_digits_ = false, all_upper_ = false, starts_upper_ = false;
  bool linked_ = false, emphasized_ = false, unspaced_ = false, ends_ = false;
};

// What an open element means for the text in it.
struct Open {
  NodeId id;
  bool boundary;  // block-level: a block ends where it starts and where it ends
  bool linked, emphasized, hidden, code;
  NodeId block;  // the nearest block-level element
};

bool is_boundary(Role role, text::Break apart) {
  switch (role) {
    case Role::kInline:
    case Role::kLineBreak:
    case Role::kCode:
    case Role::kOtherCode:
    case Role::kStrong:
    case Role::kEmphasis:
    case Role::kLink:
    case Role::kImage:
      return apart != text::Break::kNone;
    default:
      return true;
  }
}

class Walk {
 public:
  Walk(const Document& document, const html::Visibility& visibility) : document_(document), visibility_(visibility) {}

  Blocks blocks() {
    open_.push_back({0, true, false, false, false, false, 0});
    const NodeId body = document_.body();
    const NodeId end = document_.node(body).end;
    for (NodeId id = body; id < end;) id = step(id);
    close_block();
    return std::move(blocks_);
  }

 private:
  NodeId step(NodeId id) {
    while (open_.size() > 1 && id >= document_.node(open_.back().id).end) {
      if (open_.back().boundary) close_block();
      open_.pop_back();
    }
    if (document_.is_text(id)) add_text(id);
    return document_.is_element(id) ? enter(id) : id + 1;
  }

  NodeId enter(NodeId id) {
    const html::Node& node = document_.node(id);
    const html::ElementStyle style = html::style_of(document_.names(), node.name);
    if (style.role == Role::kLineBreak) {
      if (++breaks_ >= 2) close_block();
      return id + 1;
    }
    if ((style.role == Role::kNeverShown || style.role == Role::kNoscript) && html::never_shown(document_, id)) {
      return node.end;
    }
    Open next = open_.back();
    next.id = id;
    next.boundary = is_boundary(style.role, style.apart);
    if (next.boundary) {
      close_block();
      next.block = id;
    }
    if (style.role == Role::kLink) next.linked = true;
    if (style.role == Role::kStrong || style.role == Role::kEmphasis) next.emphasized = true;
    if (style.role == Role::kCode || style.role == Role::kPreformatted) next.code = true;
    if (visibility_.hides(id)) next.hidden = true;
    if (style.role == Role::kLink) pending_links_ = 1;
    if (node.end > id + 1) open_.push_back(next);
    return id + 1;
  }

  void add_text(NodeId id) {
    const std::string_view text = document_.text(id);
    if (std::ranges::all_of(text, [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; })) return;
    if (!scanner_) begin_block(id);
    breaks_ = 0;
    Block& block = block_;
    block.last = id;
    if (open_.back().linked) block.links += pending_links_;
    pending_links_ = 0;
    scanner_->read(text, open_.back().linked, open_.back().emphasized);
  }

  void begin_block(NodeId id) {
    block_ = Block();
    block_.element = open_.back().block;
    block_.first = id;
    block_.hidden = open_.back().hidden;
    block_.code = open_.back().code;
    scanner_.emplace(block_, blocks_.words);
  }

  void close_block() {
    breaks_ = 0;
    if (!scanner_) return;
    scanner_->finish();
    scanner_.reset();
    if (block_.words > 0) blocks_.blocks.push_back(block_);
  }

  const Document& document_;
  const html::Visibility& visibility_;
  std::vector<Open> open_;
  Blocks blocks_;
  Block block_;
  std::optional<Scanner> scanner_;
  int breaks_ = 0;
  std::uint32_t pending_links_ = 0;
};

}  // namespace

std::string block_text(const Document& document, const Block& block) {
  std::string text;
  for (NodeId id = block.first; id <= block.last;) {
    if (document.is_text(id)) document.append_text(id, text);
    if (document.node(id).name == html::Name::kBr) text += '\n';
    id = document.is_element(id) && html::never_shown(document, id) ? document.node(id).end : id + 1;
  }
  return text;
}

std::vector<std::uint32_t> word_hashes(std::string_view text) {
  Block block;
  std::vector<std::uint32_t> words;
  Scanner scanner(block, words);
  scanner.read(text, false, false);
  scanner.finish();
  return words;
}

Blocks blocks_of(const Document& document, const html::Visibility& visibility) {
  return Walk(document, visibility).blocks();
}

}  // namespace thresh::automatic
