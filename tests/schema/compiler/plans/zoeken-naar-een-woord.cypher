RETURN COLLECT {
  CALL () {
    CALL db.index.fulltext.queryNodes('search_public', $p0, {limit: 1000}) YIELD node AS m, score
    RETURN m, score
    UNION ALL CALL db.index.fulltext.queryNodes('search_staff', $p0, {limit: 1000}) YIELD node AS m, score
    RETURN m, score
  }
  WITH m, score
  WHERE (m:Department OR m:Organisation OR m:Initiative OR m:Problem OR m:Domain OR m:Area OR m:Counter OR m:Event OR m:Document OR m:Source OR m:Official) AND CASE WHEN m:Resident THEN 'resident:' WHEN m:Official THEN 'official:' WHEN m:Department THEN 'department:' WHEN m:Organisation THEN 'organisation:' WHEN m:Initiative THEN 'initiative:' WHEN m:Problem THEN 'problem:' WHEN m:Domain THEN 'domain:' WHEN m:Area THEN 'area:' WHEN m:Counter THEN 'counter:' WHEN m:Event THEN 'event:' WHEN m:Document THEN 'document:' WHEN m:Responsibility THEN 'responsibility:' WHEN m:Contact THEN 'contact:' WHEN m:Source THEN 'source:' END + m.key IS NOT NULL
  WITH DISTINCT m, score
  ORDER BY score DESC, CASE WHEN m:Resident THEN 'resident:' WHEN m:Official THEN 'official:' WHEN m:Department THEN 'department:' WHEN m:Organisation THEN 'organisation:' WHEN m:Initiative THEN 'initiative:' WHEN m:Problem THEN 'problem:' WHEN m:Domain THEN 'domain:' WHEN m:Area THEN 'area:' WHEN m:Counter THEN 'counter:' WHEN m:Event THEN 'event:' WHEN m:Document THEN 'document:' WHEN m:Responsibility THEN 'responsibility:' WHEN m:Contact THEN 'contact:' WHEN m:Source THEN 'source:' END + m.key
  LIMIT $p1
  RETURN [score, CASE WHEN m:Resident THEN ['Resident', [m.key]] WHEN m:Official THEN ['Official', [m.key]] WHEN m:Department THEN ['Department', [m.key]] WHEN m:Organisation THEN ['Organisation', [m.key]] WHEN m:Initiative THEN ['Initiative', [m.key, coalesce(m.title, m.key)]] WHEN m:Problem THEN ['Problem', [m.key, coalesce(m.title, m.key)]] WHEN m:Domain THEN ['Domain', [m.key, coalesce(m.name, m.key)]] WHEN m:Area THEN ['Area', [m.key]] WHEN m:Counter THEN ['Counter', [m.key]] WHEN m:Event THEN ['Event', [m.key]] WHEN m:Document THEN ['Document', [m.key]] WHEN m:Responsibility THEN ['Responsibility', [m.key]] WHEN m:Contact THEN ['Contact', [m.key]] WHEN m:Source THEN ['Source', [m.key]] END] AS row
} AS answer;
