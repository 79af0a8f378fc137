// See ledger.h.
#include "convert/ledger.h"

#include <utility>

#include "html/character_references.h"
#include "text/charset_decoder.h"

namespace thresh::convert {

using record::Map;
using record::Value;

std::string_view name(Ledger::State state) {
  switch (state) {
    case Ledger::State::kKept:
      return "kept";
    case Ledger::State::kRemoved:
      return "removed";
    case Ledger::State::kUnclaimed:
      break;
  }
  return "unclaimed";
}

std::string text_of(std::string_view bytes, std::string_view charset, ReadAs as) {
  std::string text = text::convert(bytes, charset).text;
  if (as == ReadAs::kDump) std::erase(text, '\0');
  if (as != ReadAs::kHtml) return text;
  std::string out;
  html::append_decoded(text, html::kEncoded | html::kReferences | html::kNulDropped, out);
  return out;
}

std::string text_of(const Ledger& ledger, const Ledger::Span& span, std::string_view page) {
  const ReadAs as = !ledger.html ? ReadAs::kDump : span.raw ? ReadAs::kRawHtml : ReadAs::kHtml;
  return text_of(page.substr(span.bytes.begin, span.bytes.size()), ledger.charset, as);
}

Map ledger_head(const Ledger& ledger, const Value& source, const base::Error* error) {
  Map line;
  line.add("source", source);
  line.add("sha256", ledger.sha256.empty() ? Value() : Value(ledger.sha256));
  line.add("charset", ledger.charset.empty() ? Value() : Value(ledger.charset));
  line.add("html", ledger.html);
  if (error != nullptr) line.add("error", base::name(error->code));
  line.add("characters", ledger.characters());
  line.add("kept", ledger.kept);
  line.add("removed", ledger.removed);
  line.add("unclaimed", ledger.unclaimed);
  return line;
}

Map entry_of(const Ledger::Entry& entry) {
  Map one;
  one.add("state", name(entry.state));
  if (entry.state == Ledger::State::kKept) one.add("path", entry.path);
  if (entry.state == Ledger::State::kRemoved) one.add("reason", entry.reason);
  if (!entry.rule.empty()) one.add("rule", entry.rule);
  if (entry.state == Ledger::State::kRemoved) one.add("confidence", entry.confidence);
  return one;
}

Map ledger_line(const Ledger& ledger, const Value& source, const base::Error* error) {
  Map line = ledger_head(ledger, source, error);
  record::List spans;
  spans.reserve(ledger.spans.size());
  for (const Ledger::Span& span : ledger.spans) {
    Map one;
    one.add("begin", std::int64_t{span.bytes.begin});
    one.add("end", std::int64_t{span.bytes.end});
    Map entry = entry_of(ledger.entries[span.entry]);
    for (auto& [key, value] : entry.entries()) one.add(key, std::move(value));
    if (span.raw) one.add("raw", true);
    spans.emplace_back(std::move(one));
  }
  line.add("spans", std::move(spans));
  return line;
}

}  // namespace thresh::convert
