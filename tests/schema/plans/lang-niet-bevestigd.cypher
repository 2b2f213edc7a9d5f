RETURN [COLLECT {
  MATCH (m:Responsibility)
  WHERE (m.role IS NULL OR NOT m.role IN ['CONSENT', 'ADVISER', 'INFORMED', 'CONVENER']) AND m.recordedTo IS NULL AND coalesce(m.validFrom, $today) <= $today AND $today < coalesce(m.validTo, date('9999-12-31')) AND coalesce(m.attestedOn, $today) = $today AND NOT coalesce(coalesce(m.confirmedAt, m.recordedFrom) >= datetime({date: $p1}), false) AND m.key IS NOT NULL
  WITH m
  ORDER BY m.key
  LIMIT $p2
  RETURN [m.role, m.confirmedAt, head(COLLECT {
    MATCH (m)<-[r0:HOLDS]-(m1)
    WHERE coalesce(r0.validFrom, $today) <= $today AND $today < coalesce(r0.validTo, date('9999-12-31')) AND coalesce(r0.attestedOn, $today) = $today AND (m1:Resident OR m1:Official OR m1:Department OR m1:Organisation) AND m1.key IS NOT NULL
    WITH m1
    ORDER BY m1.key
    LIMIT 1
    RETURN CASE WHEN m1:Resident THEN ['Resident', [null]] WHEN m1:Official THEN ['Official', [m1.name]] WHEN m1:Department THEN ['Department', [m1.name]] WHEN m1:Organisation THEN ['Organisation', [m1.name]] END AS one
  }), head(COLLECT {
    MATCH (m)-[r2:FOR]->(m3)
    WHERE coalesce(r2.validFrom, $today) <= $today AND $today < coalesce(r2.validTo, date('9999-12-31')) AND coalesce(r2.attestedOn, $today) = $today AND (m3:Initiative OR m3:Problem OR m3:Domain) AND m3.key IS NOT NULL
    WITH m3
    ORDER BY m3.key
    LIMIT 1
    RETURN CASE WHEN m3:Initiative THEN ['Initiative', []] WHEN m3:Problem THEN ['Problem', [coalesce(m3.title, m3.key)]] WHEN m3:Domain THEN ['Domain', [coalesce(m3.name, m3.key)]] END AS one
  })] AS row
}, COUNT {
  MATCH (m:Responsibility)
  WHERE (m.role IS NULL OR NOT m.role IN ['CONSENT', 'ADVISER', 'INFORMED', 'CONVENER']) AND m.recordedTo IS NULL AND coalesce(m.validFrom, $today) <= $today AND $today < coalesce(m.validTo, date('9999-12-31')) AND coalesce(m.attestedOn, $today) = $today AND NOT coalesce(coalesce(m.confirmedAt, m.recordedFrom) >= datetime({date: $p1}), false) AND m.key IS NOT NULL
  RETURN DISTINCT m
}] AS answer;
