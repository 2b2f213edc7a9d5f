"""Other people's files: read, validated and written with their provenance.

In: paths of files in a named format. Out: upserted nodes and relationships, and a report in which every row is accounted for.
"""
