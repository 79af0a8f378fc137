// See diff.h.
#include "dataset/diff.h"

#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

namespace thresh::dataset {
namespace {

using record::Map;

// The keys of the records of a file as they come: the id; of equal ids the second and later have a number behind it.
class Keys {
 public:
  std::string next(const std::string& id) {
    const std::uint32_t count = ++counts_[id];
    return count == 1 ? id : id + '\0' + std::to_string(count);
  }

 private:
  std::unordered_map<std::string, std::uint32_t> counts_;
};

struct Entry {
  std::uint64_t offset = 0, number = 0;
  std::size_t length = 0;
  bool met = false;  // has a partner in the new file
};

// A record of the new file that is not the same to the byte as an old one.
struct Different {
  Entry entry;
  Entry* old = nullptr;  // of the same id
};

std::string text_of(const Map& record, std::string_view key) {
  const record::Value* value = record.find(key);
  return value == nullptr || value->as_text() == nullptr ? std::string() : *value->as_text();
}

// What a record whose id changed may be found by: the bytes of its page, else the page's own name, which of a page that
// was fetched is its address.
constexpr std::string_view kPageKeys[] = {"sha256", "name"};

std::string page_key(const Map& record, std::string_view key) {
  const record::Value* source = record.find("source");
  const std::string said =
      source == nullptr || source->as_map() == nullptr ? std::string() : text_of(*source->as_map(), key);
  return said.empty() ? said : std::string(key) + ' ' + said;
}

class Comparison {
 public:
  Comparison(RecordFile& before, RecordFile& after, const DiffFacts& facts, ChangeSink& sink)
      : before_(before), after_(after), facts_(facts), sink_(sink) {}

  base::Result<ChangeCounts> run() {
    base::Result<void> done = index_old();
    if (done) done = meet_new();
    if (done) done = index_lonely();
    if (done) done = compare_different();
    if (done) done = tell_gone();
    if (!done) return std::unexpected(std::move(done.error()));
    return counts_;
  }

 private:
  // Calls `use(key, line)` for each record of a file.
  template <class Use>
  static base::Result<void> for_each(RecordFile& file, Use use) {
    Keys keys;
    file.rewind();
    for (;;) {
      const auto line = file.next();
      if (!line) return std::unexpected(line.error());
      if (!*line) return {};
      const auto id = id_of(file, **line);
      if (!id) return std::unexpected(id.error());
      if (base::Result<void> used = use(keys.next(*id), **line); !used) return used;
    }
  }

  base::Result<void> index_old() {
    return for_each(before_, [&](const std::string& key, const RecordFile::Line& line) -> base::Result<void> {
      index_.emplace(key, entries_.size());
      entries_.push_back({line.offset, line.number, line.text.size()});
      return {};
    });
  }

  // Those that are the same to the byte are done with; the others are read again when it is known who is left alone.
  base::Result<void> meet_new() {
    return for_each(after_, [&](const std::string& key, const RecordFile::Line& line) -> base::Result<void> {
      Different different{{line.offset, line.number, line.text.size()}, nullptr};
      if (const auto found = index_.find(key); found != index_.end()) {
        different.old = &entries_[found->second];
        different.old->met = true;
        const auto same = is_same(*different.old, line.text);
        if (!same) return std::unexpected(same.error());
        if (*same) {
          ++counts_.same;
          return {};
        }
      }
      different_.push_back(different);
      return {};
    });
  }

  // The old records that nothing in the new file has the id of, by their pages; of several of one page none.
  base::Result<void> index_lonely() {
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      if (entries_[i].met) continue;
      const auto record = record_of(before_, entries_[i]);
      if (!record) return std::unexpected(record.error());
      for (const std::string_view key : kPageKeys) {
        const std::string page = page_key(*record, key);
        if (page.empty()) continue;
        const auto [place, first] = lonely_.try_emplace(page, i);
        if (!first) place->second = entries_.size();
      }
    }
    return {};
  }

  base::Result<void> compare_different() {
    for (const Different& one : different_) {
      const auto record = record_of(after_, one.entry);
      if (!record) return std::unexpected(record.error());
      Entry* partner = one.old != nullptr ? one.old : lonely_partner(*record);
      if (partner == nullptr) {
        if (auto told = tell(compare(nullptr, &*record)); !told) return told;
        continue;
      }
      partner->met = true;
      const auto old = record_of(before_, *partner);
      if (!old) return std::unexpected(old.error());
      if (auto told = tell(compare(&*old, &*record, facts_of(*record))); !told) return told;
    }
    return {};
  }

  Entry* lonely_partner(const Map& record) {
    for (const std::string_view key : kPageKeys) {
      const auto found = lonely_.find(page_key(record, key));
      if (found == lonely_.end() || found->second == entries_.size()) continue;
      Entry& partner = entries_[std::exchange(found->second, entries_.size())];
      if (!partner.met) return &partner;
    }
    return nullptr;
  }

  base::Result<void> tell_gone() {
    for (const Entry& entry : entries_) {
      if (entry.met) continue;
      const auto record = record_of(before_, entry);
      if (!record) return std::unexpected(record.error());
      if (auto told = tell(compare(&*record, nullptr, facts_of(*record))); !told) return told;
    }
    return {};
  }

  // By their bytes: reading them again costs less than a digest of each.
  base::Result<bool> is_same(const Entry& entry, std::string_view text) {
    if (entry.length != text.size()) return false;
    const auto old = before_.text_at(entry.offset, entry.length);
    if (!old) return std::unexpected(old.error());
    return *old == text;
  }

  static base::Result<Map> record_of(RecordFile& file, const Entry& entry) {
    const auto text = file.text_at(entry.offset, entry.length);
    if (!text) return std::unexpected(text.error());
    return file.record(*text, entry.number);
  }

  PageFacts facts_of(const Map& record) const {
    const bool gone = facts_.gone.contains(text_of(record, "id"));
    return {gone ? PageFacts::Page::kGone : PageFacts::Page::kUnknown, facts_.rules_changed};
  }

  base::Result<void> tell(const std::optional<RecordChange>& change) {
    if (!change) {
      ++counts_.same;  // nothing but bookkeeping
      return {};
    }
    counts_.add(*change);
    return sink_.take(*change);
  }

  RecordFile& before_;
  RecordFile& after_;
  const DiffFacts& facts_;
  ChangeSink& sink_;
  std::unordered_map<std::string, std::size_t> index_;   // into `entries_`
  std::vector<Entry> entries_;                           // of the old file, in its order
  std::vector<Different> different_;                     // in the order of the new file
  std::unordered_map<std::string, std::size_t> lonely_;  // by what tells the page; the end: none any more
  ChangeCounts counts_;
};

}  // namespace

base::Result<ChangeCounts> diff(RecordFile& before, RecordFile& after, const DiffFacts& facts, ChangeSink& sink) {
  return Comparison(before, after, facts, sink).run();
}

}  // namespace thresh::dataset
