"""The only room that speaks to Neo4j.

In: a Viewer and a question in the terms of `graph.model`. Out: plain Python values.

model      what the graph may hold: labels, properties, relationship types
statement  Cypher with its parameters, as one value
session    runs Statements: deadline, access mode, retries, bookmarks
viewer     who is asking, and what that viewer may see
upsert     writes validated records, with provenance
ownership  the one rule: who owns this, and what falls between silos
server     the managed Neo4j: fetched, verified, started, stopped
migrations the constraints and indexes, version by version
"""
