// The tokenizer on sse2 blocks. See tokenizer.h.
#include "html/tokenizer/tokenizer_loop.h"

namespace thresh::html {

#if THRESH_SIMD_X86
void run_sse2(Tokenizer& tokenizer) { TokenizerLoop<simd::Sse2Block>(tokenizer).run(); }
#else
void run_sse2(Tokenizer& tokenizer) { run_plain(tokenizer); }  // not on this machine
#endif

}  // namespace thresh::html
