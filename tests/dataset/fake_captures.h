// An archive in memory that outlives the runs that write to it.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/sha256.h"
#include "dataset/captures.h"

namespace thresh::tests {

struct Kept {
  std::vector<fetch::Exchange> exchanges;
  std::vector<bool> revisits;
  bool full = false;     // the disk is
  bool damaged = false;  // nothing can be read back
  std::size_t lost = 0;  // how many of the first exchanges cannot be
};

class FakeCaptures final : public dataset::Captures {
 public:
  explicit FakeCaptures(Kept& kept) : kept_(kept) {}

  base::Result<dataset::CapturePlace> add(const fetch::Exchange& exchange, const dataset::Page* same_as) override {
    if (kept_.full) return base::failure(base::ErrorCode::kWriteFailed, "no space left on device");
    kept_.exchanges.push_back(exchange);
    kept_.revisits.push_back(same_as != nullptr);
    return dataset::CapturePlace{"run.warc.gz", kept_.exchanges.size() - 1};
  }
  base::Result<void> sync() override { return {}; }
  base::Result<dataset::CapturedPage> read(const dataset::CapturePlace& place) override {
    // A revisit has no body of its own.
    if (kept_.damaged || place.offset < kept_.lost || place.offset >= kept_.exchanges.size() ||
        kept_.revisits[place.offset]) {
      return base::failure(base::ErrorCode::kUnreadable, "the archive is damaged");
    }
    const fetch::Exchange& exchange = kept_.exchanges[place.offset];
    const std::string type(fetch::field_of(exchange.head, "Content-Type"));
    return dataset::CapturedPage{exchange.url, exchange.body, "utf-8", exchange.began, false, type};
  }
  base::Result<std::vector<dataset::Capture>> all() override {
    std::vector<dataset::Capture> all;
    for (std::size_t i = 0; i < kept_.exchanges.size(); ++i) {
      const fetch::Exchange& exchange = kept_.exchanges[i];
      if (exchange.fate != fetch::Fate::kOk || kept_.revisits[i]) continue;
      dataset::Capture capture{exchange.url, {}};
      capture.outcome.kind = dataset::Outcome::Kind::kChanged;
      capture.outcome.at = 1'800'000'000'000;
      capture.outcome.status = exchange.status;
      capture.outcome.content = base::hex(base::sha256(exchange.body));
      capture.outcome.warc_file = "run.warc.gz";
      capture.outcome.warc_offset = i;
      all.push_back(capture);
    }
    return all;
  }

 private:
  Kept& kept_;
};

}  // namespace thresh::tests
