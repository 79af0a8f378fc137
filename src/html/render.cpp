// See render.h. A walk over the subtree that keeps the chain of open elements; html/element_style.h says what an
// element does, html/passage_writer.h what becomes of breaks, spaces and marks.
#include "html/render.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <utility>

#include "html/element_style.h"
#include "html/passage_writer.h"
#include "html/visibility.h"
#include "text/unicode.h"

namespace thresh::html {
namespace {

using text::Break;

// Attributes that hold an image's address until a script puts it into src; src is a placeholder then.
constexpr std::array<std::string_view, 5> kLazySources = {"data-src", "data-original", "data-lazy-src", "data-lazy",
                                                          "src"};

// Deeper quotes and lists add no more to the start of each line, or long pages of deep quotes would grow without bound.
constexpr int kMaxContainers = 24;

std::string_view trimmed(const Document& document, NodeId id, std::string_view attribute) {
  return text::trim_ascii(document.attribute(id, attribute).value_or(""));
}

// An address as Markdown takes it: in angle brackets where it holds spaces or parentheses; empty if it leads nowhere.
std::string link_target(std::string_view address) {
  if (address.starts_with('#')) return {};
  if (text::ascii_lower(address.substr(0, 11)) == "javascript:") return {};
  std::string target;
  std::ranges::copy_if(address, std::back_inserter(target), [](char c) { return c != '\n' && c != '\r' && c != '\t'; });
  return target.find_first_of(" ()") == std::string::npos ? target : "<" + target + ">";
}

std::string image(const Document& document, NodeId id) {
  const std::string alt = text::collapse_spaces(document.attribute(id, "alt").value_or(""));
  if (alt.empty()) return {};
  for (const std::string_view name : kLazySources) {
    const std::string target = link_target(trimmed(document, id, name));
    if (!target.empty() && !target.starts_with("data:")) return "![" + alt + "](" + target + ")";
  }
  return {};
}

// The language that a highlighter's class names: "language-js", "lang-js".
std::string_view code_language(const Document& document, NodeId pre) {
  const NodeId inner = document.find("code", pre);
  for (const NodeId id : {pre, inner}) {
    if (id == kNoNode) continue;
    std::string_view classes = document.attribute(id, "class").value_or("");
    for (const std::string_view prefix : {"language-", "lang-"}) {
      const std::size_t at = classes.find(prefix);
      if (at == std::string_view::npos || (at > 0 && classes[at - 1] != ' ')) continue;
      classes.remove_prefix(at + prefix.size());
      return classes.substr(0, classes.find_first_of(" \t\n\r\f`"));
    }
  }
  return {};
}

struct BacktickRuns {
  std::size_t longest = 0;
  bool at_edge = false;  // the text starts or ends with one
};

bool is_blank(const Document& document, NodeId node) {
  for (NodeId id = node + 1; id < document.node(node).end; ++id) {
    if (document.type(id) == NodeType::kText && !text::trim_ascii(document.text(id)).empty()) return false;
  }
  return true;
}

BacktickRuns backticks(const Document& document, NodeId node) {
  BacktickRuns result;
  std::size_t run = 0;
  char last = '\0';
  for (NodeId id = node + 1; id < document.node(node).end; ++id) {
    if (document.type(id) != NodeType::kText) continue;
    for (const char c : document.text(id)) {
      if (last == '\0' && c == '`') result.at_edge = true;
      last = c;
      run = c == '`' ? run + 1 : 0;
      result.longest = std::max(result.longest, run);
    }
  }
  result.at_edge = result.at_edge || last == '`';
  return result;
}

// The text of an element that holds few characters; empty if it holds more.
std::string few_words(const Document& document, NodeId element) {
  constexpr std::size_t kFew = 8;  // bytes
  std::string words;
  for (NodeId id = element + 1; id < document.node(element).end && words.size() <= kFew; ++id) {
    if (document.type(id) == NodeType::kText) words += document.text(id).substr(0, kFew + 1);
  }
  return words.size() <= kFew ? words : std::string();
}

// Whether a small element is a link within the page, or the whole of one.
bool is_anchor(const Document& document, NodeId element) {
  const NodeId parent = document.parent(element);
  for (const NodeId id : {parent, document.find("a", element)}) {
    if (id == kNoNode || document.node(id).name != Name::kA) continue;
    if (document.attribute(id, Name::kHref).value_or("").starts_with('#')) return true;
  }
  return false;
}

class Renderer {
 public:
  Renderer(const Document& document, const RenderOptions& options, base::Arena& arena)
      : document_(document), options_(options), arena_(arena), writer_(arena) {}

  text::Passage run(NodeId node);

 private:
  struct Open {
    NodeId end;
    TextState outer;  // what holds again after it
    Break apart;
    std::size_t marks = 0;  // opened by it
    bool container = false;
    bool list = false;
    bool row = false;
    bool fence = false;
    std::string_view raised_end = {};  // written behind a superscript
  };
  struct List {
    bool ordered;
    std::int64_t next;
  };

  void inherit(NodeId node);
  void enter_state(NodeId element, Role role);
  bool dropped(NodeId node) const { return options_.dropped != nullptr && (*options_.dropped)[node]; }
  bool left_out(NodeId node) const;
  bool hidden(NodeId element) const {
    return options_.visibility != nullptr ? options_.visibility->hides(element) : hides(document_, element);
  }
  bool directive(NodeId element) const {
    return options_.visibility != nullptr ? options_.visibility->has_directive(element)
                                          : has_directive(document_, element);
  }
  void part_around(const Node& gone);
  NodeId add_text(NodeId id);
  void write(NodeId id, std::string_view text, base::Span source);
  void enter(NodeId element);
  void keep_apart(NodeId element, Open& open);
  void enter_list(NodeId element, bool ordered, Open& open);
  void mark_up(NodeId element, Role role, Open& open);
  void open_item(NodeId element, Open& open);
  void open_container(std::string_view first, std::string_view rest, bool quoted, Open& open);
  void open_preformatted(NodeId element, Open& open);
  void open_code(NodeId element, Open& open);
  void open_link(NodeId element, Open& open);
  void open_mark(std::string_view mark, Open& open);
  void leave();
  bool markdown() const { return options_.as == RenderAs::kMarkdown; }

  const Document& document_;
  const RenderOptions& options_;
  base::Arena& arena_;
  PassageWriter writer_;
  TextState state_;
  NodeId blank_until_ = 0;  // the end of a preformatted element without text
  std::vector<Open> open_;
  std::vector<List> lists_;
  int containers_ = 0;
  std::vector<std::string> marks_;  // that are open, so that none is opened twice
};

text::Passage Renderer::run(NodeId node) {
  inherit(node);
  const Node& root = document_.node(node);
  if (root.type == NodeType::kText) {
    write(node, document_.text(node), document_.source(node));
    return writer_.finish();
  }
  if (root.name == Name::kTr) writer_.open_row();
  for (NodeId id = node + 1; id < root.end;) {
    while (!open_.empty() && open_.back().end <= id) leave();
    const Node& here = document_.node(id);
    if (left_out(id)) {
      if (dropped(id)) part_around(here);
      id = here.end;
    } else if (here.type == NodeType::kText) {
      id = add_text(id);
    } else {
      if (here.type == NodeType::kElement) enter(id);
      ++id;
    }
  }
  while (!open_.empty()) leave();
  return writer_.finish();
}

void Renderer::inherit(NodeId node) {
  for (NodeId up = node; up != kNoNode && up != 0; up = document_.parent(up)) {
    if (document_.is_element(up)) enter_state(up, style_of(document_.names(), document_.node(up).name).role);
  }
}

void Renderer::enter_state(NodeId element, Role role) {
  const bool preformatted = role == Role::kPreformatted;
  if (preformatted && !state_.preserve && element >= blank_until_) {
    state_.preserve = !is_blank(document_, element);
    if (!state_.preserve) blank_until_ = document_.node(element).end;
  }
  state_.code = state_.code || preformatted || role == Role::kCode || role == Role::kOtherCode;
  state_.hidden = state_.hidden || hidden(element);
  state_.directive = state_.directive || directive(element);
}

bool Renderer::left_out(NodeId node) const {
  if (dropped(node)) return true;
  if (!document_.is_element(node)) return false;
  return never_shown(document_, node) || (!options_.keep_hidden && hidden(node));
}

// A block that the rules drop is shown on the page, and parts the words around it there; what is hidden does not.
void Renderer::part_around(const Node& gone) {
  const ElementStyle style = style_of(document_.names(), gone.name);
  if (style.role != Role::kCell) writer_.set_apart(style.apart);
}

// A text and those after it that only comments part from it. Returns the node after them.
NodeId Renderer::add_text(NodeId id) {
  const Node& first = document_.node(id);
  std::string joined;
  base::Span source = document_.source(id);
  NodeId next = document_.next_sibling(id);
  NodeId after = first.end;
  for (; next != kNoNode; next = document_.next_sibling(next)) {
    const Node& node = document_.node(next);
    if (node.type == NodeType::kComment) continue;
    if (node.type != NodeType::kText || left_out(next)) break;
    if (joined.empty()) joined = document_.text(id);
    joined += document_.text(next);
    source.end = std::max(source.end, document_.source(next).end);
    after = node.end;
  }
  write(id, joined.empty() ? document_.text(id) : arena_.copy(joined), source);
  return after;
}

void Renderer::write(NodeId id, std::string_view text, base::Span source) {
  TextState state = state_;
  state.node = id;
  state.exact = text.data() == document_.page().data() + source.begin && text.size() == source.size();
  writer_.text(text, source, state);
}

void Renderer::enter(NodeId element) {
  const Node& node = document_.node(element);
  ElementStyle style = style_of(document_.names(), node.name);
  Open open{.end = node.end, .outer = state_, .apart = style.apart};
  enter_state(element, style.role);
  const bool list = style.role == Role::kList || style.role == Role::kOrderedList;
  if (list && !lists_.empty()) open.apart = Break::kLine;  // an inner list has no margin
  if (style.role == Role::kLineBreak) writer_.line_break();
  if (style.role == Role::kCell) {
    writer_.cell();
    open.apart = Break::kNone;
  }
  writer_.set_apart(open.apart);
  if (style.role == Role::kRow) {
    writer_.open_row();
    open.row = true;
  }
  if (list) enter_list(element, style.role == Role::kOrderedList, open);
  if (node.name == Name::kSup || options_.raised != Raised::kWords) keep_apart(element, open);
  if (markdown()) mark_up(element, style.role, open);
  open_.push_back(open);
}

// What keeps a superscript, or the cents of a price, from what stands before it.
void Renderer::keep_apart(NodeId element, Open& open) {
  const std::string_view before = state_.code || state_.hidden ? std::string_view() : writer_.right_before();
  if (before.empty()) return;
  Fence fence;
  if (document_.node(element).name == Name::kSup) {
    const NodeId behind = open.end;
    const bool text_behind = behind < document_.size() && document_.type(behind) == NodeType::kText;
    const std::string words = few_words(document_, element);
    fence = fence_of({words, before, text_behind ? document_.text(behind) : "", is_anchor(document_, element)},
                     options_.raised);
  } else if (is_called_fraction(document_.attribute(element, Name::kClass).value_or(""))) {
    fence = fence_of_fraction(few_words(document_, element), before);
  }
  if (!fence.before.empty()) writer_.made_text(fence.before);
  open.raised_end = fence.behind;
}

void Renderer::enter_list(NodeId element, bool ordered, Open& open) {
  std::int64_t start = 1;
  const std::string_view digits = trimmed(document_, element, "start");
  std::from_chars(digits.data(), digits.data() + digits.size(), start);
  lists_.push_back({ordered, std::clamp<std::int64_t>(start, 0, 999'999'999)});
  open.list = true;
}

void Renderer::mark_up(NodeId element, Role role, Open& open) {
  if (open.outer.code && role != Role::kPreformatted) return;  // code holds no marks
  switch (role) {
    case Role::kHeading:
      if (containers_ >= kMaxContainers) return;
      ++containers_;
      writer_.open_heading(std::string(static_cast<std::size_t>(document_.name(element)[1] - '0'), '#') + " ");
      open.container = true;
      return;
    case Role::kQuote:
      return open_container("> ", "> ", true, open);
    case Role::kItem:
      return open_item(element, open);
    case Role::kPreformatted:
      return open_preformatted(element, open);
    case Role::kCode:
      return open_code(element, open);
    case Role::kStrong:
      return open_mark("**", open);
    case Role::kEmphasis:
      return open_mark("_", open);
    case Role::kLink:
      return open_link(element, open);
    case Role::kImage:
      if (const std::string text = image(document_, element); !text.empty()) writer_.made_text(text);
      return;
    default:
      return;
  }
}

void Renderer::open_item(NodeId element, Open& open) {
  std::string marker = "- ";
  if (!lists_.empty() && lists_.back().ordered) {
    List& list = lists_.back();
    const std::string_view digits = trimmed(document_, element, "value");
    std::from_chars(digits.data(), digits.data() + digits.size(), list.next);
    list.next = std::clamp<std::int64_t>(list.next, 0, 999'999'999);
    marker = std::to_string(list.next++) + ". ";
  }
  open_container(marker, std::string(marker.size(), ' '), false, open);
}

void Renderer::open_container(std::string_view first, std::string_view rest, bool quoted, Open& open) {
  if (containers_ >= kMaxContainers) return;
  ++containers_;
  writer_.open_container(first, rest, quoted);
  open.container = true;
}

void Renderer::open_preformatted(NodeId element, Open& open) {
  if (open.outer.code || document_.name(element) == "textarea") return;
  const std::string fence(std::max<std::size_t>(3, backticks(document_, element).longest + 1), '`');
  writer_.open_fence(fence, code_language(document_, element));
  open.fence = true;
}

void Renderer::open_code(NodeId element, Open& open) {
  const BacktickRuns runs = backticks(document_, element);
  const std::string fence(runs.longest + 1, '`');
  writer_.open_mark(runs.at_edge ? fence + " " : fence, runs.at_edge ? " " + fence : fence);
  marks_.push_back("`");
  ++open.marks;
}

void Renderer::open_link(NodeId element, Open& open) {
  const std::string target = link_target(trimmed(document_, element, "href"));
  if (target.empty() || std::ranges::find(marks_, "[") != marks_.end()) return;
  writer_.open_mark("[", "](" + target + ")");
  marks_.push_back("[");
  ++open.marks;
}

void Renderer::open_mark(std::string_view mark, Open& open) {
  if (std::ranges::find(marks_, mark) != marks_.end()) return;
  writer_.open_mark(mark, mark);
  marks_.emplace_back(mark);
  ++open.marks;
}

void Renderer::leave() {
  const Open& open = open_.back();
  if (!open.raised_end.empty()) writer_.made_text(open.raised_end);
  for (std::size_t i = 0; i < open.marks; ++i) {
    writer_.close_mark();
    marks_.pop_back();
  }
  if (open.fence) writer_.close_fence();
  if (open.container) writer_.close_container(), --containers_;
  if (open.list) lists_.pop_back();
  if (open.row) writer_.close_row();
  writer_.set_apart(open.apart);
  state_ = open.outer;
  open_.pop_back();
}

}  // namespace

text::Passage render(const Document& document, NodeId node, const RenderOptions& options, base::Arena& arena) {
  return Renderer(document, options, arena).run(node);
}

}  // namespace thresh::html
