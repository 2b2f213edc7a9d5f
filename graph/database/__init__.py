"""Statements and the one connection that runs them.

In: Cypher with parameters. Out: rows of plain values and bookmarks; the driver's exceptions do not leave this package.

batching        Takes some of many at a time: so many at most, and fewer where they are long, so that long ones take no more memory
clauses         Cypher as clauses: queries put together a clause at a time, whose text is laid out as it is read, a clause a line
health          Whether questions are answered: who asks if all is well must not be told so by the one question that Neo4j still answers
session         Runs Statements against Neo4j: with a deadline, an access mode the server enforces, capped retries and bookmarks
statement       Cypher with its parameters, as one value
"""
