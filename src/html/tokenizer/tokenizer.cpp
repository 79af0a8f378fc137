// See tokenizer.h: which loop runs.
#include "html/tokenizer/tokenizer.h"

namespace thresh::html {

void Tokenizer::run(simd::Level level) {
  switch (level) {
    case simd::Level::kPlain:
      return run_plain(*this);
    case simd::Level::kSse2:
      return run_sse2(*this);
    case simd::Level::kAvx2:
      return run_avx2(*this);
    case simd::Level::kNeon:
      return run_neon(*this);
  }
}

}  // namespace thresh::html
