"""What the one rule tells of many subjects together."""
