"""The managed Neo4j server: fetched, verified, started and stopped without Docker, Java or root."""
