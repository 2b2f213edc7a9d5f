RETURN COLLECT {
  CALL () {
    MATCH (m:Official)
    WHERE m.key IS NOT NULL AND m.name >= ''
    WITH m
    ORDER BY m.name, m.key
    LIMIT $p5
    RETURN collect(m) AS found
  }
  CALL (found) {
    WITH found
    WHERE size(found) < $p5
    WITH found
    LIMIT 1
    MATCH (m:Official)
    WHERE m.key IS NOT NULL AND NOT coalesce(m.name >= '', false)
    WITH m
    ORDER BY m.key
    LIMIT $p5
    RETURN collect(m) AS more
  }
  UNWIND found + more AS m
  WITH m
  LIMIT $p5
  RETURN [m.name, m.functions, COLLECT {
    MATCH (m)-[r0:WORKS_FOR]->(m1:Department)
    WHERE (r0.validFrom IS NULL OR r0.validFrom <= $p0) AND (r0.validTo IS NULL OR $p0 < r0.validTo) AND (r0.attestedOn IS NULL OR r0.attestedOn = $p0) AND (m1.validFrom IS NULL OR m1.validFrom <= $p0) AND (m1.validTo IS NULL OR $p0 < m1.validTo) AND (m1.attestedOn IS NULL OR m1.attestedOn = $p0) AND m1.key IS NOT NULL
    WITH DISTINCT m1
    ORDER BY m1.key
    LIMIT $p1
    RETURN [m1.name] AS row
  }, COLLECT {
    MATCH (m)-[r2:HOLDS]->(m3:Responsibility)
    WHERE (r2.validFrom IS NULL OR r2.validFrom <= $p2) AND (r2.validTo IS NULL OR $p2 < r2.validTo) AND (r2.attestedOn IS NULL OR r2.attestedOn = $p2) AND (m3.validFrom IS NULL OR m3.validFrom <= $p2) AND (m3.validTo IS NULL OR $p2 < m3.validTo) AND (m3.attestedOn IS NULL OR m3.attestedOn = $p2) AND m3.key IS NOT NULL
    WITH DISTINCT m3
    ORDER BY m3.key
    LIMIT $p4
    RETURN [m3.role, head(COLLECT {
      MATCH (m3)-[r4:FOR]->(m5)
      WHERE (r4.validFrom IS NULL OR r4.validFrom <= $today) AND (r4.validTo IS NULL OR $today < r4.validTo) AND (r4.attestedOn IS NULL OR r4.attestedOn = $today) AND (m5:Initiative OR m5:Problem OR m5:Domain) AND m5.key IS NOT NULL
      WITH m5
      ORDER BY m5.key
      LIMIT 1
      RETURN CASE WHEN m5:Initiative THEN ['Initiative', []] WHEN m5:Problem THEN ['Problem', []] WHEN m5:Domain THEN ['Domain', [coalesce(m5.name, m5.key)]] END AS one
    })] AS row
  }] AS row
} AS answer;
