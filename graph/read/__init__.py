"""What is asked of the graph outside GraphQL: for loads, exports and the viewer.

In: a Database. Out: plain values.

export     Reads everything that sources state, in an order that does not depend on how it came in
lookup     What is in the graph already, as a load has to know it before it writes: which ids, which steps of the trees
synthetic  Whether a graph holds real people: what decides how much may be shown to somebody who has not said who they are
"""
