RETURN COLLECT {
  MATCH (m:Initiative)
  WHERE m.key IS NOT NULL
  WITH m
  ORDER BY m.key
  LIMIT $p0
  RETURN [coalesce(m.title, m.key)] AS row
} AS answer;
