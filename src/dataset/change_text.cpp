// Changes as lines of JSON and as text for a terminal. See change_writers.h.
#include <array>
#include <utility>

#include "base/printable.h"
#include "dataset/change_writers.h"
#include "dataset/shown_change.h"
#include "emit/json_writer.h"

namespace thresh::dataset {
namespace {

constexpr std::size_t kShown = 80;  // characters of a stretch

class LineWriter final : public ChangeWriter {
 public:
  explicit LineWriter(base::Output& output) : output_(output) {}

  base::Result<void> take(const RecordChange& change) override {
    json_.clear();
    json_.write(change_line(change));
    return output_.write(std::string(json_.text()) + '\n');
  }
  base::Result<void> finish(const ChangeCounts&) override { return {}; }

 private:
  base::Output& output_;
  emit::JsonWriter json_{emit::JsonWriter::Layout::kCompact};
};

class TextWriter final : public ChangeWriter {
 public:
  TextWriter(base::Output& output, bool color) : output_(output), color_(color) {}

  base::Result<void> take(const RecordChange& change) override {
    std::string text = colored(color_of(change.what), name(change.what)) + "  " + base::printable(change.id);
    if (!change.title.empty()) text += "  " + base::printable(shortened(change.title, kShown));
    if (change.fields.empty() && !change.url.empty()) text += "  " + base::printable(change.url);
    text += '\n';
    for (const FieldChange& field : change.fields) append_field(text, field);
    return output_.write(text);
  }

  base::Result<void> finish(const ChangeCounts& counts) override { return output_.write(counts_text(counts) + '\n'); }

 private:
  enum Color : std::uint8_t { kPlain, kRed, kGreen, kYellow, kBold };

  static Color color_of(ChangeClass what) {
    switch (what) {
      case ChangeClass::kBroken:
      case ChangeClass::kRemovedAtSource:
      case ChangeClass::kVanished:
        return kRed;
      case ChangeClass::kNew:
        return kGreen;
      case ChangeClass::kEdited:
        return kYellow;
      default:
        return kBold;
    }
  }

  std::string colored(Color color, std::string_view text) const {
    constexpr std::array<std::string_view, 5> kCodes = {"", "\x1B[31m", "\x1B[32m", "\x1B[33m", "\x1B[1m"};
    if (!color_ || color == kPlain) return std::string(text);
    return std::string(kCodes[color]) + std::string(text) + "\x1B[0m";
  }

  void append_field(std::string& text, const FieldChange& field) const {
    text += "  " + colored(color_of(field.what), name(field.what)) + "  " + base::printable(field.path);
    if (!field.old_path.empty()) text += " (was " + base::printable(field.old_path) + ")";
    text += "\n    ";
    for (const ShownRun& run : shown(field, kShown)) {
      const std::string words = base::printable(run.text);
      if (run.side == WordRun::Side::kBoth) text += words;
      if (run.side == WordRun::Side::kOld) text += colored(kRed, "[-" + words + "-]");
      if (run.side == WordRun::Side::kNew) text += colored(kGreen, "{+" + words + "+}");
    }
    text += '\n';
  }

  base::Output& output_;
  bool color_;
};

}  // namespace

std::unique_ptr<ChangeWriter> line_writer(base::Output& output) { return std::make_unique<LineWriter>(output); }

std::unique_ptr<ChangeWriter> text_writer(base::Output& output, bool color) {
  return std::make_unique<TextWriter>(output, color);
}

std::string counts_text(const ChangeCounts& counts) {
  const std::size_t changed = counts.changed(), all = changed + counts.same;
  const std::string records = std::to_string(all) + (all == 1 ? " record" : " records");
  if (changed == 0) return records + ", no difference";
  std::string text = std::to_string(changed) + " of " + records + (changed == 1 ? " differs" : " differ");
  const char* before = ": ";
  for (std::size_t i = change_class_names().size(); i-- > 0;) {
    if (counts.records[i] == 0) continue;
    text +=
        std::exchange(before, ", ") + std::to_string(counts.records[i]) + ' ' + std::string(change_class_names()[i]);
  }
  return text;
}

}  // namespace thresh::dataset
