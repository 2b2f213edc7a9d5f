RETURN COLLECT {
  MATCH (m:Initiative)
  WHERE m.key IS NOT NULL
  WITH m
  ORDER BY m.key
  LIMIT $p3
  RETURN ['initiative:' + m.key, coalesce(m.title, m.key), COLLECT {
    MATCH (m)-[r0:TOUCHES]->(m1:Domain)
    WHERE coalesce(r0.validFrom, $today) <= $today AND $today < coalesce(r0.validTo, date('9999-12-31')) AND coalesce(r0.attestedOn, $today) = $today AND m1.key IS NOT NULL
    WITH DISTINCT m1
    ORDER BY m1.key
    LIMIT $p2
    RETURN [coalesce(m1.name, m1.key), COLLECT {
      MATCH (m1)<-[r2:FOR]-(m3:Responsibility)
      WHERE coalesce(r2.validFrom, $today) <= $today AND $today < coalesce(r2.validTo, date('9999-12-31')) AND coalesce(r2.attestedOn, $today) = $today AND coalesce(m3.validFrom, $today) <= $today AND $today < coalesce(m3.validTo, date('9999-12-31')) AND coalesce(m3.attestedOn, $today) = $today AND m3.key IS NOT NULL
      WITH DISTINCT m3
      ORDER BY m3.key
      LIMIT $p1
      RETURN [m3.role, head(COLLECT {
        MATCH (m3)<-[r4:HOLDS]-(m5)
        WHERE coalesce(r4.validFrom, $today) <= $today AND $today < coalesce(r4.validTo, date('9999-12-31')) AND coalesce(r4.attestedOn, $today) = $today AND (m5:Resident OR m5:Official OR m5:Department OR m5:Organisation) AND m5.key IS NOT NULL
        WITH m5
        ORDER BY m5.key
        LIMIT 1
        RETURN CASE WHEN m5:Resident THEN ['Resident', ['resident:' + m5.key, null]] WHEN m5:Official THEN ['Official', ['official:' + m5.key, m5.name]] WHEN m5:Department THEN ['Department', ['department:' + m5.key, m5.name]] WHEN m5:Organisation THEN ['Organisation', ['organisation:' + m5.key, m5.name]] END AS one
      })] AS row
    }] AS row
  }] AS row
} AS answer;
