"""Popolo, the standard for who holds which office.

In: JSON or YAML. Out: entries.

items   Takes Popolo documents apart into their organisations, persons, posts and memberships, wherever these are nested
reader  Reads Popolo, the standard for who holds which office: organisations, persons, and memberships with their dates
"""
