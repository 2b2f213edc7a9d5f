WITH COLLECT {
  MATCH (m:Contact)
  WHERE (EXISTS {
    MATCH (m)-[r0:REFERRED_TO]->(m1:Contact)
    WHERE (r0.validFrom IS NULL OR r0.validFrom <= $today) AND (r0.validTo IS NULL OR $today < r0.validTo) AND (r0.attestedOn IS NULL OR r0.attestedOn = $today) AND m1.key IS NOT NULL AND true
  }) AND m.key IS NOT NULL
  WITH m
  ORDER BY m.key
  LIMIT $p1
  RETURN [m.at, null, head(COLLECT {
    MATCH (m)-[r2:AT]->(m3:Counter)
    WHERE (r2.validFrom IS NULL OR r2.validFrom <= $today) AND (r2.validTo IS NULL OR $today < r2.validTo) AND (r2.attestedOn IS NULL OR r2.attestedOn = $today) AND m3.key IS NOT NULL
    WITH m3
    ORDER BY m3.key
    LIMIT 1
    RETURN [coalesce(m3.name, m3.key)] AS one
  }), head(COLLECT {
    MATCH (m)-[r4:REFERRED_TO]->(m5:Contact)
    WHERE (r4.validFrom IS NULL OR r4.validFrom <= $today) AND (r4.validTo IS NULL OR $today < r4.validTo) AND (r4.attestedOn IS NULL OR r4.attestedOn = $today) AND m5.key IS NOT NULL
    WITH m5
    ORDER BY m5.key
    LIMIT 1
    RETURN m5.key AS one
  })] AS row
} AS answer
WITH answer, COLLECT {
  UNWIND answer AS x0
  WITH DISTINCT x0[3] AS key
  MATCH (m5:Contact {key: key})
  RETURN [key, [m5.at, head(COLLECT {
    MATCH (m5)-[r6:AT]->(m7:Counter)
    WHERE (r6.validFrom IS NULL OR r6.validFrom <= $today) AND (r6.validTo IS NULL OR $today < r6.validTo) AND (r6.attestedOn IS NULL OR r6.attestedOn = $today) AND m7.key IS NOT NULL
    WITH m7
    ORDER BY m7.key
    LIMIT 1
    RETURN [coalesce(m7.name, m7.key)] AS one
  })]] AS row
} AS told0
RETURN answer, told0;
