RETURN [EXISTS {
  UNWIND $p0 AS key
  MATCH (s:Initiative {key: key})
  RETURN s
}, EXISTS {
  UNWIND $p1 AS key
  MATCH (s:Domain {key: key})
  RETURN s
}, COLLECT {
  CALL () {
    UNWIND $p0 AS key
    MATCH (s:Initiative {key: key})
    RETURN s
  }
  WITH s AS a
  CALL () {
    UNWIND $p1 AS key
    MATCH (s:Domain {key: key})
    RETURN s
  }
  WITH a, s AS b
  WHERE a <> b
  MATCH way = allShortestPaths((a)-[:PART_OF|SUCCEEDED_BY|WORKS_FOR|HOLDS|FOR|WITHIN|STARTED|SUPPORTS|TOUCHES|ADDRESSES|FALLS_UNDER|LOCATED_IN|SERVES|MADE|ABOUT|AT|REFERRED_TO|ATTENDED|ORGANISED|CONCERNS|PRESENTED_BY*1..6]-(b))
  WHERE all(x IN nodes(way)
  WHERE (x:Resident OR x:Official OR x:Department OR x:Organisation OR x:Initiative OR x:Problem OR x:Domain OR x:Area OR x:Counter OR x:Event OR x:Document OR x:Responsibility OR x:Contact OR x:Source) AND x.key IS NOT NULL)
  WITH way, [x IN nodes(way) | CASE WHEN x:Resident THEN 'resident:' WHEN x:Official THEN 'official:' WHEN x:Department THEN 'department:' WHEN x:Organisation THEN 'organisation:' WHEN x:Initiative THEN 'initiative:' WHEN x:Problem THEN 'problem:' WHEN x:Domain THEN 'domain:' WHEN x:Area THEN 'area:' WHEN x:Counter THEN 'counter:' WHEN x:Event THEN 'event:' WHEN x:Document THEN 'document:' WHEN x:Responsibility THEN 'responsibility:' WHEN x:Contact THEN 'contact:' WHEN x:Source THEN 'source:' END + x.key] AS ids, [r IN relationships(way) | type(r)] AS kinds
  ORDER BY ids, kinds
  LIMIT 20
  RETURN [[m0 IN nodes(way) | CASE WHEN m0:Resident THEN ['Resident', [m0.key]] WHEN m0:Official THEN ['Official', [m0.key]] WHEN m0:Department THEN ['Department', [m0.key]] WHEN m0:Organisation THEN ['Organisation', [m0.key]] WHEN m0:Initiative THEN ['Initiative', [m0.key]] WHEN m0:Problem THEN ['Problem', [m0.key]] WHEN m0:Domain THEN ['Domain', [m0.key]] WHEN m0:Area THEN ['Area', [m0.key]] WHEN m0:Counter THEN ['Counter', [m0.key]] WHEN m0:Event THEN ['Event', [m0.key]] WHEN m0:Document THEN ['Document', [m0.key]] WHEN m0:Responsibility THEN ['Responsibility', [m0.key]] WHEN m0:Contact THEN ['Contact', [m0.key]] WHEN m0:Source THEN ['Source', [m0.key]] END], COLLECT {
    UNWIND relationships(way) AS m1
    WITH m1, startNode(m1) AS m1from, endNode(m1) AS m1to
    RETURN [type(m1)] AS one
  }] AS row
}] AS answer, COLLECT {
  UNWIND $given AS id
  MATCH (:Alias {key: id})-[:ALIAS_OF*1..16]->(m)
  WHERE (m:Resident OR m:Official OR m:Department OR m:Organisation OR m:Initiative OR m:Problem OR m:Domain OR m:Area OR m:Counter OR m:Event OR m:Document OR m:Responsibility OR m:Contact OR m:Source) AND m.key IS NOT NULL
  RETURN [id, CASE WHEN m:Resident THEN 'resident:' WHEN m:Official THEN 'official:' WHEN m:Department THEN 'department:' WHEN m:Organisation THEN 'organisation:' WHEN m:Initiative THEN 'initiative:' WHEN m:Problem THEN 'problem:' WHEN m:Domain THEN 'domain:' WHEN m:Area THEN 'area:' WHEN m:Counter THEN 'counter:' WHEN m:Event THEN 'event:' WHEN m:Document THEN 'document:' WHEN m:Responsibility THEN 'responsibility:' WHEN m:Contact THEN 'contact:' WHEN m:Source THEN 'source:' END + m.key] AS row
  ORDER BY row DESC
} AS old;
