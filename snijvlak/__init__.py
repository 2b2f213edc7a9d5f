"""The front door: command line, web application, pages, GraphiQL, settings, and the errors people see.

In: commands and requests. Out: answers for people and machines. May use all other rooms.

__main__       The command `snijvlak`: whatever goes wrong is one line of cause and one line of cure, never a traceback
cli            The command `snijvlak`
errors         What a caller sees of an error: a message, a code, and for what we did not foresee only the number of the incident
execution      Executes one GraphQL question: for the API, the page and the command line alike
http           The web application: protocol, middleware, the API, and the server around it
instance       The graph that a command works on: a Neo4j that was named, the managed one that runs already, or one started for it
logs           What is logged, and where: our own lines and uvicorn's warnings, on stderr; never what somebody typed
notices        What every interface shows about the answers: for which day, for whom, and whether they are an invented example
operations     The questions that Snijvlak itself asks: the page and the command line read through these files, as anybody else would
package_check  Sees that the rooms on the path are ours: other packages are called `graph`, `schema` or `loaders` too
pages          HTML for people: the page of officials, and GraphiQL
resolve_text   From what somebody wrote to what is meant: an id, or the title that fits the words best
settings       The settings `SNIJVLAK_*`, read once when a command starts
"""

__version__ = "0.1.0"
