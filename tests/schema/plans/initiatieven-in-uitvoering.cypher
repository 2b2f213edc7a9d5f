RETURN [COLLECT {
  MATCH (m:Initiative)
  WHERE (m.stage = $p0) AND m.key IS NOT NULL
  WITH m
  ORDER BY m.key
  LIMIT $p1
  RETURN [['initiative:' + m.key, coalesce(m.title, m.key), m.startedOn]] AS row
}, COUNT {
  MATCH (m:Initiative)
  WHERE (m.stage = $p0) AND m.key IS NOT NULL
  RETURN DISTINCT m
}] AS answer;
