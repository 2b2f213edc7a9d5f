RETURN [[], [COLLECT {
  MATCH (m:Initiative)
  WHERE (m.stage = $p0) AND m.key IS NOT NULL
  WITH m
  UNWIND CASE WHEN m.asks IS :: LIST<ANY> NOT NULL AND size(m.asks) > 0 THEN m.asks ELSE [null] END AS one
  WITH CASE WHEN one IN $p2 THEN one END AS value0, count(DISTINCT m) AS number1
  ORDER BY number1 DESC, value0
  LIMIT $p1
  RETURN [value0, number1] AS bucket
}]] AS answer;
