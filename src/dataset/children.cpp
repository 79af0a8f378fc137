// Children as processes, by posix_spawn(3). See children.h.
#include "dataset/children.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/descriptor.h"

extern char** environ;  // NOLINT: POSIX names it

namespace thresh::dataset {
namespace {

std::unexpected<base::Error> not_started(const ChildRequest& request, int number) {
  base::Error error{base::ErrorCode::kInternal, std::string("it cannot be started: ") + std::strerror(number)};
  if (!request.arguments.empty()) error.place.file = request.arguments.front();
  return std::unexpected(std::move(error));
}

// What the child reads, in a file without a name: a pipe would have to be fed.
base::Descriptor input_of(const std::string& text) {
  if (text.empty()) return base::open_descriptor("/dev/null", O_RDONLY);
  base::Descriptor file(::memfd_create("input", MFD_CLOEXEC));
  std::size_t written = 0;
  while (file && written < text.size()) {
    const ssize_t count = ::write(file.number(), text.data() + written, text.size() - written);
    if (count <= 0) return base::Descriptor();
    written += static_cast<std::size_t>(count);
  }
  if (file) ::lseek(file.number(), 0, SEEK_SET);
  return file;
}

// How a child is started: in a group of its own, without our signals' settings, reading `input`.
class SpawnSettings {
 public:
  explicit SpawnSettings(int input) {
    ::posix_spawnattr_init(&attributes_);
    ::posix_spawn_file_actions_init(&actions_);
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    ::posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    ::posix_spawnattr_setpgroup(&attributes_, 0);
    ::posix_spawnattr_setsigmask(&attributes_, &none);
    ::posix_spawnattr_setsigdefault(&attributes_, &all);
    ::posix_spawn_file_actions_adddup2(&actions_, input, STDIN_FILENO);
  }
  ~SpawnSettings() {
    ::posix_spawnattr_destroy(&attributes_);
    ::posix_spawn_file_actions_destroy(&actions_);
  }
  SpawnSettings(const SpawnSettings&) = delete;
  SpawnSettings& operator=(const SpawnSettings&) = delete;

  const posix_spawnattr_t* attributes() const { return &attributes_; }
  const posix_spawn_file_actions_t* actions() const { return &actions_; }

 private:
  posix_spawnattr_t attributes_{};
  posix_spawn_file_actions_t actions_{};
};

// Ours, with what the child gets beside it in front: the first of a name counts.
std::vector<std::string> environment_of(const ChildRequest& request) {
  std::vector<std::string> variables = request.environment;
  const auto is_given = [&request](std::string_view own) {
    const std::string_view name = own.substr(0, own.find('=') + 1);
    return std::ranges::any_of(request.environment, [&](const std::string& one) { return one.starts_with(name); });
  };
  for (char** own = environ; own != nullptr && *own != nullptr; ++own) {
    if (!is_given(*own)) variables.emplace_back(*own);
  }
  return variables;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> out;
  for (std::string& text : texts) out.push_back(text.data());
  out.push_back(nullptr);
  return out;
}

class SystemChildren final : public Children {
 public:
  base::Result<std::int64_t> start(const ChildRequest& request) override {
    if (request.arguments.empty()) return not_started(request, EINVAL);
    const base::Descriptor input = input_of(request.input);
    if (!input) return not_started(request, errno);
    const SpawnSettings settings(input.number());
    std::vector<std::string> arguments = request.arguments, variables = environment_of(request);
    const auto argv = pointers(arguments), envp = pointers(variables);
    pid_t id = 0;
    const int trouble =
        ::posix_spawnp(&id, argv[0], settings.actions(), settings.attributes(), argv.data(), envp.data());
    if (trouble != 0) return not_started(request, trouble);
    running_.push_back(id);
    return id;
  }

  std::optional<ChildEnd> reap() override {
    for (auto child = running_.begin(); child != running_.end(); ++child) {
      int status = 0;
      const pid_t ended = ::waitpid(*child, &status, WNOHANG);
      if (ended == 0 || (ended < 0 && errno == EINTR)) continue;
      ChildEnd end{*child, WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status), WIFSIGNALED(status)};
      if (ended < 0) end = {*child, SIGKILL, true};  // somebody else waited for it
      running_.erase(child);
      return end;
    }
    return std::nullopt;
  }

  // The group goes on after its leader ended, but then its number may be somebody else's: only the living are reached.
  void signal(std::int64_t id, int number) override {
    if (std::ranges::find(running_, static_cast<pid_t>(id)) != running_.end()) ::kill(static_cast<pid_t>(-id), number);
  }

 private:
  std::vector<pid_t> running_;
};

}  // namespace

std::unique_ptr<Children> system_children() { return std::make_unique<SystemChildren>(); }

}  // namespace thresh::dataset
