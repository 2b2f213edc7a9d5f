"""What many decisions of the rule tell together: where initiatives fall between silos, and what residents met on their way."""
