"""GraphQL types, made from the model. Importing this package makes them all."""

from schema.types import (
    answers,
    closing,
    doubles,
    holes,
    inputs,
    nodes,
    representativeness,
    simulation,
    terms,
    ties,
    ways,
)

__all__ = ["answers", "closing", "doubles", "holes", "inputs", "nodes", "representativeness", "simulation", "terms", "ties", "ways"]
