WITH COLLECT {
  MATCH (m:Initiative)
  WHERE m.key IS NOT NULL
  WITH m
  ORDER BY m.key
  LIMIT $p3
  RETURN [m.key, coalesce(m.title, m.key), COLLECT {
    MATCH (m)-[r0:TOUCHES]->(m1:Domain)
    WHERE (r0.validFrom IS NULL OR r0.validFrom <= $today) AND (r0.validTo IS NULL OR $today < r0.validTo) AND (r0.attestedOn IS NULL OR r0.attestedOn = $today) AND m1.key IS NOT NULL
    WITH DISTINCT m1
    ORDER BY m1.key
    LIMIT $p2
    RETURN m1.key AS row
  }] AS row
} AS answer
WITH answer, COLLECT {
  UNWIND answer AS x0
  UNWIND x0[2] AS x1
  WITH DISTINCT x1 AS key
  MATCH (m1:Domain {key: key})
  RETURN [key, [coalesce(m1.name, m1.key), COLLECT {
    MATCH (m1)<-[r2:FOR]-(m3:Responsibility)
    WHERE (r2.validFrom IS NULL OR r2.validFrom <= $today) AND (r2.validTo IS NULL OR $today < r2.validTo) AND (r2.attestedOn IS NULL OR r2.attestedOn = $today) AND (m3.validFrom IS NULL OR m3.validFrom <= $today) AND (m3.validTo IS NULL OR $today < m3.validTo) AND (m3.attestedOn IS NULL OR m3.attestedOn = $today) AND m3.key IS NOT NULL
    WITH DISTINCT m3
    ORDER BY m3.key
    LIMIT $p1
    RETURN [m3.role, head(COLLECT {
      MATCH (m3)<-[r4:HOLDS]-(m5)
      WHERE (r4.validFrom IS NULL OR r4.validFrom <= $today) AND (r4.validTo IS NULL OR $today < r4.validTo) AND (r4.attestedOn IS NULL OR r4.attestedOn = $today) AND (m5:Resident OR m5:Official OR m5:Department OR m5:Organisation) AND m5.key IS NOT NULL
      WITH m5
      ORDER BY m5.key
      LIMIT 1
      RETURN CASE WHEN m5:Resident THEN ['Resident', [m5.key, null]] WHEN m5:Official THEN ['Official', [m5.key, m5.name]] WHEN m5:Department THEN ['Department', [m5.key, m5.name]] WHEN m5:Organisation THEN ['Organisation', [m5.key, m5.name]] END AS one
    })] AS row
  }]] AS row
} AS told0
RETURN answer, told0;
