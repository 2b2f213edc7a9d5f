"""GraphQL types, made from the model."""
