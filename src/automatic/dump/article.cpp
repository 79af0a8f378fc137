// See article.h. Each line of running text is worth its length, each other line costs as much as a short sentence; the
// stretch with the largest sum is the body (Kadane's algorithm).
#include "automatic/dump/article.h"

#include <algorithm>

#include "automatic/dump/parts.h"
#include "automatic/dump/title.h"
#include "normalize/normalize.h"
#include "text/unicode.h"

namespace thresh::automatic {
namespace {

constexpr std::int64_t kLineCost = 30;
constexpr std::int64_t kFrameCost = 80;
constexpr std::int64_t kMostOfLine = 400;  // one long line is no article
constexpr std::uint64_t kLeastText = 600;  // bytes
constexpr std::uint32_t kLeastParagraphs = 3;
constexpr std::uint32_t kTitleInside = 25;  // lines: notes and teasers above the title may be as long as a text

std::int64_t worth_of(const LineFacts& line, std::size_t size) {
  if ((line.marks & kProseLine) != 0) return std::min(static_cast<std::int64_t>(size), kMostOfLine);
  return (line.marks & kChromeLine) != 0 ? -kFrameCost : -kLineCost;
}

// The last of several dates in a line: "Updated May 3, 2021 7:12 AM May 1, 2021 5:00 AM" says that of publishing last.
std::string_view last_date_in(std::string_view line) {
  for (std::size_t at = line.find(' '); at != std::string_view::npos; at = line.find(' ', at + 1)) {
    const std::string_view rest = text::trim(line.substr(at + 1));
    if (rest.find_first_of("0123456789") == std::string_view::npos) break;
    if (normalize::date(rest)) return rest;
  }
  return {};
}

// Who wrote the article, and when, stands in the short lines below its title.
void find_byline(std::span<const text::Line> dump, const Lines& lines, ArticleLines& article) {
  constexpr std::uint32_t kMost = 6;
  const auto size = static_cast<std::uint32_t>(dump.size());
  LinePart updated;
  for (std::uint32_t i = article.title + 1; i < std::min(article.title + 1 + kMost, size); ++i) {
    const std::string_view line = dump[i].text;
    const std::uint32_t marks = lines.facts[i].marks;
    if (line.size() > kLongestMarked) break;
    if ((marks & kProseLine) != 0 && (marks & (kDateLine | kByLine)) == 0) continue;
    if ((marks & kByLine) != 0 && !article.author.found()) {
      if (const std::string_view name = name_in(line, marks); !name.empty()) article.author = {i, name};
    }
    if ((marks & kDateLine) == 0 || (marks & kProfileLine) != 0 || article.date.found()) continue;
    const std::string_view date = (marks & kEditedLine) != 0 ? last_date_in(line) : date_in(line);
    if (date.empty()) continue;
    const bool only = date_in(line) == date;  // "Updated May 3, 2021": the line below may say more
    ((marks & kEditedLine) != 0 && only ? updated : article.date) = {i, date};
  }
  if (!article.date.found()) article.date = updated;
}

}  // namespace

std::optional<ArticleLines> article_of(std::span<const text::Line> dump, const Lines& lines) {
  std::int64_t best = 0, sum = 0;
  std::uint64_t all = 0;
  LineRange body;
  std::uint32_t begin = 0;
  for (std::uint32_t i = 0; i < dump.size(); ++i) {
    all += dump[i].text.size();
    sum += worth_of(lines.facts[i], dump[i].text.size());
    if (sum <= 0) {
      sum = 0;
      begin = i + 1;
    } else if (sum > best) {
      best = sum;
      body = {begin, i + 1};
    }
  }
  if (body.empty()) return std::nullopt;
  std::uint64_t text = 0;
  std::uint32_t paragraphs = 0;
  for (std::uint32_t i = body.begin; i < body.end; ++i) {
    const bool prose = (lines.facts[i].marks & kProseLine) != 0;
    text += prose ? dump[i].text.size() : 0;
    paragraphs += prose && dump[i].text.size() > kLongestMarked / 2 ? 1 : 0;
  }
  const double share = static_cast<double>(text) / static_cast<double>(std::max<std::uint64_t>(all, 1));
  if (text < kLeastText || paragraphs < kLeastParagraphs) return std::nullopt;
  const auto title = title_line(dump, lines, std::min(std::max(body.begin, 1u) + kTitleInside, body.end));
  if (!title) return std::nullopt;
  if (body.begin <= *title) body.begin = *title + 1;
  ArticleLines article{.title = *title, .body = body, .author = {}, .date = {}, .confidence = share};
  find_byline(dump, lines, article);
  return article;
}

}  // namespace thresh::automatic
