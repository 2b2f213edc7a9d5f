"""Shows on a terminal what commands found.

In: data of operations. Out: text and tables, or JSON.

common    Shows on a terminal what commands found, or prints it as JSON
events    Shows who was at events and who was missing, or prints it as JSON
silos     Shows what falls between silos, which silos meet, and what residents met on their way, or prints it as JSON
terminal  The terminal, on which no text of the graph turns around or moves what stands beside it
timeline  Shows who owned something when, what changed hands, and which gaps were solved
why_not   Shows why a party does not own something, and what would have to change
"""
