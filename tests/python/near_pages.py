"""Generated pages among which there are copies, nearly the same ones, chains of these, broken and empty ones."""

import random

WORDS = [a + b for a in ("ka", "lo", "mi", "ru", "te", "so", "vi", "ne") for b in ("ban", "der", "lin", "mor", "tis", "gal", "pex")]


def pages(count, seed=7):
    """(html, url), the same for the same numbers."""
    chance = random.Random(seed)
    texts, made = [], []
    for number in range(count):
        url = f"https://pages{number % 7}.example/{number}"
        kind = chance.random()
        if kind < 0.04:
            made.append((chance.choice(["", "   \n", "\x00\x01\x02PNG" * 20]), url))
            continue
        if texts and kind < 0.5:
            title, words = chance.choice(texts)
            words = list(words)
            for _ in range(chance.choice([0, 0, 1, 2, 4])):  # a chain of copies drifts away
                words[chance.randrange(len(words))] = chance.choice(WORDS)
            texts.append((title, words))
        else:
            title = f"{chance.choice(WORDS)} {chance.choice(WORDS)} {number}"
            words = [chance.choice(WORDS) for _ in range(chance.choice([5, 40, 90, 250]))]
            texts.append((title, words))
        title, words = texts[-1]
        made.append((f"<title>{title}</title><h1>{title}</h1><p>{' '.join(words)} \u00e9\u4e16\U0001f600.</p>", url))
    return made
