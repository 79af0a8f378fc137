// Whether a line says votes: the part of votes.h that dumps need, too.
//
// Tested by tests/automatic/thread/votes_test.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace thresh::automatic {

// The part of a line that normalize::count reads as its votes; the line where it would say votes had its template been
// rendered ("{{ count }} people found this helpful"); nothing where it speaks of something else. `marked`: the line
// stands in an element that is called votes.
std::optional<std::string> votes_in(std::string_view line, bool marked);

}  // namespace thresh::automatic
