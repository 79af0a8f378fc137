// See gumbo_adapter.h. The one file that includes Gumbo.
//
// Gumbo dies where its allocator returns null, and gumbo_destroy_output recurses over the tree. So it gets an arena of
// its own: what it frees stays until the end, the tree goes away as a whole, and when the budget is spent the
// allocator leaves by longjmp. Debian's build keeps Gumbo's assertions, and some tag soup trips them: the handler of a
// failed assertion leaves by longjmp too. Between setjmp and longjmp there are only C frames and no object with a
// destructor. Then the tree is copied to the Document by a loop.
#include "html/gumbo_adapter.h"

#include <gumbo.h>

#include <algorithm>
#include <csetjmp>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>
#include <string>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "text/unicode.h"

namespace thresh::html {
namespace {

struct Pool {
  base::Arena arena;
  std::jmp_buf leave;
  volatile GumboEnd end = GumboEnd::kDone;  // why it was left
};

// The parse that is under way in this thread, for the handler of failed assertions; null outside of Gumbo.
thread_local Pool* current_pool = nullptr;

[[noreturn]] void leave(Pool* pool, GumboEnd end) {
  pool->end = end;
  std::longjmp(pool->leave, 1);
}

void* allocate_or_null(base::Arena& arena, std::size_t size) noexcept {
  try {
    return arena.allocate(size);
  } catch (const std::bad_alloc&) {
    return nullptr;
  }
}

void* pool_allocate(void* pool, std::size_t size) {
  void* bytes = allocate_or_null(static_cast<Pool*>(pool)->arena, size);
  if (bytes == nullptr) leave(static_cast<Pool*>(pool), GumboEnd::kOutOfMemory);
  return bytes;
}

void pool_free(void*, void*) {}

// Null if the pool is spent, or Gumbo lost its way.
const GumboOutput* parse_in(Pool* pool, const char* text, std::size_t size) {
  if (setjmp(pool->leave) != 0) {
    current_pool = nullptr;
    return nullptr;
  }
  current_pool = pool;
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = pool_allocate;
  options.deallocator = pool_free;
  options.userdata = pool;
  options.max_errors = 0;
  options.stop_on_first_error = false;
  const GumboOutput* output = gumbo_parse_with_options(&options, text, size);
  current_pool = nullptr;
  return output;
}

// Where "</>" stands before a tag, which is nothing to the tokenizer, Gumbo counts it in.
GumboStringPiece start_tag(GumboStringPiece piece) {
  while (piece.length > 3 && std::string_view(piece.data, 3) == "</>") {
    piece.data += 3;
    piece.length -= 3;
  }
  return piece;
}

bool has_upper(std::string_view text) { return std::ranges::any_of(text, base::is_ascii_upper); }

// Copies the tree, keeping the way from the root to the node at hand.
class Conversion {
 public:
  Conversion(const GuardedPage& guarded, std::string_view page, std::uint32_t shift, const base::Limits& limits,
             base::Arena& arena, DocumentBuilder& builder)
      : guarded_(guarded),
        text_(guarded.text()),
        page_(page),
        shift_(shift),
        limits_(limits),
        arena_(arena),
        builder_(builder) {}

  void run(const GumboNode* document);

 private:
  struct Level {
    const GumboVector* children;
    unsigned next;
    NodeId opened;  // kNoNode where the depth limit made the node's children its siblings
  };

  void add(const GumboNode* node);
  void add_element(const GumboNode* node);
  void add_attribute(const GumboAttribute* attribute, bool has_source);
  void add_text(NodeType type, const GumboText& text);
  std::string_view tag_name(const GumboElement& element);
  std::string_view keep(std::string_view text, const char* original);
  std::string_view keep_lower(std::string_view text, const char* original);
  base::Span span(const GumboStringPiece& piece) const;

  const GuardedPage& guarded_;
  std::string_view text_;
  std::string_view page_;
  std::uint32_t shift_;
  const base::Limits& limits_;
  base::Arena& arena_;
  DocumentBuilder& builder_;
  std::vector<Level> levels_;
  std::size_t depth_ = 0;
};

void Conversion::run(const GumboNode* document) {
  const GumboDocument& root = document->v.document;
  if (root.has_doctype) {
    const std::string_view name = root.name == nullptr ? "" : root.name;
    builder_.close(builder_.open({.type = NodeType::kDoctype, .text = arena_.copy(name)}));
  }
  levels_.push_back({&root.children, 0, kNoNode});
  while (!levels_.empty()) {
    Level& level = levels_.back();
    if (level.next < level.children->length && builder_.size() < limits_.nodes) {
      add(static_cast<const GumboNode*>(level.children->data[level.next++]));
      continue;
    }
    if (level.next < level.children->length) builder_.mark_cut();
    if (level.opened != kNoNode) builder_.close(level.opened), --depth_;
    levels_.pop_back();
  }
}

void Conversion::add(const GumboNode* node) {
  switch (node->type) {
    case GUMBO_NODE_ELEMENT:
    case GUMBO_NODE_TEMPLATE:
      return add_element(node);
    case GUMBO_NODE_COMMENT:
      return add_text(NodeType::kComment, node->v.text);
    case GUMBO_NODE_TEXT:
    case GUMBO_NODE_CDATA:
    case GUMBO_NODE_WHITESPACE:
      return add_text(NodeType::kText, node->v.text);
    case GUMBO_NODE_DOCUMENT:
      return;
  }
}

void Conversion::add_element(const GumboNode* node) {
  const GumboElement& element = node->v.element;
  const bool clone = (node->parse_flags &
                      (GUMBO_INSERTION_RECONSTRUCTED_FORMATTING_ELEMENT | GUMBO_INSERTION_ADOPTION_AGENCY_CLONED)) != 0;
  Node added{.type = NodeType::kElement, .name = tag_name(element)};
  if (!clone) added.source = span(start_tag(element.original_tag));
  const NodeId id = builder_.open(added);
  const unsigned attributes = std::min(element.attributes.length, limits_.attributes);
  for (unsigned i = 0; i < attributes; ++i) {
    add_attribute(static_cast<const GumboAttribute*>(element.attributes.data[i]), !clone);
  }
  const bool too_deep = depth_ + 1 >= limits_.depth;
  if (too_deep) builder_.close(id);
  if (!too_deep) ++depth_;
  levels_.push_back({&element.children, 0, too_deep ? kNoNode : id});
}

void Conversion::add_attribute(const GumboAttribute* attribute, bool has_source) {
  Attribute added;
  // Gumbo takes the prefix of xlink:href and the like away.
  std::string_view name = attribute->name;
  if (attribute->attr_namespace != GUMBO_ATTR_NAMESPACE_NONE) {
    name = {attribute->original_name.data, attribute->original_name.length};
  }
  added.name = keep_lower(name, attribute->original_name.data);
  GumboStringPiece source = attribute->original_value;
  if (source.length >= 2 && (source.data[0] == '"' || source.data[0] == '\'')) {
    ++source.data;
    source.length -= 2;
  }
  added.value = keep(attribute->value, source.data);
  if (has_source) added.source = span(source);
  builder_.add_attribute(added);
}

void Conversion::add_text(NodeType type, const GumboText& text) {
  const char* original = text.original_text.data;
  if (type == NodeType::kComment && text.original_text.length > 4) original += 4;
  const Node added{.type = type, .text = keep(text.text, original), .source = span(text.original_text)};
  builder_.close(builder_.open(added));
}

std::string_view Conversion::tag_name(const GumboElement& element) {
  if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
  const GumboStringPiece tag = start_tag(element.original_tag);
  if (tag.length == 0) return "unknown";
  const std::string_view text(tag.data + 1, tag.length - 1);
  const std::string_view name = text.substr(0, text.find_first_of(" \t\n\r\f/>"));
  return keep_lower(name, name.data());
}

// A view of the page where the same bytes stand there, else a copy.
std::string_view Conversion::keep(std::string_view text, const char* original) {
  if (text.empty()) return {};
  const bool inside = original >= text_.data() && original + text.size() <= text_.data() + text_.size();
  if (!inside || guarded_.edited() || std::memcmp(original, text.data(), text.size()) != 0) return arena_.copy(text);
  return page_.substr(static_cast<std::size_t>(original - text_.data()), text.size());
}

std::string_view Conversion::keep_lower(std::string_view text, const char* original) {
  return has_upper(text) ? arena_.copy(text::ascii_lower(text)) : keep(text, original);
}

base::Span Conversion::span(const GumboStringPiece& piece) const {
  if (piece.data < text_.data() || piece.data + piece.length > text_.data() + text_.size() || piece.length == 0) {
    return {};
  }
  const auto begin = static_cast<std::size_t>(piece.data - text_.data());
  // The end follows the last byte that is kept, not what was left out behind it.
  return {static_cast<std::uint32_t>(guarded_.original(begin)) + shift_,
          static_cast<std::uint32_t>(guarded_.original(begin + piece.length - 1)) + 1 + shift_};
}

}  // namespace

GumboEnd parse_with_gumbo(const GuardedPage& guarded, std::string_view page, std::uint32_t shift,
                          const base::Limits& limits, base::Arena& arena, DocumentBuilder& builder) {
  Pool pool{base::Arena(limits.arena_bytes / 8 * 5), {}, GumboEnd::kDone};  // the rest is for the Document
  const std::string_view text = guarded.text();
  const GumboOutput* output = parse_in(&pool, text.data() == nullptr ? "" : text.data(), text.size());
  if (output == nullptr) return pool.end;
  Conversion(guarded, page, shift, limits, arena, builder).run(output->document);
  if (arena.exhausted()) builder.mark_cut();
  return GumboEnd::kDone;
}

}  // namespace thresh::html

// What assert() calls where it fails (LSB Core, __assert_fail). Inside of Gumbo it ends the parse, not the program;
// anywhere else it does what it always did.
extern "C" [[noreturn]] void __assert_fail(const char* assertion, const char* file, unsigned line,
                                           const char* function) noexcept {
  if (thresh::html::Pool* pool = std::exchange(thresh::html::current_pool, nullptr)) {
    thresh::html::leave(pool, thresh::html::GumboEnd::kLost);
  }
  std::fprintf(stderr, "%s:%u: %s: assertion failed: %s\n", file, line, function, assertion);
  std::abort();
}
