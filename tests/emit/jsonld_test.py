"""Records as schema.org, held against the rules of Google for each type of page, written here as a checker.

usage: jsonld_test.py EMIT_CORPUS [RECORDS]

The rules are those of developers.google.com/search/docs/appearance/structured-data (qapage, discussion-forum, article,
review-snippet, profile-page): which properties a type must have, of which type values are, how dates and numbers are
written. What a page does not have cannot be made up: a property that must be there may be missing only where the record
has nothing for it, which this test sees in the JSON lines. The checker is tried on wrong data first.
"""
import json
import os
import re
import subprocess
import sys
import tempfile

DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?)?$")
URL = re.compile(r"https?://\S+$")
TYPES = {"QAPage", "Question", "Answer", "DiscussionForumPosting", "Comment", "Article", "Review", "ProfilePage", "Person",
         "Physician", "Organization", "WebPage", "PropertyValue", "Rating", "AggregateRating", "InteractionCounter",
         "PostalAddress", "Thing", "Product"}
MUST = {"QAPage": ["mainEntity"], "Question": ["name", "answerCount"], "Answer": ["text"], "Comment": ["text"],
        "DiscussionForumPosting": ["author", "datePublished", "text"], "ProfilePage": ["mainEntity"],
        "Person": ["name"], "Review": ["itemReviewed", "author", "reviewRating"], "Rating": ["ratingValue"],
        "AggregateRating": ["ratingValue", "ratingCount"], "InteractionCounter": ["interactionType", "userInteractionCount"],
        "PropertyValue": ["name", "value"], "PostalAddress": []}
# What a review inside a page does not need: it is about the page.
NESTED_REVIEW = ["author", "reviewRating"]


def faults_of(node, may_miss, nested=False, path=""):
    """What is wrong with a node and those in it."""
    faults = []
    kind = node.get("@type")
    if kind is None:
        return [] if set(node) == {"@id"} else [f"{path}: no @type"]
    if kind not in TYPES:
        faults.append(f"{path}: type {kind}")
    must = NESTED_REVIEW if nested and kind == "Review" else MUST.get(kind, [])
    faults += [f"{path}: {kind} without {key}" for key in must if key not in node and (kind, key) not in may_miss]
    for key, value in node.items():
        faults += faults_of_value(key, value, f"{path}/{key}")
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict):
                faults += faults_of(item, may_miss, True, f"{path}/{key}")
    if kind == "Question":
        listed = len(node.get("suggestedAnswer", [])) + ("acceptedAnswer" in node)
        if listed and node["answerCount"] < listed:
            faults.append(f"{path}: answerCount {node['answerCount']} for {listed} answers")
    if kind in ("Rating", "AggregateRating") and "ratingValue" in node:
        if not node.get("worstRating", 1) <= node["ratingValue"] <= node.get("bestRating", 5):
            faults.append(f"{path}: rating {node} outside of its scale")
    return faults


def faults_of_value(key, value, path):
    if value is None or value == "" or value == [] or value == {}:
        return [f"{path}: nothing"]
    if key in ("datePublished", "dateModified") and not DATE.match(value):
        return [f"{path}: date {value!r}"]
    if key in ("url", "@id", "interactionType", "image") and not all(URL.match(v) or v.startswith("#") for v in
                                                                      (value if isinstance(value, list) else [value])):
        return [f"{path}: no address {value!r}"]
    if key == "author" and value.get("@type") not in ("Person", "Organization"):
        return [f"{path}: author of type {value.get('@type')}"]
    if key in ("answerCount", "upvoteCount", "commentCount", "userInteractionCount", "ratingCount"):
        if not isinstance(value, int) or (key != "upvoteCount" and value < 0):
            return [f"{path}: count {value!r}"]
    if key == "mainEntity" and path == "/mainEntity" and isinstance(value, dict):
        if value["@type"] not in ("Question", "Person", "Organization", "Physician"):
            return [f"{path}: {value['@type']}"]
    return []


def says(text):
    return isinstance(text, str) and text.strip(" \t\r\n") != ""


def named(person):
    return person is not None and (says(person["name"]) or (person["name"] is None and says(person["as_written"])))


def may_miss(record):
    """What the record has nothing for."""
    missing, kind = set(), record["kind"]
    if kind == "qa" and not any(map(says, [record["title"], record["question"]["headline"], record["question"]["body"]])):
        missing.add(("Question", "name"))
    opening = (record.get("posts") or [None])[0]
    if kind == "thread":
        if opening is None or not named(opening["author"]):
            missing.add(("DiscussionForumPosting", "author"))
        if opening is None or opening["date"] is None:
            missing.add(("DiscussionForumPosting", "datePublished"))
        if opening is None or not (says(opening["body"]) or says(opening["headline"])):
            missing.add(("DiscussionForumPosting", "text"))
    if kind in ("review", "profile"):
        missing |= {("Review", "author"), ("Review", "reviewRating")}
        if kind == "review" and named(record["author"]):
            missing.remove(("Review", "author"))
        if not any(says(record.get("item", {}).get(key)) for key in ("name", "url")):
            missing.add(("Review", "itemReviewed"))
        if kind == "profile" and not says(record["name"]):
            missing.add(("Person", "name"))
    return missing


WRONG = [
    {"@type": "QAPage"},
    {"@type": "QAPage", "mainEntity": {"@type": "Question", "name": "x"}},
    {"@type": "QAPage", "mainEntity": {"@type": "Question", "name": "x", "answerCount": 0, "suggestedAnswer": [{"@type": "Answer", "text": "a"}]}},
    {"@type": "QAPage", "mainEntity": {"@type": "Question", "name": "x", "answerCount": 1, "suggestedAnswer": [{"@type": "Answer"}]}},
    {"@type": "DiscussionForumPosting", "text": "x", "datePublished": "2020-01-01"},
    {"@type": "DiscussionForumPosting", "text": "x", "author": {"@type": "Person", "name": "a"}, "datePublished": "May 1"},
    {"@type": "Article", "author": {"@type": "Thing", "name": "a"}},
    {"@type": "Article", "headline": None},
    {"@type": "Review", "itemReviewed": {"@type": "Product"}, "author": {"@type": "Person", "name": "a"}, "reviewRating": {"@type": "Rating", "ratingValue": 7}},
    {"@type": "ProfilePage", "mainEntity": {"@type": "WebPage"}},
    {"@type": "Nonsense"},
    {"@type": "WebPage", "url": "not an address"},
]


def main():
    faults = [f"the checker takes {node}" for node in WRONG if not faults_of(node, set())]
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.argv[1], folder, *sys.argv[2:]], check=True)
        text = open(os.path.join(folder, "kinds.jsonld"), encoding="utf-8", newline="").read()
        records = [json.loads(line) for line in open(os.path.join(folder, "kinds.jsonl"), encoding="utf-8", newline="\n")]
        json.loads(open(os.path.join(folder, "corpus.jsonld"), encoding="utf-8", newline="").read())
    document = json.loads(text)
    if document["@context"] != "https://schema.org" or len(document["@graph"]) != len(records):
        faults.append("the document")
    if "<" in text:
        faults.append("the text cannot stand in a page")
    wanted = {"qa": "QAPage", "thread": "DiscussionForumPosting", "article": "Article", "review": "Review",
              "profile": "ProfilePage", "page": "WebPage", "custom": "WebPage"}
    for node, record in zip(document["@graph"], records):
        if node["@type"] != wanted[record["kind"]]:
            faults.append(f"{record['kind']} is {node['@type']}")
        faults += [f"{record['kind']}{fault}" for fault in faults_of(node, may_miss(record))]
    print("\n".join(faults[:30]))
    print(f"{len(records)} records, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
