"""Search as a reader sees letters: the same for what is stored and for what is asked."""

import pytest

from graph.check import check, repair
from graph.database.session import Database
from graph.database.statement import Statement
from graph.folding import folded
from graph.search_tokens import query_of, search_tokens, tokens, words

# What is written, and how people type it on the keyboard they have.
SAME = [
    ("Łódź", "lodz"), ("ŁAWKI", "lawki"), ("Đông Đô", "dong do"), ("Nguyễn", "nguyen"), ("Ørsted", "orsted"), ("Straße", "strasse"), ("STRASSE", "straße"),
    ("IŞIK", "ışık"), ("Işık", "isik"), ("İstanbul", "istanbul"), ("DIYARBAKIR", "Diyarbakır"), ("Çiğdem", "cigdem"), ("Æble", "aeble"), ("Œuvre", "oeuvre"),
    ("Þór", "thor"), ("Ħamrun", "hamrun"), ("Ŋaa", "naa"), ("Ɛkua", "ekua"), ("Məhəmməd", "mehemmed"), ("Patiëntenĳs", "patientenijs"), ("ﬁets", "fiets"),
    ("أحمد", "احمد"), ("علی", "علي"), ("كــتاب", "كتاب"), ("Ἀθήνας", "ΑΘΗΝΑΣ"), ("zacht\u00adheid", "zachtheid"), ("vei\u202elig", "veilig"), ("ide\u0301e\u0308n", "ideen"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "typed"), SAME)
def test_two_ways_of_writing_have_the_same_tokens(written: str, typed: str) -> None:
    assert words(written) == words(typed)
    assert set(tokens(written)) == set(tokens(typed)) != set()
    assert query_of(written) == query_of(typed)


def test_what_is_folded_stays_so() -> None:
    every = "".join(chr(code) for code in range(0x20, 0x3000) if chr(code).isprintable())
    assert folded(folded(every)) == folded(every)
    assert folded(every.upper()) != ""


async def test_tokens_of_an_older_graph_are_told_and_made_anew(database: Database) -> None:
    """They were made by another function: what is found by them is not what is asked for now."""
    made = Statement(
        "CREATE (s:Source {key: 's', source: 's', ref: 'a:1', searchTokens: ''})\n"
        "CREATE (:Domain {key: 'd', name: 'Łódź', source: 's', ref: 'a:2', searchTokens: 'włodz głodz'})-[:STATED_IN {source: 's', ref: 'a:2'}]->(s)"
    )
    await database.write(made)
    assert [(each.kind, each.key) for each in await check(database)] == [("stale search tokens", "d")]
    assert (await repair(database)).searchable == 1
    stored = (await database.read(Statement("MATCH (d:Domain) RETURN d.searchTokens"))).one()[0]
    assert stored == search_tokens({"name": "lodz"})
    assert len(await check(database)) == 0
    asked = "CALL db.index.fulltext.queryNodes('search_public', $words) YIELD node RETURN node.key"
    await database.schema(Statement("CALL db.awaitIndexes(60)"))
    assert (await database.read(Statement(asked, {"words": query_of("lodz")}))).rows == [["d"]]
