RETURN COLLECT {
  MATCH (m:Department)
  WHERE (m.level = $p0) AND m.key IS NOT NULL
  WITH m
  ORDER BY m.key
  LIMIT $p5
  RETURN [m.name, COLLECT {
    MATCH (m)<-[r0:PART_OF]-(m1:Department)
    WHERE coalesce(r0.validFrom, $today) <= $today AND $today < coalesce(r0.validTo, date('9999-12-31')) AND coalesce(r0.attestedOn, $today) = $today AND coalesce(m1.validFrom, $today) <= $today AND $today < coalesce(m1.validTo, date('9999-12-31')) AND coalesce(m1.attestedOn, $today) = $today AND m1.key IS NOT NULL
    WITH DISTINCT m1
    ORDER BY m1.key
    LIMIT $p3
    RETURN [m1.name, COLLECT {
      MATCH (m1)<-[r2:PART_OF]-(m3:Department)
      WHERE coalesce(r2.validFrom, $today) <= $today AND $today < coalesce(r2.validTo, date('9999-12-31')) AND coalesce(r2.attestedOn, $today) = $today AND coalesce(m3.validFrom, $today) <= $today AND $today < coalesce(m3.validTo, date('9999-12-31')) AND coalesce(m3.attestedOn, $today) = $today AND m3.key IS NOT NULL
      WITH DISTINCT m3
      ORDER BY m3.key
      LIMIT $p2
      RETURN [m3.name] AS row
    }] AS row
  }, COLLECT {
    MATCH (m)<-[r4:WORKS_FOR]-(m5:Official)
    WHERE coalesce(r4.validFrom, $today) <= $today AND $today < coalesce(r4.validTo, date('9999-12-31')) AND coalesce(r4.attestedOn, $today) = $today AND m5.key IS NOT NULL
    WITH DISTINCT m5
    ORDER BY m5.key
    LIMIT $p4
    RETURN [m5.name, m5.functions] AS row
  }, head(COLLECT {
    MATCH path8 = (m)(()-[s6:PART_OF WHERE coalesce(s6.validFrom, $today) <= $today AND $today < coalesce(s6.validTo, date('9999-12-31')) AND coalesce(s6.attestedOn, $today) = $today]->(:Department)){0,32}(m7:Department)
    WHERE (m7.level IS NULL OR m7.level <> 'MUNICIPALITY') AND m7.key IS NOT NULL
    WITH m7, length(path8) AS steps9, coalesce(m7.level = 'SERVICE', false) AS service10
    ORDER BY NOT service10, CASE WHEN service10 THEN steps9 ELSE -steps9 END, m7.key
    LIMIT 1
    RETURN [m7.name] AS one
  })] AS row
} AS answer;
