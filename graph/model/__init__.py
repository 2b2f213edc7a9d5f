"""What the graph may hold, and who may see it, stated once.

In: nothing. Out: frozen values that constraints, loaders, the API, the documents and the register are made from.

definition   What the graph may hold, stated once: every label, property and relationship type
head_counts  Counts per group, as texts hold them: 'group: number', or 'dimension: group: number' where groups overlap
terms        The closed lists of words of the domain, each value with its meaning in English and Dutch
viewer       Who is asking, and what that viewer may see
vocabulary   The forms in which `graph.model.definition` states what the graph may hold: enums with their meaning, property kinds, visibility
"""
