// A folder that is held open, and what happens in it by name: the way in which a dataset is written.
//
// Every name is a slug (base/slug.h); any other one is refused before the system sees it. The system's folder works
// through its descriptor and follows no symbolic link: whoever puts a link where a file or a folder of ours belongs, or
// moves the folder away while we write, leads nothing of ours elsewhere. What is made, renamed or taken away is sure to
// survive a crash only after `sync`; `create` and `point` sync themselves.
//
// Tested by tests/base/folder_test.cpp. tests/base/faulty_disk.h has one in memory that fails where a test wants it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/disk.h"
#include "base/error.h"

namespace thresh::base {

// Errors of all that only looks: kNotFound, kUnreadable. Of all that changes something: kWriteFailed.
class Folder {
 public:
  virtual ~Folder() = default;

  virtual const std::string& path() const = 0;          // as it was opened, for messages
  virtual PathKind kind(std::string_view name) = 0;     // a symbolic link is kOther, whatever it points to
  virtual Result<std::vector<FolderEntry>> list() = 0;  // as Disk::list, but links are kOther
  virtual Result<std::unique_ptr<FileReader>> open(std::string_view name) = 0;
  virtual Result<std::unique_ptr<Folder>> enter(std::string_view name) = 0;  // a folder in it
  virtual Result<std::string> link_target(std::string_view name) = 0;        // what a symbolic link holds

  // A file that takes its place in `commit`, as Disk::create; a link of that name is replaced, not followed.
  virtual Result<std::unique_ptr<Output>> create(std::string_view name) = 0;
  virtual Result<void> make_folder(std::string_view name) = 0;  // fails where something of that name is there
  // A file, a link or an empty folder.
  virtual Result<void> remove(std::string_view name) = 0;
  // Moves a file or a folder to a name that nothing has yet, in one step. `to` is of the same disk, and may be this.
  virtual Result<void> rename(std::string_view name, Folder& to, std::string_view new_name) = 0;
  // Gives a file a second name (a hard link), which nothing may have yet.
  virtual Result<void> link(std::string_view name, Folder& to, std::string_view new_name) = 0;
  // Makes `name` a symbolic link that holds `target`. A link that is there is switched in one step.
  virtual Result<void> point(std::string_view name, std::string_view target) = 0;
  virtual Result<void> sync() = 0;
};

// Everything in the folder of that name, then the folder; a file or a link too. That nothing is there is no error.
// Links are taken away, not followed. Errors: kWriteFailed; more than `kDeepestFolder` levels are one.
inline constexpr std::size_t kDeepestFolder = 16;
Result<void> remove_tree(Folder& folder, std::string_view name);

// The whole file, at most `limit` bytes; more is kUnreadable.
Result<std::string> read_file(Folder& folder, std::string_view name, std::size_t limit);
// Writes and commits a file.
Result<void> write_file(Folder& folder, std::string_view name, std::string_view bytes);

}  // namespace thresh::base
