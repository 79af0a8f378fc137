"""Pages that hold template artifacts, and pages that hold what only looks like them; made from a seed.

No public corpus has such pages with the truth beside them. Each page here is prose of its own, with one thing put into
it: an artifact of some family in some position, or a legitimate use of the same signs. What is put in stands at known
bytes. Words come from one of two lists that share nothing: on one the cleaner may be tuned, on the other it is measured.
"""
import html
import random

WORDS = {
    "tune": {
        "noun": "user item post question answer product order comment review page title total vote rating author".split(),
        "prop": "name title count length total email price date text body score label avatar url status".split(),
        "verb": "format count load render get show total translate toggle sort".split(),
        "filter": "date currency uppercase json default escape truncate limitTo number translate".split(),
        "tag": "if for unless with".split(),
        "label": "votes reviews comments answers replies".split(),
    },
    "held": {
        "noun": "doctor listing thread reply member booking clinic entry session invoice patient ticket visitor shop "
                "vendor".split(),
        "prop": "firstName summary createdAt amount description city fullName headline views state likes quantity "
                "subtitle nickname reviewCount".split(),
        "verb": "pluralize humanize getTotal sumOf fetchRating displayName currencyOf since ratingFor labelOf".split(),
        "filter": "slugify lower timeago round striptags join first capitalize upcase money".split(),
        "tag": "if for unless with".split(),
        "label": "points views likes shares helpful".split(),
    },
}

PROSE = {
    "tune": [
        "I have had this question for a while and nobody could answer it.",
        "The swelling went down after a week, and the scar is hardly visible now.",
        "We walked along the river until it was too dark to see the path.",
        "Add the flour slowly, stir well, and let the dough rest for an hour.",
        "My lamp flickers when the washing machine runs in the next room.",
        "He said: \u201cCome back on Monday, the office is closed.\u201d",
        "It costs about 12 euros, or 10 if you buy three of them.",
        "Der Arzt hat mir geraten, vier Wochen zu warten.",
        "Nous avons pris le train de nuit pour arriver avant midi.",
    ],
    "held": [
        "Can anyone tell me whether the warranty covers a cracked screen?",
        "Our hotel was ten minutes from the station, quiet and very clean.",
        "Take two tablets in the morning, never on an empty stomach.",
        "The council will decide in May whether the market can stay open.",
        "She plays the cello; her brother, who is twelve, the drums.",
        "Prices start at $40 (tax included) and rise to $65 on weekends.",
        "In the end it was a loose wire, 5 cm behind the socket.",
        "Ayer fuimos al mercado y compramos fruta para toda la semana.",
        "Il dottore mi ha detto di tornare fra tre mesi.",
    ],
}


class Maker:
    def __init__(self, part, seed):
        self.random = random.Random(f"{part}-{seed}")
        self.words, self.prose = WORDS[part], PROSE[part]

    def pick(self, *choices):
        return self.random.choice(choices)

    def word(self, kind):
        return self.random.choice(self.words[kind])

    def path(self):
        noun, prop = self.word("noun"), self.word("prop")
        return self.pick(f"{noun}.{prop}", f"{noun}.{prop}", f"{noun}_{prop.lower()}", f"$ctrl.{prop}",
                         f"{noun}.{self.word('noun')}.{prop}", f"{noun}{prop[0].upper()}{prop[1:]}")

    def sentence(self):
        return self.random.choice(self.prose)

    # --- artifacts, by family ---

    def angular(self):
        a, b = self.path(), self.path()
        return self.pick(f"{{{{ {a} }}}}", f"{{{{{a}}}}}", f"{{{{::{a}}}}}", f"{{{{ {a} | {self.word('filter')} }}}}",
                         f"{{{{ {a} >= 0 ? '+' + ({a} + 1) : {b} }}}}", f"{{{{ {self.word('verb')}({a}) }}}}",
                         f"{{{{ {self.word('noun')}s.length }}}}", f"{{{{ {a} || '-' }}}}",
                         f"{{{{ '{self.word('noun').upper()}.{self.word('prop').upper()}' | translate }}}}",
                         f"{{{{ {a} }}}} {{{{ {b} }}}}", f"{{{{ {self.word('noun')} }}}}")

    def handlebars(self):
        noun = self.word("noun")
        return self.pick(f"{{{{#each {noun}s}}}}", "{{/each}}", f"{{{{> {noun}_row}}}}", f"{{{{{{ {self.path()} }}}}}}",
                         f"{{{{!-- {noun} list --}}}}", f"{{{{#if {self.path()}}}}}", "{{/if}}",
                         f"{{{{&{self.path()}}}}}", f"{{{{^{noun}s}}}}", f"{{{{~{self.path()}~}}}}")

    def jinja(self):
        noun = self.word("noun")
        return self.pick(f"{{% if {self.path()} %}}", "{% endif %}", f"{{% for {noun} in {noun}s %}}", "{% endfor %}",
                         f"{{% include \"{noun}.html\" %}}", f"{{{{ {self.path()}|default('none') }}}}",
                         f"{{# TODO {noun} #}}", f"{{% block {noun} %}}", f"{{% set {noun} = {self.path()} %}}",
                         f"{{%- unless {self.path()} -%}}", f"{{% assign total = {self.path()} | {self.word('filter')} %}}",
                         f"{{{{ {self.path()} | {self.word('filter')}: 20 }}}}", "{% else %}")

    def go(self):
        prop = self.word("prop").capitalize()
        return self.pick(f"{{{{ .{prop} }}}}", f"{{{{ range .{prop}s }}}}", f"{{{{- .Params.{self.word('prop')} -}}}}",
                         "{{ end }}", f"{{{{ printf \"%s\" .{prop} }}}}", f"{{{{ with .Site.{prop} }}}}",
                         f"{{{{ .{prop} | {self.pick('upper', 'title', 'safeHTML', 'quote')} }}}}")

    def erb(self):
        return self.pick(f"<%= {self.path()} %>", f"<% if {self.path()} %>", "<% end %>", f"<%- {self.path()} %>",
                         f"<%= {self.word('verb')}({self.path()}) %>", f"<%# {self.word('noun')} list %>",
                         f"<% {self.word('noun')}s.each do |{self.word('noun')}| %>")

    def javascript(self):
        return self.pick(f"${{{self.path()}}}", f"${{{self.word('verb')}({self.path()})}}", f"${{{self.path()} + 1}}",
                         f"${{{self.path()} ? '{self.word('label')}' : ''}}")

    def polymer(self):
        return self.pick(f"[[{self.word('noun')}.{self.word('prop')}]]", f"[[_compute{self.word('prop').capitalize()}({self.word('noun')})]]",
                         f"[[{self.word('noun')}_{self.word('prop').lower()}]]")

    def merge(self):
        field = self.pick("FIRST_NAME", "LAST_NAME", "EMAIL_ADDRESS", "ORDER_NUMBER", "COMPANY_NAME", "CITY")
        return self.pick(f"*|{field}|*", f"%%{field}%%", f"##{field}##", f"%{field}%", "<<First_Name>>",
                         f"{{!{self.pick('Contact', 'Account', 'Lead')}.{self.pick('FirstName', 'Email', 'City')}}}")

    def single_brace(self):
        return self.pick(f"{{{self.word('noun')}_{self.word('prop').lower()}}}", f"{{{self.word('noun')}.{self.word('prop')}}}",
                         "{0}", f"{{{self.word('noun')}{self.word('prop').capitalize()}}}")

    def smarty(self):
        noun = self.word("noun")
        return self.pick(f"{{${noun}.{self.word('prop')}}}", f"{{${noun}|escape}}", f"{{if ${noun}.{self.word('prop')}}}", "{/if}",
                         f"{{foreach ${noun}s as ${noun}}}", f"{{${noun}['{self.word('prop')}']}}", "{/foreach}")

    def razor(self):
        prop = self.word("prop").capitalize()
        return self.pick(f"@Model.{prop}", f"@Html.Raw(Model.{prop})", f"@ViewBag.{prop}", f"@(item.{prop} + 1)",
                         f"@Model.{self.word('noun').capitalize()}s[0].{prop}")

    def pug(self):
        return self.pick(f"#{{{self.path()}}}", f"!{{{self.path()}}}")

    def php(self):
        return self.pick(f"{self.word('prop').lower()} ?>", f"{self.word('noun')}->{self.word('prop')}; ?>", "?>")

    def freemarker(self):
        noun, prop, path = self.word("noun"), self.word("prop"), self.path()
        return self.pick(f"${{{noun}.{prop}!\"none\"}}", f"${{({noun}.{prop})!}}", f"${{{noun}.{prop}?html}}", f"${{{prop}!'-'}}",
                         f"${{{noun}.{prop}?string('0.0')}}", f"<#if {noun}.{prop}??>", f"<#list {noun}s as {noun}>", "</#list>", "</#if>",
                         "<#else>", f"<#assign {prop} = {noun}.{prop}>", f'<#include "{noun}.ftl">', f"<@{noun}/>",
                         f'<@spring.message "{noun}.{prop}"/>', f"<#-- {noun} list -->", f"${{{path}?cap_first}}".replace("$ctrl.", "page."))

    def jsp(self):
        noun, prop = self.word("noun"), self.word("prop")
        return self.pick(f'<c:out value="${{{noun}.{prop}}}"/>', f'<c:if test="${{not empty {noun}.{prop}}}">', "</c:if>",
                         f'<c:forEach items="${{{noun}s}}" var="{noun}">', "</c:forEach>", f'<fmt:message key="{noun}.{prop}"/>',
                         f'<s:property value="{prop}"/>', f"<%= {noun}.get{prop.capitalize()}() %>", f"${{fn:length({noun}s)}}",
                         f"${{not empty {noun}.{prop}}}", f'<jsp:include page="{noun}.jsp"/>', '<%@ page contentType="text/html" %>')

    def blade(self):
        noun, prop = self.word("noun"), self.word("prop")
        return self.pick(f"{{{{ ${noun}->{prop} }}}}", f"{{!! ${noun}->{prop} !!}}", f"{{{{-- {noun} list --}}}}", f"@if(${noun})", "@endif",
                         f"@foreach(${noun}s as ${noun})", "@endforeach", f"@include('partials.{noun}')", f"@lang('messages.{noun}')",
                         f"@section('{noun}')", f"@unless(${noun}->{prop})", f"{{{{ ${noun}->{prop} ?? '' }}}}", f"@yield('{prop}')")

    def thymeleaf(self):
        noun, prop = self.word("noun"), self.word("prop")
        return self.pick(f"[[${{{noun}.{prop}}}]]", f"[(${{{noun}.{prop}}})]", f"[[#{{{noun}.{prop}}}]]", f"[[${{{noun}s.size()}}]]")

    def velocity(self):
        noun, prop = self.word("noun"), self.word("prop")
        return self.pick(f"$!{{{noun}.{prop}}}", f"$!{noun}.{prop}", f"${{{noun}.{prop}}}", f"#if(${noun}.{prop})",
                         f"#foreach(${noun} in ${noun}s)", f"#set(${prop} = ${noun}.{prop})", f'#parse("{noun}.vm")')

    def toolkit(self):
        noun, prop = self.word("noun"), self.word("prop")
        return self.pick(f"[% {noun}.{prop} %]", f"[% IF {noun}.{prop} %]", "[% END %]", f"[% INCLUDE {noun}.tt %]", "[% ELSE %]",
                         f"[%- FOREACH {noun} IN {noun}s -%]", f"[% {prop} | html %]", f"[%# TODO {noun} %]")

    def message(self):
        label, prop = self.word("label"), self.word("prop")
        return self.pick(f"{{count, plural, one {{# {label}}} other {{# {label}}}}}", f"{{{prop}, select, yes {{Yes}} other {{No}}}}",
                         f"{{n, plural, =0 {{None}} other {{# {label}}}}}", f"{{{prop}, number}}", f"{{{prop}, date, short}}")

    def format(self):
        label = self.word("label")
        return self.pick(f"{{{{count}}}} {label}", f"{{0}} {label}", f"%s {label}", f"%d {label}", f"%1$s {label}", f"%(count)s {label}",
                         f":count {label}", "%s", "%1$s", "%(name)s")

    def stub(self):
        return self.pick("TBD", "Lorem ipsum", "Lorem ipsum dolor sit amet", "[Your Name]", "To be determined", "dd/mm/yyyy")

    def message_key(self):
        return self.pick(f"label.{self.word('label')}.count", "comments.count.label", "i18n.reviews.title", "translations.answers.title")

    def literal(self):
        return "[object Object]"

    def shortcode(self):
        return self.pick('[gallery ids="12,15"]', f'[contact-form-7 id="31" title="{self.word("noun")}"]', "[/vc_row]",
                         '[instagram-feed num=6]', '[audio src="a.mp3"]')

    def notice(self):
        return self.pick("Loading\u2026", "Loading...", "Please enable JavaScript to view the comments.")

    def nothing(self):
        label = self.word("label")
        return self.pick("undefined", "NaN", "null", f"undefined {label}", f"NaN {label}")

    TAUGHT = ["angular", "handlebars", "jinja", "freemarker", "jsp", "blade", "thymeleaf", "velocity", "toolkit"]
    NEW = ["freemarker", "jsp", "blade", "thymeleaf", "velocity", "toolkit", "message"]
    TEXT = [*NEW, "angular", "handlebars", "jinja", "go", "erb", "javascript", "polymer", "merge", "single_brace", "smarty", "razor",
            "pug", "literal", "shortcode", "notice"]
    SLOT = [*NEW, "format", "stub", "angular", "jinja", "go", "erb", "javascript", "polymer", "merge", "single_brace", "smarty", "razor", "pug",
            "literal", "nothing"]

    # --- legitimate uses: a text, and whether it stands in code ---

    def legitimate(self):
        noun, prop = self.word("noun"), self.word("prop")
        return self.pick(
            (f"In Angular you write {{{{ {noun}.{prop} }}}} to print a value.", False),
            (f"{{{{ {noun}.{prop} }}}}", True),
            (f"{{% for {noun} in {noun}s %}}", True),
            (f"<%= {noun}.{prop} %>", True),
            ("The fraction \\frac{{a}}{{b}} is written x^{{2}} in this style.", False),
            (f"{{{{cite web|url=http://example.org|title={noun.title()}}}}}", False),
            ("{{Infobox person|name=Ada|born=1815}}", False),
            ("{{citation needed}}", False),
            ("{{{1|}}}", False),
            ("Set it with ${{ secrets.GITHUB_TOKEN }} in the workflow.", False),
            ("${{ github.ref }}", False),
            (f'{{"{noun}": 1, "{prop}": [2, 3]}}', False),
            (f".{noun} {{ color: red; }}", False),
            ("We were {so} happy to see it!", False),
            (f"He wrote [{self.pick('sic', 'der', 'the', 'his')}] and went home.", False),
            ("[1]", False), ("[...]", False), ("[citation needed]", False),
            ("Write to jane [at] example.org, please.", False),
            ("[[Main Page]]", False), ("[[File:Tea.jpg|thumb|A cup of tea]]", False),
            ("It is 100% of what I wanted, 50% off.", False),
            ("The price is $5, or ${5} in the old notation.", False),
            ("@jane.doe", False), ("Thanks @MaxPower, that helped!", False),
            ("export HOME=${HOME}", False), ("echo ${PATH}", True),
            ("#1 of 10", False), ("## A heading ##", False), ("C# and F# are languages.", False),
            (f"Loading the dose takes a minute, then the {noun} is ready.", False),
            ("The null hypothesis was rejected; NaN is not a number.", False),
            ("undefined behaviour is what the standard calls it.", False),
            ("f(x) = {x : x > 0}", False), ("{1, 2, 3}", False), ("{a, b}", False), ("<3 <3 <3", False),
            ("if (a << b) return c >> d;", False), ("Really ?>", False),
            ("%20 stands for a space, %PATH% for a list of folders.", False),
            ("www.example.org", False), ("example.com", False), ("version 1.2.3", False), ("readme.label.txt", False),
            ("{hugs}", False), ("((hugs))", False), ("*smiles*", False), ("**bold words**", False),
            ("Note: {{ and }} are the default delimiters.", False),
            ("#winning", False), ("#1", False), ("$AAPL is up 3%", False), ("Price: $20.50", False), ("<@U024BE7LH>", False),
            ("<#general>", False), ("@everyone", False), ("@if only I knew", False), ("[% of total]", False), ("{a, b, c}", False),
            ("100%", False), ("{date, place}", False), (f"#foreach(${noun} in ${noun}s)", True), (f"@if(${noun})", True),
            (f"[% {noun}.{prop} %]", True), (f'<c:out value="${{{noun}}}"/>', True), (f"In FreeMarker you write ${{{noun}.{prop}!}} there.", False),
            ("printf takes %s and %d as placeholders.", False), (f"The directive @if(${noun}) of Blade opens a block.", False),
            (f"Velocity prints $!{noun}.{prop} quietly.", False), ("x[i] = y[(i + 1) % n]", False), ("if [[ -z $name ]]; then", False),
            (f"{noun}:{prop}", False), ("5:30", False), ("a:b", False), ("[[Category:Tea]]", False),
        )


SLOTS = {"author": ".author", "votes": ".votes", "rating": ".rating", "date": ".date", "place": ".place"}

RULES = """rules: corpus/post@1
record: custom
match: {url: "https://corpus.example/*"}
html:
  body: {any: [.body], type: text}
  author: {any: [.author], type: person}
  votes: {any: [.votes], type: count}
  rating: {any: [.rating], type: rating}
  date: {any: [.date], type: date}
  place: {any: [.place], type: place}
"""

VALUES = {"author": "Jane Roe, MD", "votes": "12", "rating": "4.5 out of 5", "date": "March 3, 2021", "place": "Boston, MA"}
PLACES = ["paragraph", "item", "span", "line", "heading", "division", "dump"]


class Page:
    """A page, and where in its bytes the thing stands that was put into it."""

    def __init__(self):
        self.text = ""
        self.begin = self.end = 0

    def add(self, text):
        self.text += text

    def put(self, thing, escaped=True):
        self.begin = len(self.text.encode())
        self.text += html.escape(thing, quote=False) if escaped else thing
        self.end = len(self.text.encode())


def body(page, maker, place, thing, code=False):
    page.add(f"<p>{html.escape(maker.sentence(), quote=False)}</p>\n")
    around = {"paragraph": ("<p>", "</p>"), "item": (f"<ul><li>{maker.sentence()}</li><li>", "</li></ul>"),
              "span": (f"<p>{maker.sentence()} <span>", f"</span> {maker.sentence()}</p>"),
              "line": (f"<p>{maker.sentence()}<br>\n", f"<br>\n{maker.sentence()}</p>"), "heading": ("<h3>", "</h3>"),
              "division": ("<div><div class=x>", "</div></div>")}[place]
    page.add(around[0])
    if code:
        page.add("<code>")
    page.put(thing)
    if code:
        page.add("</code>")
    page.add(around[1] + f"\n<p>{html.escape(maker.sentence(), quote=False)}</p>")


TITLES = {
    "tune": ["Getting started with Thymeleaf", "FreeMarker directives", "Laravel Blade templates", "Vue template syntax",
             "Handlebars helpers explained", "Jinja2 for beginners"],
    "held": ["Thymeleaf: printing values", "What is new in FreeMarker 2.3", "Blade directives of Laravel", "AngularJS template expressions",
             "Mustache, a manual", "Twig in ten minutes", "JSTL by example"],
}


def make_tutorial(maker, part, family):
    """A page that teaches: one thing as a term, a heading, or in a sentence without <code>."""
    page = Page()
    title = maker.random.choice(TITLES[part])
    page.add(f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{title}</title></head><body><h1>{title}</h1>\n<div class=body>")
    page.add(f"<p>{maker.sentence()}</p>\n")
    before, after = maker.pick(("<dl><dt>", f"</dt><dd>{maker.sentence()}</dd></dl>"), ("<h2>", f"</h2><p>{maker.sentence()}</p>"),
                               ("<p>You write ", " where the value should stand.</p>"), ("<ul><li>", f"</li><li>{maker.sentence()}</li></ul>"))
    page.add(before)
    page.put(getattr(maker, family)())
    page.add(after + f"\n<p>{html.escape(maker.sentence(), quote=False)}</p></div>\n")
    page.add("</body></html>\n")
    return page


def make_dump(maker, kind, family):
    """A page as plain text, a line each paragraph."""
    page = Page()
    thing, code = maker.legitimate() if kind == "legitimate" else (getattr(maker, family)(), False)
    while code:  # a dump does not say what is code
        thing, code = maker.legitimate()
    page.add(f"A page\n\n{maker.sentence()}\n\n")
    page.put(thing, escaped=False)
    page.add(f"\n\n{maker.sentence()}\n{maker.sentence()}\n")
    return page


def make_page(maker, kind, family, place):
    """`kind`: "slot" (the artifact where a value belongs), "text" (in the body), "legitimate"."""
    page = Page()
    page.add("<!DOCTYPE html><html><head><meta charset=utf-8><title>A page</title></head><body><h1>A page</h1>\n<div class=body>")
    if kind == "text":
        body(page, maker, place, getattr(maker, family)())
    elif kind == "legitimate":
        thing, code = maker.legitimate()
        body(page, maker, place, thing, code)
    else:
        page.add(f"<p>{html.escape(maker.sentence(), quote=False)}</p>")
    page.add("</div>\n")
    for slot in SLOTS:
        page.add(f"<div class={slot}>")
        if kind == "slot" and slot == place:
            page.put(getattr(maker, family)() + maker.pick("", "", f" {maker.word('label')}" if slot == "votes" else ""))
        else:
            page.add(VALUES[slot])
        page.add("</div>\n")
    page.add("</body></html>\n")
    return page
