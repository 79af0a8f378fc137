// The tokenizer on neon blocks. See tokenizer.h.
#include "html/tokenizer/tokenizer_loop.h"

namespace thresh::html {

#if THRESH_SIMD_NEON
void run_neon(Tokenizer& tokenizer) { TokenizerLoop<simd::NeonBlock>(tokenizer).run(); }
#else
void run_neon(Tokenizer& tokenizer) { run_plain(tokenizer); }  // not on this machine
#endif

}  // namespace thresh::html
