// The coding zstd, by libzstd. See coding_stream.h.
#include <zstd.h>

#include <algorithm>
#include <cstdint>

#include "source/coding_stream.h"

namespace thresh::source {
namespace {

constexpr int kWindowLog = 23;         // 8 MiB, the most that a server may ask a browser for (RFC 9659, section 3)
constexpr std::size_t kMagicSize = 4;  // of a frame (RFC 8878, section 3.1.1), or of one to be skipped (3.1.2)

struct Free {
  void operator()(ZSTD_DStream* stream) const { ::ZSTD_freeDStream(stream); }
};

// Whether `head` is how a frame begins, as far as it goes.
bool may_begin_frame(std::string_view head) {
  constexpr std::string_view kFrame = "\x28\xB5\x2F\xFD";
  constexpr std::string_view kSkippableEnd = "\x2A\x4D\x18";  // after a byte from 0x50 to 0x5F
  if (kFrame.starts_with(head)) return true;
  const bool skippable = (static_cast<std::uint8_t>(head.front()) & 0xF0) == 0x50;
  return skippable && kSkippableEnd.starts_with(head.substr(1));
}

class ZstdStream final : public CodingStream {
 public:
  bool start() {
    stream_.reset(::ZSTD_createDStream());
    return stream_ != nullptr &&
           ::ZSTD_isError(::ZSTD_DCtx_setParameter(stream_.get(), ZSTD_d_windowLogMax, kWindowLog)) == 0;
  }

  bool step(std::string_view& in, std::size_t room, std::string& out) override {
    const std::size_t full = out.size() + room;
    for (;;) {
      if (over_) in = {};
      if ((over_ || between_) && in.empty()) return true;
      if (between_ && !next_frame(in, out)) return false;
      if (over_ || between_) continue;
      const std::size_t before = out.size();
      if (!run(in, full - before, out)) return false;
      if (out.size() == full || (in.empty() && out.size() == before)) return true;
    }
  }

  bool whole() const override { return !begun_ || between_ || over_; }

 private:
  bool run(std::string_view& in, std::size_t room, std::string& out) {
    std::size_t answer = 0;
    const std::size_t before = out.size();
    out.resize_and_overwrite(before + room, [&](char* data, std::size_t) {
      ZSTD_inBuffer input{in.data(), in.size(), 0};
      ZSTD_outBuffer output{data, before + room, before};
      answer = ::ZSTD_decompressStream(stream_.get(), &output, &input);
      in.remove_prefix(input.pos);
      return output.pos;
    });
    begun_ = true;
    between_ = answer == 0;  // a frame is complete and all of it is in `out`
    return ::ZSTD_isError(answer) == 0;
  }

  // Sees whether another frame follows.
  bool next_frame(std::string_view& in, std::string& out) {
    const std::size_t count = std::min(kMagicSize - head_.size(), in.size());
    head_ += in.substr(0, count);
    in.remove_prefix(count);
    over_ = !may_begin_frame(head_);
    if (over_ || head_.size() < kMagicSize) return true;
    std::string_view start = head_;
    const bool sound = run(start, 1, out);  // a magic number gives no output
    head_.clear();
    return sound;
  }

  std::unique_ptr<ZSTD_DStream, Free> stream_;
  bool begun_ = false, between_ = false, over_ = false;
  std::string head_;
};

}  // namespace

std::unique_ptr<CodingStream> zstd_stream() {
  auto stream = std::make_unique<ZstdStream>();
  if (!stream->start()) return nullptr;
  return stream;
}

}  // namespace thresh::source
