"""Writes schema/schema.graphql anew: `python -m schema`."""

from pathlib import Path

from schema.fields import SCHEMA

Path(__file__).with_name("schema.graphql").write_text(SCHEMA.as_str() + "\n", "utf-8")
