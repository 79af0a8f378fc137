// The coding br, by libbrotlidec. See coding_stream.h.
//
// Where the library meets damage it drops what it has decoded in that call, so it gets small pieces.
#include <brotli/decode.h>

#include <algorithm>

#include "source/coding_stream.h"

namespace thresh::source {
namespace {

constexpr std::size_t kPiece = 1024;  // coded bytes

struct Free {
  void operator()(BrotliDecoderState* state) const { ::BrotliDecoderDestroyInstance(state); }
};

class BrotliStream final : public CodingStream {
 public:
  bool start() {
    state_.reset(::BrotliDecoderCreateInstance(nullptr, nullptr, nullptr));
    return state_ != nullptr;
  }

  bool step(std::string_view& in, std::size_t room, std::string& out) override {
    const std::size_t full = out.size() + room;
    do {
      if (over_) in = {};
      if (over_ || (in.empty() && !begun_)) return true;
      if (!run(in, full - out.size(), out)) return false;
    } while (out.size() < full && !in.empty());
    return true;
  }

  bool whole() const override { return !begun_ || over_; }

 private:
  bool run(std::string_view& in, std::size_t room, std::string& out) {
    BrotliDecoderResult answer = BROTLI_DECODER_RESULT_ERROR;
    const std::size_t before = out.size();
    out.resize_and_overwrite(before + room, [&](char* data, std::size_t) {
      const std::size_t offered = std::min(in.size(), kPiece);
      std::size_t left = offered, room_left = room;
      const auto* next = reinterpret_cast<const std::uint8_t*>(in.data());
      auto* to = reinterpret_cast<std::uint8_t*>(data + before);
      answer = ::BrotliDecoderDecompressStream(state_.get(), &left, &next, &room_left, &to, nullptr);
      in.remove_prefix(offered - left);
      return before + room - room_left;
    });
    begun_ = true;
    over_ = answer == BROTLI_DECODER_RESULT_SUCCESS;
    return answer != BROTLI_DECODER_RESULT_ERROR;
  }

  std::unique_ptr<BrotliDecoderState, Free> state_;
  bool begun_ = false, over_ = false;
};

}  // namespace

std::unique_ptr<CodingStream> brotli_stream() {
  auto stream = std::make_unique<BrotliStream>();
  if (!stream->start()) return nullptr;
  return stream;
}

}  // namespace thresh::source
