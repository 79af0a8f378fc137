// How a line, an attribute and several posts say votes, and what looks like votes and is none.
#include "automatic/thread/votes.h"

#include <array>
#include <catch2/catch.hpp>
#include <string>
#include <utility>

#include "automatic/thread/pages.h"
#include "automatic/thread/thread.h"
#include "extract/page_support.h"
#include "normalize/normalize.h"

using namespace thresh;
using namespace thresh::automatic;
using tests::ExtractPage;
using tests::Written;

namespace {

std::string votes(std::string_view line, bool marked = false) { return votes_in(line, marked).value_or("(none)"); }

// What the first and the second post have, where `said` makes what each shows of its votes.
template <class Said>
std::pair<std::string, std::string> votes_of_posts(Said said) {
  const auto page = ExtractPage::html(tests::page_of("<h1>A leaking kettle</h1>", [&](const Written& post, int i) {
    return "<div class=post><a class=username href=/user/" + post.author + ">" + post.author + "</a> <time>" +
           post.date + "</time><div class=text>" + post.text + "</div><div class=foot>" + said(i) +
           " <a>Reply</a></div></div>";
  }));
  const auto thread = find_thread(page.view());
  REQUIRE(thread);
  const std::string list = thread->kind->name == "qa" ? "answers" : "posts";
  return {tests::words_at(thread->draft, list + "/0/votes"), tests::words_at(thread->draft, list + "/1/votes")};
}

}  // namespace

TEST_CASE("A number is votes beside what votes are called, on either side") {
  for (const std::string_view line :
       {"Like (12)", "Upvote · 12", "👍 12", "Thanks (12)", "Score: 12", "Votes: 12", "12 pts", "❤ 12", "Helpful (12)",
        "赞同 12", "いいね！ 12", "ナイス：12", "12 Нравится", "Ocena: 12", "12 likes", "点赞(12)", "Useful 12"}) {
    INFO(line);
    CHECK(votes(line) != "(none)");
    CHECK(normalize::count(votes(line))->value == 12);
  }
  CHECK(votes("Score: 1.2k points") != "(none)");
  CHECK(normalize::count(votes("1.2k points"))->value == 1200);
}

TEST_CASE("A line that speaks of people and of what pleased them counts votes, in any order") {
  for (const std::string_view line :
       {"12 people found this helpful", "12 of 15 people found this helpful", "12 users found this answer helpful.",
        "12 personnes ont trouvé cette réponse utile", "Utile pour 12 personnes",
        "12 Personen fanden diese Informationen hilfreich", "Gefällt 12 Mal", "A 12 personas les resultó útil",
        "12 persone lo hanno trovato utile", "12 pessoas acharam isso útil", "12 osób uznało to za pomocne",
        "12 kişi beğendi", "12人が参考になったと言っています", "15人中12人がこの回答は参考になったと投票しています",
        "12 人赞同了该回答", "12 personen vonden dit nuttig", "Liked by 12 users", "12 человек считают это полезным"}) {
    INFO(line);
    CHECK(votes(line) != "(none)");
    CHECK(normalize::count(votes(line))->value == 12);
  }
  CHECK(normalize::count(votes("One person found this helpful"))->value == 1);
}

TEST_CASE("Votes are known in many languages") {
  for (const std::string_view line :
       {"Podziękuj (12)", "도움돼요 12", "12 se líbí", "12 người thích bài này", "Gilla 12", "12 personer gillar detta",
        "إعجاب (12)", "12 أشخاص أعجبهم هذا", "12 beğeni", "Synes godt om (12)", "12 henkilöä tykkää tästä",
        "Îmi place (12)", "12 подобається", "Suka 12", "Μου αρέσει 12"}) {
    INFO(line);
    CHECK(votes(line) != "(none)");
    CHECK(normalize::count(votes(line))->value == 12);
  }
}

TEST_CASE("Of several counts in a line the one of votes counts, and of two answers the yes") {
  CHECK(normalize::count(votes("12 likes, 2 replies"))->value == 12);
  CHECK(normalize::count(votes("2 replies · 1,203 likes"))->value == 1203);
  CHECK(votes("Ответ полезен? Да 12 Нет 1") == "12");
  CHECK(votes("Was this answer helpful? Yes (12) No (3)") == "12");
  CHECK(votes("Was this answer helpful? No (3)") == "(none)");
  CHECK(votes("2 replies, 12 views") == "(none)");
  CHECK(votes("Kingsmouth, 12 May") == "(none)");
}

TEST_CASE("What counts something else is no votes") {
  for (const std::string_view line :
       {"12", "Reply (12)", "12 replies", "12 people", "Answer 12", "Posts: 12", "12 days ago", "Dislike (3)",
        "bob, amy and 3 others like this", "Not helpful (12)", "Share 12", "12 views", "Level 12"}) {
    INFO(line);
    CHECK(votes(line) == "(none)");
  }
  CHECK(votes("12", true) == "12");
  CHECK(votes("(12)", true) != "(none)");
  CHECK(votes("12 replies", true) == "(none)");
  CHECK(normalize::count(votes("\u221212", true))->value == -12);
}

TEST_CASE("Attributes say votes, too") {
  using Two = std::pair<std::string, std::string>;
  const auto number = [](int i) { return std::to_string(i * 7 + 2); };
  CHECK(votes_of_posts([&](int i) {
          return "<button aria-label='" + number(i) + " people like this'><i></i></button>";
        }) == Two{number(1) + " people like this", number(2) + " people like this"});
  CHECK(votes_of_posts([&](int i) { return "<div class=x data-like-count=" + number(i) + "><i></i></div>"; }) ==
        Two{number(1), number(2)});
  CHECK(votes_of_posts([&](int i) { return "<div class=x data-page=" + number(i) + "><i></i></div>"; }) == Two{"", ""});
}

TEST_CASE("What an author's posts all share is the author's score") {
  const auto thread_of = [](bool of_author) {
    const auto page = ExtractPage::html(tests::page_of("<h1>Kettles</h1>", [&](const Written& post, int i) {
      const std::string author = i % 2 == 0 ? "anna" : "ben";
      const int score = of_author ? (i % 2 == 0 ? 812 : 47) : 40 + i;
      return "<div class=post><a class=username href=/user/" + author + ">" + author +
             "</a><div>Points: " + std::to_string(score) + "</div><time>" + post.date + "</time><div class=text>" +
             post.text + "</div><a>Reply</a></div>";
    }));
    const auto thread = find_thread(page.view());
    REQUIRE(thread);
    return tests::words_at(thread->draft, "posts/0/votes");
  };
  CHECK(thread_of(true).empty());
  CHECK(thread_of(false) == "Points: 41");
}

TEST_CASE("A number alone beside what votes are given with counts them") {
  using Two = std::pair<std::string, std::string>;
  const auto beside = [](const std::string& before, const std::string& behind) {
    return votes_of_posts(
        [&](int i) { return "<div>" + before + "<span>" + std::to_string(i * 7 + 2) + "</span>" + behind + "</div>"; });
  };
  CHECK(beside("<button>▲</button>", "<button>▼</button>") == Two{"9", "16"});
  CHECK(beside("<button>Helpful</button> ", "") == Two{"Helpful 9", "Helpful 16"});
  CHECK(beside("<button aria-label=Upvote><svg></svg></button>", "") == Two{"9", "16"});
  CHECK(beside("<button>Share</button> ", "") == Two{"", ""});
  CHECK(beside("", "") == Two{"", ""});
}

TEST_CASE("Numbers that only count the posts are no votes") {
  CHECK(votes_of_posts([](int i) {
          return "<div><a>Thanks</a> <span>" + std::to_string(i) + "</span></div>";
        }).first.empty());
}

TEST_CASE("What is called a vote gives votes, whatever it says") {
  const auto said = [](int i) {
    return "<div class=ui><a class='vote up'>Up</a> <span class=count>+" + std::to_string(7 * i) +
           "</span> <a class='vote down'>Down</a></div>";
  };
  CHECK(votes_of_posts(said) == std::pair<std::string, std::string>("+7", "+14"));
}

TEST_CASE("Bare numbers of what is called a rating are votes where no scale has them") {
  const auto rated = [](int i, std::array<int, 4> values) {
    return "<div class=post-rating><span>" + std::to_string(values[static_cast<std::size_t>(i) % 4]) + "</span></div>";
  };
  CHECK(votes_of_posts([&](int i) { return rated(i, {4, 0, 9, 17}); }) ==
        std::pair<std::string, std::string>("0", "9"));
  CHECK(votes_of_posts([&](int i) { return rated(i, {4, 5, 3, 5}); }) == std::pair<std::string, std::string>("", ""));
  CHECK(votes_of_posts([&](int i) { return rated(i, {80, 75, 91, 66}); }) ==
        std::pair<std::string, std::string>("", ""));
}

TEST_CASE("A number beside the question whether an answer helped is votes") {
  CHECK(votes_of_posts([](int i) {
          return "<a>هل كانت الإجابة مفيدة؟</a> <span>" + std::to_string(i * 7 + 4) + "</span>";
        }) == std::pair<std::string, std::string>("11", "18"));
}

TEST_CASE("A line that would say votes had its template been rendered is that of votes") {
  for (const std::string_view line : {"{{ answer.votes }} people found this helpful", "Helpful (${count})",
                                      "A {{ vm.count }} personas les resultó útil", "<%= votes %> votes",
                                      "undefined people found this helpful", "Was this helpful? Yes ({{ yes }}) No"}) {
    INFO(line);
    CHECK(votes(line) == line);
  }
  CHECK(votes("{{ votes }}", true) == "{{ votes }}");
  CHECK(votes("{{ votes }}") == "(none)");
  CHECK(votes("{{ answers.length }} replies") == "(none)");
  CHECK(votes("undefined behaviour is not helpful") == "(none)");

  const auto [first, second] = votes_of_posts([](int i) {
    return i == 1 ? std::string("<span class=useful>{{ post.votes }} people found this helpful</span>")
                  : "<span class=useful>" + std::to_string(i + 4) + " people found this helpful</span>";
  });
  CHECK((first == "{{ post.votes }} people found this helpful") !=
        (second == "{{ post.votes }} people found this helpful"));
}
