// Inputs in memory for the tests of source/: bytes that come in pieces, and what a reader makes of them.
#pragma once

#include <algorithm>
#include <cstring>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/stream.h"
#include "source/source.h"

namespace thresh::tests {

// Bytes of which at most `piece` come at once, and after which reading fails if that is asked for.
class PiecesInput final : public base::Input {
 public:
  explicit PiecesInput(std::string bytes, std::size_t piece = SIZE_MAX, bool fails = false)
      : bytes_(std::move(bytes)), piece_(piece), fails_(fails) {}

  base::Result<std::size_t> read(char* to, std::size_t size) override {
    const std::size_t count = std::min({size, piece_, bytes_.size() - at_});
    if (count == 0 && fails_) return base::failure(base::ErrorCode::kUnreadable, "input/output error");
    if (count > 0) std::memcpy(to, bytes_.data() + at_, count);
    at_ += count;
    return count;
  }
  std::optional<std::uint64_t> left() const override { return bytes_.size() - at_; }

 private:
  std::string bytes_;
  std::size_t piece_, at_ = 0;
  bool fails_;
};

inline std::unique_ptr<base::Input> input_of(std::string bytes, std::size_t piece = SIZE_MAX, bool fails = false) {
  return std::make_unique<PiecesInput>(std::move(bytes), piece, fails);
}

// What a reader gives, in a form that is easy to compare: "NAME URL BYTES", or "NAME: CODE: MESSAGE". It stops where a
// caller would.
inline std::vector<std::string> all_of(source::Reader& reader) {
  std::vector<std::string> all;
  for (;;) {
    source::RawPage page;
    const auto more = reader.next(page);
    if (more && !*more) return all;
    if (more) {
      all.push_back(page.name + ' ' + page.url + (page.url.empty() ? "" : " ") + page.bytes);
      continue;
    }
    const base::Error& error = more.error();
    all.push_back(error.place.file + ": " + std::string(base::name(error.code)) + ": " + error.message);
    if (!source::is_local(error) || !reader.is_archive()) return all;
  }
}

}  // namespace thresh::tests
