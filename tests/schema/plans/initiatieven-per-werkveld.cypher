RETURN [[], [COUNT {
  MATCH (m:Initiative)
  WHERE m.key IS NOT NULL
  RETURN DISTINCT m
}, COLLECT {
  MATCH (m:Initiative)
  WHERE m.key IS NOT NULL
  WITH m
  OPTIONAL MATCH (m)-[r0:TOUCHES]->(m1:Domain)
  WHERE (r0.validFrom IS NULL OR r0.validFrom <= $today) AND (r0.validTo IS NULL OR $today < r0.validTo) AND (r0.attestedOn IS NULL OR r0.attestedOn = $today) AND m1.key IS NOT NULL
  WITH m1 AS value, count(DISTINCT m) AS number
  ORDER BY number DESC, value.key
  LIMIT $p0
  RETURN [coalesce(value.name, value.key), number, CASE WHEN value IS NOT NULL THEN ['domain:' + value.key] END] AS bucket
}]] AS answer;
