"""Writes what sources state: compared, reconciled, in transactions with their Changes.

In: batches of stated elements. Out: a graph that holds them with provenance, and counts.

change_keys     How the feed of changes is kept: what a transaction and an import that write it have to agree on
change_log      The feed of changes: written in the transaction of the write itself, in the order in which transactions ended
changeset       What passes between comparing and writing: batches of what sources state, and what each would change
columns         What a batch of elements has in common: label or type, and which properties its source states, in order
diff            What a batch would change: holds what sources state against what is in the graph
load_marker     The mark of a load: in the graph from its first write to its end, so that one that was cut off can be named
merge           Merges two nodes that turned out to be one: what hangs on the one moves to the other, and its id keeps resolving
offline_import  Writes the files of Neo4j's offline import
pipeline        Transactions of one writer in flight, two at most: the next one sends what it writes while the one before is committed
precedence      Which source is believed where several state the same thing
provenance      What each source states of one thing: which value counts where they differ, and that no other value is lost
reconcile       What several sources state of one thing, beside each other: what holds, what each keeps, and where they disagree
retract         What a source stated once and may state no longer: finding it, and ending or removing it
statements      The Statements of a load: what is there, and writing what is not or is otherwise, in rows of parameters
transaction     The transaction that makes plans true: its Statements, and what they change
unfinished      The loads that never came to their end: cut off, or running still
writer          Writes what plans say, batch by batch: each in one transaction, with its Changes and the mark of the load
"""
