#!/usr/bin/env python3
"""What is known of the sample pages holds: the two real dumps of $THRESH_SHARED/seeds, and the project's own in seeds/.

The facts were read off the pages by people, field by field. The HTML twins in seeds/ must give the data of their dumps.

usage: seeds_test.py PROGRAM
"""

import copy
import json
import unittest

import program
from program import ROOT, SHARED, records, run


def strings(value):
    """Every text of a record."""
    waiting = [value]
    while waiting:
        at = waiting.pop()
        if isinstance(at, str):
            yield at
        elif isinstance(at, (dict, list)):
            waiting.extend(at.values() if isinstance(at, dict) else at)


def absences(record):
    return {entry["path"]: entry["reason"] for entry in record["absent"]}


def removals(record):
    return {entry["reason"]: entry for entry in record["removed"]}


def author_facts(post):
    """Name, credentials, specialty, code, city, country, rating, count: what stands under an answer."""
    author = post["author"] or {}
    specialty, place, rating = (author.get(key) or {} for key in ("specialty", "location", "rating"))
    return (author.get("name"), author.get("credentials") or [], specialty.get("name"), specialty.get("nucc"),
            place.get("name"), place.get("country"), rating.get("value"), rating.get("count"))


@unittest.skipUnless((SHARED / "seeds").is_dir(), f"{SHARED}/seeds is missing; set THRESH_SHARED")
class TheSharedQuestionPage(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.path = SHARED / "seeds" / "realself-question.txt"
        cls.record, = records(cls.path)
        cls.answers = cls.record["answers"]
        cls.data = {key: cls.record[key] for key in ("title", "question", "answers")}

    def test_there_are_ten_answers_in_order(self):
        self.assertEqual([answer["position"] for answer in self.answers], list(range(1, 11)))

    def test_only_the_fifth_and_the_seventh_headline_are_missing(self):
        missing = [answer["position"] for answer in self.answers if answer["headline"] is None]
        self.assertEqual(missing, [5, 7])
        for index in (4, 6):
            self.assertEqual(absences(self.record)[f"/answers/{index}/headline"], "not_on_page")

    def test_the_authors(self):
        plastic, code = "Plastic Surgery", "208200000X"
        expected = {
            1: (None, [], plastic, code, "Baltimore", "US", 4.9, 103),
            3: ("Susan M. Stuart", ["MD"], "Dermatology", "207N00000X", "San Diego", "US", None, None),
            4: ("Martin Jugenburg", ["MD"], plastic, code, "Toronto", "CA", 4.9, 517),
            5: ("Charles A. Wallace", ["MD"], plastic, code, "Dallas", "US", None, None),
            8: ("Milind Naik", ["MD"], "Ophthalmology", "207W00000X", "India", "IN", None, None),
        }
        for position, facts in expected.items():
            with self.subTest(position=position):
                self.assertEqual(author_facts(self.answers[position - 1]), facts)
        ninth = author_facts(self.answers[8])
        self.assertEqual(ninth[:2] + ninth[3:], ("Jason Emer", ["MD"], "207NS0135X", "Los Angeles", "US", 4.8, 207))

    def test_a_dermatologic_surgeon_is_mapped_and_the_others_are_exact(self):
        matches = [answer["author"]["specialty"]["match"] for answer in self.answers if answer["author"]]
        self.assertEqual(matches, ["exact"] * 5 + ["mapped"])
        self.assertEqual(self.answers[8]["author"]["specialty"]["as_written"], "Dermatologic Surgeon")

    def test_the_parts_of_a_name(self):
        author = self.answers[2]["author"]
        self.assertEqual([author[key] for key in ("given", "middle", "family")], ["Susan", "M.", "Stuart"])

    def test_the_other_answers_have_no_author(self):
        for position in (2, 6, 7, 10):
            self.assertIsNone(self.answers[position - 1]["author"])

    def test_votes_are_null_and_unrendered_on_all(self):
        self.assertEqual([answer["votes"] for answer in self.answers], [None] * 10)
        reasons = [absences(self.record)[f"/answers/{index}/votes"] for index in range(10)]
        self.assertEqual(reasons, ["unrendered"] * 10)

    def test_no_template_artifact_is_left_in_any_field(self):
        for text in strings(self.data):
            self.assertNotIn("{{", text)
            self.assertNotIn("voteCount", text)

    def test_the_words_of_the_authors_are_not_edited(self):
        self.assertTrue(self.answers[8]["body"].endswith("Best, Dr. Emer."))
        self.assertTrue(any("will not say or droop" in answer["body"] for answer in self.answers))

    def test_no_break_spaces_become_plain_ones_and_two_stay_two(self):
        for text in strings(self.data):
            self.assertNotIn("\u00a0", text)
            self.assertFalse(any(line != line.rstrip() for line in text.split("\n")), text)
        self.assertIn("wrinkles.  The hooding", self.answers[4]["body"])

    def test_single_line_breaks_inside_a_body_stay(self):
        self.assertIn("can cause this.\nBotox relaxes", self.answers[4]["body"])

    def test_what_was_removed_is_told(self):
        removed = removals(self.record)
        self.assertEqual(set(removed), {"template_artifact", "disclaimer"})
        self.assertEqual((removed["template_artifact"]["count"], removed["disclaimer"]["count"]), (10, 1))

    def test_four_of_fourteen_answers_are_missing_and_strict_says_so(self):
        self.assertEqual(self.record["completeness"], {"answers": {"stated": 14, "found": 10}})
        self.assertEqual([warning["code"] for warning in self.record["warnings"]], ["incomplete"])
        self.assertEqual(run("convert", self.path, "--strict").returncode, 1)


@unittest.skipUnless((SHARED / "seeds").is_dir(), f"{SHARED}/seeds is missing; set THRESH_SHARED")
class TheSharedBlogPost(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.record, = records(SHARED / "seeds" / "skintour-answer.txt")
        cls.answer, = cls.record["answers"]

    def test_the_question_keeps_its_signature_and_has_no_author(self):
        self.assertTrue(self.record["question"]["body"].endswith("Jessica"))
        self.assertIsNone(self.record["question"]["author"])

    def test_the_answer_is_whole(self):
        self.assertTrue(self.answer["body"].startswith("I can see why you"))
        self.assertTrue(self.answer["body"].endswith("Dr Irwin"))
        self.assertIn("no……..because", self.answer["body"])

    def test_the_author(self):
        author = self.answer["author"]
        facts = [author[key] for key in ("name", "honorific", "credentials")]
        self.assertEqual(facts, ["Brandith Irwin", "Dr.", ["MD"]])

    def test_the_boilerplate_is_gone_from_the_data_and_told(self):
        self.assertEqual(set(removals(self.record)), {"boilerplate"})
        data = "\n".join(strings([self.record["title"], self.record["question"], self.answer]))
        for words in ("Ask me your skincare question!", "Hi, I’m Dr. Irwin", "•", "Ask Me Something",
                      "SkinTour Skincare", "One of the best investments"):
            self.assertNotIn(words, data)

    def test_nothing_is_missing(self):
        self.assertEqual(self.record["warnings"], [])


class TheProjectsOwnSeeds(unittest.TestCase):
    def test_the_question_page(self):
        record, = records(ROOT / "seeds" / "realself-question.txt")
        answers = record["answers"]
        self.assertEqual(record["completeness"], {"answers": {"stated": 7, "found": 5}})
        self.assertEqual([bool(answer["headline"]) for answer in answers], [True, True, False, True, False])
        self.assertEqual([answer["votes"] for answer in answers], [None] * 5)
        first = ("Ingrid Solheim", ["MD", "FACS"], "Plastic Surgery", "208200000X", "Portland", "US", 4.9, 88)
        self.assertEqual(author_facts(answers[0]), first)
        self.assertEqual(author_facts(answers[2])[4:], ("Toronto", "CA", 4.7, 1204))
        self.assertEqual(author_facts(answers[3])[:3], ("Priya Raman", ["MBBS"], "Ophthalmology"))
        self.assertIsNone(answers[4]["author"])

    def test_a_particle_belongs_to_the_family_name_and_an_unknown_place_keeps_its_words(self):
        record, = records(ROOT / "seeds" / "realself-question.txt")
        author = record["answers"][1]["author"]
        self.assertEqual((author["given"], author["family"]), ("Rafael", "de la Cruz"))
        self.assertEqual((author["location"]["name"], author["location"]["as_written"]), (None, "Orange County"))

    def test_the_blog_post(self):
        record, = records(ROOT / "seeds" / "skintour-answer.txt")
        answer, = record["answers"]
        self.assertTrue(record["question"]["body"].endswith("Marianne"))
        self.assertTrue(answer["body"].startswith("Good question"))
        self.assertTrue(answer["body"].endswith("Dr Irwin"))
        self.assertEqual(answer["author"]["name"], "Brandith Irwin")

    def test_html_and_dump_of_a_page_give_the_same_data(self):
        for name in ("realself-question", "skintour-answer"):
            with self.subTest(page=name):
                of_text, = records("--bare", ROOT / "seeds" / f"{name}.txt")
                of_html, = records("--bare", ROOT / "seeds" / f"{name}.html")
                self.assertEqual(comparable(of_html), comparable(of_text))


def comparable(record):
    """A record without what only one form of a page can tell: links and language, and where it was read."""
    record = copy.deepcopy(record)
    for key in ("id", "source", "url", "language"):
        del record[key]
    for post in record["answers"]:
        if post["author"]:
            del post["author"]["url"]
    return json.dumps(record, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    program.main()
