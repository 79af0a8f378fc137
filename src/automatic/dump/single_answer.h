// A question with one answer, in a dump where nothing repeats: told by a head ("1 Answer"), by a line that says who
// answered, or by who signs below a text that follows a question.
//
// Tested by tests/automatic/dump/reading_test.cpp.
#pragma once

#include <optional>
#include <span>

#include "automatic/dump/lines.h"
#include "automatic/dump/outline.h"
#include "extract/type_reader.h"
#include "text/dump.h"

namespace thresh::automatic {

// Nothing where the dump does not look like one. Linear.
std::optional<Outline> single_answer_of(std::span<const text::Line> dump, const Lines& lines,
                                        extract::TypeReader& types);

}  // namespace thresh::automatic
