// A question and its answers where nothing repeats: told by the labels above them.
//
// "Patient's query", "Question", "Hỏi" stand above what somebody asks, "Answered by Dr. Jane Doe", "Ответ специалиста",
// "1 answer" above what is answered. A label is a line of its own, or starts one in an element of its own; what it is
// above goes to the next label, or to the end of the element around. What stands between the title and the first label
// is the question where none says so.
//
// Tested by tests/automatic/thread/turns_test.cpp.
#pragma once

#include <vector>

#include "automatic/thread/groups.h"
#include "automatic/thread/post.h"
#include "automatic/thread/survey.h"
#include "html/document.h"

namespace thresh::automatic {

struct Turn {
  Item item;
  html::NodeId label = html::kNoNode;
  Place author = {};  // whom its label names
  bool asks = false;
  bool counted = false;  // its label says that there is one answer: "1 answer"
};

// In page order, those without text left out. `title`: the page's heading, or kNoNode; labels stand behind it.
std::vector<Turn> find_turns(const Survey& survey, html::NodeId title);

// Whether a line is such a label.
bool is_turn_label(std::string_view line);

}  // namespace thresh::automatic
