"""What an Arrow value is as a value of JSON: for tests that hold columns against JSON lines.

A key that is missing in a record is null in its column, so nulls are left out on both sides.
"""
import json

import pyarrow as pa


def kind_of(field):
    """What the metadata of a column says of its values: "json", "entries" or nothing."""
    return (field.metadata or {}).get(b"thresh.type", b"").decode()


def as_json(value, field):
    """A Python value of pyarrow as JSON would have it."""
    if value is None:
        return None
    if kind_of(field) == "json":
        return without_nulls(json.loads(value))
    if kind_of(field) == "entries":
        item = field.type.value_field.type
        key = item.field(0).name
        return {entry[key]: as_json({k: v for k, v in entry.items() if k != key},
                                    pa.field("", pa.struct([f for f in item if f.name != key])))
                for entry in value}
    if pa.types.is_struct(field.type):
        values = {f.name: as_json(value[f.name], f) for f in field.type}
        return {name: inner for name, inner in values.items() if inner is not None}
    if pa.types.is_list(field.type):
        return [as_json(item, field.type.value_field) for item in value]
    return value


def rows(table):
    """The rows of a table as records without nulls."""
    for row in table.to_pylist():
        values = {field.name: as_json(row[field.name], field) for field in table.schema}
        yield {name: value for name, value in values.items() if value is not None}


def without_nulls(value):
    """A value without the keys that are null."""
    if isinstance(value, dict):
        return {key: without_nulls(inner) for key, inner in value.items() if inner is not None}
    return [without_nulls(item) for item in value] if isinstance(value, list) else value
