// Which pages speak about templates.
#include "clean/page_syntax.h"

#include <catch2/catch.hpp>

using namespace thresh;

namespace {

bool teaches_braces(std::string_view paragraph, bool code = false) {
  text::Passage page;
  text::Run run;
  run.text = paragraph;
  run.code = code;
  page.runs.push_back(run);
  const auto family = clean::whole_artifact("{{ x }}");
  return clean::PageSyntax::survey(page).teaches(*family);
}

}  // namespace

TEST_CASE("A page teaches what it shows in code") {
  CHECK(teaches_braces("<p>{{ user.name }}</p>", true));
  CHECK_FALSE(teaches_braces("{% if x %}", true));
}

TEST_CASE("A page teaches what it explains in prose, not what leaked into a sentence") {
  CHECK(teaches_braces("How do I write {{ friends.length }} in an Angular template?"));
  CHECK_FALSE(teaches_braces("There are {{ friends.length }} people who like this answer."));
  CHECK_FALSE(teaches_braces("{{ friends.length }}"));
}

namespace {

// Whether a page of these paragraphs keeps an expression in double braces.
bool teaches_by(std::initializer_list<std::string_view> paragraphs, text::Break apart = text::Break::kParagraph) {
  text::Passage page;
  for (const std::string_view paragraph : paragraphs) {
    text::Run run;
    run.text = paragraph;
    run.before = apart;
    page.runs.push_back(run);
  }
  return clean::PageSyntax::survey(page).teaches(*clean::whole_artifact("{{ x }}"));
}

bool teaches_entities(std::initializer_list<std::string_view> paragraphs) {
  text::Passage page;
  for (const std::string_view paragraph : paragraphs) {
    text::Run run;
    run.text = paragraph;
    run.before = text::Break::kParagraph;
    page.runs.push_back(run);
  }
  return clean::PageSyntax::survey(page).taught_references() != clean::Standing::kNone;
}

}  // namespace

TEST_CASE("A paragraph explains in any of twelve languages") {
  for (const char* said : {
           "In einer Vorlage steht der Ausdruck {{ message }} in geschweiften Klammern und gibt den Wert aus.",
           "Dans un gabarit, l'expression {{ message }} affiche la valeur du champ entre les accolades.",
           "En una plantilla se escribe {{ message }} para mostrar el valor que está entre las llaves.",
           "Nel modello si scrive {{ message }} tra parentesi graffe per stampare il valore del campo.",
           "No modelo escreve-se {{ message }} entre chaves para mostrar o valor do campo na página.",
           "In een sjabloon schrijf je {{ message }} tussen accolades om de waarde van een veld te tonen.",
           "W szablonie wpisujemy {{ message }} w nawiasach klamrowych, aby wyświetlić wartość pola.",
           "В шаблоне пишут {{ message }} в фигурных скобках, чтобы вывести значение переменной.",
           "Şablonlarda değişkenin değerini göstermek için süslü parantez içinde {{ message }} yazılır.",
           "テンプレートでは {{ message }} のように二重波括弧の中に変数名を書きます。",
           "在模板中使用 {{ message }} 双大括号来输出变量的值。",
       }) {
    INFO(said);
    CHECK(teaches_braces(said));
  }
  for (const char* said : {
           "Diese Antwort gefällt {{ freunde.length }} Leuten, die sie gelesen haben.",
           "Cette réponse plaît à {{ amis.length }} personnes qui l'ont déjà lue hier.",
           "Этот ответ нравится {{ friends.length }} людям, которые его прочитали.",
           "この回答は {{ friends.length }} 人のお客様に役に立ったと評価されています。",
           "有 {{ friends.length }} 位读者认为这个回答对他们很有帮助。",
       }) {
    INFO(said);
    CHECK_FALSE(teaches_braces(said));
  }
}

TEST_CASE("A paragraph that leads to an expression teaches it") {
  CHECK(teaches_by({"Open the Liquid file of your shop and add this line below the title:", "{{ product.price }}"}));
  CHECK(teaches_by({"Ouvrez le fichier Liquid et ajoutez la ligne suivante :", "{{ product.price }}"}));
  CHECK(teaches_by({"Variablen werden in Vorlagen so ausgegeben:", "{{ user.name }}"}));
  // Without a colon it says more.
  CHECK(teaches_by({"В шаблонах Jinja выражения пишутся в двойных фигурных скобках.", "{{ item.name }}"}));
  CHECK(teaches_by({"在 Vue 模板中，使用双大括号来输出文本。下面的例子输出变量的值。", "{{ message }}"}));
  // All of the expressions in a row, and what an earlier paragraph named; the lines of a dump as well.
  CHECK(teaches_by({"In Jinja templates a loop is written like this:", "{% for x in xs %}", "{{ x.name }}"}));
  CHECK(teaches_by({"How do I show the name in my Vue template?",
                    "The name is split, so you need both of them:", "{{ user.first }}"},
                   text::Break::kLine));
}

TEST_CASE("A row of expressions may have words among them, and a title may say what they are") {
  CHECK(teaches_by(
      {"The template of a chart reads the tag from its values, like this:", "image: {{ .Values.image.tag }}"}));
  CHECK(teaches_by(
      {"Home templates", "You can test a template under the tools. Mine looks so:", "{{ states.x | float }}"}));
  CHECK_FALSE(
      teaches_by({"Our clinic", "You can test the place in the evening. Mine looks so:", "{{ states.x | float }}"}));
  CHECK_FALSE(teaches_by({"This is what our patients say about the clinic:", "Votes: {{ review.votes }}"}));
}

TEST_CASE("A paragraph that leads to nothing teaches nothing") {
  CHECK_FALSE(teaches_by({"Enter the code that we have sent to your phone:", "{{ otp.code }}"}));
  CHECK_FALSE(teaches_by({"This is what our patients say about the clinic:", "{{ review.text }}"}));
  CHECK_FALSE(teaches_by({"Der Arzt hat mir geraten, vier Wochen zu warten.", "{{ voteCount }}"}));
  CHECK_FALSE(teaches_by({"Vue:", "{{ voteCount }}"}));
  CHECK_FALSE(teaches_by({"Open the Liquid file and add the line:", "It is done.", "{{ voteCount }}"}));
}

TEST_CASE("A page about character references shows them by themselves") {
  CHECK(teaches_entities({"The HTML entity &nbsp; is the no-break space in the markup of a page."}));
  CHECK(teaches_entities({"Früher musste man für den Buchstaben ä im Quelltext &auml; schreiben, für ß &szlig;."}));
  CHECK(teaches_entities({"L'entité &eacute; donne la lettre é dans une page."}));
  CHECK(teaches_entities({"実体参照としてHTMLのソースに &nbsp; と書くと改行されない空白になります。"}));
  CHECK_FALSE(teaches_entities({"It&#8217;s written in HTML, and it&#8217;s fine on every page."}));
  CHECK_FALSE(teaches_entities({"We build pages in HTML &amp; CSS &ndash; since the nineties."}));
  CHECK_FALSE(teaches_entities({"Put it between the words &nbsp; and the browser breaks no line."}));
}

TEST_CASE("References in code tell that a page is about them") {
  text::Passage page;
  text::Run run;
  run.text = "&lt;b&gt; &nbsp;";
  run.code = true;
  page.runs.push_back(run);
  CHECK(clean::PageSyntax::survey(page).taught_references() == clean::Standing::kLetters);
  page.runs[0].text = "a && b; c";
  CHECK(clean::PageSyntax::survey(page).taught_references() == clean::Standing::kNone);
}

TEST_CASE("A page whose title is a template language keeps what it shows in lists and headings") {
  for (const char* title : {"Laravel Blade templates", "Getting started with FreeMarker", "Thymeleaf expressions",
                            "Handlebars template syntax"}) {
    INFO(title);
    CHECK(teaches_by({title, "{{ x }}"}));
  }
  for (const char* title : {"Our opening hours", "Angular developer", "A twig for the nest."}) {
    INFO(title);
    CHECK_FALSE(teaches_by({title, "{{ x }}"}));
  }
}

TEST_CASE("Code teaches directives that stand alone on their lines") {
  text::Passage page;
  text::Run run;
  run.text = "@if($user)\n  <p>Hello</p>\n@endif";
  run.code = true;
  page.runs.push_back(run);
  CHECK(clean::PageSyntax::survey(page).teaches(*clean::whole_artifact("@endif")));
}
