"""The part of the graph that the rule looks at, at all dates.

In: ids. Out: Facts, from one Statement.

holder_query  Who holds the responsibilities, and parties beside them that may hold none: whom "why not" and a difference are about
model         What the rule of ownership looks at: the part of the graph around some subjects, at all dates, as plain values
needs         What of an answer is asked beyond status, owners, topics, what lapsed and since when: only that is read from the graph
parse         Makes Facts of the record that `graph.ownership.facts.query` reads
query         Reads Facts: the part of the graph that the rule looks at, in one Statement of small named parts
tables        The tables of Facts: which properties of which nodes, and which dated relationships between them
what_if       Facts with one thing changed: what "what if" asks the rule
"""
