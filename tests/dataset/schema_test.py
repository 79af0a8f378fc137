#!/usr/bin/env python3
"""schemas/dataset.json, tried by a real validator: right dataset files validate, and files that are wrong in a way a
schema can say do not. Needs jsonschema and PyYAML."""
import json
import pathlib
import sys

try:
    import jsonschema
    import yaml
except ImportError as missing:
    print(f"SKIPPED: {missing.name} is missing (./dev install brings it)")
    sys.exit(77)

ROOT = pathlib.Path(__file__).resolve().parents[2]
HERE = ROOT / "tests" / "dataset"
# Of the wrong files, those whose mistake is one of form.
BAD = ["missing", "unknown_keys", "slug", "source_kinds", "no_sources", "addresses", "numbers", "durations", "sizes",
       "percentages", "booleans", "headers", "no_cron", "hooks", "formats", "empty_values", "not_a_map"]

schema = json.loads((ROOT / "schemas" / "dataset.json").read_text())
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
good = {"whole.yaml": (HERE / "whole.yaml").read_text()}
examples = (ROOT / "docs" / "datasets.md").read_text().split("```yaml\n")[1:]
for number, example in enumerate(examples):
    text = example.split("```")[0]
    if text.startswith("dataset:"):
        good[f"docs/datasets.md, example {number + 1}"] = text
failures = []
for name, text in good.items():
    for error in validator.iter_errors(yaml.safe_load(text)):
        failures.append(f"{name}: {error.json_path}: {error.message}")
for name in BAD:
    if validator.is_valid(yaml.safe_load((HERE / "errors" / f"{name}.yaml").read_text())):
        failures.append(f"tests/dataset/errors/{name}.yaml validates")
if len(good) < 2:
    failures.append("docs/datasets.md holds no whole example")
print("\n".join(failures) or f"{len(good)} right files, {len(BAD)} wrong ones")
sys.exit(1 if failures else 0)
