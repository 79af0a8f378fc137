// Which pages are walls: a captcha, a refusal or a request for JavaScript, and hardly anything else.
#include "convert/wall.h"

#include <catch2/catch.hpp>

using namespace thresh;

namespace {

std::optional<std::string> wall(std::string_view name, std::string_view bytes) {
  convert::Input input;
  input.name = name;
  input.bytes = bytes;
  auto page = convert::Page::open(input, {});
  REQUIRE(page);
  return convert::find_wall(**page);
}

std::string repeated(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

}  // namespace

TEST_CASE("A captcha and a sentence are a wall, in HTML and as text") {
  CHECK(wall("p.html", "<p>One moment</p><div id=px-captcha></div>"));
  CHECK(wall("p.html", "<p>Solve this</p><form><input type=hidden><div class=g-recaptcha></div></form>"));
  CHECK(wall("p.html", "<noscript>Please enable JavaScript to continue</noscript><div id=root></div>"));
  CHECK(wall("p.txt", "Verify you are human\n"));
}

TEST_CASE("A page with other text is no wall, whatever it asks for") {
  const std::string text = repeated("<p>A paragraph of an article about something else.</p>", 20);
  CHECK_FALSE(wall("p.html", text + "<div id=px-captcha></div>"));
  CHECK_FALSE(wall("p.html", text + "<noscript>Please enable JavaScript</noscript>"));
  CHECK_FALSE(wall("p.txt", repeated("A line about something else.\n", 40) + "Verify you are human\n"));
}

TEST_CASE("A captcha beside a field to fill in belongs to a form") {
  CHECK_FALSE(wall("p.html", "<h1>Contact</h1><form><textarea></textarea><div class=h-captcha></div></form>"));
  CHECK_FALSE(wall("p.html", "<h1>Contact</h1><form><input name=n><div class=g-recaptcha></div></form>"));
}

TEST_CASE("A comment box that asks for JavaScript makes a short post no wall") {
  CHECK_FALSE(wall("p.html",
                   "<p>A new bench.</p><noscript>Please enable JavaScript to view the <a>comments powered by "
                   "Disqus.</a></noscript>"));
}

TEST_CASE("The marks of walls are paid from the page's own budget") {
  convert::Input input;
  input.name = "p.html";
  input.bytes = "<p>One moment</p><p>please</p>";
  auto page = convert::Page::open(input, {});
  REQUIRE(page);
  const std::uint64_t before = (*page)->budget().steps;
  (void)convert::find_wall(**page);
  CHECK((*page)->budget().steps < before);
}

TEST_CASE("A short page that says what walls say, and something of its own, is no wall") {
  const std::string words = repeated("<p>My browser shows an empty page since Tuesday, what can I do?</p>", 5);
  CHECK_FALSE(wall("p.html", "<h1>How do I enable JavaScript?</h1>" + words));
  CHECK_FALSE(wall("p.html", words + "<noscript>Please enable JavaScript to use all features.</noscript>"));
  CHECK_FALSE(wall("p.html", "<h1>Access Denied</h1><p>A novel.</p>" + words));
  CHECK(wall("p.html", "<title>403 Forbidden</title><h1>403 Forbidden</h1><hr>nginx"));
  CHECK(wall("p.html", "<h4>Enter the characters you see below</h4><p>Sorry, we just need to make sure.</p>"));
}

TEST_CASE("Walls of today are known in the languages that they speak") {
  for (const char* title : {"Just a moment...",
                            "Just a moment… | forum.example",
                            "Nur einen Moment…",
                            "Un instant…",
                            "Un momento…",
                            "Um momento…",
                            "Een ogenblik geduld…",
                            "Jeszcze chwila…",
                            "Один момент…",
                            "Bir dakika lütfen…",
                            "しばらくお待ちください...",
                            "请稍候…",
                            "Attention Required! | Cloudflare",
                            "Making sure you&#39;re not a bot!",
                            "Dein Browser wird geprüft!",
                            "Je m’assure que vous n’êtes pas un robot !",
                            "Проверяем, что вы не бот!",
                            "あなたがボットでないことを確認しています！",
                            "Bloomberg - Are you a robot?",
                            "Vercel Security Checkpoint"}) {
    CAPTURE(title);
    CHECK(wall("p.html", "<title>" + std::string(title) + "</title><p>forum.example</p>"));
  }
  for (const char* words :
       {"forum.example needs to review the security of your connection before proceeding.",
        "Verify you are human by completing the action below.", "We're verifying your browser",
        "Bestätigen Sie, dass Sie ein Mensch sind, indem Sie die Aktion ausführen.",
        "Vérifiez que vous êtes humain en effectuant l’action ci-dessous.", "Verifica que eres humano.",
        "Verifica di essere umano completando l’azione.", "Verifique se você é humano.",
        "Verifieer dat u een mens bent.", "Potwierdź, że jesteś człowiekiem.", "Подтвердите, что вы человек.",
        "İnsan olduğunuzu doğrulayın.", "人間であることを確認します。", "请完成以下操作，验证您是真人。",
        "Press &amp; Hold to confirm you are a human (and not a bot).", "Zugriff verweigert"}) {
    CAPTURE(words);
    CHECK(wall("p.html", "<h1>forum.example</h1><p>" + std::string(words) + "</p><p>Ray ID: 8a7b</p>"));
  }
  CHECK(wall("p.html", "<p>Loading...</p><script id=\"anubis_version\" type=\"application/json\">\"1\"</script>"));
  CHECK(wall("p.html",
             "<title>Forum</title><h1>Forum</h1><p>Loading…</p><noscript>You need to enable JavaScript to run "
             "this app.</noscript>"));
}

TEST_CASE("A short page in which a wall's words stand somewhere is no wall") {
  for (const char* page :
       {"<title>How do I pass 'verify you are human'?</title><h1>How do I pass 'verify you are human'?</h1><p>The site "
        "says 'verify you are human' and nothing happens.</p><p>Clear your cookies.</p>",
        "<title>Just a moment... a love story</title><h1>Just a moment... a love story</h1><p>She said: just a "
        "moment... and he waited for her on the stairs.</p>",
        "<title>Robot</title><h1>Are you a robot?</h1><p>Are you a robot, or a man with a heart of tin?</p>",
        "<h1>Sandwich</h1><p>Place the bread in the iron, then press and hold for two minutes until golden.</p>",
        "<h1>Reset the router</h1><p>Press and hold the reset button for 10 seconds.</p><p>Else call us.</p>",
        "<title>Contact</title><h1>Q</h1><noscript>Please enable JavaScript</noscript><p>Opening hours: 9 to 5.</p>",
        "<title>HTTP</title><h1>Why do I get 403 Forbidden?</h1><p>My nginx answers 403 forbidden.</p>",
        "<title>Access denied in MySQL</title><h1>Access denied for user root</h1><p>MySQL says access denied. How do "
        "I mend that?</p><p>Use the right password.</p>",
        "<h1>Thread</h1><p>Hello, this is the first post of this thread.</p><p>You must be logged in to view this "
        "file.</p>",
        "<title>Moment</title><h1>Un momento</h1><p>Un momento de silencio en la plaza del pueblo.</p>",
        "<h1>Access denied?</h1><p>Ask the owner of the folder for the right to read it.</p>"}) {
    CAPTURE(page);
    CHECK_FALSE(wall("p.html", page));
  }
  CHECK_FALSE(wall("p.txt", "Q: It says verify you are human\nA: Clear your cookies, that always helped me.\n"));
}

TEST_CASE("A page that asks to log in is a wall; one that asks to log in to reply is not") {
  const std::string form = "<form><input name=user><input type=password></form>";
  CHECK(wall("p.html", "<h1>Members</h1><p>You must be logged in to view this topic.</p>" + form));
  CHECK(wall("p.html", "<h1>Sign in to continue</h1>" + form));
  CHECK(wall("p.html", "<title>Log in | Forum</title>" + form));
  CHECK_FALSE(wall("p.html", "<title>Log in does not work</title><p>It says that I am unknown.</p>" + form));
  CHECK_FALSE(
      wall("p.html", "<h1>Is it normal?</h1><p>After a week it is still red.</p><a>Log in to reply</a>" + form));
  CHECK_FALSE(wall("p.html", "<h1>A thread</h1><p>Short words.</p><p>Log in</p>" + form));
}
