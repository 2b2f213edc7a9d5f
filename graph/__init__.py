"""The only room that speaks to Neo4j.

In: a Viewer and a question in the terms of `graph.model`. Out: plain Python values.

check           Looks a graph over that others may have written, and mends what is ours to mend
city_time       Which day of the city it is at an instant: the one place where a day or a month is made of a time
database        Statements and the one connection that runs them
errors          What can go wrong, as exceptions that say what, where and how to mend it
folding         Letters as a reader takes them: without accents, and as the plain letter where there is no accent to take off
loops           Loops in what leads from one thing to the next: found here for `check`, for loads, and for what is tried on paper
migrations      Constraints and indexes, version by version, as Cypher files `V0001__name.cypher`
model           What the graph may hold, and who may see it, stated once
ownership       The one rule of ownership: who owns this, and what falls between silos
progress        The progress bar of all that takes long: fetching and preparing Neo4j the first time, and each step of a load
read            What is asked of the graph outside GraphQL: for loads, exports and the viewer
search_tokens   Finds nodes by words: tokens of our own making, the same for what is stored and for what is asked
server          The managed Neo4j: installed from Maven without Docker, system Java or root; ours alone
silos           Analyses over decisions of the rule; docs/silos.md explains every figure
worker_threads  Long work beside the event loop: in a few threads, for Python runs one of them at a time anyway
write           Writes what sources state: compared, reconciled, in transactions with their Changes
"""
