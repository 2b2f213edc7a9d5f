"""What the tests of writing share with those of loaders: small files to load."""

from tests.loaders.conftest import write

__all__ = ["write"]
