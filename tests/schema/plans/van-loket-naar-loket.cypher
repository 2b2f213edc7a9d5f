RETURN COLLECT {
  MATCH (m:Contact)
  WHERE (EXISTS {
    MATCH (m)-[r0:REFERRED_TO]->(m1:Contact)
    WHERE coalesce(r0.validFrom, $today) <= $today AND $today < coalesce(r0.validTo, date('9999-12-31')) AND coalesce(r0.attestedOn, $today) = $today AND m1.key IS NOT NULL AND true
  }) AND m.key IS NOT NULL
  WITH m
  ORDER BY m.key
  LIMIT $p1
  RETURN [m.at, null, head(COLLECT {
    MATCH (m)-[r2:AT]->(m3:Counter)
    WHERE coalesce(r2.validFrom, $today) <= $today AND $today < coalesce(r2.validTo, date('9999-12-31')) AND coalesce(r2.attestedOn, $today) = $today AND m3.key IS NOT NULL
    WITH m3
    ORDER BY m3.key
    LIMIT 1
    RETURN [coalesce(m3.name, m3.key)] AS one
  }), head(COLLECT {
    MATCH (m)-[r4:REFERRED_TO]->(m5:Contact)
    WHERE coalesce(r4.validFrom, $today) <= $today AND $today < coalesce(r4.validTo, date('9999-12-31')) AND coalesce(r4.attestedOn, $today) = $today AND m5.key IS NOT NULL
    WITH m5
    ORDER BY m5.key
    LIMIT 1
    RETURN [m5.at, head(COLLECT {
      MATCH (m5)-[r6:AT]->(m7:Counter)
      WHERE coalesce(r6.validFrom, $today) <= $today AND $today < coalesce(r6.validTo, date('9999-12-31')) AND coalesce(r6.attestedOn, $today) = $today AND m7.key IS NOT NULL
      WITH m7
      ORDER BY m7.key
      LIMIT 1
      RETURN [coalesce(m7.name, m7.key)] AS one
    })] AS one
  })] AS row
} AS answer;
