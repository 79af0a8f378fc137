// Whole gzip members, by libdeflate. See unit_stream.h.
#include <libdeflate.h>

#include "source/unit_stream.h"

namespace thresh::source {

struct WholeMember::State {
  libdeflate_decompressor* decompressor = ::libdeflate_alloc_decompressor();
  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { ::libdeflate_free_decompressor(decompressor); }
};

WholeMember::WholeMember() : state_(std::make_unique<State>()) {}
WholeMember::~WholeMember() = default;

WholeMember::Answer WholeMember::run(std::string_view in, char* to, std::size_t room, std::size_t* taken,
                                     std::size_t* count) {
  if (state_->decompressor == nullptr) return Answer::kNo;
  const libdeflate_result result =
      ::libdeflate_gzip_decompress_ex(state_->decompressor, in.data(), in.size(), to, room, taken, count);
  if (result == LIBDEFLATE_SUCCESS) return Answer::kDone;
  return result == LIBDEFLATE_INSUFFICIENT_SPACE ? Answer::kTooLarge : Answer::kNo;
}

}  // namespace thresh::source
