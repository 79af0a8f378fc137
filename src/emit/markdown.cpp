// Markdown: one document a record, for reading, for notes, and for what takes documents of prose.
//
// A document starts with front matter (YAML between lines `---`: id, kind, url, date, language), which also parts it
// from the one before it. Then come title, by-line and words; each post of a list is a heading with its number, a
// by-line and its words. The body of an article is Markdown already; everything else is escaped (markdown_text.h).
//
// Tested by tests/emit/markdown_test.cpp and markdown_test.py.
#include <algorithm>
#include <string>
#include <utility>

#include "emit/json_writer.h"
#include "emit/makers.h"
#include "emit/markdown_text.h"
#include "emit/number.h"
#include "emit/reading.h"
#include "emit/yaml_scalar.h"

namespace thresh::emit {
namespace {

using record::List;
using record::Map;
using record::Value;

std::string plain_text(const Value& value) {
  NumberBuffer buffer;
  if (const std::string* text = value.as_text()) return *text;
  if (const std::int64_t* integer = value.as_integer()) return std::string(number_text(*integer, buffer));
  if (const double* real = value.as_real()) return std::string(number_text(*real, buffer));
  if (const bool* truth = value.as_bool()) return *truth ? "true" : "false";
  return {};
}

bool is_nested(const Value& value) { return value.as_map() != nullptr || value.as_list() != nullptr; }

std::string json_of(const Value& value, JsonWriter::Layout layout) {
  JsonWriter writer(layout);
  writer.write(value);
  return std::string(writer.text());
}

// Facts in a line, parted by middle dots.
class ByLine {
 public:
  // `words` are escaped; with `label` in front, which are not.
  void add(std::string_view label, const Value& value, std::string_view behind = {}) {
    const std::string words = plain_text(value);
    if (words.empty()) return;
    begin();
    line_ += label;
    append_markdown_line(line_, words, line_.empty());
    line_ += behind;
  }

  void add_name(const Value& person) {
    const std::string name = plain_text(person_name(person));
    if (name.empty()) return;
    begin();
    const std::string url = plain_text(value_at(person, "/url"));
    line_ += "**";
    url.empty() ? append_markdown_line(line_, name) : append_markdown_link(line_, name, url);
    line_ += "**";
    if (const List* credentials = value_at(person, "/credentials").as_list()) {
      for (const Value& credential : *credentials) append_markdown_line(line_ += ", ", plain_text(credential));
    }
  }

  void add_place(const Value& place) {
    std::string words = plain_text(person_name(place));  // a place too has a usual name, else its words
    for (const char* part : {"/region", "/country"}) {
      const std::string more = plain_text(value_at(place, part));
      if (!more.empty()) words += (words.empty() ? "" : ", ") + more;
    }
    add({}, words);
  }

  void add_rating(const Value& rating) {
    const Value& value = value_at(rating, "/value");
    if (value.is_null()) return add("rated ", value_at(rating, "/as_written"));
    std::string words = "rated " + plain_text(value);
    if (const std::string best = plain_text(value_at(rating, "/best")); !best.empty()) words += " of " + best;
    if (const std::string count = plain_text(value_at(rating, "/count")); !count.empty()) words += " (" + count + ")";
    add({}, words);
  }

  void add_person(const Value& person) {
    add_name(person);
    add({}, person_name(value_at(person, "/specialty")));
    add_place(value_at(person, "/location"));
    add_rating(value_at(person, "/rating"));
  }

  void add_link(std::string_view text, const Value& url) {
    const std::string address = plain_text(url);
    if (address.empty()) return;
    begin();
    append_markdown_link(line_, text, address);
  }

  // What posts, articles and reviews have in common.
  void add_facts(const Map& post) {
    add_person(value_at(post, "/author"));
    add({}, value_at(post, "/date"));
    add("changed ", value_at(post, "/modified"));
    add("edited ", value_at(post, "/edited"));
    const Value& votes = value_at(post, "/votes");
    add({}, votes, votes == Value(1) ? " vote" : " votes");
    add_rating(value_at(post, "/rating"));
    const bool* accepted = value_at(post, "/accepted").as_bool();
    if (accepted != nullptr && *accepted) add({}, "accepted");
    add("reply to ", value_at(post, "/reply_to"));
  }

  const std::string& text() const { return line_; }

 private:
  void begin() {
    if (!line_.empty()) line_ += " \xC2\xB7 ";
  }

  std::string line_;
};

class Document {
 public:
  explicit Document(std::string& out) : out_(out) {}

  void front_matter(const Map& record) {
    out_ += "---";
    const std::pair<std::string_view, const Value&> lines[] = {{"id", value_at(record, "/id")},
                                                               {"kind", value_at(record, "/kind")},
                                                               {"url", reading_url(record)},
                                                               {"date", reading_date(record)},
                                                               {"language", value_at(record, "/language")}};
    for (const auto& [key, value] : lines) {
      out_.append("\n").append(key).append(": ");
      const std::string* text = value.as_text();
      text == nullptr ? void(out_ += "null") : append_yaml_value(out_, *text, 2);
    }
    out_ += "\n---";
  }

  // A heading is left out where it has no words of its own.
  void heading(int level, const std::string& words, std::string_view number = {}) {
    std::string line(number);
    if (!number.empty() && !words.empty()) line += ". ";
    append_markdown_line(line, words, number.empty());
    if (line.empty()) return;
    block();
    out_.append(static_cast<std::size_t>(level), '#').append(" ").append(line);
  }

  void by_line(const ByLine& line) {
    if (line.text().empty()) return;
    block();
    out_ += line.text();
  }

  void words(const Value& value, std::string_view prefix = {}) {
    std::string text;
    append_markdown(text, plain_text(value), prefix);
    if (text.empty()) return;
    block();
    out_ += text;
  }

  void markdown(const Value& value) {
    const std::string text = plain_text(value);
    if (text.find_first_not_of(" \n\t\r") == std::string::npos) return;
    block();
    append_markdown_body(out_, text);
  }

  // A line of a list: `- **name:** words`. Lines that follow each other make one list.
  void fact(std::string_view name, const std::string& escaped) {
    if (escaped.empty()) return;
    in_list_ ? void(out_ += '\n') : block();
    in_list_ = true;
    out_ += "- **";
    append_markdown_line(out_, name);
    out_.append(":** ").append(escaped);
  }

  void fact(std::string_view name, const Value& value) {
    std::string words;
    append_markdown_line(words, plain_text(value));
    fact(name, words);
  }

  void json(const Value& value) {
    block();
    // JSON has no line that begins with a backtick: a string's line breaks are escaped.
    out_.append("```json\n").append(json_of(value, JsonWriter::Layout::kPretty)).append("\n```");
  }

  void image(const Value& image) {
    const std::string url = plain_text(value_at(image, "/url"));
    if (url.empty()) return;
    block();
    append_markdown_link(out_ += '!', plain_text(value_at(image, "/alt")), url);
    words(value_at(image, "/caption"));
  }

  void post(const Map& post, int level, std::string_view number) {
    heading(level, plain_text(value_at(post, "/headline")), number);
    ByLine line;
    line.add_facts(post);
    line.add_link("link", value_at(post, "/url"));
    by_line(line);
    words(value_at(post, "/body"));
  }

  void posts(std::string_view title, const Value& value) {
    const List* list = value.as_list();
    if (list == nullptr || list->empty()) return;
    heading(2, std::string(title));
    std::size_t number = 0;
    for (const Value& item : *list) {
      ++number;
      if (item.as_map() != nullptr) post(*item.as_map(), 3, std::to_string(number));
    }
  }

  void profile(const Map& record) {
    fact("type", value_at(record, "/type"));
    fact("credentials",
         joined(value_at(record, "/credentials"), [](ByLine& line, const Value& item) { line.add({}, item); }));
    fact("specialties", joined(value_at(record, "/specialties"),
                               [](ByLine& line, const Value& item) { line.add({}, person_name(item)); }));
    fact("places", joined(value_at(record, "/places"), [](ByLine& line, const Value& item) { line.add_place(item); }));
    for (const char* part : {"phone", "email", "address"})
      fact(part, value_at(record, std::string("/contact/") + part));
    ByLine link, rating;
    link.add_link(plain_text(value_at(record, "/contact/url")), value_at(record, "/contact/url"));
    fact("web site", link.text());
    rating.add_rating(value_at(record, "/rating"));
    fact("rating", rating.text());
  }

  void review(const Map& record) {
    ByLine item;
    const std::string name = plain_text(value_at(record, "/item/name"));
    const Value& url = value_at(record, "/item/url");
    url.is_null() ? item.add({}, name) : item.add_link(name.empty() ? plain_text(url) : name, url);
    item.add({}, value_at(record, "/item/type"));
    fact("of", item.text());
    fact("verdict", value_at(record, "/verdict"));
  }

  void fields(const Map& fields) {
    for (const auto& [name, value] : fields.entries()) {
      const std::string text = plain_text(value);
      if (value.is_null()) continue;
      if (!is_nested(value) && text.find('\n') == std::string::npos) {
        fact(name, value);
        continue;
      }
      heading(2, name);
      is_nested(value) ? json(value) : words(value);
    }
  }

 private:
  // What follows is parted from what came by a blank line.
  void block() {
    out_ += "\n\n";
    in_list_ = false;
  }

  template <class Add>
  static std::string joined(const Value& value, Add add) {
    ByLine line;
    if (const List* list = value.as_list()) {
      for (const Value& item : *list) add(line, item);
    }
    return line.text();
  }

  std::string& out_;
  bool in_list_ = false;
};

class MarkdownEmitter : public Emitter {
 public:
  explicit MarkdownEmitter(base::Output& output) : output_(output) {}

  base::Result<void> write(const Map& record) override {
    text_.assign(first_ ? "" : "\n");
    first_ = false;
    Document document(text_);
    document.front_matter(record);
    document.heading(1, plain_text(reading_title(record)));
    add_kind(document, record, plain_text(value_at(record, "/kind")));
    text_ += '\n';
    return output_.write(text_);
  }

  base::Result<void> finish() override { return {}; }

 private:
  static void add_kind(Document& document, const Map& record, const std::string& kind) {
    if (kind == "qa") {
      if (const Map* question = value_at(record, "/question").as_map()) document.post(*question, 2, {});
      return document.posts("Answers", value_at(record, "/answers"));
    }
    if (kind == "thread") return document.posts("Posts", value_at(record, "/posts"));
    if (kind == "custom") {
      const Map* fields = value_at(record, "/fields").as_map();
      return fields == nullptr ? void() : document.fields(*fields);
    }
    if (kind == "profile") {
      document.profile(record);
      document.words(value_at(record, "/bio"));
      return document.posts("Reviews", value_at(record, "/reviews"));
    }
    ByLine line;
    line.add_facts(record);
    document.by_line(line);
    if (kind == "review") document.review(record);
    document.words(value_at(record, "/description"), "> ");
    kind == "article" ? document.markdown(value_at(record, "/body")) : document.words(value_at(record, "/body"));
    if (const List* images = value_at(record, "/images").as_list()) {
      for (const Value& image : *images) document.image(image);
    }
    document.posts("Comments", value_at(record, "/comments"));
  }

  base::Output& output_;
  std::string text_;
  bool first_ = true;
};

}  // namespace

std::unique_ptr<Emitter> make_markdown(base::Output& output, const EmitOptions&) {
  return std::make_unique<MarkdownEmitter>(output);
}

}  // namespace thresh::emit
