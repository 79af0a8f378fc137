// Children that a test plays: each is noted when it is started, and ends when the test says so.
#pragma once

#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "dataset/children.h"

namespace thresh::tests {

class FakeChildren final : public dataset::Children {
 public:
  struct Started {
    std::int64_t id;
    dataset::ChildRequest request;
    bool running = true;
  };
  std::vector<Started> started;
  std::vector<std::pair<std::int64_t, int>> signals;
  bool refuse = false;

  base::Result<std::int64_t> start(const dataset::ChildRequest& request) override {
    if (refuse) return base::failure(base::ErrorCode::kInternal, "it cannot be started");
    started.push_back({static_cast<std::int64_t>(started.size()) + 100, request});
    return started.back().id;
  }
  std::optional<dataset::ChildEnd> reap() override {
    if (ends_.empty()) return std::nullopt;
    const dataset::ChildEnd end = ends_.front();
    ends_.pop_front();
    return end;
  }
  void signal(std::int64_t id, int number) override { signals.emplace_back(id, number); }

  void end(std::int64_t id, int code, bool killed = false) {
    for (Started& one : started) {
      if (one.id == id) one.running = false;
    }
    ends_.push_back({id, code, killed});
  }
  // The last argument of each child that still runs: the dataset file.
  std::vector<std::string> running() const {
    std::vector<std::string> files;
    for (const Started& one : started) {
      if (one.running) files.push_back(one.request.arguments.back());
    }
    return files;
  }

 private:
  std::deque<dataset::ChildEnd> ends_;
};

}  // namespace thresh::tests
