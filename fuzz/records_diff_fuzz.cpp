// Two files of JSON lines, parted by a line "===": read, compared, and told of. Nothing that a line holds stops the
// comparison but with an error that has a place; a file does not differ from itself; every change is one line.
#include <algorithm>
#include <cstring>
#include <memory>
#include <string>

#include "dataset/change_writers.h"
#include "dataset/record_check.h"
#include "dataset/statistics.h"
#include "fuzz.h"
#include "text/unicode.h"

using namespace thresh;

namespace {

class TextFile final : public base::FileReader {
 public:
  explicit TextFile(std::string_view text) : text_(text) {}
  std::uint64_t size() const override { return text_.size(); }
  base::Result<std::size_t> read_at(std::uint64_t offset, std::span<char> buffer) override {
    if (offset >= text_.size()) return std::size_t{0};
    const std::size_t count = std::min<std::size_t>(buffer.size(), text_.size() - offset);
    std::memcpy(buffer.data(), text_.data() + offset, count);
    return count;
  }

 private:
  std::string_view text_;
};

struct TextOutput final : base::Output {
  std::string text;
  base::Result<void> write(std::string_view bytes) override { return text += bytes, base::Result<void>(); }
  base::Result<void> commit() override { return {}; }
};

dataset::RecordFile file_of(std::string_view text) { return {std::make_unique<TextFile>(text), "fuzz.jsonl"}; }

void compare(std::string_view before, std::string_view after) {
  auto old_file = file_of(before), new_file = file_of(after);
  TextOutput lines;
  const auto writer = dataset::line_writer(lines);
  const auto counts = dataset::diff(old_file, new_file, {}, *writer);
  if (!counts) return fuzz::must(!counts.error().message.empty(), "an error says what is wrong");
  const auto written = static_cast<std::size_t>(std::count(lines.text.begin(), lines.text.end(), '\n'));
  fuzz::must(written == counts->changed(), "every change is one line");
  fuzz::must(before != after || written == 0, "a file does not differ from itself");
  fuzz::must(text::is_valid_utf8(lines.text), "lines are UTF-8");

  TextOutput shown;
  const auto text = dataset::text_writer(shown, false);
  old_file = file_of(before), new_file = file_of(after);
  fuzz::must(dataset::diff(old_file, new_file, {}, *text).has_value(), "the same comparison succeeds again");
  fuzz::must(shown.text.find('\x1B') == std::string::npos, "no escape reaches a terminal");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view all = fuzz::text_of(data, size);
  const std::size_t middle = all.find("===\n");
  const std::string_view before = all.substr(0, middle);
  const std::string_view after = middle == std::string_view::npos ? std::string_view() : all.substr(middle + 4);
  compare(before, after);
  compare(before, before);
  auto file = file_of(after);
  dataset::Statistics statistics;
  for (;;) {
    const auto line = file.next();
    if (!line || !*line) break;
    const auto record = file.record((*line)->text, (*line)->number);
    if (!record) continue;
    (void)dataset::shape_faults(*record);
    statistics.add(*record);
  }
  const auto again = dataset::Statistics::read(statistics.to_map());
  fuzz::must(again && again->to_map() == statistics.to_map(), "statistics read back");
  return 0;
}
