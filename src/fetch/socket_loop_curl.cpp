// See socket_loop.h.
#include <curl/curl.h>
#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <limits>
#include <span>

#include "fetch/socket_loop.h"

namespace thresh::fetch {
namespace {

constexpr int kEvents = 64;  // that are taken from the system at a time

}  // namespace

// What libcurl calls.
struct SocketLoopCallbacks {
  static int on_socket(CURL*, curl_socket_t socket, int what, void* user, void* known) {
    auto& loop = *static_cast<SocketLoop*>(user);
    if (what == CURL_POLL_REMOVE) {
      ::epoll_ctl(loop.epoll_, EPOLL_CTL_DEL, socket, nullptr);
      return 0;
    }
    epoll_event event = {};
    event.data.fd = socket;
    if ((what & CURL_POLL_IN) != 0) event.events |= EPOLLIN;
    if ((what & CURL_POLL_OUT) != 0) event.events |= EPOLLOUT;
    if (known == nullptr) {
      // A number may come again before libcurl said that it is done with the socket that had it: then it is there.
      if (::epoll_ctl(loop.epoll_, EPOLL_CTL_ADD, socket, &event) != 0)
        ::epoll_ctl(loop.epoll_, EPOLL_CTL_MOD, socket, &event);
      curl_multi_assign(loop.multi_, socket, &loop);
    } else if (::epoll_ctl(loop.epoll_, EPOLL_CTL_MOD, socket, &event) != 0) {
      ::epoll_ctl(loop.epoll_, EPOLL_CTL_ADD, socket, &event);
    }
    return 0;
  }

  static int on_timer(CURLM*, long milliseconds, void* user) {
    auto& loop = *static_cast<SocketLoop*>(user);
    loop.deadline_ = milliseconds < 0 ? -1 : loop.clock_.steady_milliseconds() + milliseconds;
    return 0;
  }
};

SocketLoop::SocketLoop(void* multi, base::Clock& clock)
    : multi_(multi), clock_(clock), epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
  curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, &SocketLoopCallbacks::on_socket);
  curl_multi_setopt(multi_, CURLMOPT_SOCKETDATA, this);
  curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, &SocketLoopCallbacks::on_timer);
  curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, this);
}

SocketLoop::~SocketLoop() {
  // Connections that are closed later on are nobody's to be told of.
  curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, nullptr);
  curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, nullptr);
  if (epoll_ >= 0) ::close(epoll_);
}

void SocketLoop::run_timer() {
  if (deadline_ < 0 || clock_.steady_milliseconds() < deadline_) return;
  deadline_ = -1;  // libcurl sets the next one while it runs
  int running = 0;
  curl_multi_socket_action(multi_, CURL_SOCKET_TIMEOUT, 0, &running);
}

void SocketLoop::turn(std::int64_t until) {
  const std::int64_t end = deadline_ < 0 ? until : std::min(until, deadline_);
  const std::int64_t wait = std::clamp<std::int64_t>(end - clock_.steady_milliseconds(), 0, 60'000);
  std::array<epoll_event, kEvents> events;
  const int count = ::epoll_wait(epoll_, events.data(), kEvents, static_cast<int>(wait));
  for (const epoll_event& event : std::span(events).first(static_cast<std::size_t>(std::max(count, 0)))) {
    int mask = 0;
    if ((event.events & EPOLLIN) != 0) mask |= CURL_CSELECT_IN;
    if ((event.events & EPOLLOUT) != 0) mask |= CURL_CSELECT_OUT;
    // An end or an error is found by reading.
    if ((event.events & (EPOLLERR | EPOLLHUP)) != 0) mask |= CURL_CSELECT_IN;
    int running = 0;
    curl_multi_socket_action(multi_, event.data.fd, mask, &running);
  }
  run_timer();
}

}  // namespace thresh::fetch
