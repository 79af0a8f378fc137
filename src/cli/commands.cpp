// The table of commands. To add one: its file, its maker in commands.h, its row here.
#include "cli/commands.h"

namespace thresh::cli {
namespace {

constexpr Command kCommands[] = {
    {"convert", "raw pages to records",
     "  thresh convert page.html\n"
     "  thresh convert pages/ 'more/*.txt' --to jsonl -o records.jsonl\n"
     "  thresh convert https://forum.example/q/1\n"
     "  curl -s https://forum.example/q/1 | thresh convert - --url https://forum.example/q/1\n"
     "  thresh convert page.html --rules my-site.yaml --strict\n"
     "  thresh convert crawl.warc.gz --where 'count(answers) > 2' --fields id,title,answers.votes --to csv\n",
     make_convert},
    {"fetch", "pages from the web, politely: into an archive, a folder, or records",
     "  thresh fetch https://forum.example/q/1 https://forum.example/q/2 -o pages.warc.gz\n"
     "  thresh fetch --sitemap https://forum.example/sitemap.xml --include '*/q/*' --limit 100 -o pages/\n"
     "  thresh fetch --urls list.txt --rules my-site.yaml --to jsonl -o records.jsonl --warc all.warc.gz\n",
     make_fetch},
    {"inspect", "what a page is: encoding, kind, rules that match, stated counts, artifacts",
     "  thresh inspect page.html\n"
     "  thresh inspect - < page.txt\n",
     make_inspect},
    {"select", "what CSS selectors and XPath expressions find on a page",
     "  thresh select page.html h1                          the text of each match, a line each\n"
     "  thresh select page.html 'a @href'                   the attribute of each match; also --attr href\n"
     "  thresh select page.html xpath://h2 '.price' --json  several at once, all that is known\n"
     "  curl -s https://example.org/ | thresh select - 'meta[property=\"og:title\"]'\n"
     "  thresh select pages/ .next --count                  how many there are on each page\n",
     make_select},
    {"dump", "what the HTML engine sees: the tree, the text, where each piece stands",
     "  thresh dump page.html                       the tree, in the format of html5lib's tests\n"
     "  thresh dump page.html --text                the text that a reader sees\n"
     "  thresh dump page.html --spans               where each text and value stands in the bytes\n"
     "  thresh dump part.html --fragment \"svg path\"  the page as the content of an element\n"
     "  curl -s https://example.org/ | thresh dump - --engine gumbo\n",
     make_dump},
    {"explain", "what became of the text of a page, and where a value stands in it",
     "  thresh explain page.html                        kept, removed, unclaimed\n"
     "  thresh explain page.html /answers/0/author      where a value of its record stands, or why there is none\n"
     "  thresh explain page.html --rules my-site.yaml\n",
     make_explain},
    {"restore", "the text of a page again, by what became of it",
     "  thresh convert page.html --ledger ledger.jsonl -o record.yaml\n"
     "  thresh restore page.html --ledger ledger.jsonl                  all of its visible text\n"
     "  thresh restore page.html --ledger ledger.jsonl --state removed  what was taken away\n",
     make_restore},
    {"report", "a page to look at: what records look like, what is missing",
     "  thresh report records.jsonl -o report.html\n"
     "  thresh report 2025/*.jsonl 2026/*.jsonl > report.html\n",
     make_report},
    {"schema", "the JSON Schema of a record kind, of selector files or of dataset files",
     "  thresh schema qa\n"
     "  thresh schema dataset > dataset.schema.json   for an editor that knows YAML\n"
     "  thresh schema            the names of the kinds\n",
     make_schema},
    {"refresh", "run a dataset: ask its pages, convert what changed, publish a new version",
     "  thresh refresh clinic.yaml\n"
     "  thresh refresh clinic.yaml --due        only the pages that are due\n"
     "  thresh refresh clinic.yaml --dry-run    what would be done\n",
     make_refresh},
    {"schedule", "systemd units or a crontab line that refresh a dataset by its schedule",
     "  thresh schedule clinic.yaml --systemd --user data\n"
     "  thresh schedule clinic.yaml --cron >> my.crontab\n",
     make_schedule},
    {"daemon", "refresh many datasets by their schedules, until it is told to stop",
     "  thresh daemon datasets/\n"
     "  thresh daemon datasets/ --jobs 4 --port 9100\n"
     "  curl http://127.0.0.1:8470/healthz\n",
     make_daemon},
    {"versions", "the versions of a dataset",
     "  thresh versions data\n"
     "  thresh versions data --json\n",
     make_versions},
    {"diff", "what changed between two versions, or two files of records, and why",
     "  thresh diff data                                  since the version before the latest\n"
     "  thresh diff data 12 13\n"
     "  thresh diff old.jsonl new.jsonl --json\n"
     "  thresh diff data/versions/000012 data/latest --html changes.html\n",
     make_diff},
    {"rollback", "make an older version of a dataset the latest",
     "  thresh rollback data            the one before\n"
     "  thresh rollback data --to 12\n",
     make_rollback},
    {"publish", "make a version the latest that a guard held back", "  thresh publish data --held\n", make_publish},
    {"verify", "are the versions of a dataset what they say they are?",
     "  thresh verify data\n"
     "  thresh verify data 12\n",
     make_verify},
    {"prune", "delete old versions of a dataset", "  thresh prune data --keep 30\n", make_prune},
    {"rules check", "are these selector files sound?",
     "  thresh rules check selectors/my-site.yaml\n"
     "  thresh rules check selectors/\n",
     make_rules_check},
    {"rules test", "run the tests that selector files name",
     "  thresh rules test selectors/my-site.yaml\n"
     "  thresh rules test selectors/ --update   write what comes out as what is expected\n",
     make_rules_test},
    {"rules show", "list selector files; with --resolved, write them out in full",
     "  thresh rules show --resolved selectors/my-site.yaml\n"
     "  thresh rules show                        the shipped files\n",
     make_rules_show},
    {"rules draft", "a selector file that gives what pages give without one",
     "  thresh rules draft page.html > my-site.yaml\n"
     "  thresh rules draft pages/*.html > my-site.yaml      what holds on all of them\n"
     "  thresh rules draft https://forum.example/q/1 https://forum.example/q/2\n",
     make_rules_draft},
};

}  // namespace

std::span<const Command> commands() { return kCommands; }

}  // namespace thresh::cli
