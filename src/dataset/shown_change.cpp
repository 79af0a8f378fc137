// See shown_change.h.
#include "dataset/shown_change.h"

#include "emit/json_writer.h"
#include "text/unicode.h"

namespace thresh::dataset {
namespace {

using Side = WordRun::Side;

// A text as it is, everything else as JSON.
std::string plain(const record::Value& value) {
  if (value.as_text() != nullptr) return *value.as_text();
  return emit::json_text(value);
}

// The byte behind the first `count` code points.
std::size_t prefix(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  for (; count > 0 && at < text.size(); --count) at += text::code_point_at(text, at).length;
  return std::min(at, text.size());
}

std::size_t suffix(std::string_view text, std::size_t count) {
  std::size_t at = text.size();
  for (; count > 0 && at > 0; --count) at -= text::code_point_before(text, at).length;
  return at;
}

}  // namespace

std::string shortened(std::string_view text, std::size_t most, bool ends) {
  const std::size_t head = prefix(text, ends ? most / 2 : most);
  if (head == text.size() || text::length(text) <= most) return std::string(text);
  std::string out = std::string(text.substr(0, head)) + " \xE2\x80\xA6 ";
  if (ends) out += text.substr(suffix(text, most / 2));
  return out;
}

std::vector<ShownRun> shown(const FieldChange& change, std::size_t most) {
  std::vector<ShownRun> out;
  if (change.before.as_text() != nullptr && change.after.as_text() != nullptr) {
    for (const WordRun& run : word_diff(*change.before.as_text(), *change.after.as_text())) {
      out.push_back({run.side, shortened(run.text, most, run.side == Side::kBoth)});
    }
    return out;
  }
  if (!change.before.is_null()) out.push_back({Side::kOld, shortened(plain(change.before), most)});
  if (!change.after.is_null()) out.push_back({Side::kNew, shortened(plain(change.after), most)});
  return out;
}

}  // namespace thresh::dataset
