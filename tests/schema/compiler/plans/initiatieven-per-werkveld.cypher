RETURN [[], [COUNT {
  MATCH (m:Initiative)
  WHERE m.key IS NOT NULL
  RETURN DISTINCT m
}, COLLECT {
  MATCH (m:Initiative)
  WHERE m.key IS NOT NULL
  WITH m
  OPTIONAL MATCH (m)-[r2:TOUCHES]->(m3:Domain)
  WHERE (r2.validFrom IS NULL OR r2.validFrom <= $today) AND (r2.validTo IS NULL OR $today < r2.validTo) AND (r2.attestedOn IS NULL OR r2.attestedOn = $today) AND m3.key IS NOT NULL
  WITH m3 AS value0, count(DISTINCT m) AS number1
  ORDER BY number1 DESC, value0.key
  LIMIT $p0
  RETURN [coalesce(value0.name, value0.key), number1, CASE WHEN value0 IS NOT NULL THEN [value0.key] END] AS bucket
}]] AS answer;
