RETURN COLLECT {
  MATCH (m:Initiative)
  WHERE m.key IS NOT NULL
  WITH m
  ORDER BY m.key
  LIMIT $p0
  RETURN [[m.key], [m.key, coalesce(m.title, m.key), m.stage]] AS row
} AS answer;
