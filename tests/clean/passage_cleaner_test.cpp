// What the cleaner takes out of a passage, and what it leaves.
#include "clean/passage_cleaner.h"

#include <catch2/catch.hpp>

using namespace thresh;
using clean::Slot;

namespace {

text::Run run(std::string_view text) {
  text::Run run;
  run.text = text;
  run.before = text::Break::kParagraph;
  return run;
}

text::Passage passage(std::initializer_list<std::string_view> texts) {
  text::Passage out;
  for (const std::string_view text : texts) out.runs.push_back(run(text));
  return out;
}

struct Cleaned {
  std::string text;
  clean::Outcome outcome;
  std::vector<clean::Tally::Entry> removed;
};

// Cleans a passage of a page that holds nothing else.
Cleaned cleaned(text::Passage passage, Slot slot = Slot::kProse) {
  static base::Arena arena;
  clean::Tally tally;
  const clean::PageSyntax syntax = clean::PageSyntax::survey(passage);
  const clean::Outcome outcome = clean::clean_passage(passage, slot, syntax, tally, arena);
  return {text::compose(passage), outcome, tally.entries()};
}

}  // namespace

TEST_CASE("A line that is a template goes, and its neighbours stay apart") {
  const Cleaned result = cleaned(passage({"Before.", "{{ voteCount }}", "After."}));
  CHECK(result.text == "Before.\n\nAfter.");
  REQUIRE(result.removed.size() == 1);
  CHECK(result.removed[0].reason == record::Removal::kTemplateArtifact);
  CHECK(result.removed[0].count == 1);
  CHECK(result.removed[0].example == "{{ voteCount }}");
}

TEST_CASE("Code is never touched") {
  text::Passage page = passage({"Look:", "{{ x }}"});
  page.runs[1].code = true;
  CHECK(cleaned(page).text == "Look:\n\n{{ x }}");
}

TEST_CASE("In mid-sentence an artifact stays and is reported") {
  const Cleaned result = cleaned(passage({"There are {{ n }} of them left."}));
  CHECK(result.text == "There are {{ n }} of them left.");
  CHECK(result.outcome.kept_artifact == "{{ n }}");
  CHECK(result.removed.empty());
}

TEST_CASE("What scripts, mail merges and Razor leave in a sentence stays and is reported, too") {
  const auto kept = [](const char* text) {
    const Cleaned result = cleaned(passage({text}));
    CHECK(result.text == text);
    return std::string(result.outcome.kept_artifact);
  };
  CHECK(kept("We found [object Object] results for your search in the clinic.") == "[object Object]");
  CHECK(kept("Dear *|FNAME|*, thank you for your visit to the clinic on Monday.") == "*|FNAME|*");
  CHECK(kept("Dear %%FirstName%%, thank you for your visit to the clinic on Monday.") == "%%FirstName%%");
  CHECK(kept("The balance is @Model.Balance dollars as of today, and nothing else is due.") == "@Model.Balance");
  CHECK(kept("It says: @Html.Raw(item.Name).") == "@Html.Raw(item.Name)");
  for (const char* words : {"Write to ana@Model.Agency or to @model_agency, which is where the pictures are.",
                            "An object [object] of 5 %% and of 3 %% more, a|b, in a sentence that goes on."}) {
    CHECK(kept(words).empty());
  }
}

TEST_CASE("White space around a mail merge does not hide it") {
  const std::string indented = std::string(60, ' ') + "*|FNAME|*";
  CHECK(cleaned(passage({"Dear reader, this is the letter of March.", indented.c_str()})).text ==
        "Dear reader, this is the letter of March.");
}

TEST_CASE("A page that teaches a syntax keeps it, but not another") {
  text::Passage page =
      passage({"In Angular you write an expression like {{ n }} inside a template.", "{{ n }}", "[gallery ids=\"1\"]"});
  CHECK(cleaned(page).text == "In Angular you write an expression like {{ n }} inside a template.\n\n{{ n }}");
}

TEST_CASE("A title that is a template is unrendered even where the page teaches it") {
  text::Passage title = passage({"{{ headline }}"});
  base::Arena arena;
  clean::Tally tally;
  const auto syntax =
      clean::PageSyntax::survey(passage({"Write the variable {{ headline }} into your template file."}));
  CHECK(clean::clean_passage(title, Slot::kShort, syntax, tally, arena).unrendered);
  CHECK(text::compose(title).empty());
}

TEST_CASE("A typed slot is unrendered whatever stands around the template") {
  CHECK(cleaned(passage({"{{ count }} votes"}), Slot::kTyped).outcome.unrendered);
  CHECK_FALSE(cleaned(passage({"{{ count }} votes"}), Slot::kShort).outcome.unrendered);
}

TEST_CASE("What people write in braces and brackets, and dotted names, are theirs") {
  for (const char* words :
       {"os.path.join", "{{Hello there, friend!}}", "{{ not sure }}", "{% 50 off today %}", "{# my note to self #}",
        "<% hello world %>", "!{wow}", "[he said x=\"y\"]", "[video]", "{hugs}", "{{{hugs}}}"}) {
    CHECK(cleaned(passage({words})).text == words);
    CHECK(cleaned(passage({words}), Slot::kShort).text == words);
  }
}

TEST_CASE("a title that was never printed leaves the name of the site alone, which is no title") {
  for (const std::string_view title : {"{{ title }} | Clinic", "${title} | Clinic", "[object Object] - Clinic",
                                       "undefined | Clinic", "null | Clinic", "Loading... | Clinic"}) {
    INFO(title);
    CHECK(cleaned(passage({title}), Slot::kShort).outcome.unrendered);
  }
  for (const std::string_view title :
       {"undefined - Wiktionary", "undefined - JavaScript | MDN", "Our team | Clinic", "Null | Clinic", "| Clinic",
        "Why {{ title }} is empty | Forum", "Loading dock | Clinic", "null |"}) {
    INFO(title);
    CHECK(cleaned(passage({title}), Slot::kShort).text == title);
  }
}

TEST_CASE("What a shortcode encloses stays") {
  CHECK(cleaned(passage({"[caption id=\"a\" width=\"300\"]The old clinic[/caption]"})).text == "The old clinic");
  CHECK(cleaned(passage({"[instagram-feed]"})).text.empty());
  CHECK(cleaned(passage({"[embed]https://example.org/v[/embed]"})).text == "https://example.org/v");
  CHECK(cleaned(passage({"The editors write [der] and [iii]."})).text == "The editors write [der] and [iii].");
}

TEST_CASE("Text that the page hides goes only where it shows other text") {
  text::Passage page = passage({"Jane Doe", "Jane Doe"});
  page.runs[0].hidden = true;
  CHECK(cleaned(page).text == "Jane Doe");
  text::Passage data = passage({"42"});
  data.runs[0].hidden = true;
  CHECK(cleaned(data).text == "42");
}

TEST_CASE("Notices go, the author's words and dots stay") {
  CHECK(cleaned(passage({"Loading…", "Basically the answer is no…….."})).text == "Basically the answer is no……..");
}

TEST_CASE("References that were escaped twice are decoded once, markup is left alone") {
  CHECK(cleaned(passage({"It&#8217;s fine &amp; good&nbsp;here"})).text == "It’s fine & good here");
  CHECK(cleaned(passage({"Write &lt;br&gt; there, or a&b;"})).text == "Write &lt;br&gt; there, or a&b;");
}

TEST_CASE("Characters without width are counted") {
  const Cleaned result = cleaned(passage({"so\u00ADft and z\u200Bero"}));
  CHECK(result.text == "soft and zero");
  REQUIRE(result.removed.size() == 1);
  CHECK(result.removed[0].reason == record::Removal::kInvisible);
  CHECK(result.removed[0].count == 2);
}

namespace {

// A run in the middle of a line; `made` for Markdown's own marks.
text::Run inline_run(std::string_view text, bool made = false) {
  text::Run out;
  out.text = text;
  out.made = made;
  return out;
}

}  // namespace

TEST_CASE("Markdown's marks around what is gone go with it") {
  text::Passage heading = passage({"Before.", "", "After."});
  heading.runs[1].text = "## ";
  heading.runs[1].made = true;
  heading.runs.insert(heading.runs.begin() + 2, inline_run("{{ headline }}"));
  CHECK(cleaned(heading).text == "Before.\n\nAfter.");

  text::Passage strong = passage({"Hello "});
  for (const text::Run& part :
       {inline_run("**", true), inline_run("{{ user.name }}"), inline_run("**", true), inline_run(", welcome.")}) {
    strong.runs.push_back(part);
  }
  CHECK(cleaned(strong).text == "Hello , welcome.");
}

TEST_CASE("A word in braces inside a sentence is somebody's emphasis") {
  text::Passage page = passage({"A set such as "});
  page.runs.push_back(inline_run("{word}"));
  page.runs.push_back(inline_run(" has one element."));
  CHECK(cleaned(page).text == "A set such as {word} has one element.");
  CHECK(cleaned(passage({"Before.", "{word}"})).text == "Before.\n\n{word}");
}

TEST_CASE("The name of a field in braces goes from a line of its own, and stays in a sentence") {
  text::Passage page = passage({"Write "});
  page.runs.push_back(inline_run("{title}"));
  page.runs.push_back(inline_run(" there."));
  CHECK(cleaned(page).text == "Write {title} there.");
  CHECK(cleaned(passage({"Before.", "{title}"})).text == "Before.");
}

TEST_CASE("Mojibake is mended run by run, told with the words around it, and left alone in code") {
  text::Passage page = passage({"Ask Jos\u00C3\u00A9, or don\u00E2\u20AC\u2122t.", "caf\u00E9", "na\u00C3\u00AFve"});
  page.runs[2].code = true;
  const Cleaned result = cleaned(page);
  CHECK(result.text == "Ask José, or don’t.\n\ncafé\n\nna\u00C3\u00AFve");
  CHECK(result.outcome.repair.places == 2);
  CHECK(result.outcome.repair.before == "Jos\u00C3\u00A9,");
  CHECK(result.outcome.repair.after == "José,");
}

TEST_CASE("A run that was mended and cut tells where both stood") {
  text::Passage page = passage({"[caption id=\"x\"]Jos\u00C3\u00A9 &amp; co[/caption]"});
  base::Arena arena;
  clean::Tally tally;
  const clean::PageSyntax syntax = clean::PageSyntax::survey(page);
  const std::string_view whole = page.runs[0].text;
  clean::clean_passage(page, Slot::kProse, syntax, tally, arena);
  CHECK(page.runs[0].text == "José & co");
  CHECK(page.runs[0].mended_from == "Jos\u00C3\u00A9 &amp; co");
  CHECK(page.runs[0].mended_from.data() - page.runs[0].cut_before == whole.data());
  CHECK(page.runs[0].cut_before + page.runs[0].mended_from.size() + page.runs[0].cut_behind == whole.size());
}

TEST_CASE("The template of a value's place says nothing about a title of the same words") {
  // "undefined" is nothing where a count should stand, and may be what a page is about.
  clean::Tally tally;
  base::Arena arena;
  for (const Slot slot : {Slot::kTyped, Slot::kShort, Slot::kTyped}) {
    text::Passage page = passage({"undefined"});
    const clean::Outcome outcome = clean::clean_passage(page, slot, {}, tally, arena);
    CHECK(outcome.unrendered == (slot == Slot::kTyped));
  }
}

TEST_CASE("A page that explains an expression keeps it on its own line, and the references that it shows") {
  for (const char* lead : {"Open the Liquid file of your theme and add this line below the title:",
                           "Öffnen Sie die Vorlage und fügen Sie diese Variable unter dem Titel ein:",
                           "テンプレートでは、変数名を次のように書きます："}) {
    INFO(lead);
    const Cleaned result = cleaned(passage({lead, "{{ product.price | money }}", "Save, and reload the page."}));
    CHECK(result.text == std::string(lead) + "\n\n{{ product.price | money }}\n\nSave, and reload the page.");
  }
  CHECK(cleaned(passage({"Put the HTML entity &nbsp; between the words.", "It&#8217;s easy, and &copy; works too."}))
            .text == "Put the HTML entity &nbsp; between the words.\n\nIt’s easy, and &copy; works too.");
}

TEST_CASE("Of a text of several lines those at its ends that are templates go") {
  CHECK(cleaned(passage({"{{ a.title }}\n\nReal text, in a line.\nAnother.\n{{ a.footer }}"})).text ==
        "Real text, in a line.\nAnother.");
  CHECK(cleaned(passage({"One.\n{{ a.title }}\nTwo."})).text == "One.\n{{ a.title }}\nTwo.");
  text::Passage page = passage({"{{ a }}\nJos\u00C3\u00A9 &amp; co"});
  base::Arena arena;
  clean::Tally tally;
  const std::string_view whole = page.runs[0].text;
  clean::clean_passage(page, Slot::kProse, {}, tally, arena);
  CHECK(page.runs[0].text == "José & co");
  CHECK(page.runs[0].mended_from.data() - page.runs[0].cut_before == whole.data());
  CHECK(page.runs[0].cut_before + page.runs[0].mended_from.size() + page.runs[0].cut_behind == whole.size());
}

TEST_CASE("A line of a template and words of labels goes, in any of its runs, unless the page teaches the syntax") {
  for (const char* line : {"{{ answer.votes }} people found this helpful", "Kommentare ({{ comments.length }})",
                           "A {{ vm.count }} personas les resultó útil: {{ vm.count }} votos",
                           "Asked by {{ question.author }} on {{ question.date }}", "{{ n }} 人赞同了该回答"}) {
    const bool kept = std::string_view(line).starts_with("A ");  // "les resulto" are no words of labels
    INFO(line);
    CHECK(cleaned(passage({"The first answer.", line})).text ==
          "The first answer." + (kept ? "\n\n" + std::string(line) : ""));
  }
  text::Passage parts = passage({"The first answer.", "{{ answer.votes }} ", "people found this helpful"});
  parts.runs[2].before = text::Break::kNone;
  CHECK(cleaned(parts).text == "The first answer.");
  CHECK(cleaned(passage({"In Vue you show a count so:", "{{ count }} votes", "The template says {{ count }}."})).text ==
        "In Vue you show a count so:\n\n{{ count }} votes\n\nThe template says {{ count }}.");
}
