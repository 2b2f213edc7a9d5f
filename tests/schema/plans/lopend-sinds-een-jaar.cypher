RETURN [COLLECT {
  CALL () {
    MATCH (m:Initiative)
    WHERE (m.stage = $p0 AND m.startedOn >= $p1 AND m.startedOn < $p2) AND m.key IS NOT NULL AND m.startedOn >= date({year: -999999999})
    WITH m
    ORDER BY m.startedOn, m.title IS NULL, m.title, m.key
    LIMIT $p3
    RETURN collect(m) AS found
  }
  CALL (found) {
    WITH found
    WHERE size(found) < $p3
    WITH found
    LIMIT 1
    MATCH (m:Initiative)
    WHERE (m.stage = $p0 AND m.startedOn >= $p1 AND m.startedOn < $p2) AND m.key IS NOT NULL AND NOT coalesce(m.startedOn >= date({year: -999999999}), false)
    WITH m
    ORDER BY m.title IS NULL, m.title, m.key
    LIMIT $p3
    RETURN collect(m) AS more
  }
  UNWIND found + more AS m
  WITH m
  LIMIT $p3
  RETURN ['initiative:' + m.key, coalesce(m.title, m.key), CASE WHEN m.startedOn IS :: DATE NOT NULL THEN toString(m.startedOn) END] AS row
}, COUNT {
  MATCH (m:Initiative)
  WHERE (m.stage = $p0 AND m.startedOn >= $p1 AND m.startedOn < $p2) AND m.key IS NOT NULL
  RETURN DISTINCT m
}] AS answer;
