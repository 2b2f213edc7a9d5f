RETURN [[], [COUNT {
  MATCH (m:Initiative)
  WHERE m.key IS NOT NULL
  RETURN DISTINCT m
}, COLLECT {
  MATCH (m:Initiative)
  WHERE m.key IS NOT NULL
  WITH m
  OPTIONAL MATCH (m)-[r0:TOUCHES]->(m1:Domain)
  WHERE coalesce(r0.validFrom, $today) <= $today AND $today < coalesce(r0.validTo, date('9999-12-31')) AND coalesce(r0.attestedOn, $today) = $today AND m1.key IS NOT NULL
  WITH m1 AS value, count(DISTINCT m) AS number
  ORDER BY number DESC, value.key
  LIMIT $p0
  RETURN [coalesce(value.name, value.key), number, CASE WHEN value IS NOT NULL THEN ['domain:' + value.key] END] AS bucket
}]] AS answer;
