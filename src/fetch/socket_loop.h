// The loop that libcurl's multi interface is driven by: epoll over the sockets that it names, and its one timer.
//
// curl_multi_perform looks at every running transfer each time it is called and asks the system about each socket; with
// 200 servers that is 200 calls of the system for one packet. curl_multi_socket_action is told which socket has
// something and looks at that transfer only. socket_loop_curl.cpp is an adapter to libcurl, whose handles are void*.
//
// Tested by tests/fetch/transport_test.py.
#pragma once

#include <cstdint>

#include "base/clock.h"

namespace thresh::fetch {

class SocketLoop {
 public:
  // `multi` is a CURLM that outlives the loop.
  SocketLoop(void* multi, base::Clock& clock);
  ~SocketLoop();
  SocketLoop(const SocketLoop&) = delete;
  SocketLoop& operator=(const SocketLoop&) = delete;

  bool works() const { return epoll_ >= 0; }
  // Waits until a socket has something, a timer of libcurl's runs out, the steady time has come or a signal came, and
  // lets libcurl do what there is to do.
  void turn(std::int64_t until);

 private:
  friend struct SocketLoopCallbacks;
  void run_timer();

  void* multi_;
  base::Clock& clock_;
  int epoll_;
  std::int64_t deadline_ = -1;  // steady, of libcurl's timer; -1: none is set
};

}  // namespace thresh::fetch
