RETURN [COLLECT {
  MATCH (m:Initiative)
  WHERE (m.stage = $p0) AND m.key IS NOT NULL
  WITH m
  ORDER BY m.key
  LIMIT $p1
  RETURN [m.key, coalesce(m.title, m.key), CASE WHEN m.startedOn IS :: DATE NOT NULL THEN toString(m.startedOn) END] AS row
}, COUNT {
  MATCH (m:Initiative)
  WHERE (m.stage = $p0) AND m.key IS NOT NULL
  RETURN DISTINCT m
}] AS answer;
