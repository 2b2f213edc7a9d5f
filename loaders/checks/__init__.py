"""What has to hold before anything is written; what does not is refused.

In: staged elements. Out: faults.

aliases       Reads a source that still knows old ids: what it states of a node that was merged is stated of what that is now
duplicates    Elements that a load states more than once: the same content is one element, another content is a fault
references    Sees that everything a load names exists: both ends of a relationship, and every source
reject        Takes refused entries out of a load, and what they alone state
trees         Sees that the trees stay trees: on any day at most one valid PART_OF leaves a node, and no path leads back
"""
