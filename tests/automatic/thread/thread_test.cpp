// Threads in the shapes that engines make, and pages that are none.
#include "automatic/thread/thread.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "automatic/thread/pages.h"
#include "extract/page_support.h"
#include "html/soup.h"

using namespace thresh;
using namespace thresh::automatic;
using tests::ExtractPage;
using tests::Written;

namespace {

struct Found {
  explicit Found(std::string source, std::string url = "https://forum.example/threads/kettle.17/")
      : page(ExtractPage::html(std::move(source), std::move(url))), thread(find_thread(page.view())) {}
  std::string words(std::string_view path) const {
    return thread ? tests::words_at(thread->draft, path) : "(no thread)";
  }
  double confidence() const { return thread ? thread->confidence : 0; }
  std::string_view kind() const { return thread ? thread->kind->name : ""; }

  ExtractPage page;
  std::optional<Thread> thread;
};

// Authors, dates and texts are where they have to be.
void check_posts(const Found& found, const std::string& list = "posts") {
  REQUIRE(found.thread);
  const auto written = tests::some_posts();
  for (std::size_t i = 0; i < written.size(); ++i) {
    const std::string at = list + '/' + std::to_string(i);
    CHECK(found.words(at + "/body") == written[i].text);
    CHECK(found.words(at + "/author/name") == written[i].author);
    CHECK(found.words(at + "/date") == written[i].date);
  }
  CHECK(found.words(list + "/4/body") == "(not looked for)");
}

}  // namespace

TEST_CASE("Posts with classes, profiles, signatures and buttons") {
  const Found found(tests::page_of("<h1>A leaking kettle</h1><div class=thread>", [](const Written& post, int number) {
    return "<article class='message message--post' id=post-" + std::to_string(500 + number) +
           "><div class=message-user><h4><a class=username href=/members/" + post.author + ".7/>" + post.author +
           "</a></h4><span class=user-title>Member</span><dl><dt>Joined</dt><dd>Jan 5, 2011</dd></dl></div>"
           "<div class=message-main><a href=/threads/kettle.17/post-" +
           std::to_string(500 + number) + "><time>" + post.date + "</time></a><div class=message-body>" + post.text +
           "</div><div class=message-signature>Tea is the answer, whatever it was that you asked.</div>"
           "<a href=/posts/1/reply>Reply</a> <a href=/posts/1/report>Report</a></div></article>";
  }));
  check_posts(found);
  CHECK(found.kind() == "thread");
  CHECK(found.confidence() > kSureThread);
  CHECK(found.words("title") == "A leaking kettle");
  CHECK(found.words("posts/1/url") == "/threads/kettle.17/post-502");
  CHECK(found.words("posts/1/author/url") == "/members/ben_k.7/");
  CHECK(found.thread->posts.size() == 4);
  CHECK(found.page.document().attribute(found.thread->listing, "class") == "thread");
}

TEST_CASE("A table with two rows a post") {
  check_posts(Found(tests::page_of("<h1>A leaking kettle</h1><table>", [](const Written& post, int) {
    return "<tr class=head><td>" + post.date + "</td></tr><tr class=row><td><a href=member.php?u=3>" + post.author +
           "</a></td><td class=content>" + post.text + "</td></tr>";
  })));
}

TEST_CASE("A table without a class") {
  check_posts(Found(tests::page_of("<h1>A leaking kettle</h1><table>", [](const Written& post, int) {
    return "<tr><td><a href=/user/" + post.author + ">" + post.author + "</a></td><td>" + post.date +
           "</td></tr><tr><td>&nbsp;</td><td>" + post.text + "</td></tr>";
  })));
}

TEST_CASE("Div soup without a class") {
  check_posts(Found(tests::page_of("<h1>A leaking kettle</h1><div>", [](const Written& post, int) {
    return "<div><div><a href=/profile/" + post.author + ">" + post.author + "</a></div><div><i>" + post.date +
           "</i></div><div>" + post.text + "</div><div><a href=#>Quote</a></div></div>";
  })));
}

TEST_CASE("A list of terms and what is said") {
  check_posts(Found(tests::page_of("<h1>A leaking kettle</h1><dl>", [](const Written& post, int) {
    return "<dt><a href=/users/" + post.author + ">" + post.author + "</a> <time>" + post.date + "</time></dt><dd>" +
           post.text + "</dd>";
  })));
}

TEST_CASE("A post inside a post replies to it") {
  const auto one = [](const std::string& author, const std::string& text, const std::string& inside) {
    return "<li class=comment><div class=comment-head><a href=/u/" + author + ">" + author +
           "</a> <time>March 3, 2021</time></div><div class=comment-body>" + text +
           "</div><a href=#r>Reply</a><ol class=children>" + inside + "</ol></li>";
  };
  const Found found("<body><h1>Kettles</h1><ol>" +
                    one("anna", "Which kettle would you buy, if you could buy any?",
                        one("ben", "One of copper, with a handle that stays cold.",
                            one("carla", "Copper is hard to keep clean, as I have learnt.", ""))) +
                    one("dora", "The cheapest one that there is in the shop.", "") + "</ol>");
  REQUIRE(found.thread);
  CHECK(found.words("posts/0/reply_to").empty());
  CHECK(found.words("posts/1/reply_to") == "1");
  CHECK(found.words("posts/2/reply_to") == "2");
  CHECK(found.words("posts/3/reply_to").empty());
  CHECK(found.words("posts/0/body") == "Which kettle would you buy, if you could buy any?");
}

TEST_CASE("A question stands apart from its answers; the accepted one has a mark") {
  const auto answer = [](const std::string& author, const std::string& votes, const std::string& mark,
                         const std::string& text) {
    return "<div class=answer><div class=vote-count>" + votes + "</div>" + mark + "<div class=answer-body><p>" + text +
           "</p></div><div>answered <time>May 4, 2021</time> by <a href=/users/" + author + ">" + author +
           "</a></div></div>";
  };
  const Found found(
      "<html><head><title>How do I descale a kettle? - Tea Q&A</title></head><body><h1>How do I descale a kettle?</h1>"
      "<div class=question><div class=vote-count>7</div><div class=question-body><p>Mine is white inside, and the tea "
      "tastes of chalk.</p></div><div>asked <time>May 3, 2021</time> by <a href=/users/anna>anna</a></div></div>"
      "<h2>2 Answers</h2><div id=answers>" +
          answer("ben", "12", "<span class=accepted>Accepted answer</span>",
                 "Boil vinegar and water in it, and wait for an hour.") +
          answer("carla", "-3", "", "Buy a new one, for that is easier and not dear.") + "</div>",
      "https://tea.example/questions/17");
  REQUIRE(found.thread);
  CHECK(found.kind() == "qa");
  CHECK(found.confidence() > kSureThread);
  CHECK(found.words("title") == "How do I descale a kettle?");
  CHECK(found.words("question/body") == "Mine is white inside, and the tea tastes of chalk.");
  CHECK(found.words("question/author/name") == "anna");
  CHECK(found.words("question/votes") == "7");
  CHECK(found.words("answers/0/votes") == "12");
  CHECK(found.words("answers/0/accepted") == "true");
  CHECK(found.words("answers/0/author/name") == "ben");
  CHECK(found.words("answers/1/votes") == "-3");
  CHECK(found.words("answers/1/accepted").empty());
}

TEST_CASE("Threads in other languages") {
  const auto thread = [](const std::string& reply, const std::vector<Written>& posts) {
    std::string page = "<body><h1>Tee</h1><div id=list>";
    for (const Written& post : posts) {
      page += "<div class=x1><span class=x2><a href=/user/3>" + post.author + "</a></span><span class=x3>" + post.date +
              "</span><div class=x4>" + post.text + "</div><a href=#>" + reply + "</a></div>";
    }
    return page + "</div>";
  };
  const Found german(
      thread("Antworten", {{"Jörg", "3. März 2021, 14:17", "Mein Kessel tropft am Griff, was tun?"},
                           {"Änne", "4. März 2021, 8:00", "Den Dichtring tauschen, der kostet fast nichts."}}));
  CHECK(german.words("posts/1/author/name") == "Änne");
  CHECK(german.words("posts/1/date") == "4. März 2021, 8:00");
  CHECK(german.confidence() > kSureThread);
  const Found spanish(
      thread("Responder", {{"Íñigo", "3 de marzo de 2021", "Mi tetera gotea por el asa, ¿qué puedo hacer?"},
                           {"Lucía", "4 de marzo de 2021", "Cambia la junta de goma, que cuesta muy poco."}}));
  CHECK(spanish.words("posts/0/body") == "Mi tetera gotea por el asa, ¿qué puedo hacer?");
  CHECK(spanish.words("posts/0/date") == "3 de marzo de 2021");
  const Found russian(thread("Ответить", {{"Анна", "12 марта 2020", "У меня течёт чайник, подскажите, что делать?"},
                                          {"Борис", "13 марта 2020", "Замените резиновое кольцо, это очень дёшево."}}));
  CHECK(russian.words("posts/1/body") == "Замените резиновое кольцо, это очень дёшево.");
  CHECK(russian.words("posts/1/author/name") == "Борис");
  const Found chinese(thread("回复", {{"小明", "2020年3月12日", "我的水壶漏水了，请问大家应该怎么办才好？谢谢。"},
                                      {"阿华", "2020年3月13日", "换一个新的橡胶圈就可以了，非常便宜，不用担心。"}}));
  CHECK(chinese.words("posts/0/author/name") == "小明");
  CHECK(chinese.words("posts/1/date") == "2020年3月13日");
}

TEST_CASE("Notes of the page leave the bodies, and are told of") {
  const Found found(tests::page_of("<h1>A leaking kettle</h1>", [](const Written& post, int number) {
    return "<div class=post id=p" + std::to_string(number) + "><a href=/u/x class=username>" + post.author +
           "</a> <time>" + post.date + "</time><div class=post-body>" + post.text +
           (number == 2 ? "<p>Last edited by ben_k on March 5, 2021</p>" : "") + "</div></div>";
  }));
  check_posts(found);
  REQUIRE(found.thread->dropped.size() == 1);
  CHECK(found.thread->dropped.front().reason == record::Removal::kBoilerplate);
}

TEST_CASE("Quotes stay in the body") {
  const Found found(tests::page_of("<h1>A leaking kettle</h1>", [](const Written& post, int number) {
    return "<div class=post><a href=/u/x class=username>" + post.author + "</a> <time>" + post.date +
           "</time><div class=post-body>" +
           (number == 2 ? "<blockquote class=quote>My kettle leaks at the handle</blockquote>" : "") + post.text +
           "</div></div>";
  }));
  CHECK(found.words("posts/1/body").starts_with("My kettle leaks at the handle\n\nTake the handle off"));
}

TEST_CASE("Advertisements between posts are none") {
  const Found found(tests::page_of("<h1>A leaking kettle</h1>", [](const Written& post, int number) {
    return "<div class=post><a href=/u/x class=username>" + post.author + "</a> <time>" + post.date +
           "</time><div class=post-body>" + post.text + "</div></div>" +
           (number == 2 ? "<div class=post><b>Buy our kettles, which never leak at all!</b></div>" : "");
  }));
  check_posts(found);
}

TEST_CASE("Several kinds of reactions are one sum") {
  const Found found(tests::page_of("<h1>A leaking kettle</h1>", [](const Written& post, int number) {
    return "<div class=post><a href=/u/x class=username>" + post.author + "</a> <time>" + post.date +
           "</time><div class=post-body>" + post.text + "</div>" +
           (number == 1 ? "<ul><li class=reaction-count>5</li><li class=reaction-count>2</li></ul>" : "") + "</div>";
  }));
  CHECK(found.words("posts/0/votes") == "7");
  CHECK(found.words("posts/1/votes").empty());
}

TEST_CASE("Pages that are no threads") {
  const auto repeated = [](const std::string& one, int times) {
    std::string page = "<body><h1>Our things</h1><div>";
    for (int i = 0; i < times; ++i) page += one;
    return page + "</div>";
  };
  const std::string url = "https://shop.example/things";
  // A listing of articles.
  CHECK(Found(repeated("<article><h2><a href=/news/1>A long headline of an article</a></h2><p>The first lines of what "
                       "the article tells, which is long.</p><span class=date>March 3, 2021</span> <a href=/author/x "
                       "class=author>Anna</a> <a href=/news/1>Read more</a></article>",
                       8),
              url)
            .confidence() < kSureThread);
  // A grid of products.
  CHECK(Found(repeated("<div class=product><a href=/p/1><img src=x><h3>A kettle of copper</h3></a><span class=price>$20"
                       "</span><button>Add to cart</button></div>",
                       12),
              url)
            .confidence() < kSureThread);
  // Search results.
  CHECK(
      Found(repeated("<li><h3><a href=/r/1>Kettles and where to buy them</a></h3><cite>example.com</cite><p>Kettles of "
                     "all kinds, of copper and of steel, at good prices.</p></li>",
                     10),
            url)
          .confidence() < kSureThread);
  // Navigation.
  CHECK(Found(repeated("<ul class=menu><li><a href=/a>Kettles</a></li><li><a href=/b>Cups</a></li></ul>", 5), url)
            .confidence() < kSureThread);
  // A table of data.
  CHECK(Found("<body><table>" + repeated("<tr><td>2021-03-03</td><td>12.5</td><td>Kettles</td></tr>", 20) + "</table>",
              url)
            .confidence() < kSureThread);
  // A glossary.
  CHECK(Found("<body><dl>" +
                  repeated("<dt>Kettle</dt><dd>A vessel in which water is boiled for tea, with a lid.</dd>", 9) +
                  "</dl>",
              url)
            .confidence() < kSureThread);
  // A changelog.
  CHECK(
      Found(repeated("<section><h2>Version 1.2</h2><time>March 3, 2021</time><ul><li>Kettles no longer leak when they "
                     "are tilted.</li></ul></section>",
                     7),
            url)
          .confidence() < kSureThread);
  // An article with teasers of others.
  CHECK(
      Found("<body><article><h1>How kettles are made</h1>" +
                std::string("<p>A kettle begins as a sheet of copper, which is cut, bent and soldered by hand.</p>") +
                "<p>Then it is filled with water to see whether it leaks, and polished until it shines.</p></article>" +
                repeated("<div class=related><h4><a href=/n/2>Cups and how to hold them</a></h4></div>", 4),
            url)
          .confidence() < kSureThread);
  CHECK_FALSE(Found("<body>", url).thread);
  CHECK_FALSE(Found("", url).thread);
}

TEST_CASE("An article is none with its comments; they are found apart") {
  std::string text;
  for (int i = 0; i < 12; ++i)
    text += "<p>A kettle begins as a sheet of copper, which is cut, bent and soldered by hand.</p>";
  std::string page = "<body><article class=entry-content><h1>How kettles are made</h1>" + text + "</article><ol>";
  for (const Written& post : tests::some_posts()) {
    page += "<li class=comment><cite class=fn>" + post.author + "</cite> <time>" + post.date +
            "</time><div class=comment-content>" + post.text +
            "</div><a class=comment-reply-link href=#>Reply</a></li>";
  }
  const ExtractPage read = ExtractPage::html(page + "</ol>", "https://blog.example/2021/kettles");
  const auto comments = find_comments(read.view());
  REQUIRE(comments);
  CHECK(comments->confidence > 0.5);
  CHECK(comments->posts.size() == 4);
  CHECK(read.document().name(comments->listing) == "ol");
  CHECK(comments->draft.name == "comments");
  REQUIRE(comments->draft.children.size() == 4);
  CHECK(tests::words_at(comments->draft.children[1], "author/name") == "ben_k");
  const auto thread = find_thread(read.view());
  CHECK((!thread || thread->confidence < kSureThread));
}

TEST_CASE("Nothing that a page holds is too much") {
  CHECK(rc::check("a thread of tag soup has its confidence, and its posts are nodes of the page", [] {
    const auto page = ExtractPage::html(*html::tag_soup());
    const auto thread = find_thread(page.view());
    if (!thread) return;
    RC_ASSERT(thread->confidence >= 0 && thread->confidence <= 1);
    for (const html::NodeId post : thread->posts) RC_ASSERT(post < page.document().size());
    RC_ASSERT(find_comments(page.view()).has_value());
  }));
}

TEST_CASE("Deep and long pages are read in a bounded time") {
  std::string deep = "<body>", wide = "<body>";
  for (int i = 0; i < 400; ++i)
    deep += "<div class=comment><a href=/u/a>anna</a><p>These are some words of running text.</p>";
  for (int i = 0; i < 20'000; ++i)
    wide += "<div class=post><a href=/u/a>anna</a><p>These are some words of running text.</p></div>";
  CHECK(Found(deep).thread);
  CHECK(Found(wide).thread);
}

namespace {

std::string answer_of(const Written& post) {
  return "<div class=answer><div class=text>" + post.text + "</div><div><a class=username href=/user/" + post.author +
         ">" + post.author + "</a> <time>" + post.date + "</time></div><a>Reply</a></div>";
}

std::string answers_below(std::string question) {
  for (const Written& post : tests::some_posts()) question += answer_of(post);
  return "<html><head><title>Why does a kettle leak? | Tea Board</title></head><body>" + question + "</body></html>";
}

}  // namespace

TEST_CASE("Answers that are neighbours of the question do not swallow it") {
  const Found found(
      answers_below("<main><h1>Why does a kettle leak?</h1><div class=q><div class=text>It is new, and it "
                    "leaks whenever there is more than a cup of water in it.</div></div><h2>4 Answers</h2>"));
  REQUIRE(found.kind() == "qa");
  CHECK(found.words("question/body").starts_with("It is new"));
  CHECK(found.words("question/author/name").empty());
  CHECK(found.words("answers/0/author/name") == "anna");
  CHECK(found.words("answers/3/body") == tests::some_posts()[3].text);
}

TEST_CASE("Who asked and when may stand above the title") {
  const Found found(answers_below(
      "<main><article><div><a class=username href=/user/zoe>zoe</a> <time>March 1, 2021</time></div><h1>Why does a "
      "kettle leak?</h1><div class=text>It is new, and it leaks whenever there is more than a cup of water in "
      "it.</div></article><section>"));
  REQUIRE(found.kind() == "qa");
  CHECK(found.words("question/author/name") == "zoe");
  CHECK(found.words("question/date") == "March 1, 2021");
  CHECK(found.words("question/body").starts_with("It is new"));
  CHECK(found.words("answers/0/author/name") == "anna");
}

TEST_CASE("One comment below each answer gives it no date") {
  const auto post = [](const std::string& kind, const std::string& who, const std::string& day) {
    return "<div class=" + kind + "><span class=score>4</span><div class=post-text><p>" +
           tests::some_posts()[kind == "question" ? 0 : 1].text + "</p></div><div class=user-card>" +
           (kind == "question" ? "asked " : "answered ") + day + " at 8:40 by <a href=/users/7>" + who +
           "</a></div><ul class=comments><li class=comment><span class=comment-text>Careful with it.</span> <a "
           "href=/users/8 class=comment-user>Tom Baker</a> <span class=comment-date>Mar 9, 2022 at "
           "9:01</span></li></ul>"
           "</div>";
  };
  const Found found(
      "<html><head><title>How do I seal a kettle? | Tea Board</title></head><body><h1>How do I seal a "
      "kettle?</h1>" +
      post("question", "anna", "Mar 4, 2022") + "<h2>2 Answers</h2>" + post("answer", "ben_k", "Mar 5, 2022") +
      post("answer", "carla", "Mar 7, 2022") + "</body></html>");
  REQUIRE(found.kind() == "qa");
  CHECK(found.words("question/date").starts_with("Mar 4, 2022"));
  CHECK(found.words("answers/0/date").starts_with("Mar 5, 2022"));
  CHECK(found.words("answers/1/date").starts_with("Mar 7, 2022"));
}

TEST_CASE("What somebody does, and where, is not who he is") {
  const auto with_card = [](const std::string& card) {
    return Found(
        "<html><head><title>Is it normal to be numb?</title></head><body><h1>Is it normal to be numb?</h1><div "
        "class=q><p>The "
        "skin of my belly has been numb since the operation in May, and it itches at night. What is it?</p><h2>2 "
        "answers</h2>" +
        card + "</body></html>");
  };
  const auto below = [](const std::string& name, const std::string& field, const std::string& day) {
    return "<div class=answer><div class=text><p>It comes back over six to twelve months, from the edges "
           "inward.</p></div>"
           "<div class=author><div>" +
           name + "</div><div>" + field + "</div><div>" + day + "</div></div></div>";
  };
  const Found lines = with_card(below("Dr. Paul Reyes, MD", "Plastic Surgeon, Miami, FL", "March 4, 2023") +
                                below("Linda Cho, MD, FACS", "Dermatologist", "March 5, 2023"));
  CHECK(lines.words("answers/0/author/name") == "Dr. Paul Reyes, MD");
  CHECK(lines.words("answers/1/author/name") == "Linda Cho, MD, FACS");
  const auto above = [](const std::string& name) {
    return "<div class=doctor-answer><div class=doc><a class=doc-name href=/d/7>" + name +
           "</a><span class=spec>Orthopedic Surgeon</span><span class=city>Columbus, OH</span><span class=rating>4.8/5 "
           "(126 reviews)</span></div><div class=txt><p>It looks like a syndrome of the band. Stop running for two "
           "weeks.</p></div></div>";
  };
  const Found row = with_card(above("Dr. Anna Lefevre") + above("Dr. Sam Benali"));
  CHECK(row.words("answers/0/author/name") == "Dr. Anna Lefevre");
  CHECK(row.words("answers/1/body").starts_with("It looks like"));
  CHECK(row.words("answers/1/rating").empty());
}

TEST_CASE("Of two headings, the one that the title has before a sign names the thread") {
  const Found found(tests::page_of(
      "<h1>A leaking kettle | Tea Board</h1><main><h1>A leaking kettle</h1>", [](const Written& post, int) {
        return "<div class=post><a class=username href=/user/" + post.author + ">" + post.author + "</a> <time>" +
               post.date + "</time><div class=text>" + post.text + "</div><a>Reply</a></div>";
      }));
  CHECK(found.words("title") == "A leaking kettle");
}

TEST_CASE("A question may be no more than the heading") {
  const Found found(
      answers_below("<main><header><h1>Why does a kettle leak?</h1><div>asked by <a class=username "
                    "href=/user/zoe>zoe</a></div></header><h2>4 answers</h2><section>"));
  REQUIRE(found.kind() == "qa");
  CHECK(found.words("question/body") == "Why does a kettle leak?");
  CHECK(found.words("question/author/name") == "zoe");
  CHECK(found.words("answers/0/author/name") == "anna");
  CHECK(found.words("answers/3/author/name") == "anna");
}

TEST_CASE("Many words above the posts are one, even without an author") {
  std::string text = "<div class=text>";
  for (int i = 0; i < 8; ++i) text += "It is new, and it leaks whenever there is more than a cup of water in it. ";
  const Found found(
      tests::page_of("<h1>A leaking kettle</h1>" + text + "</div><section>", [](const Written& post, int) {
        return "<div class=post><a class=username href=/user/" + post.author + ">" + post.author + "</a> <time>" +
               post.date + "</time><div class=text>" + post.text + "</div><a>Reply</a></div>";
      }));
  CHECK(found.words("posts/0/body").starts_with("It is new"));
  CHECK(found.words("posts/1/author/name") == "anna");
}

TEST_CASE("Likes under most posts make no answers of them") {
  const auto of = [](const std::string& what) {
    return Found("<html><head><title>Does your kettle leak? | Tea Board</title></head>" +
                 tests::page_of("<h1>Does your kettle leak?</h1>", [&](const Written& post, int i) {
                   return "<div class=post><a class=username href=/user/" + post.author + ">" + post.author +
                          "</a> <time>" + post.date + "</time><div class=text>" + post.text + "</div><span>" +
                          std::to_string(3 * i + 1) + ' ' + what + "</span><a>Reply</a></div>";
                 }).substr(std::string_view("<html><head><title>A leaking kettle | Tea Board</title></head>").size()));
  };
  CHECK(of("likes").kind() == "thread");
  CHECK(of("votes").kind() == "qa");
}

TEST_CASE("The paragraphs of one post are no posts; the post is the thread where the address says so") {
  const std::string page =
      "<html><head><title>A leaking kettle | Tea Board</title></head><body><h1>A leaking kettle</h1><div class=thread>"
      "<div class=post id=post-7><a class=username href=/user/anna>anna</a> <time>March 3, 2021</time><div class=text>"
      "<p>My kettle leaks at the handle, and I would like to know how to seal it.</p><p>It is two years old, and it "
      "has "
      "never been on fire.</p><p>What would you do, if it was yours?</p></div><a>Reply</a> <a>Quote</a></div></div>";
  const Found found(page);
  REQUIRE(found.thread);
  CHECK(found.thread->posts.size() == 1);
  CHECK(found.words("posts/0/author/name") == "anna");
  CHECK(found.words("posts/0/date") == "March 3, 2021");
  CHECK(found.words("posts/0/body").ends_with("if it was yours?"));
  CHECK(Found(page, "https://tea.example/kettle").confidence() < kSureThread);
}

TEST_CASE("Linked titles, each to another page, are a list of pages and no thread") {
  const auto list = [](const std::string& acts) {
    return Found(tests::page_of("<h1>Questions</h1>",
                                [&](const Written& post, int i) {
                                  return "<div class=question-summary><div class=votes>" + std::to_string(i) +
                                         "</div><h3><a href=/q/" + std::to_string(i) + ">Why does kettle " +
                                         std::to_string(i) + " leak?</a></h3><p>" + post.text +
                                         "</p><a class=username href=/user/" + post.author + ">" + post.author +
                                         "</a> <time>" + post.date + "</time>" + acts + "</div>";
                                }))
        .confidence();
  };
  CHECK(list("") == 0);
  CHECK(list("<a>Report</a>") > 0);
}

TEST_CASE("Notes at the end of a text that say who changed or liked it go, and so does a signature") {
  const auto body = [](const std::string& note) {
    const Found found(tests::page_of("<h1>A leaking kettle</h1>", [&](const Written& post, int) {
      return "<div class=post><a class=username href=/user/" + post.author + ">" + post.author + "</a> <time>" +
             post.date + "</time><div class=text><p>" + post.text + "</p>" + (post.author == "ben_k" ? note : "") +
             "</div><a>Reply</a></div>";
    }));
    return found.words("posts/1/body");
  };
  const std::string text = tests::some_posts()[1].text;
  for (const char* const note :
       {"<p>Last edited by admin; 03-05-2019 at 10:15 AM. Reason: typo</p>",
        "<p><i>Dieser Beitrag wurde zuletzt am 05.03.2019 um 10:15 Uhr von admin bearbeitet.</i></p>",
        "<p><i>Message édité par admin le 05-03-2019 à 10:15:00</i></p>", "<p>See more</p>",
        "<div><a>bob</a>, <a>amy</a> and <a>3 others</a> like this.</div>",
        "<br>_________________<br>Tea, and no milk"}) {
    INFO(note);
    CHECK(body(note) == text);
  }
  for (const char* const more : {"<p>I edited a book in 2019.</p>", "<p>I really like this.</p>"}) {
    INFO(more);
    CHECK(body(more) != text);
  }
}

TEST_CASE("The accepted answer is marked by words within a line") {
  const auto accepted = [](const std::string& mark) {
    const Found found(tests::page_of("<h1>Why does a kettle leak?</h1>", [&](const Written& post, int i) {
      return "<div class=answer><div>" + (i == 3 ? mark : std::string()) + "</div><div class=text>" + post.text +
             "</div><div><a class=username href=/user/" + post.author + ">" + post.author + "</a> <time>" + post.date +
             "</time></div><a>Reply</a></div>";
    }));
    return found.words("answers/2/accepted") + found.words("answers/1/accepted");
  };
  for (const char* const mark : {"Selected as best answer", "✔", "Vom Fragesteller als hilfreich ausgezeichnet",
                                 "La mejor respuesta", "To jest najlepsza odpowiedź", "提问者采纳"}) {
    INFO(mark);
    CHECK(accepted(mark) == "true");
  }
  for (const char* const mark :
       {"Is this the best answer?", "Best answers: 5", "<a href=#x>Go to the best answer</a>"}) {
    INFO(mark);
    CHECK(accepted(mark).empty());
  }
}

TEST_CASE("A heading above the first answer marks that") {
  const Found found(
      answers_below("<main><h1>Why does a kettle leak?</h1><div class=q><div class=text>It is new, and it leaks "
                    "whenever there is more than a cup of water in it, as I have said.</div></div><h2>Best "
                    "answer</h2><section>"));
  REQUIRE(found.kind() == "qa");
  CHECK(found.words("question/accepted").empty());
  CHECK(found.words("answers/0/accepted") == "true");
  CHECK(found.words("answers/1/accepted").empty());
}

TEST_CASE("A page that says how many posts it has is a thread, whatever its classes are called") {
  const auto of = [](const std::string& head) {
    return Found(tests::page_of("<h1>A leaking kettle</h1>" + head, [](const Written& post, int i) {
      return "<div class=x7f><div><b>" + post.author + "</b> <span>" + post.date + "</span></div><div><p>" + post.text +
             "</p></div><button>Reply</button></div>" + (i == 0 ? "" : "");
    }));
  };
  CHECK(of("<div>4 posts</div>").confidence() > of("<div>4 photos</div>").confidence());
  CHECK(of("<div>4 posts</div>").confidence() >= kSureThread);
}

TEST_CASE("Links with excerpts below them are a list of topics and no thread") {
  const auto list = [](const std::string& end) {
    return Found(tests::page_of("<h1>Kettle talk</h1>",
                                [&](const Written& post, int i) {
                                  return "<div class=topic><a href=/t/" + std::to_string(i) + ">Why does kettle " +
                                         std::to_string(i) + " leak at night?</a> <span>by <a href=/user/" +
                                         post.author + ">" + post.author + "</a></span> <time>" + post.date +
                                         "</time><p>" + post.text + end + "</p></div>";
                                }))
        .confidence();
  };
  CHECK(list("…") == 0);
  CHECK(list("") > 0);
}

TEST_CASE("What the lines of a profile hold together is no text") {
  const Found found(tests::page_of(
      "<h1>A leaking kettle</h1><table>",
      [](const Written& post, int i) {
        return "<tr><td><b><a href='?u=" + post.author + "'>" + post.author +
               "</a></b><br><small>Board Newbie<br>Offline<br>Posts: " + std::to_string(i * 12) +
               "<br>Leeds</small></td><td>" + post.date + "<hr>" + post.text +
               " It did so last year, too, and nobody knew why.<br><a>Quote</a></td></tr>";
      },
      "</table>"));
  CHECK(found.words("posts/1/author/name") == "ben_k");
  CHECK(found.words("posts/1/body").starts_with("Take the handle off"));
}

TEST_CASE("One comment below an article is one") {
  const auto of = [](const std::string& list, const std::string& item) {
    const auto page = ExtractPage::html(
        "<html><body><article><h1>A ferry stays</h1><p>The ferry will sail for another five years, as the council has "
        "decided after a long meeting.</p></article><section" +
        list + "><h2>1 comment</h2><ol><li" + item +
        "><b class=username>Paula</b> <a href='#c'>February 7, 2023</a><div><p>I crossed on it every day for eleven "
        "years, and never once was it late.</p></div></li></ol></section></body></html>");
    const auto comments = find_comments(page.view());
    return comments && comments->confidence >= kSureThread ? tests::words_at(comments->draft, "0/author/name") : "";
  };
  CHECK(of(" class=comments-area", " class=comment id=comment-12") == "Paula");
  CHECK(of("", " class=comment id=comment-12") == "Paula");
  CHECK(of("", " class=entry").empty());
}

namespace {

std::string post_by(std::string_view name, std::string_view day, std::string_view text, std::string_view within = "",
                    std::string_view kind = "reply") {
  return "<div class=" + std::string(kind) + "><div><a href=/user/" + std::string(name) + ">" + std::string(name) +
         "</a> <time datetime=2022-09-" + std::string(day) + "T08:00:00Z>2 years ago</time></div><div class=b><p>" +
         std::string(text) + "</p></div><button>Reply</button>" + std::string(within) + "</div>";
}

const std::string kOpening = "The kettle leaks at the spout since Monday, and I wonder whether it can be sealed again.";
const std::string kOne = "Mine did the same for a year; a new ring of rubber below the lid was all that it needed.";
const std::string kTwo = "Look for chalk in the spout first, since a few spoons of vinegar cost less than a new ring.";
const std::string kThree = "We gave up in the end and bought one of steel, which has not lost a drop in four years.";
const std::string kFour = "Vinegar did it for us, too, but rinse it three times or the tea will taste of salad.";

}  // namespace

TEST_CASE("Replies of another kind than the posts that they stand in are posts that answer those") {
  const Found found(
      "<h1>A leaking kettle</h1>" + post_by("anna", "09", kOpening, "", "opening") + "<div class=list>" +
      post_by("ben", "11", kOne, post_by("cleo", "12", kTwo, "", "sub") + post_by("dora", "13", kFour, "", "sub")) +
      post_by("emil", "14", kThree) + "</div>");
  REQUIRE(found.thread);
  CHECK(found.words("posts/1/body") == kOne);
  CHECK(found.words("posts/2/author/name") == "cleo");
  CHECK(found.words("posts/2/body") == kTwo);
  CHECK(found.words("posts/2/reply_to") == "2");
  CHECK(found.words("posts/3/author/name") == "dora");
  CHECK(found.words("posts/3/reply_to") == "2");
  CHECK(found.words("posts/4/author/name") == "emil");
  CHECK(found.words("posts/4/body") == kThree);
}

TEST_CASE("A reply of the same kind keeps its words where the opening stands beside the others") {
  const Found found("<main><h1>A leaking kettle</h1>" + post_by("anna", "09", kOpening, "", "opening") +
                    post_by("ben", "11", kOne, "<div class=kids>" + post_by("cleo", "12", kTwo) + "</div>") +
                    post_by("emil", "14", kThree) + post_by("dora", "15", kFour) + "</main>");
  REQUIRE(found.thread);
  CHECK(found.words("posts/1/author/name") == "ben");
  CHECK(found.words("posts/1/body") == kOne);
  CHECK(found.words("posts/2/author/name") == "cleo");
  CHECK(found.words("posts/2/body") == kTwo);
}

TEST_CASE("Who is named as a doctor answers who is not; doctors alone are a list of them") {
  const auto answer = [](std::string_view name, std::string_view day, std::string_view text) {
    return "<div class=x2><b>" + std::string(name) + "</b><div><p>" + std::string(text) + "</p></div><div>" +
           std::string(day) + "</div></div>";
  };
  const auto page = [&](std::string_view asker) {
    return "<h1>Numb fingers</h1><div class=x1><b>" + std::string(asker) + "</b><p>" + kOpening +
           "</p><div>March 1, 2022</div></div>" + answer("Dr. Ann Berg", "March 2, 2022", kOne) +
           answer("Bo Lund, MD", "March 3, 2022", kTwo);
  };
  const std::string address = "https://clinic.example/a/17";
  const Found asked(page("Cleo Marsh"), address), listed(page("Dr. Cleo Marsh"), address);
  REQUIRE(asked.thread);
  REQUIRE(listed.thread);
  CHECK(asked.confidence() > listed.confidence() + 0.1);
}

TEST_CASE("An address that names questions in another language tells of a thread") {
  const std::string page = tests::page_of("<h1>A leaking kettle</h1><div>", [](const Written& post, int) {
    return "<div class=x2><b>" + post.author + "</b> <i>" + post.date + "</i><p>" + post.text + "</p></div>";
  });
  const double unknown = Found(page, "https://a.example/kettles/17").confidence();
  for (const std::string address :
       {"preguntas-respuestas", "fragen", "hoi-dap", "%D0%B2%D0%BE%D0%BF%D1%80%D0%BE%D1%81", "질문"}) {
    CHECK(Found(page, "https://a.example/" + address + "/17").confidence() > unknown);
  }
}

TEST_CASE("A count of answers that is one more than were found says that one is missing") {
  const auto page = [](std::string_view head) {
    return "<h1>Does a kettle leak?</h1><div class=question>" + post_by("anna", "09", kOpening, "", "q") + "</div>" +
           std::string(head) + post_by("ben", "11", kOne, "", "answer") + post_by("cleo", "12", kTwo, "", "answer") +
           post_by("emil", "14", kThree, "", "answer");
  };
  const auto stated = [](const Found& found) -> std::string {
    if (!found.thread) return "(no thread)";
    const extract::Draft* const answers = found.thread->draft.find("answers");
    if (answers == nullptr) return "(no answers)";
    return answers->stated ? text::compose(answers->stated->passage) : "(nothing)";
  };
  CHECK(stated(Found(page("<h2>4 answers</h2>"), "https://a.example/questions/17")) == "4");
  CHECK(stated(Found(page("<div>4 answers</div>"), "https://a.example/questions/17")) == "4");
  CHECK(stated(Found(page("<div>14 answers</div>"), "https://a.example/questions/17")) == "14");
}

TEST_CASE("Reviews are told by their ratings; one icon in each is no rating") {
  const auto page = [](std::string_view five, std::string_view two) {
    const auto review = [](std::string_view name, std::string_view stars, std::string_view day, std::string_view text) {
      return "<div class=k1><div class=q7>" + std::string(name) + "</div><div class=q8>" + std::string(stars) +
             "</div><span class=k2>" + std::string(day) + "</span><p class=k3>" + std::string(text) + "</p></div>";
    };
    return ExtractPage::html("<h1>Chez Mathilde</h1><h2>Avis</h2>" + review("Nina", five, "11 February 2024", kOne) +
                                 review("Bruno T.", two, "6 January 2024", kTwo) +
                                 review("marie_lou", five, "19 December 2023", kThree),
                             "https://tables.example/chez-mathilde");
  };
  const ExtractPage rated = page("★★★★★", "★★☆☆☆");
  const auto reviews = find_comments(rated.view());
  REQUIRE(reviews);
  CHECK(reviews->confidence > kSureThread);
  CHECK(tests::words_at(reviews->draft, "1/rating") == "★★☆☆☆");
  const ExtractPage icons = page("<i class='star on'></i>", "<i class='star on'></i>");
  const auto others = find_comments(icons.view());
  REQUIRE(others);
  CHECK(tests::words_at(others->draft, "1/rating") == "");
}

TEST_CASE("Buttons to a profile, labels and addresses of mail are no names; a name that everybody has is one") {
  const auto author = [](std::string_view name, std::string_view beside) {
    const Found found(tests::page_of("<h1>A leaking kettle</h1><div>", [&](const Written& post, int) {
      return "<div class=post><p class=nick>" + (name.empty() ? post.author : std::string(name)) + "</p>" +
             std::string(beside) + "<time>" + post.date + "</time><div class=text>" + post.text +
             "</div><a>Reply</a></div>";
    }));
    return found.words("posts/1/author/name");
  };
  CHECK(author("", "<a href='profile.php?u=7'>[Profile]</a>") == "ben_k");
  CHECK(author("", "<b>Member:</b>") == "ben_k");
  CHECK(author("", "<a href=/users/7>ben&lt;at&gt;example.org</a>") == "ben_k");
  CHECK(author("Anonymous", "") == "Anonymous");
  CHECK(author("Bernd", "") == "Bernd");
}

TEST_CASE("A link behind the words for who wrote a comment is its author, as the name that no link has") {
  const Found found(tests::page_of("<h1>A leaking kettle</h1><ol>", [](const Written& post, int number) {
    const std::string name = number % 2 == 1
                                 ? "<a href=https://" + post.author + ".example/ rel=nofollow>" + post.author + "</a>"
                                 : post.author;
    return "<li id=comment-" + std::to_string(number) + "><p>" + post.text + "</p><p><cite>Comment by " + name +
           " \u2014 17.07, 2011 @ <a href=#comment-" + std::to_string(number) + ">13:2" + std::to_string(number) +
           "</a></cite></p></li>";
  }));
  CHECK(found.words("posts/0/author/name") == "anna");
  CHECK(found.words("posts/1/author/name") == "ben_k");
  CHECK(found.words("posts/1/date").starts_with("17.07, 2011"));
}

TEST_CASE("The title of a thread stands behind its path or the board's name") {
  const auto title = [](const std::string& head, const std::string& heading) {
    const Found found(
        "<html><head><title>" + head + "</title></head><body>" + heading +
        tests::page_of("", [](const Written& post, int) {
          return "<div class=post><a class=username href=/user/1>" + post.author + "</a> <time>" + post.date +
                 "</time><div class=text>" + post.text + "</div><a>Reply</a></div>";
        }).substr(std::string("<html><head><title>A leaking kettle | Tea Board</title></head><body>").size()));
    return found.words("title");
  };
  CHECK(title("Tea Board -> A leaking kettle", "") == "A leaking kettle");
  CHECK(title("A leaking kettle",
              "<h1><span><a href=/g/tea>The Tea Kitchen</a> \u00bb <a href=/g/tea/talk>Talk</a></span><br>A "
              "leaking kettle</h1>") == "A leaking kettle");
  CHECK(title("A leaking kettle", "<h1><a href=/t/17>A leaking kettle</a></h1>") == "A leaking kettle");
}

TEST_CASE("Letters of two bytes are no longer than others") {
  const std::vector<std::string> names = {"Γιώργος Μανιάτης", "Ελένη Σταυράκη", "Νίκος Βλάχος",
                                          "Αγγελική Παπαδοπούλου"};
  const Found found(tests::page_of("<h1>A leaking kettle</h1><ul>", [&](const Written& post, int number) {
    return "<li class=entry data-id=" + std::to_string(number) + "><p class=authored>Συντάχθηκε 1" +
           std::to_string(number) + "-03-2025 16:41\n          από " + names[static_cast<std::size_t>(number - 1)] +
           "\n     </p><div><p>" + post.text + "</p></div><p><a href=/quote>Παράθεση</a></p></li>";
  }));
  REQUIRE(found.thread);
  CHECK(found.confidence() > kSureThread);
  CHECK(found.words("posts/1/date") == "12-03-2025 16:41");
  CHECK(found.words("posts/1/author/name") == names[1]);
}

TEST_CASE("An index of boards, or the topics of one, is no thread, whoever wrote last in each") {
  const std::vector<std::string> boards = {"Kettles", "Pots and cups", "Tea", "Everything else"};
  const auto index = [&](const std::string& head, const std::string& last) {
    return tests::page_of("<h1>The board</h1><table>" + head, [&](const Written& post, int number) {
      return "<tr class=row><td><a href=/f/" + std::to_string(number) + ">" +
             boards[static_cast<std::size_t>(number - 1)] +
             "</a><p>All that there is to say about what makes good tea, and where to get it.</p></td><td>17</td><td>" +
             last + "<a class=username href=/user/" + post.author + ">" + post.author + "</a> <span class=date>" +
             post.date + "</span></td></tr>";
    });
  };
  const auto confidence = [](const std::string& page) { return Found(page, "").confidence(); };
  CHECK(confidence(index("<tr><th>Forum</th><th>Posts</th><th>Last Post</th></tr>", "")) == 0);
  CHECK(confidence(index("", "Letzter Beitrag: ")) == 0);
  CHECK(confidence(index("", "")) > 0);
}

TEST_CASE("The footer of a comment says who wrote it, though it may be the same in all") {
  const Found found(tests::page_of("<h1>A leaking kettle</h1><ol>", [](const Written& post, int number) {
    return "<li class=comment id=comment-" + std::to_string(number) +
           "><footer class=comment-meta><cite class=fn><a href=https://ann.example/>Ann</a></cite> <time>" + post.date +
           "</time></footer><div class=comment-content>" + post.text + "</div><a href=#r>Reply</a></li>";
  }));
  CHECK(found.words("posts/1/author/name") == "Ann");
  CHECK(found.words("posts/1/date") == "March 3, 2021, 5:32 pm");
}

TEST_CASE("Two answers that say all of themselves do not reach back to the question") {
  const auto answer = [](const char* who, const char* text, const char* votes) {
    return "<div class=answer><span class=doctor>" + std::string(who) + "</span> <span>Dentist</span><p>" + text +
           "</p><div class=votes>" + votes + "</div></div>";
  };
  const auto page = ExtractPage::html(
      "<title>A click in the jaw?</title><h1>A click in the jaw?</h1><div class=asked>Asked by marta_81 on March 3, "
      "2024</div><p>Since the crown was placed I hear a click when I chew on the left side.</p><h2>2 answers</h2>" +
      answer("Dr. Alan Reyes, DDS", "A click without pain is common and mostly harmless, so wait two weeks.",
             "{{ answer.votes }} people found this helpful") +
      answer("Dr. Ines Okafor, DMD", "Have the bite checked. A crown that is too high often shows itself so.",
             "3 people found this helpful"));
  const auto thread = find_thread(page.view());
  REQUIRE(thread);
  CHECK(thread->kind->name == "qa");
  CHECK(tests::words_at(thread->draft, "question/author/name") == "marta_81");
  CHECK(tests::words_at(thread->draft, "question/body") ==
        "Since the crown was placed I hear a click when I chew on the left side.");
  CHECK(tests::words_at(thread->draft, "answers/0/author/name") == "Dr. Alan Reyes, DDS");
  CHECK(tests::words_at(thread->draft, "answers/0/votes") == "{{ answer.votes }} people found this helpful");
  CHECK(tests::words_at(thread->draft, "answers/1/body") ==
        "Have the bite checked. A crown that is too high often shows itself so.");
}

TEST_CASE("A post of several paragraphs has them all where most have one") {
  const auto post = [](const char* who, const char* date, const std::string& text) {
    return "<li class=comment id=c" + std::string(date).substr(8) + "><cite>" + who + "</cite> <a href=#c>" + date +
           "</a><div class=count>12</div>" + text + "</li>";
  };
  const std::string one = "<p>I made this for a birthday, and everybody asked for more of it.</p>";
  const auto page = ExtractPage::html(
      "<title>Chocolate cake</title><h1>Chocolate cake</h1><ol class=commentlist>" + post("anna", "2024-03-01", one) +
      post("ben", "2024-03-02", one) + post("carl", "2024-03-03", one) +
      post("dora", "2024-03-04",
           "<p>The first part of what I have to say about it, at some length.</p><ul><li>less sugar</li></ul><p>Short, "
           "too.</p><p>And the last part, which is nearly as long as the first.</p>") +
      "</ol>");
  const auto thread = find_thread(page.view());
  REQUIRE(thread);
  REQUIRE(thread->posts.size() == 4);
  CHECK(tests::words_at(thread->draft, "posts/0/body") ==
        "I made this for a birthday, and everybody asked for more of it.");
  CHECK(tests::words_at(thread->draft, "posts/3/body") ==
        "The first part of what I have to say about it, at some length.\n\nless sugar\n\nShort, too.\n\nAnd the last "
        "part, which is nearly as long as the first.");
}
