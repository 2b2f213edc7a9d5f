RETURN [EXISTS {
  UNWIND $p0 AS key
  MATCH (s:Initiative {key: key})
  RETURN s
  UNION
  UNWIND $p1 AS id
  MATCH (:Alias {key: id})-[:ALIAS_OF]->(s)
  WHERE (s:Resident OR s:Official OR s:Department OR s:Organisation OR s:Initiative OR s:Problem OR s:Domain OR s:Area OR s:Counter OR s:Event OR s:Document OR s:Responsibility OR s:Contact OR s:Source) AND s.key IS NOT NULL
  RETURN s
}, EXISTS {
  UNWIND $p2 AS key
  MATCH (s:Domain {key: key})
  RETURN s
  UNION
  UNWIND $p3 AS id
  MATCH (:Alias {key: id})-[:ALIAS_OF]->(s)
  WHERE (s:Resident OR s:Official OR s:Department OR s:Organisation OR s:Initiative OR s:Problem OR s:Domain OR s:Area OR s:Counter OR s:Event OR s:Document OR s:Responsibility OR s:Contact OR s:Source) AND s.key IS NOT NULL
  RETURN s
}, COLLECT {
  CALL () {
    UNWIND $p0 AS key
    MATCH (s:Initiative {key: key})
    RETURN s
    UNION
    UNWIND $p1 AS id
    MATCH (:Alias {key: id})-[:ALIAS_OF]->(s)
    WHERE (s:Resident OR s:Official OR s:Department OR s:Organisation OR s:Initiative OR s:Problem OR s:Domain OR s:Area OR s:Counter OR s:Event OR s:Document OR s:Responsibility OR s:Contact OR s:Source) AND s.key IS NOT NULL
    RETURN s
  }
  WITH s AS a
  CALL () {
    UNWIND $p2 AS key
    MATCH (s:Domain {key: key})
    RETURN s
    UNION
    UNWIND $p3 AS id
    MATCH (:Alias {key: id})-[:ALIAS_OF]->(s)
    WHERE (s:Resident OR s:Official OR s:Department OR s:Organisation OR s:Initiative OR s:Problem OR s:Domain OR s:Area OR s:Counter OR s:Event OR s:Document OR s:Responsibility OR s:Contact OR s:Source) AND s.key IS NOT NULL
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
  RETURN [[m0 IN nodes(way) | CASE WHEN m0:Resident THEN ['Resident', ['resident:' + m0.key]] WHEN m0:Official THEN ['Official', ['official:' + m0.key]] WHEN m0:Department THEN ['Department', ['department:' + m0.key]] WHEN m0:Organisation THEN ['Organisation', ['organisation:' + m0.key]] WHEN m0:Initiative THEN ['Initiative', ['initiative:' + m0.key]] WHEN m0:Problem THEN ['Problem', ['problem:' + m0.key]] WHEN m0:Domain THEN ['Domain', ['domain:' + m0.key]] WHEN m0:Area THEN ['Area', ['area:' + m0.key]] WHEN m0:Counter THEN ['Counter', ['counter:' + m0.key]] WHEN m0:Event THEN ['Event', ['event:' + m0.key]] WHEN m0:Document THEN ['Document', ['document:' + m0.key]] WHEN m0:Responsibility THEN ['Responsibility', ['responsibility:' + m0.key]] WHEN m0:Contact THEN ['Contact', ['contact:' + m0.key]] WHEN m0:Source THEN ['Source', ['source:' + m0.key]] END], COLLECT {
    UNWIND relationships(way) AS m1
    WITH m1, startNode(m1) AS m1from, endNode(m1) AS m1to
    RETURN [type(m1)] AS one
  }] AS row
}] AS answer;
