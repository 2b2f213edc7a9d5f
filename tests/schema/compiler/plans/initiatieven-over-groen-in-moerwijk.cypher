RETURN COLLECT {
  MATCH (m:Initiative)
  WHERE (((EXISTS {
    MATCH (m)-[r0:TOUCHES]->(m1:Domain)
    WHERE (r0.validFrom IS NULL OR r0.validFrom <= $today) AND (r0.validTo IS NULL OR $today < r0.validTo) AND (r0.attestedOn IS NULL OR r0.attestedOn = $today) AND m1.key IS NOT NULL AND (toLower(toStringOrNull(m1.name)) CONTAINS toLower($p1))
  }) AND (EXISTS {
    MATCH (m)-[r2:LOCATED_IN]->(m3:Area)
    WHERE (r2.validFrom IS NULL OR r2.validFrom <= $today) AND (r2.validTo IS NULL OR $today < r2.validTo) AND (r2.attestedOn IS NULL OR r2.attestedOn = $today) AND m3.key IS NOT NULL AND (m3.key = $p2)
  }))) AND m.key IS NOT NULL
  WITH m
  ORDER BY m.key
  LIMIT $p5
  RETURN [coalesce(m.title, m.key), COLLECT {
    MATCH (m)-[r4:TOUCHES]->(m5:Domain)
    WHERE (r4.validFrom IS NULL OR r4.validFrom <= $today) AND (r4.validTo IS NULL OR $today < r4.validTo) AND (r4.attestedOn IS NULL OR r4.attestedOn = $today) AND m5.key IS NOT NULL
    WITH DISTINCT m5
    ORDER BY m5.key
    LIMIT $p3
    RETURN [coalesce(m5.name, m5.key)] AS row
  }, COLLECT {
    MATCH (m)-[r6:LOCATED_IN]->(m7:Area)
    WHERE (r6.validFrom IS NULL OR r6.validFrom <= $today) AND (r6.validTo IS NULL OR $today < r6.validTo) AND (r6.attestedOn IS NULL OR r6.attestedOn = $today) AND m7.key IS NOT NULL
    WITH DISTINCT m7
    ORDER BY m7.key
    LIMIT $p4
    RETURN [coalesce(m7.name, m7.key)] AS row
  }] AS row
} AS answer, COLLECT {
  UNWIND $given AS id
  MATCH (:Alias {key: id})-[:ALIAS_OF*1..16]->(m)
  WHERE (m:Resident OR m:Official OR m:Department OR m:Organisation OR m:Initiative OR m:Problem OR m:Domain OR m:Area OR m:Counter OR m:Event OR m:Document OR m:Responsibility OR m:Contact OR m:Source) AND m.key IS NOT NULL
  RETURN [id, CASE WHEN m:Resident THEN 'resident:' WHEN m:Official THEN 'official:' WHEN m:Department THEN 'department:' WHEN m:Organisation THEN 'organisation:' WHEN m:Initiative THEN 'initiative:' WHEN m:Problem THEN 'problem:' WHEN m:Domain THEN 'domain:' WHEN m:Area THEN 'area:' WHEN m:Counter THEN 'counter:' WHEN m:Event THEN 'event:' WHEN m:Document THEN 'document:' WHEN m:Responsibility THEN 'responsibility:' WHEN m:Contact THEN 'contact:' WHEN m:Source THEN 'source:' END + m.key] AS row
  ORDER BY row DESC
} AS old;
