"""Hostile records as Markdown, read by markdown-it (CommonMark and GFM): what it shows is the words of the records.

usage: markdown_test.py EMIT_CORPUS [RECORDS]

Text that is escaped has to show as itself: no mark in it makes a heading, a list, a link or anything else. Documents are
taken apart at their front matter, which PyYAML reads. Exit code 77 and SKIPPED where a module is missing.
"""
import json
import os
import re
import subprocess
import sys
import tempfile

try:
    import yaml
    from markdown_it import MarkdownIt
except ImportError as missing:
    print(f"SKIPPED: {missing.name} is missing (./dev test brings it)")
    sys.exit(77)

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
ALLOWED = {"paragraph_open", "paragraph_close", "heading_open", "heading_close", "inline"}


def documents(text):
    """The front matter and the Markdown of each document."""
    parts = re.split(r"(?m)^---\nid: (?=\S)", text)[1:]
    for part in parts:
        front, body = ("id: " + part).split("\n---\n", 1)
        yield yaml.safe_load(front + "\n"), body


def usual(words):
    """Words with every run of white space as one space, as a reader sees them; a byte order mark is none to see."""
    return " ".join(words.replace("\0", "\ufffd").replace("\ufeff", " ").split())


def shown(inline):
    """The text that an inline token shows, and the sorts of its parts."""
    text, sorts = "", set()
    for child in inline.children:
        sorts.add(child.type)
        text += "\n" if child.type in ("softbreak", "hardbreak") else child.content
    return text, sorts


def faults_of_paragraph(text, words):
    """Whether Markdown that stands for plain words shows them, and nothing but paragraphs of text."""
    faults, parts = [], []
    for token in MARKDOWN.parse(text):
        if token.type not in {"paragraph_open", "paragraph_close", "inline"}:
            faults.append(f"{token.type} in {words!r}")
        if token.type == "inline":
            part, sorts = shown(token)
            parts.append(part)
            faults += [f"{sort} in {words!r}" for sort in sorts - {"text", "hardbreak", "text_special"}]
    if usual(" ".join(parts)) != usual(words):
        faults.append(f"shows {usual(' '.join(parts))!r}\nfor   {usual(words)!r}")
    return faults


def check(front, body, record):
    faults = []
    for key in ("id", "kind", "language"):
        if front[key] != record.get(key):
            faults.append(f"front matter {key}: {front[key]!r} for {record.get(key)!r}")
    shown_words = usual(" ".join(shown(token)[0] for token in MARKDOWN.parse(body) if token.type == "inline"))
    for words in [record.get("title"), *(post["body"] for key in ("answers", "posts") for post in record.get(key, []))]:
        if words and usual(words) not in shown_words:
            faults.append(f"{record['id']}: not shown: {usual(words)!r}")
    if record["kind"] in ("qa", "thread", "page"):
        sorts = {token.type for token in MARKDOWN.parse(body)}
        quote = {"blockquote_open", "blockquote_close"} if record["kind"] == "page" else set()
        faults += [f"{record['kind']}: {sort}" for sort in sorts - ALLOWED - quote]
    return faults


def main():
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.argv[1], folder, *sys.argv[2:]], check=True)
        text = open(os.path.join(folder, "kinds.markdown"), encoding="utf-8", newline="").read()
        records = [json.loads(line) for line in open(os.path.join(folder, "kinds.jsonl"), encoding="utf-8", newline="\n")]
        escaped = open(os.path.join(folder, "escaped.json"), encoding="utf-8", newline="").read()
    for words, markdown in json.loads(escaped):
        faults += faults_of_paragraph(markdown, words)
    found = list(documents(text))
    if len(found) != len(records):
        faults.append(f"{len(found)} documents for {len(records)} records")
    for (front, body), record in zip(found, records):
        faults += check(front, body, record)
    print("\n".join(faults[:30]))
    print(f"{len(records)} records, {len(json.loads(escaped))} texts, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
