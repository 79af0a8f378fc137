// The tokenizer on plain blocks. See tokenizer.h.
#include "html/tokenizer/tokenizer_loop.h"

namespace thresh::html {

void run_plain(Tokenizer& tokenizer) { TokenizerLoop<simd::PlainBlock>(tokenizer).run(); }

}  // namespace thresh::html
