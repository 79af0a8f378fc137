// See lock.h.
#include "dataset/lock.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <string_view>
#include <utility>

#include "base/disk.h"

namespace thresh::dataset {
namespace {

using base::ErrorCode;

// The holder writes its name just after it has the lock: who finds nobody's name waits a little for it.
constexpr int kLooks = 20;
constexpr std::int64_t kBetweenLooks = 10;  // milliseconds

std::string host_name() {
  std::array<char, 256> name{};
  if (::gethostname(name.data(), name.size() - 1) != 0 || name[0] == '\0') return "localhost";
  std::string host(name.data());
  for (char& c : host) {
    if (c <= ' ' || c == '=') c = '_';
  }
  return host;
}

std::string boot_id() {
  auto text = base::system_disk().read("/proc/sys/kernel/random/boot_id", 64);
  if (!text) return {};
  while (!text->empty() && text->back() <= ' ') text->pop_back();
  return *text;
}

// 0, or an errno: EAGAIN or EACCES where somebody holds it.
int lock_whole(int descriptor) {
  struct flock whole{};
  whole.l_type = F_WRLCK;
  whole.l_whence = SEEK_SET;
  while (::fcntl(descriptor, F_OFD_SETLK, &whole) != 0) {
    if (errno != EINTR) return errno;
  }
  return 0;
}

// Whether the open file is the one that has this name.
bool is_at(int descriptor, const std::string& path) {
  struct stat opened{}, named{};
  return ::fstat(descriptor, &opened) == 0 && ::stat(path.c_str(), &named) == 0 && opened.st_dev == named.st_dev &&
         opened.st_ino == named.st_ino;
}

std::string content(int descriptor) {
  std::array<char, 512> bytes{};
  const ssize_t count = ::pread(descriptor, bytes.data(), bytes.size(), 0);
  return {bytes.data(), count > 0 ? static_cast<std::size_t>(count) : 0};
}

void write_name(int descriptor, const LockHolder& holder) {
  const std::string text = to_text(holder);
  // A full disk takes the name from the lock and not the lock.
  if (::ftruncate(descriptor, 0) != 0) return;
  [[maybe_unused]] const ssize_t written = ::pwrite(descriptor, text.data(), text.size(), 0);
}

// Whether the name is one that a holder left who was killed: it held the lock before the one who holds it now.
bool is_dead(const LockHolder& holder) {
  if (holder.host != host_name() || holder.boot.empty()) return false;  // of another machine: who knows
  if (holder.boot != boot_id()) return true;
  return ::kill(static_cast<pid_t>(holder.pid), 0) != 0 && errno == ESRCH;
}

std::unexpected<base::Error> locked(const std::string& path, const std::optional<LockHolder>& holder) {
  base::Error error{ErrorCode::kLocked, "another run holds the lock"};
  if (holder) {
    error.message +=
        ": process " + std::to_string(holder->pid) + " on " + holder->host + ", since " + base::utc_text(holder->since);
  }
  error.place.file = path;
  error.hint = "wait for it; the lock goes when that process ends, however it ends";
  return std::unexpected(std::move(error));
}

std::optional<std::string_view> value_of(std::string_view text, std::string_view key) {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find_first_of(" \n", at), text.size());
    const std::string_view word = text.substr(at, end - at);
    if (word.starts_with(key) && word.substr(key.size()).starts_with('=')) return word.substr(key.size() + 1);
    at = end + 1;
  }
  return std::nullopt;
}

}  // namespace

LockHolder this_process(base::Clock& clock) { return {::getpid(), host_name(), boot_id(), clock.utc_milliseconds()}; }

std::string to_text(const LockHolder& holder) {
  return "pid=" + std::to_string(holder.pid) + " host=" + holder.host + " boot=" + holder.boot +
         " since=" + base::utc_text(holder.since) + "\n";
}

std::optional<LockHolder> read_holder(std::string_view text) {
  if (!text.ends_with('\n')) return std::nullopt;  // half written
  const auto pid = value_of(text, "pid"), host = value_of(text, "host"), boot = value_of(text, "boot");
  const auto since = value_of(text, "since");
  if (!pid || !host || !boot || !since) return std::nullopt;
  LockHolder holder{0, std::string(*host), std::string(*boot), base::read_utc_text(*since).value_or(0)};
  const auto [stop, failure] = std::from_chars(pid->data(), pid->data() + pid->size(), holder.pid);
  if (failure != std::errc() || stop != pid->data() + pid->size() || holder.pid <= 0) return std::nullopt;
  return holder;
}

base::Result<Lock> Lock::take(const std::string& path, base::Clock& clock) {
  constexpr unsigned kMode = 0644;
  for (int looks = 0;; ++looks) {
    base::Descriptor file = base::open_descriptor(path, O_RDWR | O_CREAT | O_NOFOLLOW, kMode);
    if (!file) return base::system_failure(ErrorCode::kWriteFailed, errno, path);
    const int trouble = lock_whole(file.number());
    if (trouble == 0) {
      if (!is_at(file.number(), path)) continue;  // its holder took it away meanwhile
      write_name(file.number(), this_process(clock));
      return Lock(std::move(file), path);
    }
    if (trouble != EAGAIN && trouble != EACCES) return base::system_failure(ErrorCode::kWriteFailed, trouble, path);
    auto holder = read_holder(content(file.number()));
    if (holder && is_dead(*holder)) holder.reset();
    if (holder || looks >= kLooks) return locked(path, holder);
    clock.sleep_until(clock.steady_milliseconds() + kBetweenLooks);
  }
}

// The name goes first, so that nobody is named who does not hold it; then the file, where it is to go, while nobody
// else can hold its lock; then the lock.
Lock::~Lock() {
  if (!file_) return;
  [[maybe_unused]] const int cleared = ::ftruncate(file_.number(), 0);
  if (goes_) ::unlink(path_.c_str());
}

}  // namespace thresh::dataset
