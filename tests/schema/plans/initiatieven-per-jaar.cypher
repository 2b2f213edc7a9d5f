RETURN [[], [COLLECT {
  MATCH (m:Initiative)
  WHERE m.key IS NOT NULL
  WITH m
  WITH CASE WHEN m.startedOn IS :: DATE NOT NULL THEN substring(toString(m.startedOn), 0, 4) END AS value, count(DISTINCT m) AS number
  ORDER BY number DESC, value
  LIMIT $p0
  RETURN [value, number] AS bucket
}]] AS answer;
