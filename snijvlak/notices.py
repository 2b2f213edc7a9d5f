"""What every interface shows about the answers: for which day, for whom, and whether they are an invented example.

In: the settings and what the graph holds. Out: an AnswerNotice, read by the page, GraphiQL's frame, the API and the command line.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import seed
from graph.model.viewer import ANALYST, PUBLIC, Viewer
from schema.request.context import Confirm
from snijvlak import __version__
from snijvlak.settings import Settings


@dataclass(frozen=True)
class Notices:
    """The sentences to show beside every answer; empty when nothing is invented."""

    nl: str = ""
    en: str = ""
    synthetic: bool = False


SEED_NOTICES = Notices(seed.NOTICE_NL, seed.NOTICE_EN, True)
NO_NOTICES = Notices()


@dataclass(frozen=True)
class AnswerNotice:
    """The notices, the day to answer for (asked anew for each request) and who is answered.

    `confirm`: asked with the bookmarks of all that was read, before an answer leaves; where it says no, the viewer is PUBLIC.
    """

    notices: Notices
    today: Callable[[], date]
    viewer: Viewer
    confirm: Confirm | None = None

    def as_dict(self) -> dict[str, Any]:
        """For machines."""
        return {
            "version": __version__,
            "notice_nl": self.notices.nl,
            "notice_en": self.notices.en,
            "synthetic": self.notices.synthetic,
            "today": self.today().isoformat(),
            "viewer": self.viewer.role.value,
        }


def about_graph(settings: Settings, *, holds_seed: bool, only_synthetic: Confirm | None) -> AnswerNotice:
    """What is to be shown of a graph; the seed has a day of its own, unless SNIJVLAK_TODAY says another.

    `only_synthetic`: tells whether all people in it are invented; None where some are not.
    """
    fixed = seed.REFERENCE_DATE if holds_seed and settings.today is None else None
    assumed = only_synthetic if settings.on_loopback else None
    viewer = ANALYST if assumed else PUBLIC
    return AnswerNotice(SEED_NOTICES if holds_seed else NO_NOTICES, lambda: fixed or settings.day(), viewer, assumed)
