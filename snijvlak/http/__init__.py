"""The web application: protocol, middleware, the API, and the server around it.

In: HTTP requests. Out: responses.

app                The web application, assembled in one function
connection_limits  Who is connected: how many at once, from one address and in all, and how much of their answers waits to be read
gc_tuning          When Python looks for garbage in cycles, which nothing else frees
graphql            The API over HTTP: POST /graphql
middleware         What every request passes on its way in, and every response on its way out
protocol           One connection of a caller: closed when he does not send, or does not read, in time, or sends too large a head
rate_limits        How fast one address may ask, and how much at once, so that one caller leaves room for others
request            Reads a question from an HTTP request: strict about what it is, and never a 500 for what somebody sends
security_headers   What a browser may do with each response: where content comes from, who may frame it, how long it is kept
server             `snijvlak serve`: Neo4j, the seed where there is nothing yet, and the web application, until somebody stops it
whole_response     A response in one piece: its head waits for its body
"""
