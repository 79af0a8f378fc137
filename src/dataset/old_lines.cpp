// See old_lines.h.
#include "dataset/old_lines.h"

#include <algorithm>
#include <utility>

#include "record/json_reader.h"

namespace thresh::dataset {

base::Result<OldLines> OldLines::read(RecordFile file, std::string_view key) {
  OldLines all;
  for (;;) {
    const auto line = file.next();
    if (!line) return std::unexpected(line.error());
    if (!*line) break;
    std::string text(record::first_member((*line)->text, key));
    if (text.empty()) {  // an escape in it
      const auto record = file.record((*line)->text, (*line)->number);
      if (!record) return std::unexpected(record.error());
      const record::Value* value = record->find(key);
      if (value != nullptr && value->as_text() != nullptr) text = *value->as_text();
    }
    all.places_[std::move(text)].push_back(
        {(*line)->offset, static_cast<std::uint32_t>((*line)->text.size()), all.lines_});
    ++all.lines_;
  }
  for (auto& [text, places] : all.places_) std::ranges::reverse(places);
  all.file_.push_back(std::move(file));
  return all;
}

base::Result<OldLines::Line> OldLines::take(std::string_view text) {
  const auto known = places_.find(std::string(text));
  if (known == places_.end() || known->second.empty()) return Line();
  const Place place = known->second.back();
  known->second.pop_back();
  auto found = file_.front().text_at(place.offset, place.size);
  if (!found) return std::unexpected(std::move(found.error()));
  return Line{*std::move(found), place.number};
}

}  // namespace thresh::dataset
