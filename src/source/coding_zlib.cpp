// The codings gzip and deflate, by zlib. See coding_stream.h.
//
// Both have to look at a few bytes before they know what those begin: another member, or either form of deflate. These
// bytes are kept in `head_` until there are enough of them, since they may come one by one.
#define ZLIB_CONST  // zlib does not write to its input; this says so in its types
#include <zlib.h>

#include <algorithm>
#include <climits>
#include <cstdint>

#include "source/coding_stream.h"

namespace thresh::source {
namespace {

constexpr int kGzip = 16 + MAX_WBITS;  // zlib's ways to ask for the header of gzip, its own, or none
constexpr int kZlib = MAX_WBITS;
constexpr int kRaw = -MAX_WBITS;
constexpr std::string_view kGzipStart = "\x1F\x8B\x08";  // how a gzip member begins (RFC 1952, section 2.3.1)

enum class Inflated : std::uint8_t { kMore, kEnd, kDamaged };

// A zlib stream that ends itself.
class Inflater {
 public:
  Inflater() = default;
  ~Inflater() {
    if (started_) ::inflateEnd(&stream_);
  }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  bool start(int window_bits) { return started_ = ::inflateInit2(&stream_, window_bits) == Z_OK; }
  bool restart() { return ::inflateReset(&stream_) == Z_OK; }

  // Inflates until `in` is used up, `out` has `room` bytes more, or the stream ends.
  Inflated run(std::string_view& in, std::size_t room, std::string& out) {
    int answer = Z_OK;
    const std::size_t before = out.size();
    out.resize_and_overwrite(before + room, [&](char* data, std::size_t) {
      stream_.next_out = reinterpret_cast<Bytef*>(data + before);
      stream_.avail_out = static_cast<uInt>(std::min<std::size_t>(room, UINT_MAX));
      const auto offered = static_cast<uInt>(std::min<std::size_t>(in.size(), UINT_MAX));
      stream_.next_in = reinterpret_cast<const Bytef*>(in.data());
      stream_.avail_in = offered;
      answer = ::inflate(&stream_, Z_NO_FLUSH);
      in.remove_prefix(offered - stream_.avail_in);
      return static_cast<std::size_t>(reinterpret_cast<char*>(stream_.next_out) - data);
    });
    if (answer == Z_STREAM_END) return Inflated::kEnd;
    return answer == Z_OK || answer == Z_BUF_ERROR ? Inflated::kMore : Inflated::kDamaged;  // the latter: no input
  }

 private:
  z_stream stream_{};
  bool started_ = false;
};

// Moves bytes from `in` to `head` until that has `size` of them.
void fill(std::string& head, std::size_t size, std::string_view& in) {
  const std::size_t count = std::min(size - head.size(), in.size());
  head += in.substr(0, count);
  in.remove_prefix(count);
}

class GzipStream final : public CodingStream {
 public:
  bool start() { return inflater_.start(kGzip); }

  bool step(std::string_view& in, std::size_t room, std::string& out) override {
    const std::size_t full = out.size() + room;
    for (;;) {
      if (state_ == State::kOver) in = {};
      if (state_ != State::kMember && in.empty()) return true;
      if (state_ == State::kBetween && !next_member(in, out)) return false;
      if (state_ != State::kMember) continue;
      const Inflated answer = inflater_.run(in, full - out.size(), out);
      begun_ = true;
      if (answer == Inflated::kDamaged) return false;
      if (answer == Inflated::kEnd) state_ = State::kBetween;
      if (out.size() == full) return true;
      if (answer == Inflated::kMore && in.empty()) return true;
    }
  }

  bool whole() const override { return !begun_ || state_ != State::kMember; }

 private:
  enum class State : std::uint8_t { kMember, kBetween, kOver };

  // Sees whether another member follows.
  bool next_member(std::string_view& in, std::string& out) {
    fill(head_, kGzipStart.size(), in);
    if (!kGzipStart.starts_with(head_)) {
      state_ = State::kOver;
    } else if (head_.size() == kGzipStart.size()) {
      std::string_view start = head_;
      if (!inflater_.restart() || inflater_.run(start, 1, out) == Inflated::kDamaged) return false;
      head_.clear();
      state_ = State::kMember;
    }
    return true;
  }

  Inflater inflater_;
  State state_ = State::kMember;
  bool begun_ = false;
  std::string head_;
};

class DeflateStream final : public CodingStream {
 public:
  bool step(std::string_view& in, std::size_t room, std::string& out) override {
    if (state_ == State::kUnknown && !recognise(in, out)) return false;
    if (state_ == State::kOver) in = {};
    if (state_ != State::kRunning || room == 0) return true;
    const std::size_t full = out.size() + room - head_output_;
    head_output_ = 0;
    while (out.size() < full) {
      const Inflated answer = inflater_.run(in, full - out.size(), out);
      if (answer == Inflated::kDamaged) return false;
      if (answer == Inflated::kEnd) state_ = State::kOver;
      if (answer == Inflated::kEnd) in = {};
      if (answer == Inflated::kEnd || in.empty()) break;
    }
    return true;
  }

  bool whole() const override { return state_ == State::kOver || (state_ == State::kUnknown && head_.empty()); }

 private:
  enum class State : std::uint8_t { kUnknown, kRunning, kOver };

  // A zlib stream says so in its first two bytes: method 8, a window of at most 32 KiB, a multiple of 31 (RFC 1950,
  // section 2.2). DEFLATE would begin with a stored block whose padding is not zero, which nobody writes.
  bool recognise(std::string_view& in, std::string& out) {
    constexpr std::size_t kHeader = 2;
    fill(head_, kHeader, in);
    if (head_.size() < kHeader) return true;
    const auto method = static_cast<std::uint8_t>(head_[0]);
    const auto flags = static_cast<std::uint8_t>(head_[1]);
    const bool zlib = (method & 0x0F) == 8 && method >> 4 <= 7 && (method * 256 + flags) % 31 == 0;
    if (!inflater_.start(zlib ? kZlib : kRaw)) return false;
    std::string_view start = head_;
    const std::size_t before = out.size();
    const Inflated answer = inflater_.run(start, 1, out);  // two bytes hold one letter at most
    head_output_ = out.size() - before;
    state_ = answer == Inflated::kEnd ? State::kOver : State::kRunning;
    return answer != Inflated::kDamaged;
  }

  Inflater inflater_;
  State state_ = State::kUnknown;
  std::string head_;
  std::size_t head_output_ = 0;  // what those bytes gave in this step
};

}  // namespace

std::unique_ptr<CodingStream> gzip_stream() {
  auto stream = std::make_unique<GzipStream>();
  if (!stream->start()) return nullptr;
  return stream;
}

std::unique_ptr<CodingStream> deflate_stream() { return std::make_unique<DeflateStream>(); }

}  // namespace thresh::source
