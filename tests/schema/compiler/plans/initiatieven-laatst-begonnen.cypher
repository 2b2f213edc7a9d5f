RETURN COLLECT {
  CALL () {
    MATCH (m:Initiative)
    WHERE m.key IS NOT NULL AND m.startedOn >= date({year: -999999999})
    WITH m
    ORDER BY m.startedOn DESC, m.key
    LIMIT $p0
    RETURN collect(m) AS found
  }
  CALL (found) {
    WITH found
    WHERE size(found) < $p0
    WITH found
    LIMIT 1
    MATCH (m:Initiative)
    WHERE m.key IS NOT NULL AND NOT coalesce(m.startedOn >= date({year: -999999999}), false)
    WITH m
    ORDER BY m.key
    LIMIT $p0
    RETURN collect(m) AS more
  }
  UNWIND found + more AS m
  WITH m
  LIMIT $p0
  RETURN [[toString(m.startedOn), m.key], [m.key, coalesce(m.title, m.key), CASE WHEN m.startedOn IS :: DATE NOT NULL THEN toString(m.startedOn) END]] AS row
} AS answer;
