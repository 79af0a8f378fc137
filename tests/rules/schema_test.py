#!/usr/bin/env python3
"""schemas/selectors.json, tried by a real validator: right selector files validate, and files that are wrong in a way
a schema can say do not. Needs jsonschema and PyYAML."""
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
HERE = ROOT / "tests" / "rules"
GOOD = [HERE / "whole.yaml", HERE / "variants.yaml", HERE / "custom.yaml", *sorted((ROOT / "selectors").glob("*.yaml"))]
# Of the wrong files, those whose mistake is one of form.
BAD = ["unknown_keys", "identity", "no_identity", "nothing_to_find", "several_selectors", "match", "drop", "drop_no_list",
       "empty_values", "options", "text_keys", "parts", "line_conditions", "variants", "quote_lists", "tests_folders",
       "html_is_no_list", "custom_is_no_list", "unknown_part", "match_regex", "map_without_colon"]

schema = json.loads((ROOT / "schemas" / "selectors.json").read_text())
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
failures = []
for path in GOOD:
    for error in validator.iter_errors(yaml.safe_load(path.read_text())):
        failures.append(f"{path.relative_to(ROOT)}: {error.json_path}: {error.message}")
for name in BAD:
    if validator.is_valid(yaml.safe_load((HERE / "errors" / f"{name}.yaml").read_text())):
        failures.append(f"tests/rules/errors/{name}.yaml validates")
print("\n".join(failures) or f"{len(GOOD)} right files, {len(BAD)} wrong ones")
sys.exit(1 if failures else 0)
