"""Names as they stand in keys and addresses.

In: a name. Out: its slug, made as Django makes it, which Signalen and many other systems are built with.
"""

import re
import unicodedata


def slug(name: str) -> str:
    """Plain letters, digits and hyphens, in lower case."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", plain.lower())).strip("-_")
