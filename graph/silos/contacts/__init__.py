"""The ways of residents from door to door.

In: contacts of a period. Out: chains, loops and misrouting.

chains      The way of a resident from door to door, and whether each door was that of an owner on the day of the contact
contacts    Reads the contacts of residents at doors: who was sent where and when, with the facts of what they came for
misrouting  Which doors send residents on, and where those should have gone: counted, with the uncertainty of small numbers
"""
