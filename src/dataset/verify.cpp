// See verify.h.
#include "dataset/verify.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "dataset/record_check.h"
#include "dataset/record_file.h"

namespace thresh::dataset {
namespace {

using record::Map;

class Verification {
 public:
  Verification(base::Folder& version, std::uint32_t number, bool held)
      : version_(version), number_(number), name_((held ? "held/" : "versions/") + version_name(number)) {}

  std::vector<Fault> run() {
    const auto json = base::read_file(version_, kManifestName, kLargestManifest);
    const auto manifest = json ? manifest_of(*json) : std::unexpected(json.error());
    if (!manifest) return fault(kManifestName, manifest.error().message), std::move(faults_);
    if (manifest->version != number_)
      fault(kManifestName, "it is that of version " + std::to_string(manifest->version));
    for (const Manifest::File& file : manifest->files) check_file(file);
    check_names(*manifest);
    check_records(*manifest);
    check_lines("changes.jsonl", [](const Map& line) { return what_is_wrong_with_change(line); });
    check_lines("ledger.jsonl", [](const Map& line) { return what_is_wrong_with_ledger(line); });
    return std::move(faults_);
  }

 private:
  void fault(std::string_view file, std::string message, std::uint64_t line = 0) {
    if (faults_.size() >= kMostFaults) return;
    std::string place = name_ + '/' + std::string(file);
    if (line > 0) place += ':' + std::to_string(line);
    faults_.push_back({std::move(place), std::move(message)});
  }

  void check_file(const Manifest::File& file) {
    const auto opened = version_.open(file.name);
    if (!opened) return fault(file.name, opened.error().message);
    if ((*opened)->size() != file.size) {
      return fault(file.name, "it has " + std::to_string((*opened)->size()) + " bytes and should have " +
                                  std::to_string(file.size));
    }
    const auto intact = is_intact(version_, file);
    if (!intact) return fault(file.name, intact.error().message);
    if (!*intact) fault(file.name, "its bytes are not those that were written");
  }

  // Nothing but what the manifest names.
  void check_names(const Manifest& manifest) {
    const auto entries = version_.list();
    if (!entries) return fault("", entries.error().message);
    for (const base::FolderEntry& entry : *entries) {
      if (entry.name != kManifestName && manifest.find(entry.name) == nullptr) {
        fault(entry.name, "the manifest does not name it");
      }
    }
  }

  void check_records(const Manifest& manifest) {
    // Other formats that are written beside hold the same records; their digests are enough.
    const bool there = std::ranges::any_of(manifest.files, [](const Manifest::File& file) {
      return file.name == "records.jsonl" || file.name == "records.json" || file.name == "records.yaml";
    });
    if (!there) return;
    auto file = RecordFile::open_version(version_);
    if (!file) return fault("records", file.error().message);
    const std::string name = file->name().substr(file->name().rfind('/') + 1);
    std::uint64_t count = 0;
    for (;;) {
      const auto line = file->next();
      if (!line) return fault(name, line.error().message);
      if (!*line) break;
      ++count;
      const auto record = file->record((*line)->text, (*line)->number);
      if (!record) {
        fault(name, record.error().message, (*line)->number);
        continue;
      }
      for (const std::string& wrong : shape_faults(*record)) fault(name, wrong, (*line)->number);
    }
    if (count != manifest.records) {
      fault(name,
            "it holds " + std::to_string(count) + " records; the manifest says " + std::to_string(manifest.records));
    }
  }

  template <class Look>
  void check_lines(std::string_view name, Look what_is_wrong) {
    if (version_.kind(name) == base::PathKind::kMissing) return;
    auto opened = version_.open(name);
    if (!opened) return fault(name, opened.error().message);
    RecordFile file(*std::move(opened), std::string(name));
    for (;;) {
      const auto line = file.next();
      if (!line) return fault(name, line.error().message);
      if (!*line) return;
      const auto map = file.record((*line)->text, (*line)->number);
      const std::string wrong = map ? what_is_wrong(*map) : map.error().message;
      if (!wrong.empty()) fault(name, wrong, (*line)->number);
    }
  }

  static std::string what_is_wrong_with_change(const Map& line) {
    const record::Value* what = line.find("change");
    const bool known = what != nullptr && what->as_text() != nullptr && change_class_of(*what->as_text());
    return known ? "" : "no such class of change";
  }

  // kept + removed + unclaimed = characters (docs/ledger.md).
  static std::string what_is_wrong_with_ledger(const Map& line) {
    const auto number = [&](std::string_view key) {
      const record::Value* value = line.find(key);
      return value == nullptr || value->as_integer() == nullptr ? std::optional<std::int64_t>()
                                                                : std::optional(*value->as_integer());
    };
    const auto all = number("characters"), kept = number("kept"), removed = number("removed");
    const auto unclaimed = number("unclaimed");
    if (!all || !kept || !removed || !unclaimed) return "no line of a ledger";
    return *all == *kept + *removed + *unclaimed ? "" : "the sum is not that of its parts";
  }

  base::Folder& version_;
  std::uint32_t number_;
  std::string name_;
  std::vector<Fault> faults_;
};

}  // namespace

std::vector<Fault> verify(Versions& versions, std::uint32_t number, bool held) {
  const auto version = versions.enter(number, held);
  if (!version) return {{(held ? "held/" : "versions/") + version_name(number), version.error().message}};
  return Verification(**version, number, held).run();
}

}  // namespace thresh::dataset
