"""The offline way of a load, for much data into an empty graph.

In: what is staged. Out: a database that is made anew from files.

offline    whether a load goes that way, and what it needs for it
scribe     has the files written by a process of its own, while this one reads
__main__   that process
messages   what passes between the two
"""
