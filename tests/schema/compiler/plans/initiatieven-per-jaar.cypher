RETURN [[], [COLLECT {
  MATCH (m:Initiative)
  WHERE m.key IS NOT NULL
  WITH m
  WITH CASE WHEN m.startedOn IS :: DATE NOT NULL THEN substring(toString(m.startedOn), 0, 4) END AS value0, count(DISTINCT m) AS number1
  ORDER BY number1 DESC, value0
  LIMIT $p0
  RETURN [value0, number1] AS bucket
}]] AS answer;
