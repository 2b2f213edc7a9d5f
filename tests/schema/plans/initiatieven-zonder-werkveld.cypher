RETURN [COLLECT {
  MATCH (m:Initiative)
  WHERE (((NOT EXISTS {
    MATCH (m)-[r0:TOUCHES]->(m1:Domain)
    WHERE coalesce(r0.validFrom, $today) <= $today AND $today < coalesce(r0.validTo, date('9999-12-31')) AND coalesce(r0.attestedOn, $today) = $today AND m1.key IS NOT NULL AND true
  }) OR (COUNT {
    MATCH (m)-[r2:TOUCHES]->(m3:Domain)
    WHERE coalesce(r2.validFrom, $today) <= $today AND $today < coalesce(r2.validTo, date('9999-12-31')) AND coalesce(r2.attestedOn, $today) = $today AND m3.key IS NOT NULL
    RETURN DISTINCT m3
  } > $p1))) AND m.key IS NOT NULL
  WITH m
  ORDER BY m.key
  LIMIT $p2
  RETURN [coalesce(m.title, m.key)] AS row
}, COUNT {
  MATCH (m:Initiative)
  WHERE (((NOT EXISTS {
    MATCH (m)-[r0:TOUCHES]->(m1:Domain)
    WHERE coalesce(r0.validFrom, $today) <= $today AND $today < coalesce(r0.validTo, date('9999-12-31')) AND coalesce(r0.attestedOn, $today) = $today AND m1.key IS NOT NULL AND true
  }) OR (COUNT {
    MATCH (m)-[r2:TOUCHES]->(m3:Domain)
    WHERE coalesce(r2.validFrom, $today) <= $today AND $today < coalesce(r2.validTo, date('9999-12-31')) AND coalesce(r2.attestedOn, $today) = $today AND m3.key IS NOT NULL
    RETURN DISTINCT m3
  } > $p1))) AND m.key IS NOT NULL
  RETURN DISTINCT m
}] AS answer;
