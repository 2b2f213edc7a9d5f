"""What many decisions of the rule tell together: what changed hands, which gaps were solved, and what residents met on their way."""
