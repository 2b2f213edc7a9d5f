RETURN COLLECT {
  MATCH (m:Initiative)
  WHERE m.key IS NOT NULL
  WITH m
  ORDER BY CASE WHEN m.stage IS :: STRING NOT NULL THEN m.stage END IS NULL, CASE WHEN m.stage IS :: STRING NOT NULL THEN m.stage END DESC, m.title IS NULL, m.title, m.key
  LIMIT $p0
  RETURN [coalesce(m.title, m.key), m.stage] AS row
} AS answer;
