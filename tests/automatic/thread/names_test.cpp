// What names, addresses, words and lines say of a part of a thread.
#include "automatic/thread/names.h"

#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "automatic/thread/links.h"
#include "automatic/thread/words.h"
#include "base/embedded.h"
#include "normalize/vocabulary.h"

using namespace thresh;
using namespace thresh::automatic;

namespace {

// What is wrong with a table of kinds and words; empty if nothing is.
std::string fault_of(std::string_view path, const std::set<std::string_view>& kinds) {
  std::set<std::string> seen;
  for (const normalize::Row& row : normalize::rows_of(base::embedded(path))) {
    const std::string line = std::string(row[0]) + ' ' + std::string(row[1]);
    if (!kinds.contains(row[0])) return "no such kind: " + line;
    if (row[1].empty() || !row[2].empty()) return "not two columns: " + line;
    if (!seen.insert(line).second) return "twice: " + line;
  }
  return seen.empty() ? "no rows" : "";
}

}  // namespace

TEST_CASE("Every row of the tables means something, once") {
  CHECK(fault_of("data/thread_names.tsv",
                 {"post", "question", "answer", "body", "author", "profile", "date", "vote", "accepted", "signature",
                  "quote", "control", "act", "edited", "aside", "forum", "comment", "rating", "headline"}) == "");
  CHECK(fault_of("data/thread_words.tsv",
                 {"act",    "answers",  "asked",    "accepted", "edited",    "joined",  "helpful", "expand", "label",
                  "voted",  "people",   "pleased",  "liked",    "by",        "wrote",   "joint",   "likers", "replying",
                  "chosen", "replies",  "comments", "messages", "whole",     "measure", "expert",  "talk",   "yes",
                  "asks",   "answered", "from",     "asking",   "answering", "guest",   "last",    "columns"}) == "");
  CHECK(fault_of("data/user_paths.tsv", {"segment", "query", "page", "prefix", "other", "list", "lists"}) == "");
}

TEST_CASE("Names are read piece by piece, neighbours first together") {
  NameReader names;
  CHECK(names.roles("postbody") == kBody);
  CHECK(names.roles("post-body") == kBody);
  CHECK(names.roles("postBody") == kBody);
  CHECK(names.roles("message-userContent") == kBody);
  CHECK(names.roles("message-user") == kProfile);
  CHECK((names.roles("post post-17") & kPost) != 0);
  CHECK((names.roles("comment by-author") & (kPost | kAuthor)) == (kPost | kAuthor));
  CHECK(names.roles("user-name") == kAuthor);
  CHECK(names.roles("USERNAME") == kAuthor);
  CHECK(names.roles("col-md-8 mt-2") == 0);
  CHECK(names.roles("") == 0);
}

TEST_CASE("A name that stands alone is one only as a whole") {
  NameReader names;
  CHECK(names.roles("user") == kAuthor);
  CHECK(names.roles("user-menu") == kControl);
}

TEST_CASE("An address tells whether it is a user's") {
  CHECK(leads_to_user("/u/anna"));
  CHECK(leads_to_user("https://forum.example/members/anna.17/"));
  CHECK(leads_to_user("./memberlist.php?mode=viewprofile&u=17"));
  CHECK(leads_to_user("member.php?u=17"));
  CHECK(leads_to_user("index.php?action=profile;u=17"));
  CHECK(leads_to_user("https://social.example/@anna"));
  CHECK(leads_to_user("//forum.example/users/17/anna"));
  CHECK_FALSE(leads_to_user("https://users.example/"));
  CHECK_FALSE(leads_to_user("/members/"));
  CHECK_FALSE(leads_to_user("#user"));
  CHECK_FALSE(leads_to_user("/threads/how-to-brew-tea.17/"));
}

TEST_CASE("An address tells whether something is done to a post") {
  CHECK(leads_to_action("/posts/17/edit"));
  CHECK(leads_to_action("?do=report&id=17"));
  CHECK_FALSE(leads_to_action("/posts/17/edition-two"));
  CHECK_FALSE(leads_to_action("/t/replying-well/17#post-3"));
}

TEST_CASE("The last number of an address") {
  CHECK(last_number("viewtopic.php?p=12#p345") == "345");
  CHECK(last_number("post-17-more") == "17");
  CHECK(last_number("p5", 2).empty());
  CHECK(last_number("none").empty());
}

TEST_CASE("Words are known in many languages, whatever stands around them") {
  const ThreadWords& words = thread_words();
  for (const char* reply : {"Reply", " REPLY ", "Antworten", "Responder", "Ответить", "回复", "返信"}) {
    INFO(reply);
    CHECK(is_word(words.act, reply));
  }
  CHECK_FALSE(is_word(words.act, "Reply to this letter soon"));
  CHECK(starts_with_word(words.edited, "Zuletzt bearbeitet: 3. Mai 2021"));
  CHECK_FALSE(starts_with_word(words.edited, "I edited nothing"));
  CHECK(is_word(words.accepted, "Mejor respuesta"));
}

TEST_CASE("addresses of lists of pages") {
  CHECK(names_list("https://glue.example/questions/tagged/hide-glue"));
  CHECK(names_list("https://news.example/category/science/"));
  CHECK(names_list("https://news.example/tag/rain/page/2/"));
  CHECK(names_list("https://forum.example/viewforum.php?f=12"));
  CHECK_FALSE(names_list("https://news.example/category/science/rain-in-may"));
  CHECK_FALSE(names_list("https://forum.example/viewtopic.php?t=12"));
  CHECK_FALSE(names_list("https://news.example/category"));
  CHECK_FALSE(names_list(""));
}
