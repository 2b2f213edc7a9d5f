"""Constraints and indexes, version by version, as Cypher files."""
