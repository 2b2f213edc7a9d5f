RETURN COLLECT {
  MATCH (m:Department)
  WHERE (m.level = $p0) AND m.key IS NOT NULL
  WITH m
  ORDER BY m.key
  LIMIT $p5
  RETURN [m.name, COLLECT {
    MATCH (m)<-[r0:PART_OF]-(m1:Department)
    WHERE (r0.validFrom IS NULL OR r0.validFrom <= $today) AND (r0.validTo IS NULL OR $today < r0.validTo) AND (r0.attestedOn IS NULL OR r0.attestedOn = $today) AND (m.validFrom IS NULL OR m.validFrom <= $today) AND (m.validTo IS NULL OR $today < m.validTo) AND (m.attestedOn IS NULL OR m.attestedOn = $today) AND (m1.validFrom IS NULL OR m1.validFrom <= $today) AND (m1.validTo IS NULL OR $today < m1.validTo) AND (m1.attestedOn IS NULL OR m1.attestedOn = $today) AND m1.key IS NOT NULL
    WITH DISTINCT m1
    ORDER BY m1.key
    LIMIT $p3
    RETURN [m1.name, COLLECT {
      MATCH (m1)<-[r2:PART_OF]-(m3:Department)
      WHERE (r2.validFrom IS NULL OR r2.validFrom <= $today) AND (r2.validTo IS NULL OR $today < r2.validTo) AND (r2.attestedOn IS NULL OR r2.attestedOn = $today) AND (m1.validFrom IS NULL OR m1.validFrom <= $today) AND (m1.validTo IS NULL OR $today < m1.validTo) AND (m1.attestedOn IS NULL OR m1.attestedOn = $today) AND (m3.validFrom IS NULL OR m3.validFrom <= $today) AND (m3.validTo IS NULL OR $today < m3.validTo) AND (m3.attestedOn IS NULL OR m3.attestedOn = $today) AND m3.key IS NOT NULL
      WITH DISTINCT m3
      ORDER BY m3.key
      LIMIT $p2
      RETURN [m3.name] AS row
    }] AS row
  }, COLLECT {
    MATCH (m)<-[r4:WORKS_FOR]-(m5:Official)
    WHERE (r4.validFrom IS NULL OR r4.validFrom <= $today) AND (r4.validTo IS NULL OR $today < r4.validTo) AND (r4.attestedOn IS NULL OR r4.attestedOn = $today) AND (m.validFrom IS NULL OR m.validFrom <= $today) AND (m.validTo IS NULL OR $today < m.validTo) AND (m.attestedOn IS NULL OR m.attestedOn = $today) AND m5.key IS NOT NULL
    WITH DISTINCT m5
    ORDER BY m5.key
    LIMIT $p4
    RETURN [m5.name, m5.functions] AS row
  }, head(COLLECT {
    MATCH path8 = (m)(()-[s6:PART_OF WHERE (s6.validFrom IS NULL OR s6.validFrom <= $today) AND (s6.validTo IS NULL OR $today < s6.validTo) AND (s6.attestedOn IS NULL OR s6.attestedOn = $today)]->(:Department)){0,32}(m7:Department)
    WHERE (m7.level IS NULL OR m7.level <> 'MUNICIPALITY') AND m7.key IS NOT NULL
    WITH m7, length(path8) AS steps9, coalesce(m7.level = 'SERVICE', false) AS service10
    ORDER BY NOT service10, CASE WHEN service10 THEN steps9 ELSE -steps9 END, m7.key
    LIMIT 1
    RETURN [m7.name] AS one
  })] AS row
} AS answer;
