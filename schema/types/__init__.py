"""GraphQL types, made from the model. Importing this package makes them all."""

from schema.types import answers, closing, holes, inputs, nodes, simulation, terms, ties, ways

__all__ = ["answers", "closing", "holes", "inputs", "nodes", "simulation", "terms", "ties", "ways"]
