// What of the posts' bodies is their frame: the by-line above what somebody wrote, the buttons below, where a page puts
// all of it into one element.
//
// The first and the last lines of all bodies are laid side by side and vote. A line with little but a date is a by-line
// where most bodies have one, and so are the short lines above it; lines that say the same in most bodies, numbers
// aside, and lines of buttons or of votes go at either end. What goes stays in the post (for_each_outside visits it),
// and no body is taken away as a whole. A post that no other is made like (the question above its answers) has nobody
// to vote with: short lines at its ends go where one of them is the page's title, a label, a date, a button or a name.
//
// Tested by tests/automatic/thread/frame_test.cpp.
#pragma once

#include <vector>

#include "automatic/thread/post.h"
#include "automatic/thread/survey.h"

namespace thresh::automatic {

// Fills Post::frame. `title`: the page's heading, or kNoNode. Linear in the bodies.
void find_frames(const Survey& survey, html::NodeId title, std::vector<Post>& posts);

}  // namespace thresh::automatic
