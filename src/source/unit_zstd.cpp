// Zstandard frames piece by piece, by libzstd. See unit_stream.h.
#include <zstd.h>

#include "source/unit_stream.h"

namespace thresh::source {
namespace {

constexpr int kWindowLog = 27;  // 128 MiB, what the zstd program reads without being asked

struct Free {
  void operator()(ZSTD_DStream* stream) const { ::ZSTD_freeDStream(stream); }
};

class ZstdUnits final : public UnitStream {
 public:
  bool start(std::string_view dictionary) {
    stream_.reset(::ZSTD_createDStream());
    if (stream_ == nullptr) return false;
    if (::ZSTD_isError(::ZSTD_DCtx_setParameter(stream_.get(), ZSTD_d_windowLogMax, kWindowLog)) != 0) return false;
    return dictionary.empty() ||
           ::ZSTD_isError(::ZSTD_DCtx_loadDictionary(stream_.get(), dictionary.data(), dictionary.size())) == 0;
  }

  bool begin() override { return ::ZSTD_isError(::ZSTD_DCtx_reset(stream_.get(), ZSTD_reset_session_only)) == 0; }

  UnitState step(std::string_view& in, char* to, std::size_t room, std::size_t* count) override {
    ZSTD_inBuffer input{in.data(), in.size(), 0};
    ZSTD_outBuffer output{to, room, 0};
    const std::size_t answer = ::ZSTD_decompressStream(stream_.get(), &output, &input);
    in.remove_prefix(input.pos);
    *count = output.pos;
    if (::ZSTD_isError(answer) != 0) return UnitState::kDamaged;
    return answer == 0 ? UnitState::kEnd : UnitState::kMore;
  }

 private:
  std::unique_ptr<ZSTD_DStream, Free> stream_;
};

}  // namespace

std::unique_ptr<UnitStream> zstd_units(std::string_view dictionary) {
  auto units = std::make_unique<ZstdUnits>();
  if (!units->start(dictionary)) return nullptr;
  return units;
}

}  // namespace thresh::source
