// See versions.h.
#include "dataset/versions.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <utility>

#include "base/sha256.h"
#include "base/slug.h"
#include "emit/json_writer.h"

namespace thresh::dataset {
namespace {

using base::ErrorCode;
using base::Folder;
using base::PathKind;
using base::Result;

constexpr std::string_view kVersions = "versions", kHeld = "held", kLatest = "latest", kNote = ".publishing";
constexpr std::string_view kNew = ".new-", kOld = ".old-", kOwn = ".own-", kTemporary = ".thresh-";
constexpr std::size_t kDigits = 6;
constexpr std::size_t kLargestNote = 64;

std::unexpected<base::Error> not_found(std::string message, std::string hint = {}) {
  return base::failure(ErrorCode::kNotFound, std::move(message), std::move(hint));
}

Result<std::unique_ptr<Folder>> made(Folder& data, std::string_view name) {
  if (data.kind(name) == PathKind::kMissing) {
    if (auto done = data.make_folder(name); !done) return std::unexpected(std::move(done.error()));
  }
  return data.enter(name);
}

// The numbers of the versions in a folder, sorted.
Result<std::vector<std::uint32_t>> numbers_in(Folder& folder) {
  auto entries = folder.list();
  if (!entries) return std::unexpected(std::move(entries.error()));
  std::vector<std::uint32_t> numbers;
  for (const base::FolderEntry& entry : *entries) {
    const auto number = version_number(entry.name);
    if (number && entry.kind == PathKind::kFolder) numbers.push_back(*number);
  }
  std::ranges::sort(numbers);
  return numbers;
}

// Half a version, a version that is being deleted, a file or a link that never came to its place. Nothing else is ours.
bool is_leftover(std::string_view name) {
  const auto of_version = [&](std::string_view prefix) {
    return name.starts_with(prefix) && version_number(name.substr(prefix.size())).has_value();
  };
  return of_version(kNew) || of_version(kOld) || (name.starts_with(kTemporary) && name.ends_with(".tmp"));
}

std::string link_to(std::uint32_t number) { return std::string(kVersions) + '/' + version_name(number); }

Result<Manifest> read_manifest(Folder& version) {
  const auto json = base::read_file(version, kManifestName, kLargestManifest);
  if (!json) return std::unexpected(json.error());
  auto manifest = manifest_of(*json);
  if (!manifest) manifest.error().place.file = version.path() + '/' + std::string(kManifestName);
  return manifest;
}

}  // namespace

std::string version_name(std::uint32_t number) {
  std::string digits = std::to_string(number);
  return digits.size() < kDigits ? std::string(kDigits - digits.size(), '0') + digits : digits;
}

std::optional<std::uint32_t> version_number(std::string_view name) {
  std::uint32_t number = 0;
  const auto [end, trouble] = std::from_chars(name.data(), name.data() + name.size(), number);
  const bool whole = trouble == std::errc() && end == name.data() + name.size() && number > 0;
  return whole && version_name(number) == name ? std::optional(number) : std::nullopt;
}

// --- A version in the making.

struct NewVersion::State {
  Versions* versions = nullptr;
  std::unique_ptr<Folder> folder;
  std::string name;  // of the folder, as long as it has no number
  std::uint32_t number = 0;
  std::optional<std::uint32_t> previous;
  std::vector<Manifest::File> files;
};

namespace {

// Measures what is written.
class MeasuredOutput final : public base::Output {
 public:
  MeasuredOutput(std::unique_ptr<base::Output> output, std::string name, std::vector<Manifest::File>& files)
      : output_(std::move(output)), file_{std::move(name), 0, {}}, files_(files) {}

  Result<void> write(std::string_view bytes) override {
    digest_.add(bytes);
    file_.size += bytes.size();
    return output_->write(bytes);
  }

  Result<void> commit() override {
    if (committed_) return {};
    if (auto done = output_->commit(); !done) return done;
    committed_ = true;
    file_.sha256 = base::hex(digest_.finish());
    files_.push_back(std::move(file_));
    return {};
  }

 private:
  std::unique_ptr<base::Output> output_;
  base::Sha256Stream digest_;
  Manifest::File file_;
  std::vector<Manifest::File>& files_;
  bool committed_ = false;
};

// A file that is the same in the version before becomes a link to it. Where the file system has no hard links, or no
// more of them, the copy stays.
Result<void> link_unchanged(Folder& version, Folder& previous, const Manifest& before, const Manifest::File& file) {
  const Manifest::File* old = before.find(file.name);
  if (old == nullptr || *old != file) return {};
  // A file that lost its bytes since must not take the place of one that was just written.
  const auto intact = is_intact(previous, file);
  if (!intact || !*intact) return {};
  const std::string own = std::string(kOwn) + file.name;
  if (!base::is_slug(own)) return {};
  if (auto moved = version.rename(file.name, version, own); !moved) return moved;
  if (!previous.link(file.name, version, file.name)) return version.rename(own, version, file.name);
  return version.remove(own);
}

}  // namespace

NewVersion::NewVersion(std::unique_ptr<State> state) : state_(std::move(state)) {}
NewVersion::NewVersion(NewVersion&&) noexcept = default;
NewVersion::~NewVersion() = default;

std::uint32_t NewVersion::number() const { return state_->number; }
std::optional<std::uint32_t> NewVersion::previous() const { return state_->previous; }

Result<std::unique_ptr<base::Output>> NewVersion::create(std::string_view name) {
  auto output = state_->folder->create(name);
  if (!output) return output;
  return std::make_unique<MeasuredOutput>(*std::move(output), std::string(name), state_->files);
}

Result<std::unique_ptr<base::FileReader>> NewVersion::open(std::string_view name) { return state_->folder->open(name); }

Result<void> NewVersion::finish(Manifest& manifest) {
  manifest.version = state_->number;
  manifest.previous = state_->previous;
  manifest.files = state_->files;
  std::ranges::sort(manifest.files, {}, &Manifest::File::name);
  if (state_->previous) {
    // A version before that cannot be read is no reason not to publish a new one.
    auto previous = state_->versions->enter(*state_->previous);
    const auto before = state_->versions->manifest(*state_->previous);
    for (const Manifest::File& file : manifest.files) {
      if (!previous || !before) break;
      if (auto done = link_unchanged(*state_->folder, **previous, **before, file); !done) return done;
    }
  }
  emit::JsonWriter json(emit::JsonWriter::Layout::kPretty);
  json.write(to_map(manifest));
  if (auto done = base::write_file(*state_->folder, kManifestName, std::string(json.text()) + '\n'); !done) return done;
  return state_->folder->sync();
}

Result<Manifest> NewVersion::publish(Manifest manifest) {
  if (auto done = finish(manifest); !done) return std::unexpected(std::move(done.error()));
  Versions& versions = *state_->versions;
  if (auto done = versions.put_in_place(*versions.versions_, state_->name, state_->number); !done) {
    return std::unexpected(std::move(done.error()));
  }
  return manifest;
}

Result<Manifest> NewVersion::hold(Manifest manifest) {
  if (auto done = finish(manifest); !done) return std::unexpected(std::move(done.error()));
  Versions& versions = *state_->versions;
  if (versions.held_ == nullptr) {
    auto held = made(*versions.data_, kHeld);
    if (!held) return std::unexpected(std::move(held.error()));
    versions.held_ = *std::move(held);
  }
  auto done = versions.versions_->rename(state_->name, *versions.held_, version_name(state_->number));
  if (done) done = versions.held_->sync();
  if (!done) return std::unexpected(std::move(done.error()));
  return manifest;
}

// --- All of them.

Versions::Versions(std::unique_ptr<Folder> data) : data_(std::move(data)) {}

Result<Versions> Versions::open(base::Disk& disk, const std::string& data) {
  auto folder = disk.open_folder(data);
  if (!folder) return std::unexpected(std::move(folder.error()));
  if ((*folder)->kind(kVersions) != PathKind::kFolder) {
    return base::path_failure(ErrorCode::kNotFound, "no dataset is here: there is no folder `versions`", data);
  }
  Versions versions(*std::move(folder));
  if (auto done = versions.open_parts(); !done) return std::unexpected(std::move(done.error()));
  return versions;
}

Result<Versions> Versions::create(base::Disk& disk, const std::string& data) {
  if (auto done = disk.make_folders(data); !done) return std::unexpected(std::move(done.error()));
  auto folder = disk.open_folder(data);
  if (!folder) return std::unexpected(std::move(folder.error()));
  Versions versions(*std::move(folder));
  for (const std::string_view name : {kVersions, kHeld}) {
    if (auto part = made(*versions.data_, name); !part) return std::unexpected(std::move(part.error()));
  }
  if (auto done = versions.data_->sync(); !done) return std::unexpected(std::move(done.error()));
  if (auto done = versions.open_parts(); !done) return std::unexpected(std::move(done.error()));
  return versions;
}

// A data folder without held versions, as someone may have copied it, has none.
Result<void> Versions::open_parts() {
  auto versions = data_->enter(kVersions);
  if (!versions) return std::unexpected(std::move(versions.error()));
  versions_ = *std::move(versions);
  if (auto held = data_->enter(kHeld)) held_ = *std::move(held);
  return {};
}

Result<std::vector<Versions::Entry>> Versions::list() {
  const auto published = numbers_in(*versions_);
  if (!published) return std::unexpected(published.error());
  const auto held = held_ == nullptr ? std::vector<std::uint32_t>() : numbers_in(*held_);
  if (!held) return std::unexpected(held.error());
  const auto latest_one = latest();
  if (!latest_one) return std::unexpected(latest_one.error());
  std::vector<Entry> entries;
  for (const std::uint32_t number : *published) entries.push_back({number, false, *latest_one == number});
  for (const std::uint32_t number : *held) entries.push_back({number, true, false});
  std::ranges::sort(entries, {}, &Entry::number);
  return entries;
}

Result<std::optional<std::uint32_t>> Versions::latest() {
  if (data_->kind(kLatest) == PathKind::kMissing) return std::optional<std::uint32_t>();
  auto target = data_->link_target(kLatest);
  if (!target) return std::unexpected(std::move(target.error()));
  const std::string prefix = std::string(kVersions) + '/';
  const auto number = target->starts_with(prefix) ? version_number(target->substr(prefix.size())) : std::nullopt;
  if (!number) {
    base::Error error{ErrorCode::kUnreadable, "`latest` does not point to a version"};
    error.place.file = data_->path();
    error.hint = "remove it and roll back to a version by its number";
    return std::unexpected(std::move(error));
  }
  return number;
}

Result<std::unique_ptr<Folder>> Versions::enter(std::uint32_t number, bool held) {
  Folder* const folder = held ? held_.get() : versions_.get();
  if (folder == nullptr || folder->kind(version_name(number)) != PathKind::kFolder) {
    return not_found(
        (held ? "no version " + std::to_string(number) + " is held" : "there is no version " + std::to_string(number)),
        "`thresh versions " + data_->path() + "` lists them");
  }
  return folder->enter(version_name(number));
}

Result<std::shared_ptr<const Manifest>> Versions::manifest(std::uint32_t number, bool held) {
  if (!held && newest_read_ != nullptr && newest_read_->version == number) return newest_read_;
  const auto version = enter(number, held);
  if (!version) return std::unexpected(version.error());
  auto read = read_manifest(**version);
  if (!read) return std::unexpected(std::move(read.error()));
  auto shared = std::make_shared<const Manifest>(*std::move(read));
  const bool newest = newest_read_ == nullptr || newest_read_->version < number;
  if (!held && newest && shared->version == number) newest_read_ = shared;
  return shared;
}

Result<std::vector<std::shared_ptr<const Manifest>>> Versions::history(std::size_t most) {
  const auto newest = latest();
  if (!newest) return std::unexpected(newest.error());
  std::vector<std::shared_ptr<const Manifest>> manifests;
  std::optional<std::uint32_t> number = *newest;
  while (number && manifests.size() < most) {
    auto one = manifest(*number);
    if (!one) break;
    // Numbers only go down, whatever a manifest claims.
    const auto before = (*one)->previous && *(*one)->previous < *number ? (*one)->previous : std::nullopt;
    manifests.push_back(*std::move(one));
    number = before;
  }
  return manifests;
}

Result<void> Versions::drop_leftovers(Folder& folder) {
  const auto entries = folder.list();
  if (!entries) return std::unexpected(entries.error());
  for (const base::FolderEntry& entry : *entries) {
    if (!is_leftover(entry.name)) continue;
    if (auto done = base::remove_tree(folder, entry.name); !done) return done;
  }
  return {};
}

// What was noted: the version is in its place, and then it is the latest one; or it never came there.
Result<void> Versions::end_publication() {
  if (data_->kind(kNote) == PathKind::kMissing) return {};
  const auto note = base::read_file(*data_, kNote, kLargestNote);
  if (!note) return std::unexpected(note.error());
  const auto number = version_number(*note);
  if (number && versions_->kind(*note) == PathKind::kFolder) {
    if (auto done = data_->point(kLatest, link_to(*number)); !done) return done;
  }
  if (auto done = data_->remove(kNote); !done) return done;
  return data_->sync();
}

Result<void> Versions::recover() {
  if (auto done = end_publication(); !done) return done;
  for (Folder* folder : {data_.get(), versions_.get(), held_.get()}) {
    if (folder == nullptr) continue;
    if (auto done = drop_leftovers(*folder); !done) return done;
  }
  return {};
}

Result<NewVersion> Versions::begin() {
  auto state = std::make_unique<NewVersion::State>();
  const auto entries = list();
  if (!entries) return std::unexpected(entries.error());
  state->versions = this;
  state->number = entries->empty() ? 1 : entries->back().number + 1;
  for (const Entry& entry : *entries) {
    if (entry.latest) state->previous = entry.number;
  }
  state->name = std::string(kNew) + version_name(state->number);
  if (auto done = versions_->make_folder(state->name); !done) return std::unexpected(std::move(done.error()));
  auto folder = versions_->enter(state->name);
  if (!folder) return std::unexpected(std::move(folder.error()));
  state->folder = *std::move(folder);
  return NewVersion(std::move(state));
}

Result<void> Versions::put_in_place(Folder& from, std::string_view name, std::uint32_t number) {
  auto done = base::write_file(*data_, kNote, version_name(number));
  if (done) done = from.rename(name, *versions_, version_name(number));
  if (done) done = versions_->sync();
  if (done && &from != versions_.get()) done = from.sync();
  if (done) done = data_->point(kLatest, link_to(number));
  if (done) done = data_->remove(kNote);
  return done;
}

Result<void> Versions::check_files(std::uint32_t number, bool held) {
  const auto version = enter(number, held);
  if (!version) return std::unexpected(version.error());
  const auto manifest = read_manifest(**version);
  if (!manifest) return std::unexpected(manifest.error());
  for (const Manifest::File& file : manifest->files) {
    const auto intact = is_intact(**version, file);
    if (!intact) return std::unexpected(intact.error());
    if (!*intact) {
      return base::path_failure(ErrorCode::kUnreadable, "its bytes are not those that were written",
                                (*version)->path() + '/' + file.name);
    }
  }
  return {};
}

Result<std::uint32_t> Versions::rollback(std::optional<std::uint32_t> number) {
  if (auto done = recover(); !done) return std::unexpected(std::move(done.error()));
  if (!number) {
    const auto newest = latest();
    if (!newest) return std::unexpected(newest.error());
    if (!*newest) return not_found("there is no latest version", "name one with --to");
    const auto own = manifest(**newest);
    if (!own) return std::unexpected(own.error());
    if (!(*own)->previous) return not_found("the latest version is the first one; there is none before it");
    number = (*own)->previous;
  }
  auto done = check_files(*number, false);
  if (done) done = data_->point(kLatest, link_to(*number));
  if (!done) return std::unexpected(std::move(done.error()));
  return *number;
}

Result<std::uint32_t> Versions::publish_held(std::optional<std::uint32_t> number) {
  if (auto done = recover(); !done) return std::unexpected(std::move(done.error()));
  if (!number) {
    const auto entries = list();
    if (!entries) return std::unexpected(entries.error());
    for (const Entry& entry : *entries) {
      if (entry.held) number = entry.number;
    }
    if (!number) return not_found("no version is held");
  }
  auto done = check_files(*number, true);
  if (done) done = put_in_place(*held_, version_name(*number), *number);
  if (!done) return std::unexpected(std::move(done.error()));
  return *number;
}

Result<std::vector<Versions::Entry>> Versions::prune(std::size_t keep) {
  if (auto done = recover(); !done) return std::unexpected(std::move(done.error()));
  const auto entries = list();
  if (!entries) return std::unexpected(entries.error());
  std::set<std::uint32_t> protected_ones;
  for (const Entry& entry : *entries) {
    if (!entry.latest) continue;
    protected_ones.insert(entry.number);
    const auto own = manifest(entry.number);
    if (own && (*own)->previous) protected_ones.insert(*(*own)->previous);
  }
  std::size_t kept[2] = {0, 0};
  std::vector<Entry> gone;
  for (auto entry = entries->rbegin(); entry != entries->rend(); ++entry) {
    if (++kept[entry->held ? 1 : 0] <= std::max<std::size_t>(keep, 1)) continue;
    if (!entry->held && protected_ones.contains(entry->number)) continue;
    Folder& folder = entry->held ? *held_ : *versions_;
    // Renamed first, so that no half of a version ever stands under its number.
    const std::string name = version_name(entry->number), old = std::string(kOld) + name;
    auto done = folder.rename(name, folder, old);
    if (done) done = base::remove_tree(folder, old);
    if (!done) return std::unexpected(std::move(done.error()));
    gone.push_back(*entry);
  }
  std::ranges::reverse(gone);
  return gone;
}

}  // namespace thresh::dataset
