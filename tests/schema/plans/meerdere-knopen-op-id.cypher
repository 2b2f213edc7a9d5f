RETURN [COLLECT {
  CALL () {
    UNWIND $p1 AS key
    MATCH (m:Domain {key: key})
    RETURN 'domain:' + key AS id, m
    UNION
    UNWIND $p0 AS id
    MATCH (:Alias {key: id})-[:ALIAS_OF]->(m:Domain)
    RETURN id, m
  }
  RETURN [id, ['domain:' + m.key, coalesce(m.name, m.key), m.code]] AS row
}, COLLECT {
  CALL () {
    UNWIND $p2 AS key
    MATCH (m:Initiative {key: key})
    RETURN 'initiative:' + key AS id, m
    UNION
    UNWIND $p0 AS id
    MATCH (:Alias {key: id})-[:ALIAS_OF]->(m:Initiative)
    RETURN id, m
  }
  RETURN [id, ['initiative:' + m.key, coalesce(m.title, m.key)]] AS row
}, COLLECT {
  UNWIND $p0 AS id
  MATCH (:Alias {key: id})-[:ALIAS_OF]->(m)
  RETURN [id, labels(m)[0]] AS row
}] AS answer;
