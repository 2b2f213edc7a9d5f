"""Where the list of who answers needs care: conflicting claims, and domains that nobody answers for.

In: facts of the city. Out: conflicts and holes.

conflicts  Who claims the same thing alone: two or more exclusive holders of one subject on the same day, and for how long
holes      Where nobody answers: for each domain the widest areas in which it has no holder, or only holders without an official
"""
