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
    WHERE coalesce(r0.validFrom, $p0) <= $p0 AND $p0 < coalesce(r0.validTo, date('9999-12-31')) AND coalesce(r0.attestedOn, $p0) = $p0 AND coalesce(m1.validFrom, $p0) <= $p0 AND $p0 < coalesce(m1.validTo, date('9999-12-31')) AND coalesce(m1.attestedOn, $p0) = $p0 AND m1.key IS NOT NULL
    WITH DISTINCT m1
    ORDER BY m1.key
    LIMIT $p1
    RETURN [m1.name] AS row
  }, COLLECT {
    MATCH (m)-[r2:HOLDS]->(m3:Responsibility)
    WHERE coalesce(r2.validFrom, $p2) <= $p2 AND $p2 < coalesce(r2.validTo, date('9999-12-31')) AND coalesce(r2.attestedOn, $p2) = $p2 AND coalesce(m3.validFrom, $p2) <= $p2 AND $p2 < coalesce(m3.validTo, date('9999-12-31')) AND coalesce(m3.attestedOn, $p2) = $p2 AND m3.key IS NOT NULL
    WITH DISTINCT m3
    ORDER BY m3.key
    LIMIT $p4
    RETURN [m3.role, head(COLLECT {
      MATCH (m3)-[r4:FOR]->(m5)
      WHERE coalesce(r4.validFrom, $today) <= $today AND $today < coalesce(r4.validTo, date('9999-12-31')) AND coalesce(r4.attestedOn, $today) = $today AND (m5:Initiative OR m5:Problem OR m5:Domain) AND m5.key IS NOT NULL
      WITH m5
      ORDER BY m5.key
      LIMIT 1
      RETURN CASE WHEN m5:Initiative THEN ['Initiative', []] WHEN m5:Problem THEN ['Problem', []] WHEN m5:Domain THEN ['Domain', [coalesce(m5.name, m5.key)]] END AS one
    })] AS row
  }] AS row
} AS answer;
