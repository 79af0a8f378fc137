// The versions of a dataset: complete folders, made beside and renamed into place.
//
//   data/versions/000123/   records.jsonl, changes.jsonl, …, manifest.json
//   data/held/000124/       one that a guard holds back
//   data/latest             a symbolic link to versions/000123: what consumers read
//   data/.publishing        the number of a version that is just being put in place
//
// A version is written to versions/.new-000124, its manifest last, and synced. Then its number is noted in .publishing,
// the folder is renamed, `latest` is switched in one step, and the note goes. Whatever stops that (a full disk,
// kill -9, the machine), a reader sees the version before or the new one, and `recover` ends it: where the renamed
// folder is there, the switch is made up for; else what was written is thrown away. A version never changes once it has
// its name, so that unchanged files of the next one are hard links to it.
//
// All that changes something is for who holds the lock of the dataset.
//
// Tested by tests/dataset/versions_test.cpp, versions_faults_test.cpp, and tests/dataset/kill_test.py, which kills.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/folder.h"
#include "dataset/manifest.h"

namespace thresh::dataset {

// "000123"; numbers of more digits have more.
std::string version_name(std::uint32_t number);
// The number that a name stands for; nothing for another name.
std::optional<std::uint32_t> version_number(std::string_view name);

// A version in the making. What is neither published nor held is thrown away by the next `recover`.
class NewVersion {
 public:
  NewVersion(NewVersion&&) noexcept;
  ~NewVersion();

  std::uint32_t number() const;
  std::optional<std::uint32_t> previous() const;  // the latest one so far
  // A file of the version. It is measured as it is written, and must be committed before `publish` or `hold`, while
  // this object is there.
  base::Result<std::unique_ptr<base::Output>> create(std::string_view name);
  // A file of it that was committed. Errors: kNotFound, kUnreadable.
  base::Result<std::unique_ptr<base::FileReader>> open(std::string_view name);
  // Puts the version in its place. `manifest` needs what the caller knows: dataset, created, program, rules, records,
  // stale, changes, statistics, held; the rest is filled in. Errors: kWriteFailed.
  base::Result<Manifest> publish(Manifest manifest);
  base::Result<Manifest> hold(Manifest manifest);

 private:
  friend class Versions;
  struct State;
  explicit NewVersion(std::unique_ptr<State> state);
  base::Result<void> finish(Manifest& manifest);

  std::unique_ptr<State> state_;
};

class Versions {
 public:
  struct Entry {
    std::uint32_t number = 0;
    bool held = false;
    bool latest = false;
  };

  // A data folder that is there. Errors: kNotFound where it holds no versions.
  static base::Result<Versions> open(base::Disk& disk, const std::string& data);
  // The same, with the folders made that are missing. Errors: kWriteFailed.
  static base::Result<Versions> create(base::Disk& disk, const std::string& data);

  // By number, the oldest first, held ones among them.
  base::Result<std::vector<Entry>> list();
  // Errors: kUnreadable, where `latest` is no link of ours.
  base::Result<std::optional<std::uint32_t>> latest();
  // Errors: kNotFound.
  base::Result<std::unique_ptr<base::Folder>> enter(std::uint32_t number, bool held = false);
  // The newest one that was read is kept: what a version says of itself never changes. Errors: as above, kUnreadable.
  base::Result<std::shared_ptr<const Manifest>> manifest(std::uint32_t number, bool held = false);
  // The manifests from the latest one back by `previous`, at most so many: what a guard compares with. Ends where one
  // is missing.
  base::Result<std::vector<std::shared_ptr<const Manifest>>> history(std::size_t most);

  // Ends what a run before left unfinished.
  base::Result<void> recover();
  // After `recover`. This object must stay where it is as long as the new version is in the making.
  base::Result<NewVersion> begin();

  // `latest` becomes this version, or the one before the latest. Nothing is deleted. Gives its number.
  // Errors: kNotFound; kUnreadable where files of it are missing or of another size; kWriteFailed.
  base::Result<std::uint32_t> rollback(std::optional<std::uint32_t> number);
  // A held version, or the newest of them, becomes the latest. Gives its number. Errors: as above.
  base::Result<std::uint32_t> publish_held(std::optional<std::uint32_t> number);
  // Deletes all but the newest `keep` (at least one), the latest and the one before it; of held ones all but the
  // newest `keep`. Gives what it deleted.
  base::Result<std::vector<Entry>> prune(std::size_t keep);

  const std::string& path() const { return data_->path(); }

 private:
  explicit Versions(std::unique_ptr<base::Folder> data);
  base::Result<void> open_parts();
  base::Result<void> drop_leftovers(base::Folder& folder);
  base::Result<void> end_publication();
  base::Result<void> put_in_place(base::Folder& from, std::string_view name, std::uint32_t number);
  base::Result<void> check_files(std::uint32_t number, bool held);
  friend class NewVersion;

  std::unique_ptr<base::Folder> data_, versions_, held_;
  std::shared_ptr<const Manifest> newest_read_;  // of those that are not held
};

}  // namespace thresh::dataset
