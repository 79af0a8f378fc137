// See gumbo_adapter.h. The one file that includes Gumbo.
//
// Gumbo dies where its allocator returns null, and gumbo_destroy_output recurses over the tree. So it gets an arena of
// its own: what it frees stays until the end, the tree goes away as a whole, and when the budget is spent the
// allocator leaves by longjmp. Debian's build keeps Gumbo's assertions, and some tag soup trips them: the handler of a
// failed assertion leaves by longjmp too. Between setjmp and longjmp there are only C frames and no object with a
// destructor. Then the tree is copied to the Document by a loop.
#include "html/gumbo/gumbo_adapter.h"

#include <gumbo.h>

#include <algorithm>
#include <csetjmp>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <new>
#include <optional>
#include <string>
#include <utility>
#include <vector>

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

// Copies the tree, keeping the way from the root to the node at hand.
class Conversion {
 public:
  Conversion(const GuardedPage& guarded, std::uint32_t shift, const base::Limits& limits, base::Arena& arena,
             DocumentBuilder& builder)
      : guarded_(guarded), text_(guarded.text()), shift_(shift), limits_(limits), arena_(arena), builder_(builder) {}

  void run(const GumboNode* document);

 private:
  struct Level {
    const GumboVector* children;
    unsigned next;
    NodeId parent;  // of the copies of the children
  };

  void add(const GumboNode* node, NodeId parent);
  void add_element(const GumboNode* node, NodeId parent);
  void add_attribute(const GumboAttribute* attribute, Namespace space, bool has_source);
  void add_text(NodeId parent, NodeType type, const GumboText& text);
  Name tag_name(const GumboElement& element, Namespace space);
  Name attribute_name(const GumboAttribute* attribute, Namespace space);
  base::Span span(const GumboStringPiece& piece) const;

  const GuardedPage& guarded_;
  std::string_view text_;
  std::uint32_t shift_;
  const base::Limits& limits_;
  base::Arena& arena_;
  DocumentBuilder& builder_;
  std::vector<Level> levels_;
};

void Conversion::run(const GumboNode* document) {
  const GumboDocument& root = document->v.document;
  if (root.has_doctype) {
    const auto given = [](const char* text) -> std::optional<std::string> {
      return *text == '\0' ? std::nullopt : std::optional<std::string>(text);
    };
    builder_.add_doctype(root.name, given(root.public_identifier), given(root.system_identifier));
  }
  levels_.push_back({&root.children, 0, 0});
  while (!levels_.empty()) {
    Level& level = levels_.back();
    if (level.next < level.children->length && builder_.size() < limits_.nodes) {
      add(static_cast<const GumboNode*>(level.children->data[level.next++]), level.parent);
      continue;
    }
    if (level.next < level.children->length) builder_.mark_cut();
    levels_.pop_back();
  }
}

void Conversion::add(const GumboNode* node, NodeId parent) {
  switch (node->type) {
    case GUMBO_NODE_ELEMENT:
    case GUMBO_NODE_TEMPLATE:
      return add_element(node, parent);
    case GUMBO_NODE_COMMENT:
      return add_text(parent, NodeType::kComment, node->v.text);
    case GUMBO_NODE_TEXT:
    case GUMBO_NODE_CDATA:
    case GUMBO_NODE_WHITESPACE:
      return add_text(parent, NodeType::kText, node->v.text);
    case GUMBO_NODE_DOCUMENT:
      return;
  }
}

Namespace space_of(const GumboElement& element) {
  if (element.tag_namespace == GUMBO_NAMESPACE_SVG) return Namespace::kSvg;
  return element.tag_namespace == GUMBO_NAMESPACE_MATHML ? Namespace::kMathMl : Namespace::kHtml;
}

void Conversion::add_element(const GumboNode* node, NodeId parent) {
  const GumboElement& element = node->v.element;
  const bool clone = (node->parse_flags &
                      (GUMBO_INSERTION_RECONSTRUCTED_FORMATTING_ELEMENT | GUMBO_INSERTION_ADOPTION_AGENCY_CLONED)) != 0;
  Node added;
  added.type = NodeType::kElement;
  added.space = space_of(element);
  added.name = tag_name(element, added.space);
  if (!clone) added.source = span(start_tag(element.original_tag));
  added.first = static_cast<std::uint32_t>(builder_.attributes().size());
  added.attributes = static_cast<std::uint16_t>(std::min(element.attributes.length, limits_.attributes));
  for (unsigned i = 0; i < added.attributes; ++i) {
    add_attribute(static_cast<const GumboAttribute*>(element.attributes.data[i]), added.space, !clone);
  }
  const NodeId id = builder_.add({parent}, added);
  const bool too_deep = levels_.size() >= limits_.depth;
  levels_.push_back({&element.children, 0, too_deep ? parent : id});
}

void Conversion::add_attribute(const GumboAttribute* attribute, Namespace space, bool has_source) {
  GumboStringPiece source = attribute->original_value;
  if (source.length >= 2 && (source.data[0] == '"' || source.data[0] == '\'')) {
    ++source.data;
    source.length -= 2;
  }
  builder_.add_given_attribute(attribute_name(attribute, space), arena_.copy(attribute->value),
                               has_source ? span(source) : base::Span{});
}

void Conversion::add_text(NodeId parent, NodeType type, const GumboText& text) {
  builder_.add_given_text({parent}, type, arena_.copy(text.text), span(text.original_text));
}

Name Conversion::tag_name(const GumboElement& element, Namespace space) {
  NameTable& names = builder_.names();
  if (element.tag != GUMBO_TAG_UNKNOWN) return names.intern_exact(gumbo_normalized_tagname(element.tag));
  const GumboStringPiece tag = start_tag(element.original_tag);
  if (tag.length == 0) return names.intern_exact("unknown");
  const std::string_view text(tag.data + 1, tag.length - 1);
  const Name name = names.intern_exact(text::ascii_lower(text.substr(0, text.find_first_of(" \t\n\r\f/>"))));
  return space == Namespace::kSvg ? adjusted(name, kSvgTag) : name;
}

// Gumbo takes the prefix of xlink:href and the like away.
Name Conversion::attribute_name(const GumboAttribute* attribute, Namespace space) {
  NameTable& names = builder_.names();
  std::string_view name = attribute->name;
  const bool foreign = attribute->attr_namespace != GUMBO_ATTR_NAMESPACE_NONE;
  if (foreign) name = {attribute->original_name.data, attribute->original_name.length};
  const Name lower = names.intern_exact(text::ascii_lower(name));
  if (foreign) return adjusted(lower, kForeignAttribute);
  if (space == Namespace::kSvg) return adjusted(lower, kSvgAttribute);
  return space == Namespace::kMathMl ? adjusted(lower, kMathMlAttribute) : lower;
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

GumboEnd parse_with_gumbo(const GuardedPage& guarded, std::uint32_t shift, const base::Limits& limits,
                          base::Arena& arena, DocumentBuilder& builder) {
  Pool pool{base::Arena(limits.arena_bytes / 8 * 5), {}, GumboEnd::kDone};  // the rest is for the Document
  const std::string_view text = guarded.text();
  const GumboOutput* output = parse_in(&pool, text.data() == nullptr ? "" : text.data(), text.size());
  if (output == nullptr) return pool.end;
  Conversion(guarded, shift, limits, arena, builder).run(output->document);
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
