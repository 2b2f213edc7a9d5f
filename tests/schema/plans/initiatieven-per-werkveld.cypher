RETURN [[], [COUNT {
  MATCH (m:Initiative)
  WHERE m.key IS NOT NULL
  RETURN DISTINCT m
}, COLLECT {
  MATCH (m:Initiative)
  WHERE m.key IS NOT NULL
  WITH m
  OPTIONAL MATCH (m)-[r2:TOUCHES]->(m3:Domain)
  WHERE coalesce(r2.validFrom, $today) <= $today AND $today < coalesce(r2.validTo, date('9999-12-31')) AND coalesce(r2.attestedOn, $today) = $today AND m3.key IS NOT NULL
  WITH m3 AS value0, count(DISTINCT m) AS number1
  ORDER BY number1 DESC, value0.key
  LIMIT $p0
  RETURN [coalesce(value0.name, value0.key), number1, CASE WHEN value0 IS NOT NULL THEN ['domain:' + value0.key] END] AS bucket
}]] AS answer;
