RETURN COLLECT {
  CALL () {
    MATCH (m:Initiative)
    WHERE m.key IS NOT NULL AND m.title >= ''
    WITH m
    ORDER BY m.title, m.key
    LIMIT $p0
    RETURN collect(m) AS found
  }
  CALL (found) {
    WITH found
    WHERE size(found) < $p0
    WITH found
    LIMIT 1
    MATCH (m:Initiative)
    WHERE m.key IS NOT NULL AND NOT coalesce(m.title >= '', false)
    WITH m
    ORDER BY m.key
    LIMIT $p0
    RETURN collect(m) AS more
  }
  UNWIND found + more AS m
  WITH m
  LIMIT $p0
  RETURN [m.key, coalesce(m.title, m.key)] AS row
} AS answer;
