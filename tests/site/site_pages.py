"""The pages of the test site: questions with answers, listings, sitemaps, feeds, robots.txt, made from a host's name.

Everything is drawn from a random generator that is seeded with the host and the number of the question, so that a test
can say beforehand what a page holds: `question(host, number, settings)` is the truth, `question_page(…)` its HTML.
Settings (see DEFAULTS) change what a host serves: its design, edited questions, answers a page.
"""

import gzip
import html
import random

DEFAULTS = {
    "questions": 20,           # how many the host has, numbered from 1
    "answers": 10,             # at most, of a question
    "answers_a_page": 4,       # the rest stands on /q/N?page=2 …
    "listing": 5,              # questions a page of /questions
    "design": "v1",            # v1, or v2: the same content in other markup; welcome: no content any more
    "removed": [],             # numbers that are gone: 404, or `removed_status`
    "removed_status": 404,
    "moved": {},               # number: the number of the question that it is moved to (301)
    "etags": "content",        # content; "one": every page has the same, as those have that count their edits
    "edited": {},              # number: how often its question was edited
    "votes_added": 0,          # counters tick
    "page_bytes": 0,           # pages are filled up to that many bytes with a script that nobody reads
    "robots": "User-agent: *\nDisallow: /private/\nCrawl-delay: 0\n",
    "robots_status": 200,
    "slow": 0,                 # seconds before each response
    "storm": None,             # {"status": 503, "times": 3, "retry_after": 1}: the next so many pages are refused
    "validators": True,        # ETag and Last-Modified, and 304
}

WORDS = ("the skin looks much better after a week although some redness stays around the eyes and my doctor said that "
         "it is normal for the first days so I would wait before another treatment because swelling goes down slowly "
         "and results are often not final until three months have passed").split()
GIVEN = "Ada Bruno Carla David Elena Felix Grace Hugo Irene Jonas Klara Luis Maria Nadia Oscar Paula".split()
FAMILY = "Abel Brandt Costa Dietrich Evans Fischer Garcia Hansen Ivanov Jansen Keller Lopez Moreau Novak".split()
CITIES = ["Baltimore, MD", "San Diego, CA", "Dallas, TX", "Toronto, ON", "Boston, MA", "Miami, FL"]
SPECIALTIES = ["Plastic Surgeon", "Dermatologist", "Dentist", "Ophthalmologist"]


def _sentence(rng, words):
    text = " ".join(rng.choice(WORDS) for _ in range(words))
    return text[0].upper() + text[1:]


def question(host, number, settings):
    """What the site knows of a question."""
    rng = random.Random(f"{host}/{number}")
    edits = settings["edited"].get(str(number), 0)
    answers = [{
        "author": f"{rng.choice(GIVEN)} {rng.choice(FAMILY)}, MD",
        "specialty": rng.choice(SPECIALTIES),
        "city": rng.choice(CITIES),
        "date": f"2024-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
        "votes": rng.randint(0, 40) + settings["votes_added"],
        "body": [_sentence(rng, rng.randint(12, 40)) + "." for _ in range(rng.randint(1, 3))],
    } for _ in range(rng.randint(1, settings["answers"]))]
    body = _sentence(rng, rng.randint(20, 60)) + "?"
    return {
        "number": number,
        "title": _sentence(rng, rng.randint(5, 10)) + f" ({number})?",
        "author": rng.choice(GIVEN) + str(rng.randint(10, 99)),
        "date": f"2024-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
        "body": body + "".join(f" Edit {n + 1}: thank you." for n in range(edits)),
        "answers": answers,
        "version": f"{edits}.{settings['votes_added']}",
    }


def pages_of(settings, asked):
    return max(1, -(-len(asked["answers"]) // settings["answers_a_page"]))


def _answer_v1(answer, position):
    paragraphs = "".join(f"<p>{html.escape(text)}</p>" for text in answer["body"])
    return (f'<div class="answer" id="a{position}"><div class="answer-body">{paragraphs}</div>'
            f'<div class="byline"><a class="name" href="/doctor/{position}">{answer["author"]}</a> '
            f'<span class="specialty">{answer["specialty"]}</span> <span class="city">{answer["city"]}</span> '
            f'<time datetime="{answer["date"]}">{answer["date"]}</time></div>'
            f'<span class="votes">{answer["votes"]}</span></div>')


def _answer_v2(answer, position):
    paragraphs = "".join(f"<p>{html.escape(text)}</p>" for text in answer["body"])
    return (f'<article class="reply-card" data-n="{position}"><header><b class="who">{answer["author"]}</b>'
            f'<i>{answer["specialty"]}</i></header><section class="reply-text">{paragraphs}</section>'
            f'<footer>{answer["votes"]} people found this helpful</footer></article>')


def question_page(host, number, page, settings):
    """The HTML of one page of a question, or None where there is no such page."""
    asked = question(host, number, settings)
    pages = pages_of(settings, asked)
    if not 1 <= page <= pages:
        return None
    first = (page - 1) * settings["answers_a_page"]
    shown = asked["answers"][first:first + settings["answers_a_page"]]
    if settings["design"] == "welcome":
        return WELCOME.replace("ADDRESS", f"/q/{number}")
    v1 = settings["design"] == "v1"
    make = _answer_v1 if v1 else _answer_v2
    answers = "\n".join(make(answer, first + n + 1) for n, answer in enumerate(shown))
    address = f"/q/{number}" + (f"?page={page}" if page > 1 else "")
    following = f'<a class="next" rel="next" href="/q/{number}?page={page + 1}">Next</a>' if page < pages else ""
    title = html.escape(asked["title"])
    if v1:
        body = (f'<div id="question"><h1 class="title">{title}</h1><div class="question-body"><p>{html.escape(asked["body"])}'
                f'</p></div><span class="asker">{asked["author"]}</span> <time datetime="{asked["date"]}">{asked["date"]}'
                f'</time></div>\n<h2 class="count">{len(asked["answers"])} answers</h2>\n<div class="answers">\n{answers}\n</div>')
    else:
        body = (f'<main><h1 class="headline">{title}</h1><section class="ask">{html.escape(asked["body"])}</section>'
                f'<p class="total">{len(asked["answers"])} replies</p>\n{answers}\n</main>')
    text = (f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
            f'<link rel="canonical" href="{address}"></head>\n<body><nav><a href="/questions">All questions</a></nav>\n'
            f'{body}\n{following}</body></html>\n')
    missing = settings["page_bytes"] - len(text)
    if missing > 20:
        text = text.replace("</body>", f"<script>/*{'x' * (missing - 21)}*/</script></body>")
    return text


def listing_page(page, settings):
    last = -(-settings["questions"] // settings["listing"])
    if not 1 <= page <= last:
        return None
    numbers = range((page - 1) * settings["listing"] + 1, min(page * settings["listing"], settings["questions"]) + 1)
    links = "\n".join(f'<li><a class="question" href="/q/{n}">Question {n}</a></li>' for n in numbers)
    following = f'<a rel="next" href="/questions?page={page + 1}">Next</a>' if page < last else ""
    return f'<!DOCTYPE html>\n<html><head><title>Questions</title></head><body><ul>\n{links}\n</ul>{following}</body></html>\n'


def sitemap_index(base):
    entries = "".join(f"<sitemap><loc>{base}/{name}</loc></sitemap>" for name in
                      ("sitemap-questions-1.xml.gz", "sitemap-questions-2.xml"))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</sitemapindex>\n'


def sitemap(base, half, settings):
    middle = settings["questions"] // 2
    numbers = range(1, middle + 1) if half == 1 else range(middle + 1, settings["questions"] + 1)
    entries = "".join(f"<url><loc>{base}/q/{n}</loc><lastmod>2024-06-01</lastmod></url>" for n in numbers)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>\n'


def sitemap_gz(base, half, settings):
    return gzip.compress(sitemap(base, half, settings).encode(), mtime=0)


def rss(base, settings):
    items = "".join(f"<item><title>Question {n}</title><link>{base}/q/{n}</link><guid>{base}/q/{n}</guid></item>"
                    for n in range(1, settings["questions"] + 1))
    return f'<?xml version="1.0"?>\n<rss version="2.0"><channel><title>Questions</title><link>{base}/</link>{items}</channel></rss>\n'


def atom(base, settings):
    entries = "".join(f'<entry><title>Question {n}</title><id>{base}/q/{n}</id><link href="{base}/q/{n}"/></entry>'
                      for n in range(1, settings["questions"] + 1))
    return f'<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><title>Questions</title>{entries}</feed>\n'


WELCOME = ('<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>The new forum</title>'
           '<link rel="canonical" href="ADDRESS"></head><body><div id="app"><h1>The new forum</h1><p>Welcome to our all new '
           "forum, where patients and doctors meet in one place. Log in to see what your neighbours ask, and what they were "
           "told by people who know.</p></div></body></html>")
CAPTCHA = ('<!DOCTYPE html><html><head><title>One moment</title></head><body><form id="challenge-form">'
           "<p>Verify you are human to go on.</p></form></body></html>")
LOG_IN = ('<!DOCTYPE html><html><head><title>Log in</title></head><body><h1>Log in to continue</h1>'
          '<form action="/login" method="post"><input name="user"><input type="password" name="password">'
          "<button>Log in</button></form><p>You must be logged in to view this page.</p></body></html>")
NO_SCRIPT = ('<!DOCTYPE html><html><head><title>App</title></head><body><div id="root"></div>'
             "<noscript>You need to enable JavaScript to run this app.</noscript></body></html>")
