// See reading.h. One table tells where each kind keeps what is read.
#include "emit/reading.h"

#include <algorithm>
#include <span>

#include "emit/plain_markdown.h"
#include "emit/walk.h"

namespace thresh::emit {
namespace {

using record::Value;

// JSON pointers into a record of the kind. `parts` are texts, posts, or lists of posts, in reading order.
struct Reading {
  std::string_view kind;
  std::string_view title, author, date;
  std::span<const std::string_view> parts;
  std::string_view markdown = {};  // the part that is Markdown
};

constexpr std::string_view kQaParts[] = {"/title", "/question", "/answers"};
constexpr std::string_view kThreadParts[] = {"/title", "/posts"};
constexpr std::string_view kArticleParts[] = {"/title", "/body"};  // what readers wrote below it is another text
constexpr std::string_view kReviewParts[] = {"/item/name", "/headline", "/body"};
constexpr std::string_view kProfileParts[] = {"/name", "/bio", "/reviews"};
constexpr std::string_view kPageParts[] = {"/title", "/body"};

constexpr Reading kReadings[] = {
    {"qa", "/title", "/question/author", "/question/date", kQaParts},
    {"thread", "/title", "/posts/0/author", "/posts/0/date", kThreadParts},
    {"article", "/title", "/author", "/date", kArticleParts, "/body"},
    {"review", "/headline", "/author", "/date", kReviewParts},
    {"profile", "/name", "", "", kProfileParts},
    {"page", "/title", "", "", kPageParts},
    {"custom", "/fields/title", "/fields/author", "/fields/date", {}},
};

const Reading& reading_of(const record::Map& record) {
  constexpr const Reading& kCustom = kReadings[std::size(kReadings) - 1];
  const std::string* kind = value_at(record, "/kind").as_text();
  if (kind == nullptr) return kCustom;
  const auto* const found = std::ranges::find(kReadings, std::string_view(*kind), &Reading::kind);
  return found == std::end(kReadings) ? kCustom : *found;
}

void add_paragraph(std::string& out, const Value& value) {
  const std::string* text = value.as_text();
  if (text == nullptr || text->empty()) return;
  if (!out.empty()) out += "\n\n";
  out += *text;
}

// A text, or a post.
void add_piece(std::string& out, const Value& piece) {
  add_paragraph(out, piece);
  add_paragraph(out, value_at(piece, "/headline"));
  add_paragraph(out, value_at(piece, "/body"));
}

// Gathers every text that a walk meets.
struct TextSink {
  std::string& out;
  void open(bool, std::size_t) {}
  void close(bool) {}
  void key(const std::string&) {}
  void item() {}
  void leaf(const Value& value) { add_paragraph(out, value); }
};

const Value& text_or_null(const Value& value) {
  static const Value kNull;
  return value.as_text() != nullptr ? value : kNull;
}

}  // namespace

const Value& value_at(const Value& value, std::string_view pointer) {
  static const Value kNull;
  const Value* found = record::at(value, pointer);
  return found == nullptr ? kNull : *found;
}

const Value& value_at(const record::Map& map, std::string_view pointer) {
  static const Value kNull;
  if (pointer.empty()) return kNull;
  const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
  const Value* first = map.find(pointer.substr(1, end - 1));
  return first == nullptr ? kNull : value_at(*first, pointer.substr(end));
}

std::string reading_text(const record::Map& record) {
  std::string out;
  const Reading& reading = reading_of(record);
  for (const std::string_view part : reading.parts) {
    const Value& value = value_at(record, part);
    const record::List* list = value.as_list();
    if (list != nullptr) {
      for (const Value& piece : *list) add_piece(out, piece);
    } else if (part == reading.markdown && value.as_text() != nullptr) {
      add_piece(out, Value(plain_markdown(*value.as_text())));
    } else {
      add_piece(out, value);
    }
  }
  if (reading.parts.empty()) {
    TextSink sink{out};
    walk(value_at(record, "/fields"), sink);
  }
  return out;
}

const Value& reading_title(const record::Map& record) {
  const Value& title = text_or_null(value_at(record, reading_of(record).title));
  return title.is_null() ? text_or_null(value_at(record, "/item/name")) : title;
}

const Value& reading_author(const record::Map& record) {
  const Value& author = value_at(record, reading_of(record).author);
  return author.as_text() != nullptr ? author : person_name(author);
}

const Value& reading_date(const record::Map& record) { return text_or_null(value_at(record, reading_of(record).date)); }

const Value& reading_url(const record::Map& record) {
  const Value& canonical = value_at(record, "/url");
  return canonical.is_null() ? value_at(record, "/source/url") : canonical;
}

const Value& person_name(const Value& person) {
  const Value& name = value_at(person, "/name");
  return name.is_null() ? value_at(person, "/as_written") : name;
}

}  // namespace thresh::emit
