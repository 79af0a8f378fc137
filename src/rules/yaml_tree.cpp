// The one adapter of yaml-cpp: its events to our tree. See yaml_tree.h.
//
// Events, not YAML::Node: a Node tree follows aliases (460 bytes that walk to 9^10 nodes), keeps the first of two equal
// keys in silence, and takes quadratic time to build. The builder leaves yaml-cpp by throwing a Refusal, which does
// not get out of this file. yaml-cpp gives plain scalars the tag "?" and quoted ones "!".
#include "rules/yaml_tree.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <optional>
#include <sstream>
#include <unordered_map>

#include "base/ascii.h"
#include "rules/yaml_explain.h"
#include "text/unicode.h"

namespace thresh::rules {
namespace {

using base::Error;
using base::ErrorCode;

struct Refusal {
  Error error;
};

// Brackets and braces that are open at once, and brackets and commas in all, at which yaml-cpp is not even asked: its
// scanner reads a flow list to its end before the first event. Quoted ones count too; no honest file comes near.
constexpr std::size_t kMaxOpenBrackets = 1000;
constexpr std::size_t kFlowMarksPerValue = 2;

// What to do where YAML takes a text for an alias or an anchor.
std::string quote_hint(char mark, const YamlForm& form) {
  std::string hint = std::string("quote text that starts with `") + mark + '`';
  if (!form.instead_of_aliases.empty()) hint += "; " + std::string(form.instead_of_aliases);
  return hint;
}

Error alias_error(const SourceText& source, std::size_t offset, const YamlForm& form) {
  return error_at(source, offset, "YAML takes this `*` for an alias, and aliases are not allowed",
                  quote_hint('*', form));
}

// Stands for a '?' while yaml-cpp reads: it ends a plain scalar of a flow map at any '?', where YAML 1.2
// (section 7.3.3) lets `{is: head? prose*}` be. No UTF-8 holds this byte, and no escape ("\x01") gives it; no offset
// changes.
constexpr char kQuestionMark = '\xFF';

// The text with every '?' replaced that goes on a word and so cannot be the mark of a complex key.
std::string shield_question_marks(std::string_view text) {
  constexpr std::string_view kTokenEnds = " \t\r\n[{,";
  std::string out(text);
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '?' && kTokenEnds.find(text[i - 1]) == std::string_view::npos) out[i] = kQuestionMark;
  }
  return out;
}

std::string unshield_question_marks(std::string text) {
  std::ranges::replace(text, kQuestionMark, '?');
  return text;
}

bool is_blank(char c) { return c == ' ' || c == '\t'; }

class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(const SourceText& source, const base::Limits& limits, const YamlForm& form)
      : source_(source), limits_(limits), form_(form) {}

  bool has_document() const { return documents_ > 0; }
  YamlNode take() { return std::move(root_); }
  // Where the innermost bracket or brace opens that is not closed yet; nothing if none is open.
  std::optional<std::size_t> open_bracket() const {
    if (frames_.empty() || !frames_.back().node.flow) return std::nullopt;
    return frames_.back().node.begin;
  }

  // The quoted text that was read last.
  std::optional<YamlQuote> last_quote() const { return quote_; }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ > 1) {
      refuse(offset(mark), 1, "a second document starts here", "a file holds one YAML document; use a file each");
    }
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse_anchor(mark, anchor);
    YamlNode node;
    node.begin = offset(mark);
    describe_null(node);
    add(std::move(node));
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    throw Refusal{alias_error(source_, offset(mark), form_)};
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    check(mark, tag, anchor);
    YamlNode node;
    node.kind = YamlNode::Kind::kScalar;
    node.quoted = tag == "!";
    node.text = unshield_question_marks(value);
    node.begin = offset(mark);
    if (node.quoted) note_quote(node.begin);
    if (!node.quoted) node.swallowed = comment_after(node.begin + raw_length(node));
    add(std::move(node));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(YamlNode::Kind::kList, mark, tag, anchor);
  }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(YamlNode::Kind::kMap, mark, tag, anchor);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapEnd() override { close(); }

 private:
  // A list or map that is open.
  struct Frame {
    YamlNode node;
    std::optional<YamlNode> key;                        // of a map: read, and its value not yet
    std::unordered_map<std::string, std::size_t> seen;  // of a map: its keys, and where
  };

  // Leaves yaml-cpp, which has nothing to clean up but its own objects.
  [[noreturn]] void refuse(std::size_t at, std::uint32_t width, std::string message, std::string hint) const {
    throw Refusal{{ErrorCode::kBadRules, std::move(message), source_.file_place(at, width), std::move(hint)}};
  }

  // yaml-cpp takes the end of the file after a line break for the end of a quote. (A block scalar starts otherwise.)
  void note_quote(std::size_t begin) {
    const std::string_view bytes = source_.bytes();
    if (begin >= bytes.size() || (bytes[begin] != '"' && bytes[begin] != '\'')) return;
    const std::size_t end = end_of_quoted(bytes, begin);
    if (end == std::string_view::npos) throw Refusal{open_quote_error(source_, begin)};
    quote_ = YamlQuote{begin, end};
  }

  // yaml-cpp counts bytes; at the end of the file it may point beyond it.
  std::size_t offset(const YAML::Mark& mark) const {
    return std::min(static_cast<std::size_t>(std::max(mark.pos, 0)), source_.bytes().size());
  }

  void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) const {
    if (anchor == 0) return;
    refuse(offset(mark), 1, "YAML takes this `&` for an anchor, and anchors are not allowed", quote_hint('&', form_));
  }

  void check(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) const {
    refuse_anchor(mark, anchor);
    const bool written = offset(mark) < source_.bytes().size() && source_.bytes()[offset(mark)] == '!';
    if (tag != "?" && tag != "" && (tag != "!" || written)) {
      refuse(offset(mark), 1, "YAML takes this `!` for a tag, and tags are not allowed",
             "quote text that starts with `!`");
    }
  }

  void open(YamlNode::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    check(mark, tag, anchor);
    const std::size_t at = offset(mark);
    if (frames_.size() >= limits_.rules_depth) {
      refuse(at, 1, "nested deeper than " + std::to_string(limits_.rules_depth) + " levels", {});
    }
    Frame frame;
    frame.node.kind = kind;
    frame.node.begin = at;
    frame.node.flow = at < source_.bytes().size() && (source_.bytes()[at] == '[' || source_.bytes()[at] == '{');
    frames_.push_back(std::move(frame));
  }

  void close() {
    YamlNode node = std::move(frames_.back().node);
    frames_.pop_back();
    add(std::move(node));
  }

  // Puts a finished node where it belongs: the document, an item of the open list, a key or a value of the open map.
  void add(YamlNode node) {
    if (++nodes_ > form_.most_values) {
      refuse(node.begin, 1, "more than " + std::to_string(form_.most_values) + " values in one file",
             std::string(form_.instead_of_many));
    }
    if (frames_.empty()) {
      root_ = std::move(node);
      return;
    }
    Frame& top = frames_.back();
    if (top.node.is_list()) {
      top.node.items.push_back(std::move(node));
    } else if (top.key) {
      top.node.entries.push_back({std::move(*top.key), std::move(node)});
      top.key.reset();
    } else {
      take_key(top, std::move(node));
    }
  }

  // yaml-cpp would let the first of two equal keys win.
  void take_key(Frame& top, YamlNode key) {
    if (!key.is_scalar()) {
      refuse(key.begin, 1, "a key has to be a name", "quote a text that starts with `[` or `{`");
    }
    const auto width = static_cast<std::uint32_t>(text::length(key.text));
    if (key.text == "<<" && !key.quoted) refuse(key.begin, width, "merge keys are not allowed", {});
    const auto [first, is_new] = top.seen.emplace(key.text, key.begin);
    if (!is_new) {
      refuse(key.begin, width, "duplicate key `" + key.text + "`",
             "it stands on line " + std::to_string(source_.position(first->second).line) + " already");
    }
    top.key = std::move(key);
  }

  // The bytes of a plain scalar as written, if it stands on one line; else 0.
  std::size_t raw_length(const YamlNode& node) const {
    return source_.bytes().substr(node.begin).starts_with(node.text) ? node.text.size() : 0;
  }

  // "#main" if that follows `at` after white space, up to the next white space: a `#` that YAML takes for a comment
  // though it looks like a part of the value. A comment proper has a space after its `#`.
  std::string comment_after(std::size_t at) const {
    const std::string_view rest = source_.bytes().substr(std::min(at, source_.bytes().size()));
    std::size_t start = 0;
    while (start < rest.size() && is_blank(rest[start])) ++start;
    if (start == 0 || start >= rest.size() || rest[start] != '#') return {};
    std::size_t end = start + 1;
    while (end < rest.size() && !is_blank(rest[end]) && rest[end] != '\n' && rest[end] != '\r') ++end;
    const bool is_name = end > start + 1 && (is_word(rest[start + 1]) || rest[start + 1] == '$');
    return is_name ? std::string(rest.substr(start, end - start)) : std::string();
  }

  // yaml-cpp marks an empty value where the next token stands. Finds where the value itself would stand, and what
  // stands there.
  void describe_null(YamlNode& node) const {
    const std::string_view bytes = source_.bytes();
    const std::string_view rest = bytes.substr(node.begin);
    for (const std::string_view word : {"~", "null", "Null", "NULL"}) {
      const bool whole = rest.starts_with(word) && (rest.size() == word.size() || !is_word(rest[word.size()]));
      if (whole && (frames_.empty() || node.begin > frames_.back().node.begin)) {
        node.text = word;
        return;
      }
    }
    if (frames_.empty()) return;
    const Frame& top = frames_.back();
    std::size_t at = top.key ? after_colon(*top.key) : after_dash(node.begin, top.node.begin);
    at = std::min(at, bytes.size());
    node.swallowed = comment_after(at);
    while (at < bytes.size() && is_blank(bytes[at])) ++at;
    node.begin = std::min(at, bytes.size());
  }

  static bool is_word(char c) { return base::is_ascii_alphanumeric(c) || c == '_' || c == '-'; }

  std::size_t after_colon(const YamlNode& key) const {
    const std::size_t from = key.begin + (key.quoted ? key.text.size() + 2 : key.text.size());
    const std::size_t colon = source_.bytes().find(':', from);
    return colon == std::string_view::npos ? key.begin : colon + 1;
  }

  // The empty item of a block list: the last line before `next` that starts with a dash.
  std::size_t after_dash(std::size_t next, std::size_t list) const {
    const std::string_view bytes = source_.bytes();
    for (std::uint32_t line = source_.position(next).line; line >= source_.position(list).line; --line) {
      const std::string_view text = source_.line(line);
      const std::size_t dash = text.find_first_not_of(" \t");
      const auto at = static_cast<std::size_t>(text.data() - bytes.data()) + dash;
      if (dash != std::string_view::npos && text[dash] == '-' && at < next) return at + 1;
    }
    return next;
  }

  const SourceText& source_;
  const base::Limits& limits_;
  const YamlForm& form_;
  std::vector<Frame> frames_;
  YamlNode root_;
  std::size_t nodes_ = 0;
  std::size_t documents_ = 0;
  std::optional<YamlQuote> quote_;
};

// YAML 1.2, section 5.1: the printable characters. yaml-cpp would take U+0004 for the end of the file.
bool is_printable(char32_t c) {
  return c == '\t' || c == '\n' || c == '\r' || c == 0x85 || (c >= 0x20 && c < 0x7F) || (c >= 0xA0 && c < 0xFFFE) ||
         c > 0xFFFF;
}

std::optional<Error> check_characters(const SourceText& source) {
  const std::string_view bytes = source.bytes();
  if (!text::is_valid_utf8(bytes)) {
    return Error{ErrorCode::kBadRules, "the file is not UTF-8 text", source.file_place(0, 1), "save it as UTF-8"};
  }
  for (std::size_t at = 0; at < bytes.size();) {
    const text::CodePoint c = text::code_point_at(bytes, at);
    if (!is_printable(c.value)) return error_at(source, at, "a control character", "remove it; in quotes write \\x…");
    if (c.value == '\r' && !bytes.substr(at + 1).starts_with('\n')) {
      return error_at(source, at, "a carriage return alone ends no line", "save the file with line feeds");
    }
    at += c.length;
  }
  return std::nullopt;
}

std::optional<Error> check_flow(const SourceText& source, std::size_t most_marks) {
  const std::string_view bytes = source.bytes();
  std::size_t open = 0;
  std::size_t marks = 0;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    const bool opens = bytes[at] == '[' || bytes[at] == '{';
    if (opens) ++open;
    if (opens || bytes[at] == ',') ++marks;
    if (marks > most_marks) return error_at(source, at, "too many brackets and commas for one file");
    if ((bytes[at] == ']' || bytes[at] == '}') && open > 0) --open;
    if (open > kMaxOpenBrackets) return error_at(source, at, "brackets nested too deep");
  }
  return std::nullopt;
}

Error explain(const SourceText& source, const YamlForm& form, const TreeBuilder& builder,
              const YAML::Exception& exception) {
  const auto at = static_cast<std::size_t>(std::max(exception.mark.pos, 0));
  if (exception.msg.starts_with("the referenced anchor")) {
    return alias_error(source, std::min(at, source.bytes().size()), form);
  }
  return explain_yaml(source, {exception.msg, at, builder.open_bracket(), builder.last_quote()});
}

}  // namespace

const YamlNode* YamlNode::find(std::string_view key) const {
  for (const YamlEntry& entry : entries) {
    if (entry.key.text == key) return &entry.value;
  }
  return nullptr;
}

base::Result<YamlNode> parse_yaml(const SourceText& source, const base::Limits& limits, const YamlForm& form) {
  if (auto error = check_characters(source)) return std::unexpected(std::move(*error));
  if (auto error = check_flow(source, kFlowMarksPerValue * form.most_values)) return std::unexpected(std::move(*error));
  TreeBuilder builder(source, limits, form);
  try {
    std::istringstream stream{shield_question_marks(source.bytes())};
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (Refusal& refusal) {
    return std::unexpected(std::move(refusal.error));
  } catch (const YAML::Exception& exception) {
    return std::unexpected(explain(source, form, builder, exception));
  } catch (const std::exception& exception) {
    return std::unexpected(error_at(source, 0, std::string("the file cannot be read as YAML: ") + exception.what()));
  }
  if (!builder.has_document()) return std::unexpected(error_at(source, 0, "the file is empty"));
  return builder.take();
}

}  // namespace thresh::rules
