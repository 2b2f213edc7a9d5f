"""How sure a share is that was counted on few: Wilson's 95 % interval (E. B. Wilson, 1927).

In: a number and its total. Out: the two ends.
"""

from math import sqrt

Z = 1.959963984540054  # of the normal distribution, for 95 %


def wilson(number: int, total: int) -> tuple[float, float]:
    """The 95 % interval of a share, both ends between 0 and 1; (0, 1) where nothing was counted."""
    if total == 0:
        return 0.0, 1.0
    share, square = number / total, Z * Z
    middle = (share + square / (2 * total)) / (1 + square / total)
    reach = Z / (1 + square / total) * sqrt(share * (1 - share) / total + square / (4 * total * total))
    return max(0.0, middle - reach), min(1.0, middle + reach)
