// See single_answer.h.
#include "automatic/dump/single_answer.h"

#include <algorithm>

#include "automatic/dump/segments.h"
#include "automatic/dump/title.h"

namespace thresh::automatic {
namespace {

constexpr std::uint32_t kFewLines = 400;  // a dump with more lines is no question with one answer
constexpr double kByHead = 0.72, kByAnswerer = 0.65, kBySignature = 0.55;

class SingleAnswer {
 public:
  SingleAnswer(std::span<const text::Line> dump, const Lines& lines, extract::TypeReader& types)
      : dump_(dump), facts_(lines.facts), lines_(lines), types_(types) {}

  std::optional<Outline> run() {
    const auto size = static_cast<std::uint32_t>(dump_.size());
    if (size < 3 || size > kFewLines) return std::nullopt;
    end_ = 0;
    while (end_ < size && !ends_text(end_)) ++end_;
    const std::uint32_t prose = next_prose(0);
    if (prose == end_) return std::nullopt;
    out_.title = title_line(dump_, lines_, std::max<std::uint32_t>(prose, 1));
    if (!out_.title) return std::nullopt;
    first_ = next_prose(*out_.title + 1);
    if (first_ == end_) return std::nullopt;
    if (by_head() || by_answerer() || by_signature()) return std::move(out_);
    return std::nullopt;
  }

 private:
  bool has(std::uint32_t line, std::uint32_t marks) const { return (facts_[line].marks & marks) != 0; }
  bool ends_text(std::uint32_t line) const { return line > 2 && ends_posts(facts_[line]); }
  std::uint32_t next_prose(std::uint32_t line) const {
    while (line < end_ && !has(line, kProseLine)) ++line;
    return std::min(line, end_);
  }
  std::uint32_t behind_prose(std::uint32_t from, std::uint32_t to) const {
    while (to > from && !has(to - 1, kProseLine)) --to;
    return to;
  }
  bool asks() const {
    if (has(*out_.title, kQuestionLine)) return true;
    for (std::uint32_t i = first_; i < std::min(first_ + 6, end_); ++i) {
      if (dump_[i].text.find('?') != std::string_view::npos) return true;
    }
    return false;
  }

  // Question above the line `head`, answer below it.
  bool split(std::uint32_t head, double confidence) {
    const std::uint32_t question_end = behind_prose(first_, head);
    const std::uint32_t answer = next_prose(head + 1);
    const std::uint32_t answer_end = behind_prose(answer, end_);
    if (question_end <= first_ || answer_end <= answer) return false;
    DumpPost question, reply;
    question.body = {first_, question_end};
    reply.body = {answer, answer_end};
    read_lines(question, {*out_.title + 1, first_});
    read_lines(question, {question_end, head});
    read_lines(reply, {head, answer});
    read_lines(reply, {answer_end, std::min(end_, answer_end + 4)});
    out_.kind = Outline::Kind::kQa;
    out_.opening = question;
    out_.posts = {reply};
    out_.end = answer_end;
    out_.confidence = confidence;
    return true;
  }

  void read_lines(DumpPost& post, LineRange range) const {
    for (std::uint32_t i = range.begin; i < range.end; ++i) {
      const std::string_view line = dump_[i].text;
      if (line.size() > kLongestMarked || has(i, kEditedLine)) continue;
      if (!post.date.found() && has(i, kDateLine)) {
        if (const std::string_view words = date_in(line); !words.empty()) post.date = {i, words};
      }
      if (!post.author.found() && has(i, kByLine | kSaidLine)) {
        if (const std::string_view name = name_in(line, facts_[i].marks); !name.empty()) post.author = {i, name};
      } else if (!post.author.found() && types_.fit(record::Type::kPerson, line) == normalize::Fit::kSure) {
        post.author = {i, line};
      }
      if (!post.votes.found() && has(i, kVoteLine | kTemplateLine)) post.votes = {i, line};
      if (!post.accepted.found() && has(i, kAcceptedLine)) post.accepted = {i, line};
    }
  }

  bool by_head() {
    for (std::uint32_t i = first_ + 1; i < end_; ++i) {
      if (has(i, kAnswersHead) && asks()) return split(i, kByHead);
    }
    return false;
  }

  bool by_answerer() {
    for (std::uint32_t i = first_ + 1; i < end_; ++i) {
      if (!has(i, kAskedLine) || has(i, kProseLine) || !asks()) continue;
      if (next_prose(i) < end_) return split(i, kByAnswerer);
    }
    return false;
  }

  // A person's name with letters behind it, below several paragraphs of which the first asks.
  bool by_signature() {
    if (!has(*out_.title, kQuestionLine) || dump_[first_].text.find('?') == std::string_view::npos) return false;
    constexpr std::uint32_t kParagraphs = 2;
    std::uint32_t question_end = first_ + 1;
    while (question_end < end_ && dump_[question_end].blank_before == 0) ++question_end;
    for (std::uint32_t i = question_end + kParagraphs; i < end_; ++i) {
      if (has(i, kProseLine) || dump_[i].text.size() > kLongestMarked) continue;
      if (types_.fit(record::Type::kPerson, dump_[i].text) != normalize::Fit::kSure) continue;
      DumpPost question, reply;
      question.body = {first_, question_end};
      reply.body = {question_end, i};
      reply.author = {i, dump_[i].text};
      out_.kind = Outline::Kind::kQa;
      out_.opening = question;
      out_.posts = {reply};
      out_.end = i + 1;
      out_.confidence = kBySignature;
      return true;
    }
    return false;
  }

  std::span<const text::Line> dump_;
  std::span<const LineFacts> facts_;
  const Lines& lines_;
  extract::TypeReader& types_;
  std::uint32_t end_ = 0, first_ = 0;
  Outline out_;
};

}  // namespace

std::optional<Outline> single_answer_of(std::span<const text::Line> dump, const Lines& lines,
                                        extract::TypeReader& types) {
  return SingleAnswer(dump, lines, types).run();
}

}  // namespace thresh::automatic
