// The tokenizer on AVX2 blocks. See tokenizer.h.
//
// Only the loop's own templates are compiled for AVX2: every header they use is included before, so that no function of
// theirs is, which other files share.
#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <utility>

#include "base/ascii.h"
#include "html/character_references.h"
#include "html/simd/block.h"
#include "html/tokenizer/doctype.h"
#include "html/tokenizer/token.h"
#include "html/tokenizer/tokenizer.h"
#include "text/unicode.h"

#if THRESH_SIMD_X86
THRESH_TARGET_AVX2
#include "html/simd/scan.h"
#include "html/tokenizer/tokenizer_loop.h"
namespace thresh::html {

void run_avx2(Tokenizer& tokenizer) { TokenizerLoop<simd::Avx2Block>(tokenizer).run(); }

}  // namespace thresh::html
THRESH_TARGET_END
#else
namespace thresh::html {

void run_avx2(Tokenizer& tokenizer) { run_plain(tokenizer); }  // not on this machine

}  // namespace thresh::html
#endif
