// See shipped.h.
#include "rules/shipped.h"

#include <algorithm>
#include <iterator>

#include "rules/load.h"

namespace thresh::rules {
namespace {

// Puts a head together, line by line.
class HeadWriter {
 public:
  void add(std::string_view line) {
    const std::size_t indent = line.find_first_not_of(' ');
    if (indent == std::string_view::npos || line[indent] == '#') return;
    if (indent == 0) {
      in_variants_ = key_of(line) == "variants";
      begin("", line);
    } else if (in_variants_ && indent == 2 && line.substr(2).starts_with("- ")) {
      dash_ = true;
      begin("    ", line.substr(4));
    } else if (in_variants_ && indent == 4) {
      begin("    ", line.substr(4));
    } else if (keeps_) {
      write("", line);
    }
  }

  std::string take() { return std::move(head_); }

 private:
  static std::string_view key_of(std::string_view line) { return line.substr(0, line.find(':')); }

  // A key of the file or of a variant.
  void begin(std::string_view indent, std::string_view line) {
    const std::string_view key = key_of(line);
    keeps_ = key == "rules" || key == "record" || key == "match" || key == "name" || key == "variants";
    if (keeps_) write(indent, line);
    // Every kind has `url`.
    if (key == "html") write(indent, "html: {url: a}");
    if (key == "text") write(indent, "text: {lines: {a: {line: 1, to: url}}, layout: a}");
  }

  void write(std::string_view indent, std::string_view line) {
    head_ += dash_ && !indent.empty() ? "  - " : indent;
    if (!indent.empty()) dash_ = false;
    head_ += line;
    head_ += '\n';
  }

  std::string head_;
  bool keeps_ = false;  // the lines below the key
  bool in_variants_ = false;
  bool dash_ = false;  // the next key is the first one of a variant
};

}  // namespace

std::string head_of(std::string_view yaml) {
  HeadWriter writer;
  while (!yaml.empty()) {
    const std::size_t end = std::min(yaml.find('\n'), yaml.size());
    writer.add(yaml.substr(0, end));
    yaml.remove_prefix(std::min(end + 1, yaml.size()));
  }
  return writer.take();
}

Shipped::Shipped(const base::Limits& limits) : limits_(limits) {
  for (const base::EmbeddedFile& source : base::embedded_under("selectors/")) {
    Loaded loaded = load(head_of(source.bytes), source.path, limits);
    if (!loaded) {
      errors_.insert(errors_.end(), loaded.error().begin(), loaded.error().end());
      continue;
    }
    File& file = files_.emplace_back();
    file.source = source;
    file.first = heads_.size();
    std::ranges::move(*loaded, std::back_inserter(heads_));
  }
  if (!errors_.empty()) heads_.clear();
}

const Rules& Shipped::whole(const Rules& head) const {
  const auto index = static_cast<std::size_t>(&head - heads_.data());
  const auto after = std::ranges::upper_bound(files_, index, {}, &File::first);
  File& file = *std::prev(after);
  std::call_once(file.once, [this, &file] {
    if (Loaded loaded = load(file.source.bytes, file.source.path, limits_)) file.rules = *std::move(loaded);
  });
  const std::size_t at = index - file.first;
  return at < file.rules.size() ? file.rules[at] : head;
}

}  // namespace thresh::rules
