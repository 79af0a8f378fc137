// See record_file.h.
#include "dataset/record_file.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "emit/json_writer.h"
#include "rules/yaml_value.h"
#include "text/unicode.h"

namespace thresh::dataset {
namespace {

constexpr std::size_t kPiece = std::size_t{128} << 10;  // that is read at a time; it stays in a processor's cache
constexpr std::size_t kWindow = std::size_t{64} << 10;  // that is read at a place
constexpr std::size_t kSoon = std::size_t{16} << 10;    // so far apart, two texts follow each other

// A file in memory.
class TextReader final : public base::FileReader {
 public:
  explicit TextReader(std::string text) : text_(std::move(text)) {}

  std::uint64_t size() const override { return text_.size(); }
  base::Result<std::size_t> read_at(std::uint64_t offset, std::span<char> buffer) override {
    if (offset >= text_.size()) return std::size_t{0};
    const std::size_t count = std::min<std::size_t>(buffer.size(), text_.size() - offset);
    std::memcpy(buffer.data(), text_.data() + offset, count);
    return count;
  }

 private:
  std::string text_;
};

std::unexpected<base::Error> broken(const std::string& file, std::uint64_t line, std::string reason) {
  base::Error error{base::ErrorCode::kUnreadable, std::move(reason)};
  error.place.file = file;
  error.place.line = static_cast<std::uint32_t>(std::min<std::uint64_t>(line, UINT32_MAX));
  return std::unexpected(std::move(error));
}

base::Result<std::string> whole(base::FileReader& file, const std::string& name) {
  if (file.size() > kLargestText) return broken(name, 0, "too large for its format; JSON lines may have any size");
  std::string text(file.size(), '\0');
  const auto count = file.read_at(0, text);
  if (!count) return std::unexpected(count.error());
  text.resize(*count);
  return text;
}

void append_line(std::string& lines, emit::JsonWriter& writer, const record::Value& value) {
  writer.clear();
  writer.write(value);
  lines += writer.text();
  lines += '\n';
}

// One record, or a list of them.
base::Result<std::string> lines_of_json(std::string_view text, const std::string& name) {
  std::string lines;
  if (text::trim(text).empty()) return lines;
  record::JsonReader reader;
  const auto value = reader.read(text);
  if (!value) return broken(name, 0, value.error().message);
  emit::JsonWriter writer(emit::JsonWriter::Layout::kCompact);
  if (const record::List* list = value->as_list()) {
    for (const record::Value& one : *list) append_line(lines, writer, one);
  } else {
    append_line(lines, writer, *value);
  }
  return lines;
}

// A document a record. A line "---" is never part of a value: those of a block are indented.
base::Result<std::string> lines_of_yaml(std::string_view text, const std::string& name) {
  std::string lines;
  emit::JsonWriter writer(emit::JsonWriter::Layout::kCompact);
  for (std::size_t begin = 0, at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const bool parts = text.substr(at, end - at) == "---", last = end + 1 >= text.size();
    const std::string_view document = text.substr(begin, (parts ? at : end) - begin);
    at = end + 1;
    if (!parts && !last) continue;
    begin = at;
    if (text::trim(document).empty()) continue;
    auto value = rules::read_yaml(document, name);
    if (!value) {
      value.error().code = base::ErrorCode::kUnreadable;
      return std::unexpected(std::move(value.error()));
    }
    append_line(lines, writer, *value);
  }
  return lines;
}

enum class Form : std::uint8_t { kLines, kJson, kYaml, kUnknown };

Form form_of(std::string_view path) {
  struct Ending {
    std::string_view ending;
    Form form;
  };
  constexpr Ending kEndings[] = {{".jsonl", Form::kLines},
                                 {".ndjson", Form::kLines},
                                 {".json", Form::kJson},
                                 {".yaml", Form::kYaml},
                                 {".yml", Form::kYaml}};
  for (const Ending& one : kEndings) {
    if (path.size() > one.ending.size() &&
        text::equals_ignoring_ascii_case(path.substr(path.size() - one.ending.size()), one.ending)) {
      return one.form;
    }
  }
  return Form::kUnknown;
}

base::Result<RecordFile> opened(std::unique_ptr<base::FileReader> file, const std::string& path) {
  const Form form = form_of(path);
  if (form == Form::kLines) return RecordFile(std::move(file), path);
  auto text = whole(*file, path);
  if (!text) return std::unexpected(std::move(text.error()));
  auto lines = form == Form::kJson ? lines_of_json(*text, path) : lines_of_yaml(*text, path);
  if (!lines) return std::unexpected(std::move(lines.error()));
  return RecordFile(std::make_unique<TextReader>(*std::move(lines)), path);
}

// Makes room that a read fills: it is not cleared before.
void enlarge(std::string& text, std::size_t size) {
  text.resize_and_overwrite(size, [size](char*, std::size_t) { return size; });
}

}  // namespace

RecordFile::RecordFile(std::unique_ptr<base::FileReader> lines, std::string name)
    : file_(std::move(lines)), name_(std::move(name)) {}

RecordFile RecordFile::nothing() { return {std::make_unique<TextReader>(std::string()), std::string()}; }

base::Result<RecordFile> RecordFile::open(base::Disk& disk, const std::string& path) {
  if (form_of(path) == Form::kUnknown) {
    return base::failure(base::ErrorCode::kUsage, "which format is " + path + "?",
                         "records are read from .jsonl, .json and .yaml");
  }
  auto file = disk.open(path);
  if (!file) return std::unexpected(std::move(file.error()));
  return opened(*std::move(file), path);
}

base::Result<RecordFile> RecordFile::open_version(base::Folder& version) {
  for (const std::string_view name : {"records.jsonl", "records.json", "records.yaml"}) {
    if (version.kind(name) != base::PathKind::kFile) continue;
    auto file = version.open(name);
    if (!file) return std::unexpected(std::move(file.error()));
    return opened(*std::move(file), version.path() + '/' + std::string(name));
  }
  return base::path_failure(base::ErrorCode::kNotFound, "there are no records.jsonl, records.json or records.yaml",
                            version.path());
}

void RecordFile::rewind() {
  buffer_.clear();
  begins_ = at_ = number_ = 0;
  ended_ = false;
}

// Reads one more piece; false where nothing more is there. What was given out already goes.
base::Result<bool> RecordFile::fill() {
  if (ended_) return false;
  buffer_.erase(0, at_);
  begins_ += std::exchange(at_, 0);
  // A long line is met by ever longer pieces, so that its start is not moved again and again.
  const std::size_t held = buffer_.size(), wanted = std::max(kPiece, held);
  enlarge(buffer_, held + wanted);
  const auto count = file_->read_at(begins_ + held, std::span(buffer_).subspan(held));
  if (!count) return std::unexpected(count.error());
  buffer_.resize(held + *count);
  ended_ = *count < wanted;
  return *count > 0;
}

base::Result<std::optional<RecordFile::Line>> RecordFile::next() {
  std::size_t searched = at_;
  for (;;) {
    std::size_t end = buffer_.find('\n', searched);
    if (end == std::string::npos) {
      searched = buffer_.size() - at_;
      if (searched > kLongestLine) return broken(name_, number_ + 1, "the line is too long");
      const auto filled = fill();
      if (!filled) return std::unexpected(filled.error());
      if (*filled || !ended_) continue;
      if (at_ == buffer_.size()) return std::optional<Line>();
      end = buffer_.size();
    }
    const std::string_view text = std::string_view(buffer_).substr(at_, end - at_);
    const Line line{text, begins_ + at_, ++number_};
    at_ = std::min(end + 1, buffer_.size());
    if (!text::trim_ascii(text).empty()) return std::optional(line);
    searched = at_;
  }
}

// Texts are mostly asked for in the order of the file: one that follows soon after the one before is read with what
// follows it, another alone.
base::Result<std::string> RecordFile::text_at(std::uint64_t offset, std::size_t length) {
  const std::uint64_t last = std::exchange(asked_to_, offset + length);
  if (offset < window_begins_ || offset + length > window_begins_ + window_.size()) {
    const bool follows = offset >= last && offset - last <= kSoon;
    enlarge(window_, follows ? std::max(length, kWindow) : length);
    window_begins_ = offset;
    const auto count = file_->read_at(offset, window_);
    window_.resize(count ? *count : 0);
    if (!count) return std::unexpected(count.error());
    if (*count < length) return broken(name_, 0, "the file became shorter while it was read");
  }
  return window_.substr(offset - window_begins_, length);
}

base::Result<record::Map> RecordFile::record(std::string_view line, std::uint64_t number) {
  auto value = json_->read(line);
  if (!value) return broken(name_, number, value.error().message);
  record::Map* map = value->as_map();
  if (map == nullptr) return broken(name_, number, "this is no record");
  return std::move(*map);
}

base::Result<std::string> id_of(RecordFile& file, const RecordFile::Line& line) {
  if (const std::string_view id = record::first_member(line.text, "id"); !id.empty()) return std::string(id);
  const auto record = file.record(line.text, line.number);
  if (!record) return std::unexpected(record.error());
  const record::Value* id = record->find("id");
  return id == nullptr || id->as_text() == nullptr ? std::string() : *id->as_text();
}

}  // namespace thresh::dataset
