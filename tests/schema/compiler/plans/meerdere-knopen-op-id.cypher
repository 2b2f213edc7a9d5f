RETURN [COLLECT {
  UNWIND $p0 AS key
  MATCH (m:Domain {key: key})
  RETURN ['domain:' + key, [m.key, coalesce(m.name, m.key), m.code]] AS row
}, COLLECT {
  UNWIND $p1 AS key
  MATCH (m:Initiative {key: key})
  RETURN ['initiative:' + key, [m.key, coalesce(m.title, m.key)]] AS row
}] AS answer, COLLECT {
  UNWIND $given AS id
  MATCH (:Alias {key: id})-[:ALIAS_OF*1..16]->(m)
  WHERE (m:Resident OR m:Official OR m:Department OR m:Organisation OR m:Initiative OR m:Problem OR m:Domain OR m:Area OR m:Counter OR m:Event OR m:Document OR m:Responsibility OR m:Contact OR m:Source) AND m.key IS NOT NULL
  RETURN [id, CASE WHEN m:Resident THEN 'resident:' WHEN m:Official THEN 'official:' WHEN m:Department THEN 'department:' WHEN m:Organisation THEN 'organisation:' WHEN m:Initiative THEN 'initiative:' WHEN m:Problem THEN 'problem:' WHEN m:Domain THEN 'domain:' WHEN m:Area THEN 'area:' WHEN m:Counter THEN 'counter:' WHEN m:Event THEN 'event:' WHEN m:Document THEN 'document:' WHEN m:Responsibility THEN 'responsibility:' WHEN m:Contact THEN 'contact:' WHEN m:Source THEN 'source:' END + m.key] AS row
  ORDER BY row DESC
} AS old;
