RETURN COLLECT {
  CALL () {
    MATCH (m:Area)
    WHERE (EXISTS {
      MATCH (m)-[r0:PART_OF]->(m1:Area)
      WHERE (r0.validFrom IS NULL OR r0.validFrom <= $today) AND (r0.validTo IS NULL OR $today < r0.validTo) AND (r0.attestedOn IS NULL OR r0.attestedOn = $today) AND m1.key IS NOT NULL AND (m1.name = $p1)
    }) AND m.key IS NOT NULL AND m.name >= ''
    WITH m
    ORDER BY m.name, m.key
    LIMIT $p3
    RETURN collect(m) AS found
  }
  CALL (found) {
    WITH found
    WHERE size(found) < $p3
    WITH found
    LIMIT 1
    MATCH (m:Area)
    WHERE (EXISTS {
      MATCH (m)-[r0:PART_OF]->(m1:Area)
      WHERE (r0.validFrom IS NULL OR r0.validFrom <= $today) AND (r0.validTo IS NULL OR $today < r0.validTo) AND (r0.attestedOn IS NULL OR r0.attestedOn = $today) AND m1.key IS NOT NULL AND (m1.name = $p1)
    }) AND m.key IS NOT NULL AND NOT coalesce(m.name >= '', false)
    WITH m
    ORDER BY m.key
    LIMIT $p3
    RETURN collect(m) AS more
  }
  UNWIND found + more AS m
  WITH m
  LIMIT $p3
  RETURN [coalesce(m.name, m.key), m.code, [COLLECT {
    MATCH (m)<-[r2:LOCATED_IN]-(m3:Initiative)
    WHERE (r2.validFrom IS NULL OR r2.validFrom <= $today) AND (r2.validTo IS NULL OR $today < r2.validTo) AND (r2.attestedOn IS NULL OR r2.attestedOn = $today) AND m3.key IS NOT NULL
    WITH DISTINCT m3
    ORDER BY CASE WHEN m3.startedOn IS :: DATE NOT NULL THEN m3.startedOn END IS NULL, CASE WHEN m3.startedOn IS :: DATE NOT NULL THEN m3.startedOn END DESC, m3.key
    LIMIT $p2
    RETURN [coalesce(m3.title, m3.key)] AS row
  }, COUNT {
    MATCH (m)<-[r2:LOCATED_IN]-(m3:Initiative)
    WHERE (r2.validFrom IS NULL OR r2.validFrom <= $today) AND (r2.validTo IS NULL OR $today < r2.validTo) AND (r2.attestedOn IS NULL OR r2.attestedOn = $today) AND m3.key IS NOT NULL
    RETURN DISTINCT m3
  }]] AS row
} AS answer;
