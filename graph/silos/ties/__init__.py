"""What ties silos: who met at which event, who has a hand in what, who worked where.

In: seats, events and initiatives. Out: bridges and ties, by department where nobody agreed to be named.

bridges     Bridges: who has ties to two or more of the silos of a gap, told by department; by name only where that was agreed to
encounters  Who has a seat where, who met at which event, and who in the government had a hand in which initiative
silo_ties   What ties two silos: an initiative that parties of both have a hand in, an event where both were, an official who was in both
"""
