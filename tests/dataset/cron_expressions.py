"""Cron expressions that anyone could write, drawn at random: for tests that hold ours against other programs."""

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
WEEKDAYS = "sun mon tue wed thu fri sat".split()


def item(random, least, most, names):
    """One part of a list: a value, a range, a step."""
    def written(value):
        name = names.get(value)
        return random.choice([name, name.upper(), str(value)]) if name and random.random() < 0.5 else str(value)
    kind = random.random()
    first = random.randint(least, most)
    if kind < 0.5:
        return written(first)
    if first == most:  # croniter takes a range of one value for all of them
        return written(first)
    last = random.randint(first + 1, most)
    if kind < 0.75:
        return f"{written(first)}-{written(last)}"
    if kind < 0.9:
        return f"*/{random.randint(1, max(1, (most - least) // 2))}"
    return f"{first}-{last}/{random.randint(1, max(1, last - first))}"


def field(random, least, most, names=None, star=0.4):
    if random.random() < star:
        return "*"
    return ",".join(item(random, least, most, names or {}) for _ in range(random.choice([1, 1, 1, 2, 3])))


def expression(random):
    if random.random() < 0.02:
        return random.choice(["@hourly", "@daily", "@midnight", "@weekly", "@monthly", "@yearly", "@annually"])
    return " ".join([field(random, 0, 59, star=0.2), field(random, 0, 23),
                     field(random, 1, 31, star=0.5), field(random, 1, 12, dict(enumerate(MONTHS, 1)), star=0.6),
                     field(random, 0, 6, dict(enumerate(WEEKDAYS)), star=0.6)])
