// A network that a test scripts: what each address answers, and how long that takes on a FakeClock.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/fake_clock.h"
#include "fetch/transport.h"

namespace thresh::fetch {

struct FakeAnswer {
  Fate fate = Fate::kOk;
  int status = 200;
  std::string body = "<p>a page</p>";
  std::string fields = {};  // "Name: value\r\n…"
  std::int64_t takes = 10;  // milliseconds
};

class FakeTransport : public Transport {
 public:
  explicit FakeTransport(base::FakeClock& clock) : clock_(clock) {}

  // The answers of an address, one a request; the last one stays.
  std::map<std::string, std::deque<FakeAnswer>> answers;
  // What was asked, in order.
  struct Asked {
    std::string url;
    std::int64_t began = 0, ended = 0;
    std::string etag;
    bool trusted = false;
  };
  std::vector<Asked> asked;
  std::size_t most_at_once = 0;

  void start(Ask ask) override {
    auto& queue = answers[ask.url.text];
    FakeAnswer answer;
    if (queue.empty()) {
      answer = {.fate = Fate::kHttpError, .status = 404, .body = {}};
    } else {
      answer = queue.front();
      if (queue.size() > 1) queue.pop_front();
    }
    Running running;
    running.ends = clock_.steady + answer.takes;
    running.exchange.id = ask.id;
    running.exchange.url = ask.url.text;
    running.exchange.fate = answer.fate;
    running.exchange.status = answer.fate == Fate::kOk || answer.fate == Fate::kRedirect ||
                                      answer.fate == Fate::kHttpError || answer.fate == Fate::kNotModified
                                  ? answer.status
                                  : 0;
    running.exchange.message = answer.fate == Fate::kOk ? "" : "as scripted";
    running.exchange.head = "HTTP/1.1 " + std::to_string(answer.status) + " Scripted\r\n" + answer.fields + "\r\n";
    running.exchange.body = answer.body;
    asked.push_back({ask.url.text, clock_.steady, running.ends, ask.etag, ask.is_trusted});
    running_.push_back(std::move(running));
    most_at_once = std::max(most_at_once, running_.size());
  }

  std::size_t running() const override { return running_.size(); }

  void wait(std::int64_t until, std::vector<Exchange>& done) override {
    std::int64_t now = until;
    for (const Running& running : running_) now = std::min(now, running.ends);
    clock_.sleep_until(now);
    for (auto at = running_.begin(); at != running_.end();) {
      if (at->ends > clock_.steady) {
        ++at;
        continue;
      }
      done.push_back(std::move(at->exchange));
      at = running_.erase(at);
    }
  }

  void stop() override { running_.clear(); }

 private:
  struct Running {
    std::int64_t ends = 0;
    Exchange exchange;
  };
  base::FakeClock& clock_;
  std::vector<Running> running_;
};

}  // namespace thresh::fetch
