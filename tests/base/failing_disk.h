// The machine's own disk, on which an operation fails where a test wants it.
//
// What a MemoryDisk (faulty_disk.h) plays, for what needs real files beside it: a database, a lock. Every read, list,
// create, write, commit, append, sync and every change of a folder is an operation; `fail_at(n)` makes the nth from now
// on (1 is the next) fail, `fail_from(n)` also all after it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/disk.h"
#include "base/folder.h"
#include "base/stream.h"

namespace thresh::tests {

class FailingDisk final : public base::Disk {
 public:
  void fail_at(std::size_t n) { fail_at_ = last_fail_ = operations_ + n; }
  void fail_from(std::size_t n) { fail_at_ = operations_ + n, last_fail_ = SIZE_MAX; }
  std::size_t operations() const { return operations_; }

  base::PathKind kind(const std::string& path) override { return base::system_disk().kind(path); }
  base::Result<std::string> read(const std::string& path, std::size_t limit, bool* cut) override {
    return fails() ? lost() : base::system_disk().read(path, limit, cut);
  }
  base::Result<std::vector<base::FolderEntry>> list(const std::string& folder) override {
    if (fails()) return lost();
    return base::system_disk().list(folder);
  }
  base::Result<std::unique_ptr<base::Output>> create(const std::string& path) override {
    if (fails()) return full();
    return wrapped<Output, base::Output>(base::system_disk().create(path));
  }
  base::Result<std::unique_ptr<base::FileReader>> open(const std::string& path) override {
    if (fails()) return lost();
    return wrapped<Reader, base::FileReader>(base::system_disk().open(path));
  }
  base::Result<std::unique_ptr<base::Folder>> open_folder(const std::string& path) override {
    if (fails()) return lost();
    return wrapped<Folder, base::Folder>(base::system_disk().open_folder(path));
  }
  base::Result<void> make_folders(const std::string& path) override {
    return fails() ? full() : base::system_disk().make_folders(path);
  }
  base::Result<std::unique_ptr<base::Input>> stream(const std::string& path, std::uint64_t offset = 0) override {
    if (fails()) return lost();
    return wrapped<Input, base::Input>(base::system_disk().stream(path, offset));
  }
  base::Result<std::unique_ptr<base::Appender>> append(const std::string& path) override {
    if (fails()) return full();
    return wrapped<Appender, base::Appender>(base::system_disk().append(path));
  }
  base::Result<std::string> place_of(const std::string& path) override { return base::system_disk().place_of(path); }
  base::Result<void> move(const std::string& from, const std::string& to) override {
    return fails() ? full() : base::system_disk().move(from, to);
  }
  base::Result<void> remove(const std::string& path) override {
    return fails() ? full() : base::system_disk().remove(path);
  }

 private:
  struct Output final : base::Output {
    Output(FailingDisk& on, std::unique_ptr<base::Output> real) : disk(on), own(std::move(real)) {}
    base::Result<void> write(std::string_view bytes) override { return disk.fails() ? full() : own->write(bytes); }
    base::Result<void> commit() override { return disk.fails() ? full() : own->commit(); }
    FailingDisk& disk;
    std::unique_ptr<base::Output> own;
  };

  struct Reader final : base::FileReader {
    Reader(FailingDisk& on, std::unique_ptr<base::FileReader> real) : disk(on), own(std::move(real)) {}
    std::uint64_t size() const override { return own->size(); }
    base::Result<std::size_t> read_at(std::uint64_t offset, std::span<char> buffer) override {
      if (disk.fails()) return lost();
      return own->read_at(offset, buffer);
    }
    FailingDisk& disk;
    std::unique_ptr<base::FileReader> own;
  };

  struct Input final : base::Input {
    Input(FailingDisk& on, std::unique_ptr<base::Input> real) : disk(on), own(std::move(real)) {}
    base::Result<std::size_t> read(char* to, std::size_t size) override {
      if (disk.fails()) return lost();
      return own->read(to, size);
    }
    std::optional<std::uint64_t> left() const override { return own->left(); }
    FailingDisk& disk;
    std::unique_ptr<base::Input> own;
  };

  struct Appender final : base::Appender {
    Appender(FailingDisk& on, std::unique_ptr<base::Appender> real) : disk(on), own(std::move(real)) {}
    std::uint64_t size() const override { return own->size(); }
    base::Result<void> append(std::string_view bytes) override { return disk.fails() ? full() : own->append(bytes); }
    base::Result<void> cut(std::uint64_t size) override { return disk.fails() ? full() : own->cut(size); }
    base::Result<void> sync() override { return disk.fails() ? full() : own->sync(); }
    FailingDisk& disk;
    std::unique_ptr<base::Appender> own;
  };

  struct Folder final : base::Folder {
    Folder(FailingDisk& on, std::unique_ptr<base::Folder> real) : disk(on), own(std::move(real)) {}
    const std::string& path() const override { return own->path(); }
    base::PathKind kind(std::string_view name) override { return own->kind(name); }
    base::Result<std::vector<base::FolderEntry>> list() override {
      if (disk.fails()) return lost();
      return own->list();
    }
    base::Result<std::unique_ptr<base::FileReader>> open(std::string_view name) override {
      if (disk.fails()) return lost();
      return disk.wrapped<Reader, base::FileReader>(own->open(name));
    }
    base::Result<std::unique_ptr<base::Folder>> enter(std::string_view name) override {
      if (disk.fails()) return lost();
      return disk.wrapped<Folder, base::Folder>(own->enter(name));
    }
    base::Result<std::string> link_target(std::string_view name) override {
      if (disk.fails()) return lost();
      return own->link_target(name);
    }
    base::Result<std::unique_ptr<base::Output>> create(std::string_view name) override {
      if (disk.fails()) return full();
      return disk.wrapped<Output, base::Output>(own->create(name));
    }
    base::Result<void> make_folder(std::string_view name) override {
      return disk.fails() ? full() : own->make_folder(name);
    }
    base::Result<void> remove(std::string_view name) override { return disk.fails() ? full() : own->remove(name); }
    base::Result<void> rename(std::string_view name, base::Folder& to, std::string_view new_name) override {
      return disk.fails() ? full() : own->rename(name, *static_cast<Folder&>(to).own, new_name);
    }
    base::Result<void> link(std::string_view name, base::Folder& to, std::string_view new_name) override {
      return disk.fails() ? full() : own->link(name, *static_cast<Folder&>(to).own, new_name);
    }
    base::Result<void> point(std::string_view name, std::string_view target) override {
      return disk.fails() ? full() : own->point(name, target);
    }
    base::Result<void> sync() override { return disk.fails() ? full() : own->sync(); }
    FailingDisk& disk;
    std::unique_ptr<base::Folder> own;
  };

  template <class Wrapper, class Interface>
  base::Result<std::unique_ptr<Interface>> wrapped(base::Result<std::unique_ptr<Interface>> own) {
    if (!own) return std::unexpected(std::move(own.error()));
    return std::make_unique<Wrapper>(*this, *std::move(own));
  }

  static std::unexpected<base::Error> full() {
    return base::failure(base::ErrorCode::kWriteFailed, "no space left on device");
  }
  static std::unexpected<base::Error> lost() {
    return base::failure(base::ErrorCode::kUnreadable, "input/output error");
  }

  bool fails() {
    ++operations_;
    return fail_at_ != 0 && operations_ >= fail_at_ && operations_ <= last_fail_;
  }

  std::size_t operations_ = 0;
  std::size_t fail_at_ = 0;  // 0: never
  std::size_t last_fail_ = 0;
};

}  // namespace thresh::tests
