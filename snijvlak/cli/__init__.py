"""The command `snijvlak`.

In: what was typed. Out: text, or JSON for machines, and an exit code.

analyses    The commands that tell what many answers say together; each reads through an operation, as any other tool would
bulk_load   `snijvlak load --bulk`: sees that the graph may be made anew from files, and makes it so
check       `snijvlak check`: opens the graph, repairs what is asked for, and checks it
commands    The commands, each a few lines: they read settings, open the graph, ask, and show
doctor      What `snijvlak doctor` looks at: the managed Neo4j or the one that was named, and what is of the front door itself
event_loop  The one event loop of a command
explain     What a question becomes: Cypher, its parameters, and how Neo4j runs it
export      `snijvlak export`: opens the graph, and writes it to a file or to standard output
load        `snijvlak load`: opens the graph, sees that it has its constraints, and loads
merge       `snijvlak merge`: opens the graph, and merges two nodes in it
output      Shows on a terminal what commands found
queries     What the commands ask of the graph: by id or by words, through the operations
register    What `snijvlak schema` prints: the SDL of the API as it is committed, and the processing register
"""
