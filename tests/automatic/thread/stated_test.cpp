// How many posts a page says there are: lines that do and that do not, and what the record makes of it.
#include "automatic/thread/stated.h"

#include <catch2/catch.hpp>
#include <string>

namespace thresh::automatic {
namespace {

TEST_CASE("stated: lines that say how many there are", "[stated]") {
  struct Case {
    const char* line;
    Counted what;
    int number;
  };
  const Case cases[] = {
      {"4 Answers", Counted::kAnswers, 4},
      {"Answers (12)", Counted::kAnswers, 12},
      {"4 Antworten", Counted::kAnswers, 4},
      {"All 3 answers", Counted::kAnswers, 3},
      {"3 respuestas", Counted::kAnswers, 3},
      {"2 doctors answered", Counted::kAnswers, 2},
      {"5 replies", Counted::kReplies, 5},
      {"1 Reply", Counted::kReplies, 1},
      {"Comments: 7", Counted::kComments, 7},
      {"7 commentaires", Counted::kComments, 7},
      {"12 комментариев", Counted::kComments, 12},
      {"3件の回答", Counted::kAnswers, 3},
      {"回答 3 件", Counted::kAnswers, 3},
      {"共 3 条评论", Counted::kComments, 3},
      {"5 posts", Counted::kPosts, 5},
      {"1,234 comments", Counted::kComments, 1234},
  };
  for (const Case& one : cases) {
    INFO(one.line);
    const auto said = said_in(one.line);
    REQUIRE(said);
    CHECK(said->what == one.what);
    CHECK(said->number == one.number);
  }
}

TEST_CASE("stated: lines that say something else", "[stated]") {
  for (const char* line : {"", "Answers", "4 votes", "12 views", "Answer 4 of 12 questions", "4 answers and 3 comments",
                           "I gave 4 answers", "2 weeks ago", "4", "Reply", "1.2k answers", "Page 2"}) {
    INFO(line);
    CHECK_FALSE(said_in(line));
  }
}

TEST_CASE("stated: a number fits all posts, or those behind the first", "[stated]") {
  const std::vector<Post> posts(4);
  CHECK(fits({Counted::kReplies, 3}, posts));
  CHECK(fits({Counted::kPosts, 4}, posts));
  CHECK_FALSE(fits({Counted::kReplies, 2}, posts));
  CHECK_FALSE(fits({Counted::kReplies, 0}, posts));
}

}  // namespace
}  // namespace thresh::automatic
