WITH COLLECT {
  CALL () {
    MATCH (m:Counter)
    WHERE m.key IS NOT NULL AND m.name >= ''
    WITH m
    ORDER BY m.name, m.key
    LIMIT $p1
    RETURN collect(m) AS found
  }
  CALL (found) {
    WITH found
    WHERE size(found) < $p1
    WITH found
    LIMIT 1
    MATCH (m:Counter)
    WHERE m.key IS NOT NULL AND NOT coalesce(m.name >= '', false)
    WITH m
    ORDER BY m.key
    LIMIT $p1
    RETURN collect(m) AS more
  }
  UNWIND found + more AS m
  WITH m
  LIMIT $p1
  RETURN [coalesce(m.name, m.key), m.kind, m.phone, head(COLLECT {
    MATCH (m)-[r0:PART_OF]->(m1:Department)
    WHERE (r0.validFrom IS NULL OR r0.validFrom <= $today) AND (r0.validTo IS NULL OR $today < r0.validTo) AND (r0.attestedOn IS NULL OR r0.attestedOn = $today) AND (m.validFrom IS NULL OR m.validFrom <= $today) AND (m.validTo IS NULL OR $today < m.validTo) AND (m.attestedOn IS NULL OR m.attestedOn = $today) AND (m1.validFrom IS NULL OR m1.validFrom <= $today) AND (m1.validTo IS NULL OR $today < m1.validTo) AND (m1.attestedOn IS NULL OR m1.attestedOn = $today) AND m1.key IS NOT NULL
    WITH m1
    ORDER BY m1.key
    LIMIT 1
    RETURN m1.key AS one
  })] AS row
} AS answer
WITH answer, COLLECT {
  UNWIND answer AS x0
  WITH DISTINCT x0[3] AS key
  MATCH (m1:Department {key: key})
  RETURN [key, [m1.name, head(COLLECT {
    MATCH path4 = (m1)(()-[s2:PART_OF WHERE (s2.validFrom IS NULL OR s2.validFrom <= $today) AND (s2.validTo IS NULL OR $today < s2.validTo) AND (s2.attestedOn IS NULL OR s2.attestedOn = $today)]->(:Department)){0,32}(m3:Department)
    WHERE (m3.level IS NULL OR m3.level <> 'MUNICIPALITY') AND m3.key IS NOT NULL
    WITH m3, length(path4) AS steps5, coalesce(m3.level = 'SERVICE', false) AS service6
    ORDER BY NOT service6, CASE WHEN service6 THEN steps5 ELSE -steps5 END, m3.key
    LIMIT 1
    RETURN [m3.name] AS one
  })]] AS row
} AS told0
RETURN answer, told0;
