"""JSON and YAML documents as mappings and lists of text that know on which line of the file they stand.

In: the text of a file. Out: its documents, where every scalar is text as it stands in the file (`true`, `0.10`), null
is None, and every mapping is a `Located`. Error: NotADocument with the line. Nothing in a file can make an object, run
anything, or refer to another part of it: anchors, tags and repeated keys are refused.
"""

import re
from collections.abc import Iterator
from itertools import islice
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]
from typing import Any

import yaml

from loaders.text import cleaned

_LINE_ENDS = re.compile(r"\r\n|\r|\n")
DEPTH = 100
SHOWN = 1000
_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?")
_HALF = re.compile("[\ud800-\udfff]")
_WORDS: dict[str, str | None] = {"true": "true", "false": "false", "null": None}
_NULLS = {"", "~", "null", "Null", "NULL"}
# libyaml where it is there: ten times as fast, with the same events.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class NotADocument(ValueError):
    """The text is not JSON or YAML as we read it."""

    def __init__(self, line: int, reason: str, cure: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason
        self.cure = cure


class Located(dict[str, Any]):
    """A mapping of a document: the line on which it begins, the line of each of its keys, and where its text stands."""

    def __init__(self, line: int, text: str, begin: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}
        self.end = begin
        self._text, self._begin = text, begin

    @property
    def raw(self) -> str:
        """Its text as it stands in the document."""
        return self._text[self._begin : self.end].rstrip()

    def put(self, key: str, value: Any, line: int) -> None:
        """Add a key; NotADocument when it is there already."""
        if key in self:
            raise NotADocument(line, f"the key {key!r} stands there twice", "Keep one of them.")
        self[key] = value
        self.lines[key] = line


def line_of(text: str, number: int) -> str:
    """A line of a text, as far as it can be shown; empty where there is none."""
    return next(islice(_LINE_ENDS.split(text), number - 1, None), "")[:SHOWN]


def json_document(text: str) -> Any:
    """The one value of a JSON text."""
    return _Json(text).document()


class _Json:
    """Walks through a JSON text; the standard decoder does not tell where a value stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self._line, self._counted = 1, 0

    def document(self) -> Any:
        value = self._value(0)
        if self._next():
            raise self._error("there is text after the document")
        return value

    def line(self) -> int:
        """The line of the place we are at; the place only moves on, so each line is counted once."""
        self._line += self.text.count("\n", self._counted, self.at)
        self._counted = self.at
        return self._line

    def _next(self) -> str:
        """The next character that is no space; empty at the end."""
        self.at = _SPACE.match(self.text, self.at).end()  # type: ignore[union-attr]
        return self.text[self.at : self.at + 1]

    def _value(self, depth: int) -> Any:
        if depth > DEPTH:
            raise self._error(f"it is nested more than {DEPTH} deep")
        first = self._next()
        if first == "{":
            return self._mapping(depth)
        if first == "[":
            return self._list(depth)
        return self._string() if first == '"' else self._bare()

    def _mapping(self, depth: int) -> Located:
        made = Located(self.line(), self.text, self.at)
        self.at += 1
        while self._next() != "}":
            self._expect('"' if not made else ",")
            if made:
                self.at += 1
                self._next()
            line = self.line()
            key = self._string()
            self._expect(":")
            self.at += 1
            made.put(key, self._value(depth + 1), line)
        self.at += 1
        made.end = self.at
        return made

    def _list(self, depth: int) -> list[Any]:
        made: list[Any] = []
        self.at += 1
        while self._next() != "]":
            if made:
                self._expect(",")
                self.at += 1
            made.append(self._value(depth + 1))
        self.at += 1
        return made

    def _string(self) -> str:
        self._expect('"')
        try:
            value, self.at = scanstring(self.text, self.at + 1, True)
        except JSONDecodeError as error:
            raise self._error(str(error.msg).lower()) from error
        if _HALF.search(value):
            raise self._error("it holds half of a character")
        return cleaned(str(value))

    def _bare(self) -> str | None:
        for word, value in _WORDS.items():
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return value
        number = _NUMBER.match(self.text, self.at)
        if number is None:
            raise self._error(
                f"{self.text[self.at : self.at + 1]!r} is no value" if self._next() else "it ends too early"
            )
        self.at = number.end()
        return number.group()

    def _expect(self, character: str) -> None:
        found = self._next()
        if found != character:
            raise self._error(f"{character!r} is missing before {found!r}" if found else "it ends too early")

    def _error(self, reason: str) -> NotADocument:
        return NotADocument(
            self.line(), f"this is not JSON: {reason}", "Let the program that made the file write it anew."
        )


def yaml_documents(text: str) -> Iterator[Any]:
    """The documents of a YAML text, one after the other."""
    try:
        yield from _Yaml(text).documents()
    except yaml.MarkedYAMLError as error:
        mark: Any = error.problem_mark or error.context_mark
        last = len(_LINE_ENDS.findall(text)) + 1  # at the end of a text the mark may stand a line further
        raise _not_yaml(min(mark.line + 1, last) if mark else 1, str(error.problem or error.context)) from error
    except yaml.YAMLError as error:
        raise _not_yaml(1, str(error).splitlines()[0]) from error


class _Yaml:
    """Builds text, lists and mappings from the events of a YAML stream."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.events: Iterator[Any] = yaml.parse(text, Loader=_LOADER)

    def documents(self) -> Iterator[Any]:
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                yield self._value(next(self.events), 0)

    def _value(self, event: Any, depth: int) -> Any:
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            raise _not_yaml(line, "it has anchors or aliases, which are not read")
        if event.tag:
            raise _not_yaml(line, f"it has the tag {event.tag!r}, and tags are not read")
        if depth > DEPTH:
            raise _not_yaml(line, f"it is nested more than {DEPTH} deep")
        if isinstance(event, yaml.ScalarEvent):
            return None if not event.style and event.value in _NULLS else cleaned(event.value)
        return self._list(depth) if isinstance(event, yaml.SequenceStartEvent) else self._mapping(event, depth)

    def _list(self, depth: int) -> list[Any]:
        made = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            made.append(self._value(event, depth + 1))
        return made

    def _mapping(self, start: Any, depth: int) -> Located:
        made = Located(start.start_mark.line + 1, self.text, start.start_mark.index)
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key, at = self._value(event, depth + 1), event.start_mark.line + 1
            if not isinstance(key, str):
                raise _not_yaml(at, "a key is not text")
            made.put(key, self._value(next(self.events), depth + 1), at)
        last: Any = event.end_mark
        made.end = last.index
        return made


def _not_yaml(line: int, reason: str) -> NotADocument:
    return NotADocument(
        line, f"this is not YAML as we read it: {reason}", "Correct it; a YAML checker shows the place."
    )
