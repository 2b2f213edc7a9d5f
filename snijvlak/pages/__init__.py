"""HTML for people: the page of officials, and GraphiQL.

In: answers of operations. Out: pages.

dutch          What the page says beside the message of an answer, in plain Dutch
graphiql       Where the built GraphiQL lies, and what to say where it has not been built
graphiql_tabs  The questions that GraphiQL opens with, one a tab: what analysts, officials and other tools ask
html           Renders the templates of this package: every text is escaped, and no name turns around what stands beside it
page           The page of officials: who picks this up, whom to ask, which door to take, and why

`templates` holds the HTML itself, for Jinja2.
"""
