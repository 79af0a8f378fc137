// See page_syntax.h. Most lines hold nothing that could be an artifact or a character reference, and are stepped over;
// the words of a paragraph are only looked at where an artifact stands in it or follows it.
#include "clean/page_syntax.h"

#include <algorithm>
#include <span>
#include <string>

#include "clean/subject.h"
#include "text/unicode.h"

namespace thresh::clean {
namespace {

constexpr std::size_t kFewestWords = 5;     // of a paragraph that can explain anything
constexpr std::size_t kMostWordsOfRow = 8;  // of a line that shows an expression, those inside of it among them
constexpr std::size_t kLongestBare = 80;    // bytes of an artifact without delimiters: label.votes, @Model.Title
constexpr std::size_t kLongestLead = 2000;  // bytes of a paragraph that leads to an expression
constexpr std::size_t kMostTitles = 3;      // of the first lines of a page
constexpr std::size_t kLongestTitle = 100;  // bytes
constexpr std::size_t kMostLeads = 64;      // earlier paragraphs that are asked what the page is about

using Line = std::span<const text::Run>;

std::string text_of(Line line) {
  std::string out;
  for (const text::Run& run : line) out += run.text;
  return out;
}

bool may_be_bare(std::string_view text) {
  return text.size() <= kLongestBare &&
         (text.starts_with('@') || text.starts_with('#') || text.starts_with('$') || text.ends_with("?>") ||
          (text.find('.') != std::string_view::npos && text.find(' ') == std::string_view::npos));
}

bool leads_on(std::string_view paragraph) { return paragraph.ends_with(':') || paragraph.ends_with("："); }

bool says_nothing(const text::Run& run) { return text::trim(run.text).empty(); }
bool may_hold(const text::Run& run) { return may_hold_artifact(run.text); }

// The one artifact that a line is, or that it is several of; none where it is code, which teaches by itself.
// `suspect`: whether any of its runs may hold an artifact.
std::optional<Family> whole_line(Line line, bool suspect) {
  const text::Run* said = nullptr;
  for (const text::Run& run : line) {
    if (run.made || says_nothing(run)) continue;
    if (said != nullptr || run.code) return std::nullopt;
    said = &run;
  }
  if (said == nullptr || !(suspect || may_be_bare(text::trim(said->text)))) return std::nullopt;
  return whole_artifact(said->text);
}

}  // namespace

class PageSyntax::Surveyor {
 public:
  explicit Surveyor(const text::Passage& page) : page_(page) {}

  PageSyntax run() {
    if (is_titled_so()) {
      out_.taught_ = ~std::uint64_t{0};
      out_.taught_ &= ~(std::uint64_t{1} << static_cast<unsigned>(Family::kLiteral));
    }
    for (std::size_t begin = 0, end = 0; begin < page_.runs.size(); begin = end) {
      for (end = begin + 1; end < page_.runs.size() && page_.runs[end].before == text::Break::kNone;) ++end;
      read_line({page_.runs.begin() + static_cast<std::ptrdiff_t>(begin), end - begin});
    }
    return out_;
  }

 private:
  // Whether one of the first lines, as short as a title, says that the page is about a template language: "Vue
  // templates", "Getting started with FreeMarker". What follows may show any of its tags, in lists and headings too.
  bool is_titled_so() const {
    std::size_t lines = 0;
    for (std::size_t begin = 0, end = 0; begin < page_.runs.size() && lines < kMostTitles; begin = end, ++lines) {
      for (end = begin + 1; end < page_.runs.size() && page_.runs[end].before == text::Break::kNone;) ++end;
      const std::string title = text_of({page_.runs.begin() + static_cast<std::ptrdiff_t>(begin), end - begin});
      const bool sentence = text::trim(title).ends_with('.') || may_hold_artifact(title);
      if (title.size() > kLongestTitle || sentence) continue;
      const Subject subject = subject_of(title, WordKind::kSyntax, WordKind::kMaybeSyntax);
      if (subject.certain > 0 && subject.certain + subject.possible > 1) return true;
      if (subject_of(title, WordKind::kTemplateLanguage, WordKind::kMaybeSyntax).certain > 0) return true;
    }
    return false;
  }

  void read_line(Line line) {
    if (std::ranges::all_of(line, says_nothing)) return;
    const bool suspect = std::ranges::any_of(line, may_hold);
    const std::optional<Family> whole = whole_line(line, suspect);
    if (whole) {
      const std::string text = text_of(line);
      const char sign = text::trim(text).front();
      if (row_sign_ == 0) row_sign_ = sign;
      if (sign == row_sign_ && !out_.teaches(*whole) && is_led_to()) out_.learn(*whole);
      return;
    }
    if (suspect && continues_row(line)) return;
    for (const text::Run& run : line) {
      if (run.code) {
        read_code(run.text);
      } else {
        if (suspect && may_hold(run)) read_prose(run.text, line);
        if (out_.references_ != Standing::kSigns && run.text.find('&') != std::string_view::npos)
          read_references(run.text, line);
      }
    }
    before_ = line;
    if (lines_.size() < kMostLeads) lines_.push_back(line);
    led_.reset();
    row_sign_ = 0;
  }

  // "image: {{ .Values.tag }}" among the expressions of a row: a few words and an artifact.
  bool continues_row(Line line) {
    if (line.size() != 1 || line.front().code) return false;
    const std::vector<Artifact> found = find_artifacts(line.front().text);
    if (found.empty() || found.front().family == Family::kShortcode) return false;
    if (subject_of(line.front().text, WordKind::kSyntax, WordKind::kMaybeSyntax).words > kMostWordsOfRow) return false;
    if (!is_led_to()) return false;
    for (const Artifact& artifact : found) out_.learn(artifact.family);
    return true;
  }

  void read_code(std::string_view code) {
    if (code.find_first_of("@#$") != std::string_view::npos) read_bare_lines(code);
    if (may_hold_artifact(code)) {
      for (const Artifact& artifact : find_artifacts(code)) out_.learn(artifact.family);
    }
    if (holds_reference(code)) learn(Standing::kLetters);
  }

  // "@if($user)", "#end", "@Model.Title" on lines of their own.
  void read_bare_lines(std::string_view code) {
    for (std::size_t from = 0; from < code.size();) {
      const std::size_t to = std::min(code.find('\n', from), code.size());
      const std::string_view line = text::trim(code.substr(from, to - from));
      const auto whole = line.size() <= kLongestBare && may_be_bare(line) ? whole_artifact(line) : std::nullopt;
      if (whole) out_.learn(*whole);
      from = to + 1;
    }
  }

  // The same text again (the marker of each answer) teaches nothing new.
  void read_prose(std::string_view text, Line line) {
    if (text == last_ || whole_artifact(text)) return;
    last_ = text;
    const std::vector<Artifact> found = find_artifacts(text);
    if (found.empty()) return;
    std::string around;  // the line without what stands between the delimiters
    for (const text::Run& run : line) {
      if (run.text.data() != text.data()) {
        around += run.text;
        continue;
      }
      std::size_t from = 0;
      for (const Artifact& artifact : found) {
        around += text.substr(from, artifact.begin - from);
        from = artifact.end;
      }
      around += text.substr(from);
    }
    const Subject subject = subject_of(around, WordKind::kSyntax, WordKind::kMaybeSyntax);
    if (subject.words < kFewestWords || subject.certain + subject.possible == 0) return;
    for (const Artifact& artifact : found) out_.learn(artifact.family);
  }

  // Whether what stood before the line leads to an expression. Asked once for all the expressions in a row, which begin
  // with the same sign: "{% for x in xs %}", "{{ x }}".
  bool is_led_to() {
    if (!led_) led_ = leads(before_);
    return *led_;
  }

  bool leads(Line line) {
    const std::string paragraph = text_of(line);
    const std::string_view said = text::trim(paragraph);
    if (said.empty() || said.size() > kLongestLead) return false;
    const Subject subject = subject_of(said, WordKind::kSyntax, WordKind::kMaybeSyntax);
    if (subject.words < kFewestWords) return false;
    const bool about = subject.certain > 0 && subject.certain + subject.possible > 1;
    if (about || !leads_on(said)) return about;
    if (subject.certain > 0 || subject.possible > 1 || page_speaks()) return true;
    // "Mine looks so:" under "Home Assistant templates" and behind "You can test a template"
    const std::string both = text_of(lines_.front()) + ' ' + paragraph;
    return subject.possible > 0 && subject_of(both, WordKind::kSyntax, WordKind::kMaybeSyntax).possible > 1;
  }

  // Whether one of the first paragraphs of the page speaks of templates without doubt.
  bool page_speaks() {
    for (; asked_ < lines_.size() && !speaks_; ++asked_) {
      const std::string paragraph = text_of(lines_[asked_]);
      if (paragraph.size() > kLongestLead) continue;
      const Subject subject = subject_of(paragraph, WordKind::kSyntax, WordKind::kMaybeSyntax);
      speaks_ = subject.words >= kFewestWords && subject.certain > 0 && subject.certain + subject.possible > 1;
    }
    return speaks_;
  }

  // "The entity &nbsp; is the no-break space."
  void read_references(std::string_view text, Line line) {
    const Standing standing = standing_references(text);
    if (standing == Standing::kNone) return;
    const Subject subject = subject_of(text_of(line), WordKind::kEntity, WordKind::kMaybeEntity);
    const bool named = subject.certain > 0 || (subject.possible > 0 && standing == Standing::kLetters);
    if (named && subject.words >= kFewestWords) learn(subject.certain > 0 ? Standing::kSigns : Standing::kLetters);
  }

  void learn(Standing references) { out_.references_ = std::max(out_.references_, references); }

  const text::Passage& page_;
  PageSyntax out_;
  std::string_view last_;
  Line before_;              // the last line that is no artifact
  std::vector<Line> lines_;  // those from the start of the page on
  std::size_t asked_ = 0;    // how many of them were asked
  bool speaks_ = false;
  std::optional<bool> led_;  // whether before_ leads to an expression
  char row_sign_ = 0;        // what the first of the expressions behind it begins with
};

PageSyntax PageSyntax::survey(const text::Passage& page) { return Surveyor(page).run(); }

}  // namespace thresh::clean
