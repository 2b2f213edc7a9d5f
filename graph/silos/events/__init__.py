"""Who was missing at events, as shares, with small counts left out.

In: head counts and inhabitants. Out: shares with their interval.

disclosure          Which counts may be told without telling of a person: small ones are left out, and so much beside them that nobody can work them out
representativeness  Who is missing: the groups at events beside those of the area around them, as counts and never as persons
"""
