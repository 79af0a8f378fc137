// The adapter to RE2. See pattern.h.
#include "text/pattern.h"

#include <re2/re2.h>
#include <string.h>  // memmem, which is POSIX's since 2024

#include <algorithm>
#include <utility>

#include "text/required_literal.h"

namespace thresh::text {
namespace {

// Half of RE2's own limit. With 1 MiB its automaton for a pattern like `\p{Lu}\p{L}+$` found no room, and the fallback
// was 400 times slower (24 us a line, not 57 ns).
constexpr std::int64_t kMemory = std::int64_t{4} << 20;

const re2::RE2* regex(const std::shared_ptr<const void>& program) {
  return static_cast<const re2::RE2*>(program.get());
}

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

// Where a character stands that is rare among small letters and spaces; npos where there is none.
std::size_t rare_place(std::string_view words) {
  const auto is_rare = [](char c) { return static_cast<unsigned char>(c) < 0x80 && c != ' ' && (c < 'a' || c > 'z'); };
  const auto found = std::ranges::find_if(words, is_rare);
  return found == words.end() ? std::string_view::npos : static_cast<std::size_t>(found - words.begin());
}

// A search from one rare character to the next, else by one that skips. That of the standard library goes from one
// first character to the next, of which there may be many.
bool contains(std::string_view text, std::string_view words) {
  const std::size_t rare = rare_place(words);
  if (rare == std::string_view::npos) {
    return ::memmem(text.data(), text.size(), words.data(), words.size()) != nullptr;
  }
  for (std::size_t at = text.find(words[rare], rare); at != std::string_view::npos;
       at = text.find(words[rare], at + 1)) {
    if (text.substr(at - rare).starts_with(words)) return true;
  }
  return false;
}

bool match(const re2::RE2* program, std::string_view text) {
  return program != nullptr && program->Match(piece(text), 0, text.size(), re2::RE2::UNANCHORED, nullptr, 0);
}

}  // namespace

base::Result<Pattern> Pattern::compile(std::string_view source, bool multiline) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(kMemory);
  // RE2 takes `one_line` into account only for POSIX syntax; a flag inside the pattern does it for Perl's.
  const std::string flagged = (multiline ? "(?m)" : "") + std::string(source);
  auto program = std::make_shared<const re2::RE2>(flagged, options);
  if (!program->ok()) {
    return base::failure(base::ErrorCode::kBadRules, "the pattern is not valid: " + program->error());
  }
  Pattern pattern;
  pattern.source_ = source;
  pattern.literal_ = required_literal(source);
  pattern.first_ = multiline ? ByteSet().set() : first_bytes(source);
  pattern.program_ = std::move(program);
  return pattern;
}

bool Pattern::may_match(std::string_view text) const {
  if (!text.empty() && !first_[static_cast<unsigned char>(text.front())]) return false;
  return literal_.empty() || contains(text, literal_);
}

bool Pattern::found_in(std::string_view text) const { return may_match(text) && match(regex(program_), text); }

std::vector<std::string_view> Pattern::groups(std::string_view text) const {
  const re2::RE2* program = regex(program_);
  if (program == nullptr || !may_match(text)) return {};
  std::vector<re2::StringPiece> pieces(static_cast<std::size_t>(program->NumberOfCapturingGroups()) + 1);
  const int count = static_cast<int>(pieces.size());
  if (!program->Match(piece(text), 0, text.size(), re2::RE2::UNANCHORED, pieces.data(), count)) return {};
  std::vector<std::string_view> found;
  found.reserve(pieces.size());
  for (const re2::StringPiece& group : pieces) {
    found.push_back(group.data() == nullptr ? std::string_view{} : std::string_view(group.data(), group.size()));
  }
  return found;
}

}  // namespace thresh::text
