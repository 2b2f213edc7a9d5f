"""What falls between silos: as a page, as counts, as a matrix, and what was solved.

In: facts and initiatives. Out: Gaps and numbers.

count         Everything that is counted over all initiatives that ask for something: totals, groups and the matrix
gap           What falls between silos: the rule asked of every initiative that asks for something
group_counts  Counts over all gaps: how many there are, and how many have something in common
matrix        The silo matrix: how many initiatives lie in each pair of silos, and how many of those fall between them
page          A page of the list of gaps, read only as far as it has to be
ranking       A page of gaps cut from all rows: each gets its place in the order from bits, and the rule decides only on what is told
solved        Gaps that were solved: initiatives that nobody owned alone, and then somebody did
span          What is asked of the list of gaps and what is told of it: which gaps, from where to where, and a page of them
"""
