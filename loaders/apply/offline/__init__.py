"""A bulk load: import files written by a process of its own.

In: staged elements. Out: files for Neo4j's offline import.

__main__        `python -m loaders.bulk FOLDER`: writes import files into a folder from what a load sends it, until that says it is all
choice          Whether a load goes the offline way, and what it needs for that
messages        What passes between a load and the process that writes its import files: one way, in order, and never waited for
writer_process  Has a process of its own write the files of an import, from what is staged, while this one reads on
"""
