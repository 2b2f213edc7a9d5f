"""Who writes the answers.

In: the setting SNIJVLAK_EXECUTOR. Out: an Executor for `schema.engine.engine`.
"""

from enum import Enum


class Executor(Enum):
    """Our shapes, in one go from what was read; or graphql-core, which completes field by field, to compare with."""

    COMPILED = "compiled"
    REFERENCE = "reference"
