"""From a selection to Cypher, and from what was read to the answer.

In: selected fields. Out: expressions of one Statement, and functions that shape its values.

aggregate        Counts over a whole list: in all, and by the words of an enum, the years and months of a date, or the nodes it leads to
computed         Fields that are no property and no plain relation: ids, sources, silo, the seat behind a holder, ownership
computed_values  Answers that are worked out in Python: values whose attributes are the fields, with ids where the API has nodes
connection       Connections: a page cut from the start or the end, after or before a cursor, and told as nodes, edges, info and counts
context          What the compilers of one root field share: the viewer, parameters, fresh names, and what the viewer may see
cypher           Small pieces of Cypher that several compilers use: made of names of ours, never of a caller's text
deferred_lookup  Nodes that are known only once a question is under way: read by their ids, with all that is asked of them
filters          Compiles filters to predicates: which nodes of a type a list holds
list_query       What a list is of, filtered and in what order: the part of a page that has nothing to do with where it is cut
lookup           Nodes by their ids, with all that is asked of them: ids may be known only once a question is under way
node             Compiles what is asked of a node to one Cypher expression, and to the shape that turns its value into an answer
ownership        Compiles what is asked of an Ownership: the facts are read once a level, and what is asked of the nodes in the answer is read beside them, in the same Statement
page             A page of a list, and the connection over it: nodes, edges, page info and count, whatever the items are
property_values  What a property's value may look like: a wrong type or an unknown word is no value, so that it never breaks an answer
provenance       The fields `sources` and `statements`: who states something, and what each of them states of it
selection        What was asked: the selection of a field, read once for every concrete type it may meet
serializer       From what was read to the answer: functions written for one selection, from positional lists to plain objects
shared_nodes     Nodes that an answer names in many places are read once: their keys stand in those places, and what is asked of them in a table
statement        From the selection of a root field to one Statement, and from its record to the answer
"""
