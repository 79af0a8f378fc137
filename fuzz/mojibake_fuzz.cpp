// Any text through the mending of mojibake: what comes out is UTF-8, stays as it is when it is mended again, and the
// damage told is in the text, in order.
#include "base/utf8.h"
#include "clean/mojibake.h"
#include "fuzz.h"

using namespace thresh;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text = base::repaired(fuzz::text_of(data, size));
  base::Arena arena;
  std::vector<base::Span> damaged;
  const std::string_view mended = clean::mend_mojibake(text, arena, &damaged);
  fuzz::must(base::is_utf8(mended), "what was mended is UTF-8");
  fuzz::must(damaged.empty() == (mended.data() == text.data()), "damage is told where there was some");
  std::size_t last = 0;
  for (const base::Span& span : damaged) {
    fuzz::must(span.begin >= last && span.end > span.begin && span.end <= text.size(), "damage is in order");
    last = span.end;
  }
  fuzz::must(clean::mend_mojibake(mended, arena) == mended, "what was mended stays");
  return 0;
}
