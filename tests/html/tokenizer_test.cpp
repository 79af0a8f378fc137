// The tokenizer against the cases of html5lib (shared/conformance/html5lib/tokenizer), on every kind of block.
#include "html/tokenizer/tokenizer.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

#include "json_tree.h"
#include "shared_data.h"
#include "text/unicode.h"

namespace thresh::html {
namespace {

// Writes the tokens down, one a line, with text that touches as one.
class Recorder : public TokenSink {
 public:
  Recorder(std::string_view page, NameTable& names, std::vector<Attribute>& attributes)
      : page_(page), names_(names), attributes_(attributes) {}

  void text(base::Span bytes, std::uint8_t flags) override {
    std::string_view rest = raw(bytes);
    if ((flags & kHasNul) == 0) return append_decoded(rest, flags, text_);
    for (std::size_t nul = rest.find('\0'); nul != std::string_view::npos; nul = rest.find('\0')) {
      append_decoded(rest.substr(0, nul), flags, text_);  // tree construction decides on U+0000
      text_ += '\0';
      rest.remove_prefix(nul + 1);
    }
    append_decoded(rest, flags, text_);
  }
  ContentModel start_tag(const Tag& tag) override {
    flush();
    std::map<std::string, std::string> sorted;
    for (std::uint32_t i = tag.first_attribute; i < tag.first_attribute + tag.attributes; ++i) {
      append_decoded(raw(attributes_[i].source), attributes_[i].flags(),
                     sorted[std::string(names_.text(attributes_[i].name()))]);
    }
    seen += "<" + std::string(names_.text(tag.name));
    for (const auto& [name, value] : sorted) seen += " " + name + "=" + value + ";";
    seen += tag.self_closing ? "/>\n" : ">\n";
    return ContentModel::kData;
  }
  void end_tag(const Tag& tag) override {
    flush();
    seen += "</" + std::string(names_.text(tag.name)) + ">\n";
  }
  void comment(base::Span content, std::uint8_t flags) override {
    flush();
    seen += "<!--" + decoded(content, flags) + "-->\n";
  }
  void doctype(const DoctypeToken& doctype) override {
    flush();
    const auto id = [&](const std::optional<base::Span>& span) { return span ? decoded(*span, kEncoded) : "none"; };
    seen += "<!DOCTYPE " + (doctype.has_name ? text::ascii_lower(decoded(doctype.name, kEncoded)) : "none") + " " +
            id(doctype.public_id) + " " + id(doctype.system_id) + (doctype.force_quirks ? " quirks" : "") + ">\n";
  }
  void end_of_file() override { flush(); }
  bool allows_cdata() const override { return false; }

  std::string seen;

 private:
  std::string_view raw(base::Span span) const { return page_.substr(span.begin, span.size()); }
  std::string decoded(base::Span span, std::uint8_t flags) const {
    std::string out;
    append_decoded(raw(span), flags, out);
    return out;
  }
  void flush() {
    if (!text_.empty()) seen += "text " + text_ + "\n";
    text_.clear();
  }

  std::string_view page_;
  NameTable& names_;
  std::vector<Attribute>& attributes_;
  std::string text_;
};

std::string tokens_of(const std::string& page, ContentModel model, const std::string& last_start_tag,
                      simd::Level level) {
  base::Arena arena;
  NameTable names(arena);
  std::vector<Attribute> attributes;
  Recorder recorder(page, names, attributes);
  Tokenizer tokenizer(page, names, attributes, recorder, 512);
  tokenizer.start_in(model, last_start_tag.empty() ? Name::kNone : names.intern_exact(last_start_tag));
  tokenizer.run(level);
  return recorder.seen;
}

// Input that is escaped twice: \uXXXX stands for one unit of UTF-16.
std::string unescaped(const std::string& text, bool twice) {
  if (!twice) return text;
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text.compare(at, 2, "\\u") != 0) {
      out += text[at];
      continue;
    }
    text::append_utf8(out, static_cast<char32_t>(std::stoul(text.substr(at + 2, 4), nullptr, 16)));
    at += 5;
  }
  return out;
}

std::string expected_token(const Json& token, bool twice) {
  const std::string kind = token[0].text;
  const auto part = [&](std::size_t i) {
    return token[i].kind == Json::Kind::kNull ? "none" : unescaped(token[i].text, twice);
  };
  if (kind == "Comment") return "<!--" + part(1) + "-->\n";
  if (kind == "EndTag") return "</" + part(1) + ">\n";
  if (kind == "DOCTYPE") {
    return "<!DOCTYPE " + part(1) + " " + part(2) + " " + part(3) + (token[4].truth ? "" : " quirks") + ">\n";
  }
  std::map<std::string, std::string> attributes;
  for (const auto& [name, value] : token[2].items) {
    attributes[unescaped(name, twice)] = unescaped(value.text, twice);
  }
  std::string out = "<" + part(1);
  for (const auto& [name, value] : attributes) out += " " + name + "=" + value + ";";
  return out + (token.items.size() > 3 && token[3].truth ? "/>\n" : ">\n");
}

std::string expected_tokens(const Json& output, bool twice) {
  std::string out, text;
  const auto flush = [&] {
    if (!text.empty()) out += "text " + text + "\n";
    text.clear();
  };
  for (const auto& [unused, token] : output.items) {
    if (token[0].text == "Character") {
      text += unescaped(token[1].text, twice);
    } else {
      flush();
      out += expected_token(token, twice);
    }
  }
  flush();
  return out;
}

ContentModel model_of(const std::string& state) {
  static const std::map<std::string, ContentModel> kModels = {
      {"Data state", ContentModel::kData},           {"RCDATA state", ContentModel::kRcdata},
      {"RAWTEXT state", ContentModel::kRawText},     {"Script data state", ContentModel::kScriptData},
      {"PLAINTEXT state", ContentModel::kPlaintext}, {"CDATA section state", ContentModel::kCdata}};
  return kModels.at(state);
}

void check_case(const std::string& file, const Json& one) {
  const bool twice = one.find("doubleEscaped") != nullptr && one.find("doubleEscaped")->truth;
  const std::string page = unescaped(one.find("input")->text, twice);
  const std::string expected = expected_tokens(*one.find("output"), twice);
  const std::string last = one.find("lastStartTag") != nullptr ? one.find("lastStartTag")->text : "";
  std::vector<std::string> states = {"Data state"};
  if (const Json* given = one.find("initialStates")) {
    states.clear();
    for (const auto& [unused, state] : given->items) states.push_back(state.text);
  }
  for (const std::string& state : states) {
    for (const simd::Level level : simd::levels()) {
      INFO(file << ": " << one.find("description")->text << ", " << state << " on " << simd::name(level));
      CHECK(tokens_of(page, model_of(state), last, level) == expected);
    }
  }
}

TEST_CASE("tokens are those of html5lib's cases") {
  std::size_t count = 0;
  for (const auto& path : shared_files("conformance/html5lib/tokenizer", ".test")) {
    const Json file = read_json(read_file(path));
    const Json* tests = file.find("tests");
    if (tests == nullptr) continue;  // xmlViolation: what a writer of XML does with text
    for (const auto& [unused, one] : tests->items) {
      ++count;
      check_case(path.filename().string(), one);
    }
  }
  if (count > 0) CHECK(count == 6806);
}

// A page of many bytes, so that every block boundary is crossed, is read alike on every kind of block.
TEST_CASE("every kind of block gives the same tokens") {
  const std::vector<std::string> parts = {"text &amp; more",
                                          "<p class=\"a b\" id=c>",
                                          "</p >",
                                          "<!-- c - -- d -->",
                                          "\r\n",
                                          std::string("a\0b", 3),
                                          "<br/>",
                                          "<x y='z&lt;' y=2 q>",
                                          "<!DOCTYPE html>",
                                          "<",
                                          "</",
                                          "caf\u00E9",
                                          "<![CDATA[ x ]]>",
                                          "=",
                                          "<a\x01"
                                          "b c\x02=d\x03>"};
  std::string page;
  std::uint32_t state = 1;
  for (int i = 0; i < 3000; ++i) {
    state = state * 1664525 + 1013904223;
    page += parts[(state >> 16) % parts.size()];
  }
  const std::string plain = tokens_of(page, ContentModel::kData, "", simd::Level::kPlain);
  for (const simd::Level level : simd::levels()) CHECK(tokens_of(page, ContentModel::kData, "", level) == plain);
  CHECK(plain.size() > page.size() / 2);
}

}  // namespace
}  // namespace thresh::html
