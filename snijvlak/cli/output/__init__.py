"""Shows on a terminal what commands found.

In: data of operations. Out: text and tables, or JSON.

common    What all output shares: the two consoles, JSON for machines, one line of text, and the notice of every answer
events    Shows who was at events and who was missing, or prints it as JSON
explain   Shows the Statements that a question becomes, each with its parameters and its plan
owner     Shows who owns something, whom to ask, and why
reports   Shows what became of a load, an export, a check, a merge, or of doctor
serve     Shows where the page, GraphiQL and the API are, once `serve` answers
silos     Shows what falls between silos, which silos meet, and what residents met on their way, or prints it as JSON
terminal  The terminal, on which no text of the graph turns around or moves what stands beside it
timeline  Shows who owned something when, what changed hands, and which gaps were solved
why_not   Shows why a party does not own something, and what would have to change
"""
