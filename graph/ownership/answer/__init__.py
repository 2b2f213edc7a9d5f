"""What is told around a decision.

In: a Decision. Out: an Ownership: owners, partners, counters, steps, and why somebody is no owner.

counters      The door to go to now: at most five counters, each with its reason
explain       How an answer came about: every candidate in order, taken or not
owners        The owners of an answer, each with the official to ask and the responsibility it stands on
ownership     The whole answer on one subject: owners with their officials, partners, consents, convener, doors, steps and dates
participants  Who stands around the owners: partners, those who must say yes, and who brings the silos together
timeline      The whole story of one subject: for each period who owned it, from always to for ever or between two days
why_not       Why a party does not own something, and which single changes would make it an owner
"""
