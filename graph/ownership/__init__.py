"""The one rule of ownership."""
