"""The options of a load: what its caller said about the files, and about what is wrong, disputed or gone.

In: nothing. Out: LoadOptions, which all steps read.
"""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from loaders.person_keys import PersonKeys


@dataclass(frozen=True)
class LoadOptions:
    """Options of one load; `snijvlak load --help` says what most of them do."""

    source: str | None = None
    """Key of the Source to attribute to, instead of the format's own."""
    mapping: Path | None = None
    """How the columns of a CSV file are to be read."""
    rank: tuple[str, ...] = ()
    """Keys of sources, the one to believe first."""
    keep_going: bool = False
    rejects: Path | None = None
    """Where refused rows go, instead of beside the files."""
    dry_run: bool = False
    sync: bool = False
    yes: bool = False
    """Take back what vanished however much it is."""
    people: PersonKeys = field(default_factory=PersonKeys.of_process)
    """Makes keys of people; the default holds for this process only."""
    today: date = field(default_factory=date.today)
    """The day on which something is ended."""
