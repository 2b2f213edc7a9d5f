RETURN COLLECT {
  MATCH (m:Initiative)
  WHERE (NOT coalesce((m.stage IN $p0), false) AND $p1 IN coalesce(m.asks, [])) AND m.key IS NOT NULL
  WITH m
  ORDER BY m.key
  LIMIT $p2
  RETURN [coalesce(m.title, m.key), m.asks, m.stage] AS row
} AS answer;
