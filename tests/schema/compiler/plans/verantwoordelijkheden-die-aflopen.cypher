RETURN COLLECT {
  MATCH (m:Responsibility)
  WHERE (m.validTo >= $p0 AND m.validTo <= $p1) AND m.key IS NOT NULL
  WITH m
  ORDER BY CASE WHEN m.validTo IS :: DATE NOT NULL THEN m.validTo END IS NULL, CASE WHEN m.validTo IS :: DATE NOT NULL THEN m.validTo END, m.key
  LIMIT $p3
  RETURN [m.key, m.role, CASE WHEN m.validTo IS :: DATE NOT NULL THEN toString(m.validTo) END, head(COLLECT {
    MATCH (m)<-[r0:HOLDS]-(m1)
    WHERE (r0.validFrom IS NULL OR r0.validFrom <= $today) AND (r0.validTo IS NULL OR $today < r0.validTo) AND (r0.attestedOn IS NULL OR r0.attestedOn = $today) AND (m1:Resident OR m1:Official OR m1:Department OR m1:Organisation) AND m1.key IS NOT NULL
    WITH m1
    ORDER BY m1.key
    LIMIT 1
    RETURN CASE WHEN m1:Resident THEN ['Resident', [null]] WHEN m1:Official THEN ['Official', [m1.name]] WHEN m1:Department THEN ['Department', [m1.name]] WHEN m1:Organisation THEN ['Organisation', [m1.name]] END AS one
  }), head(COLLECT {
    MATCH (m)-[r2:FOR]->(m3)
    WHERE (r2.validFrom IS NULL OR r2.validFrom <= $today) AND (r2.validTo IS NULL OR $today < r2.validTo) AND (r2.attestedOn IS NULL OR r2.attestedOn = $today) AND (m3:Initiative OR m3:Problem OR m3:Domain) AND m3.key IS NOT NULL
    WITH m3
    ORDER BY m3.key
    LIMIT 1
    RETURN CASE WHEN m3:Initiative THEN ['Initiative', [coalesce(m3.title, m3.key)]] WHEN m3:Problem THEN ['Problem', [coalesce(m3.title, m3.key)]] WHEN m3:Domain THEN ['Domain', [coalesce(m3.name, m3.key)]] END AS one
  })] AS row
} AS answer;
