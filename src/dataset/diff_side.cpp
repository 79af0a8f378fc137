// See diff_side.h.
#include "dataset/diff_side.h"

#include <utility>
#include <vector>

#include "dataset/versions.h"

namespace thresh::dataset {
namespace {

std::string text_of(const record::Map& line, std::string_view key) {
  const record::Value* value = line.find(key);
  return value == nullptr || value->as_text() == nullptr ? std::string() : *value->as_text();
}

// What a version's changes.jsonl says: who is gone, and who came back.
base::Result<void> note_gone(base::Folder& version, std::unordered_set<std::string>& gone) {
  if (version.kind("changes.jsonl") != base::PathKind::kFile) return {};
  auto lines = version.open("changes.jsonl");
  if (!lines) return std::unexpected(std::move(lines.error()));
  RecordFile file(*std::move(lines), version.path() + "/changes.jsonl");
  for (;;) {
    const auto line = file.next();
    if (!line) return std::unexpected(line.error());
    if (!*line) return {};
    const auto change = file.record((*line)->text, (*line)->number);
    if (!change) return std::unexpected(change.error());
    const std::string what = text_of(*change, "change"), id = text_of(*change, "id");
    if (what == name(ChangeClass::kRemovedAtSource)) gone.insert(id);
    if (what == name(ChangeClass::kNew)) gone.erase(id);
  }
}

}  // namespace

base::Result<DiffSide> open_side(base::Disk& disk, const std::string& path) {
  if (disk.kind(path) == base::PathKind::kMissing) {
    return base::path_failure(base::ErrorCode::kNotFound, "no such file or folder", path);
  }
  if (disk.kind(path) != base::PathKind::kFolder) {
    auto file = RecordFile::open(disk, path);
    if (!file) return std::unexpected(std::move(file.error()));
    return DiffSide{*std::move(file), path, std::nullopt};
  }
  auto folder = disk.open_folder(path);
  if (!folder) return std::unexpected(std::move(folder.error()));
  auto records = RecordFile::open_version(**folder);
  if (!records) return std::unexpected(std::move(records.error()));
  DiffSide side{*std::move(records), path, std::nullopt};
  if ((*folder)->kind(kManifestName) == base::PathKind::kFile) {
    const auto json = base::read_file(**folder, kManifestName, kLargestManifest);
    auto manifest = json ? manifest_of(*json) : std::unexpected(json.error());
    if (!manifest) {
      manifest.error().place.file = path + '/' + std::string(kManifestName);
      return std::unexpected(std::move(manifest.error()));
    }
    side.manifest = *std::move(manifest);
  }
  return side;
}

base::Result<DiffFacts> facts_between(base::Disk& disk, const DiffSide& before, const DiffSide& after) {
  DiffFacts facts;
  if (!before.manifest || !after.manifest) return facts;
  facts.rules_changed = !before.manifest->made_alike(*after.manifest);
  // A version stands in DATA/versions/; `latest` leads there too, since the system follows it first.
  auto versions = Versions::open(disk, after.path + "/../..");
  if (!versions) return facts;
  // The versions from the newer one back to the older one, each of which knows the one before it.
  std::vector<std::uint32_t> chain;
  for (std::optional<std::uint32_t> at = after.manifest->version; at && *at > before.manifest->version;) {
    const auto manifest = versions->manifest(*at);
    if (!manifest) break;
    chain.push_back(*at);
    const auto previous = (*manifest)->previous;
    at = previous && *previous < *at ? previous : std::nullopt;
  }
  for (auto number = chain.rbegin(); number != chain.rend(); ++number) {
    const auto version = versions->enter(*number);
    if (!version) return std::unexpected(version.error());
    if (auto noted = note_gone(**version, facts.gone); !noted) return std::unexpected(std::move(noted.error()));
  }
  return facts;
}

}  // namespace thresh::dataset
