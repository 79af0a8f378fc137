#!/usr/bin/env python3
"""Makes data/places.tsv, the gazetteer, out of GeoNames' tables and our own.

Reads $THRESH_SHARED/data/{cities15000,countries}.tsv (GeoNames, CC BY 4.0), data/regions.tsv and data/place_aliases.tsv.
Run it from anywhere after one of them changed, and commit the result: the build reads only data/places.tsv.

The result has one row for each name of a place, sorted bytewise by key, so that the program finds a name by binary
search in the bytes as they are and loads nothing. Rows of one key stand in order of preference:
countries, then regions and cities. A city goes before a region of its name if it lies in it (New York) or has half a
million people (Washington), or a hundred thousand where the region is only called so in another language (Freiburg);
among cities the larger goes first, and an area stands behind them (Kent). A country hides its own cities of the same name.

Tested by tests/normalize/gazetteer_test.cpp, which checks the order and that every key is the key of a name.
"""
import collections
import os
import pathlib
import sys
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHARED = pathlib.Path(os.environ.get("THRESH_SHARED", ROOT / ".." / "shared"))

POSTAL = {"US", "CA", "AU"}  # whose region codes are written after a city
BIG_CITY = 500_000  # people; such a city goes before a region of the same name
CITY = 100_000  # people; what has fewer is a town
GONE = {"AN", "CS"}  # countries that are no more, still in the table
HEADER = """\
# The gazetteer, made by tools/make_places.py; do not edit. Data: GeoNames (geonames.org), CC BY 4.0.
# key\tname\tregion (ISO 3166-2 part)\tcountry (ISO 3166-1)\tkind; sorted by key, the preferred row of a key first
"""
# Names that GeoNames writes unlike the people who live there.
SHOWN = {"New York City": "New York", "The Netherlands": "Netherlands"}

LATIN = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ŧ": "t", "ı": "i"}
APOSTROPHES = "\u00b4\u02bc\u2018\u2019\u201b\u2032\uff07"
QUOTES = "\u201c\u201d\u201e\u201f\u2033"
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
INVISIBLE = "\u00ad\u200b\u2060\ufeff"
SHORT_WORDS = {"saint": "st", "sainte": "ste", "fort": "ft", "mount": "mt"}


def fold(text):
    """text::fold of src/text/unicode.h."""
    out = []
    after_latin = False
    for c in unicodedata.normalize("NFD", text):
        if c in INVISIBLE or (after_latin and unicodedata.category(c) == "Mn"):
            continue
        if len(c.lower()) == 1:
            c = c.lower()
        after_latin = unicodedata.name(c, "").startswith("LATIN")
        c = "'" if c in APOSTROPHES else '"' if c in QUOTES else "-" if c in DASHES else LATIN.get(c, c)
        out.append(c)
    return unicodedata.normalize("NFC", " ".join("".join(out).split()))


def key_of(name):
    """place_key of src/normalize/gazetteer.h."""
    text = fold(name).replace("&", " and ")
    text = "".join(" " if c in "-/" else c for c in text if c not in ".',()\u02bb")
    return " ".join(SHORT_WORDS.get(word, word) for word in text.split())


def table(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


class Gazetteer:
    def __init__(self):
        self.groups = collections.defaultdict(list)  # key -> [(weight, kind, name, region, country)]

    def add(self, key_name, weight, kind, name, region, country):
        key = key_of(key_name)
        if key:
            self.groups[key].append((weight, kind, SHOWN.get(name, name), region, country))

    def rows(self):
        for key in sorted(self.groups, key=lambda k: k.encode()):
            seen = set()
            for weight, kind, name, region, country in sorted(self.groups[key], key=self.rank(key)):
                hidden = kind == "city" and (country in seen or (region, country) in seen)
                hidden |= kind == "region" and country in seen
                if not hidden and (kind, region, country) not in seen:
                    shown_kind = {"city": "city" if weight >= CITY else "town", "area": "region"}.get(kind, kind)
                    yield "\t".join([key, name, region, country, shown_kind])
                if kind not in ("code", "province"):
                    seen |= {(region, country), (kind, region, country)} | ({country} if kind == "country" else set())

    def rank(self, key):
        """The order of the rows of one key, as the file's head tells."""
        rows = [row for row in self.groups[key] if row[1] == "region"]
        regions = {(row[3], row[4]) for row in rows}
        named_so = any(key_of(row[2]) == key for row in rows)

        def of_row(row):
            weight, kind, name, region, country = row
            own_name = not named_so and weight >= CITY and key_of(name) == key
            if kind == "country":
                place = 0
            elif kind == "city" and ((region, country) in regions or weight >= BIG_CITY or own_name):
                place = 1
            else:
                place = {"region": 2, "city": 3, "area": 4, "code": 5, "province": 6}[kind]
            return (place, -weight, name, region, country)

        return of_row


def names_of_city(name):
    """The ways a city's name is written: both halves of "Donostia / San Sebastián" too."""
    halves = [half.strip() for half in name.split(" / ")]
    return [(name, name)] + [(half, half) for half in halves if len(halves) > 1]


def main():
    places = Gazetteer()
    data = SHARED / "data"
    regions = {(row[0], row[1]): row[2:] for row in table(ROOT / "data" / "regions.tsv")}
    people = collections.Counter()
    cities = {}
    for row in list(table(data / "cities15000.tsv"))[1:]:
        _, name, country, admin1, population = row[:5]
        region = regions.get((country, admin1), [""])[0]
        people[region, country] += int(population)
        people[country] += int(population)
        cities[name, region, country] = max(int(population), cities.get((name, region, country), 0))

    def people_of(name, region, country):
        """Of a city by the name that GeoNames has or that is shown; 0 where there is none."""
        names = [name] + [other for other, shown in SHOWN.items() if shown == name]
        return max(cities.get((one, region, country), 0) for one in names)

    for (name, region, country), population in cities.items():
        for written, shown in names_of_city(name):
            places.add(written, population, "city", shown, region, country)
    for (country, _), row in regions.items():
        code, name = row[:2]
        for written in [name] + [other for other in "".join(row[2:]).split("|") if other]:
            places.add(written, people[code, country], "region", name, code, country)
        if country in POSTAL:
            places.add(code, people[code, country], "code", name, code, country)
    rows = [row for row in list(table(data / "countries.tsv"))[1:] if row[0] not in GONE]
    countries = {row[0]: row[2].strip() for row in rows}
    iso3 = {row[0]: row[1] for row in rows}
    for code, name in countries.items():
        places.add(name, people[code], "country", name, "", code)
        for short in (code, iso3[code]):
            places.add(short, 0, "code", name, "", code)
    for kind, written, name, region, country in table(ROOT / "data" / "place_aliases.tsv"):
        if kind == "country":
            places.add(written, people[country], "country", countries[country], "", country)
        elif kind == "area":
            places.add(written, 0, "area", name, region, country)
        elif kind in ("code", "province"):
            places.add(written, 0, kind, name, region, country)
        elif people_of(name, region, country) > 0:
            places.add(written, people_of(name, region, country), "city", name.split(" / ")[-1], region, country)
        else:
            sys.exit(f"data/place_aliases.tsv: GeoNames has no {name}, {region}, {country}")
    rows = list(places.rows())
    (ROOT / "data" / "places.tsv").write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    print(f"data/places.tsv: {len(rows)} rows", file=sys.stderr)


if __name__ == "__main__":
    main()
