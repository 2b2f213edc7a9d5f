"""The questions that GraphiQL opens with, one a tab: what analysts, officials and other tools ask.

In: the files of this package. Out: name and text, in the order of the tabs; the first is run by default.
"""

from importlib.resources import files


def questions() -> dict[str, str]:
    """The text of each question by the name of its file."""
    found = [entry for entry in files("snijvlak").joinpath("web", "questions").iterdir() if entry.name.endswith(".graphql")]
    return {entry.name: entry.read_text("utf-8") for entry in sorted(found, key=lambda entry: entry.name)}
