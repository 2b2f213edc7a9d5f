"""The columns of rows of plain initiatives, by their place: rows stay the lists that the driver makes, for there are many.

In: nothing. Out: places in a row with a name; a row without one is its ties alone.
"""

KEY, FIRST_DAY, STAGE, TIES = 0, 1, -2, -1
