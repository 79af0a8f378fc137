// Builds a passage out of pieces of text and the breaks between them.
//
// Breaks, spaces, tabs and Markdown's marks are held back until text follows, so that none stands at an edge or around
// nothing: of several breaks the largest counts, white space at the start or the end of a line goes, and a link or
// an emphasis without text leaves no trace. Marks that are open where a line ends are closed before it and opened
// again after it. Marks and containers are for Markdown; plain text does not use them.
//
// Tested by tests/html/render_test.cpp.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "base/span.h"
#include "text/passage.h"

namespace thresh::html {

// What holds for a piece of text.
struct TextState {
  bool code = false;
  bool hidden = false;
  bool directive = false;
  bool preserve = false;  // white space counts
  bool exact = false;     // the text is its source, byte for byte
  std::uint32_t node = text::Run::kNoNode;
};

class PassageWriter {
 public:
  explicit PassageWriter(base::Arena& arena) : arena_(arena) {}

  void text(std::string_view text, base::Span source, TextState state);
  // Text that stands nowhere on the page, for instance an image in Markdown.
  void made_text(std::string_view text);

  // The page's text that text to come would stand right behind; empty where a space or a break parts them.
  std::string_view right_before() const;

  // What follows is set apart from what was before.
  void set_apart(text::Break apart);
  // A <br>: ends the line, or leaves one blank if it is empty already.
  void line_break();

  // Cells of a row are set apart by a tab, as long as the row is a single line.
  void open_row() { rows_.push_back({}); }
  void cell();
  void close_row();

  // An inline mark around the text to come: "**", "[" and "](url)".
  void open_mark(std::string_view open, std::string_view close);
  void close_mark();

  // What every line to come starts with: `first` (once), then `rest`. `quoted`: blank lines too.
  void open_container(std::string_view first, std::string_view rest, bool quoted = false);
  // As above, for a heading, which is one line: breaks inside become spaces.
  void open_heading(std::string_view first);
  void close_container();

  // A line of its own that is written only if text follows and closed only if it was written: a code fence.
  void open_fence(std::string_view fence, std::string_view language);
  void close_fence();

  text::Passage finish() { return std::move(passage_); }

 private:
  struct Row {
    bool has_text = false;
    bool broken = false;  // it has several lines
  };
  struct Mark {
    std::string_view open, close;
    bool written = false;
  };
  struct Container {
    std::string_view first, rest;
    bool quoted = false;
    bool heading = false;
    bool started = false;
  };

  void flowing_text(std::string_view text, base::Span source, TextState state);
  void preserved_text(std::string_view text, base::Span source, TextState state);
  bool goes_on() const;  // whether text would stand right behind the last run
  void hold_space(base::Span source);
  void before_text(TextState state);
  void start_line(TextState state);
  void write_blank_quoted_line();
  void write_prefix();
  void write_space();
  void close_written_marks();
  void open_marks();
  void text_written();
  void add(std::string_view text, base::Span source);
  void add_made(std::string_view text);
  void add_before_break(std::string_view text);
  std::string prefix_of(std::size_t count, bool starts);
  bool in_started_heading() const {
    return !containers_.empty() && containers_.back().heading && containers_.back().started;
  }

  base::Arena& arena_;
  text::Passage passage_;
  text::Break pending_ = text::Break::kNone;
  TextState state_;               // of the text at hand, and of the marks around it
  bool space_ = false;            // white space waits for text
  bool space_is_behind_ = false;  // it stands in memory right behind the last run's text
  base::Span space_source_;
  std::size_t tabs_ = 0;
  std::size_t shared_containers_ = 0;  // those around both the last line and the next
  std::string_view fence_, language_;
  bool fence_written_ = false;
  std::vector<Row> rows_;
  std::vector<Mark> marks_;
  std::vector<Container> containers_;
};

}  // namespace thresh::html
