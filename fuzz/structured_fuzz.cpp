// Any text as an HTML page whose markup is read: the report, the metadata and the draft end within the page's budget.
#include <optional>

#include "convert/page.h"
#include "fuzz.h"
#include "structured/mapping.h"
#include "structured/metadata.h"
#include "structured/report.h"

using namespace thresh;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  convert::Input input;
  input.name = "fuzz.html";
  input.bytes = fuzz::text_of(data, size);
  input.url = "https://site.example/a/b";
  input.is_html = true;
  base::Limits limits;
  limits.match_steps = 2'000'000;
  const auto page = convert::Page::open(input, limits);
  if (!page || (*page)->document() == nullptr) return 0;
  (*page)->keep_parts();
  const extract::PageView view = (*page)->view();
  std::vector<base::Finding> findings;
  const record::Map report = structured::report(view, findings);
  fuzz::must(report.size() == 9, "a report has all of its parts");
  const structured::Metadata metadata = structured::metadata_by_markup(view);
  for (const structured::Claim& claim : metadata.author) fuzz::must(!claim.passage.empty(), "a claim says something");
  const auto mapped = structured::draft_by_markup(view, findings);
  fuzz::must(!mapped || mapped->kind != nullptr, "a draft is of a kind");
  return 0;
}
