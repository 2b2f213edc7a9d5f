RETURN [COLLECT {
  MATCH (m:Initiative)
  WHERE (((NOT EXISTS {
    MATCH (m)-[r0:TOUCHES]->(m1:Domain)
    WHERE (r0.validFrom IS NULL OR r0.validFrom <= $today) AND (r0.validTo IS NULL OR $today < r0.validTo) AND (r0.attestedOn IS NULL OR r0.attestedOn = $today) AND m1.key IS NOT NULL AND true
  }) OR (COUNT {
    MATCH (m)-[r2:TOUCHES]->(m3:Domain)
    WHERE (r2.validFrom IS NULL OR r2.validFrom <= $today) AND (r2.validTo IS NULL OR $today < r2.validTo) AND (r2.attestedOn IS NULL OR r2.attestedOn = $today) AND m3.key IS NOT NULL
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
    WHERE (r0.validFrom IS NULL OR r0.validFrom <= $today) AND (r0.validTo IS NULL OR $today < r0.validTo) AND (r0.attestedOn IS NULL OR r0.attestedOn = $today) AND m1.key IS NOT NULL AND true
  }) OR (COUNT {
    MATCH (m)-[r2:TOUCHES]->(m3:Domain)
    WHERE (r2.validFrom IS NULL OR r2.validFrom <= $today) AND (r2.validTo IS NULL OR $today < r2.validTo) AND (r2.attestedOn IS NULL OR r2.attestedOn = $today) AND m3.key IS NOT NULL
    RETURN DISTINCT m3
  } > $p1))) AND m.key IS NOT NULL
  RETURN DISTINCT m
}] AS answer;
