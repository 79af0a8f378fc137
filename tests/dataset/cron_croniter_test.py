#!/usr/bin/env python3
"""Cron expressions held against croniter (PyPI): 10,000 generated expressions, from a random moment of 1990 to 2089
each, the next three times. croniter plays Vixie's cron (`implement_cron_bug`: with a star in one of the days both have
to hold). In zones our rule for changed clocks is our own, so there they are held against a plain search over the minutes
of Python's zoneinfo.

usage: cron_croniter_test.py CRON_TIMES
"""
import datetime
import random
import subprocess
import sys
import zoneinfo

try:
    from croniter import croniter
except ImportError as missing:
    print(f"SKIPPED: {missing.name} is missing (./dev test brings it)")
    sys.exit(77)

from cron_expressions import expression, field

PROGRAM = sys.argv[1]
EXPRESSIONS, IN_ZONES, TIMES = 10_000, 300, 3
UTC = datetime.timezone.utc


def ask(rows):
    text = "".join("\t".join(map(str, row)) + "\n" for row in rows)
    answer = subprocess.run([PROGRAM], input=text, capture_output=True, text=True, check=True, timeout=600)
    return [line if line.startswith("error") else [int(word) for word in line.split()]
            for line in answer.stdout.splitlines()]


def every_day(text):
    """Where either day will do and one field names all of its values, every day does. croniter takes that field for a
    star, with which the other one would have to hold; cron goes by what is written."""
    fields = text.split()
    if len(fields) == 5 and not (fields[2].startswith("*") or fields[4].startswith("*")):
        expanded = croniter.expand(text)[0]
        if ["*"] in (expanded[2], expanded[4]):
            return " ".join(fields[:2] + ["*", fields[3], "*"])
    return text


def theirs(text, after):
    """croniter's times; None where it knows none (the 30th of February)."""
    try:
        times = croniter(every_day(text), datetime.datetime.fromtimestamp(after, UTC), implement_cron_bug=True, max_years_between_matches=60)
        return [int(times.get_next(datetime.datetime).timestamp()) for _ in range(TIMES)]
    except Exception as error:  # croniter has several
        return None if "Bad" in type(error).__name__ else f"{type(error).__name__}: {error}"


def in_zone(text, after, zone):
    """The first moments after `after` at which the zone's clocks show a time that croniter takes, or jump over one."""
    found, fold = set(), datetime.timedelta(minutes=1)
    local = datetime.datetime.fromtimestamp(after, zone).replace(tzinfo=None, second=0) - datetime.timedelta(days=2)
    times = croniter(text, local, implement_cron_bug=True)
    while len(found) < TIMES:
        shown = times.get_next(datetime.datetime)
        moment = shown.replace(tzinfo=zone, fold=0)
        back = moment.astimezone(UTC).astimezone(zone).replace(tzinfo=None)
        if back != shown:  # there is no such time: the moment of the jump is the first minute that is on time again
            moment = moment.astimezone(UTC)
            offset = lambda at: at.astimezone(zone).utcoffset()
            early, late = moment - datetime.timedelta(days=1), moment + datetime.timedelta(days=1)
            while late - early > datetime.timedelta(seconds=1):
                middle = early + (late - early) / 2
                early, late = (middle, late) if offset(middle) == offset(moment - datetime.timedelta(days=1)) else (early, middle)
            moment = late.replace(microsecond=0) if late.microsecond == 0 else late
        at = round(moment.timestamp())
        if at > after:
            found.add(at)
    return sorted(found)


rng = random.Random(2026)
rows = [(expression(rng), "UTC", rng.randint(631152000, 3786912000), TIMES) for _ in range(EXPRESSIONS)]
failures, compared, impossible = [], 0, 0
for row, ours in zip(rows, ask(rows), strict=True):
    wanted = theirs(row[0], row[2])
    if isinstance(ours, str):
        impossible += 1
        if not (wanted is None and "no month" in ours):
            failures.append(f"{row}: {ours}, croniter: {wanted}")
        continue
    compared += 1
    if ours != wanted:
        failures.append(f"{row}: {ours}, croniter: {wanted}")

zones = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Sao_Paulo"]
changes = [datetime.datetime(2024, m, d, h, tzinfo=UTC) for m, d, h in [(3, 31, 1), (10, 27, 1), (3, 10, 7), (11, 3, 6), (4, 6, 15), (10, 5, 15)]]
zoned = []
for _ in range(IN_ZONES):
    near = rng.choice(changes) + datetime.timedelta(minutes=rng.randint(-3 * 1440, 1440))
    text = " ".join([field(rng, 0, 59, star=0.1), field(rng, 0, 4, star=0.1), "*", "*", "*"])
    zoned.append((text, rng.choice(zones), int(near.timestamp()), TIMES))
for row, ours in zip(zoned, ask(zoned), strict=True):
    wanted = in_zone(row[0], row[2], zoneinfo.ZoneInfo(row[1]))
    if ours != wanted:
        failures.append(f"{row}: {ours}, by the minute: {wanted}")

if compared < EXPRESSIONS * 0.9:
    failures.append(f"only {compared} expressions were compared")
print("\n".join(failures[:20]) or f"{compared} expressions as croniter has them, {impossible} impossible ones, "
      f"{len(zoned)} in zones")
sys.exit(1 if failures else 0)
