RETURN [[], [COLLECT {
  MATCH (m:Initiative)
  WHERE (m.stage = $p0) AND m.key IS NOT NULL
  WITH m
  UNWIND CASE WHEN m.asks IS :: LIST<ANY> NOT NULL AND size(m.asks) > 0 THEN m.asks ELSE [null] END AS one
  WITH CASE WHEN one IN $p2 THEN one END AS value, count(DISTINCT m) AS number
  ORDER BY number DESC, value
  LIMIT $p1
  RETURN [value, number] AS bucket
}]] AS answer;
