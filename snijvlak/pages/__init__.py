"""HTML for people: the page of officials, and GraphiQL.

In: answers of operations. Out: pages.

answer         The part of the page that tells the answer
dutch          What the page says beside the message of an answer, in plain Dutch
graphiql       Where the built GraphiQL lies, and what to say where it has not been built
graphiql_tabs  The questions that GraphiQL opens with, one a tab: what analysts, officials and other tools ask
html           Makes HTML in which every text is escaped, because there is no other way to put one in
page           The page of officials: who picks this up, whom to ask, which door to take, and why
"""
