// What stands above a question or its answer and says which of both it is, and perhaps whose: "Question", "Expert
// answer", "Question from Mila", "Dr. Novak answers", "Dentist's reply", "La réponse du Dr Vasseur", "先生からの回答".
//
// A label is a noun, a noun with a joining word and what follows it, or what stands before a verb or a noun in the
// possessive. The words are data (data/thread_words.tsv: asks, answered, from, asking, answering).
//
// Tested by tests/automatic/thread/turn_labels_test.cpp.
#pragma once

#include <optional>
#include <string_view>

namespace thresh::automatic {

struct TurnLabel {
  bool asks = false;           // of a question; else of an answer
  std::string_view name = {};  // of whom, a part of the line; empty where nobody is named ("the expert's answer")
};

// What a line says that is nothing but such a label, a date in brackets behind it aside.
std::optional<TurnLabel> turn_label(std::string_view line);

}  // namespace thresh::automatic
