RETURN [COLLECT {
  MATCH (e:Event)
  WHERE e.key IS NOT NULL AND e.date >= $p0 AND e.date < $p1 AND e.kind IN $p2 AND EXISTS {
    MATCH (e)-[c0:CONCERNS]->(x2)(()-[t1:TOUCHES|ADDRESSES|FALLS_UNDER|PART_OF WHERE (t1.validFrom IS NULL OR t1.validFrom <= $today) AND (t1.validTo IS NULL OR $today < t1.validTo) AND (t1.attestedOn IS NULL OR t1.attestedOn = $today)]->()){0,34}(:Domain {key: $p3})
    WHERE (c0.validFrom IS NULL OR c0.validFrom <= $today) AND (c0.validTo IS NULL OR $today < c0.validTo) AND (c0.attestedOn IS NULL OR c0.attestedOn = $today)
  }
  RETURN [e.key, e.date, e.headCounts, e.synthetic, COLLECT {
    MATCH (e)-[r:LOCATED_IN]->(a:Area)
    WHERE a.key IS NOT NULL
    RETURN [a.key, CASE WHEN r.validFrom IS NULL AND r.validTo IS NULL AND r.attestedOn IS NULL THEN null ELSE [r.validFrom, r.validTo, r.attestedOn] END, null]
  }]
}, COLLECT {
  MATCH (a:Area)
  WHERE a.key IS NOT NULL
  RETURN [a.key, a.population, a.synthetic]
}, COLLECT {
  MATCH (a:Area)-[r:PART_OF]->(b:Area)
  RETURN [a.key, b.key, CASE WHEN r.validFrom IS NULL AND r.validTo IS NULL AND r.attestedOn IS NULL THEN null ELSE [r.validFrom, r.validTo, r.attestedOn] END, null]
}] AS answer, COLLECT {
  UNWIND $given AS id
  MATCH (:Alias {key: id})-[:ALIAS_OF*1..16]->(m)
  WHERE (m:Resident OR m:Official OR m:Department OR m:Organisation OR m:Initiative OR m:Problem OR m:Domain OR m:Area OR m:Counter OR m:Event OR m:Document OR m:Responsibility OR m:Contact OR m:Source) AND m.key IS NOT NULL
  RETURN [id, CASE WHEN m:Resident THEN 'resident:' WHEN m:Official THEN 'official:' WHEN m:Department THEN 'department:' WHEN m:Organisation THEN 'organisation:' WHEN m:Initiative THEN 'initiative:' WHEN m:Problem THEN 'problem:' WHEN m:Domain THEN 'domain:' WHEN m:Area THEN 'area:' WHEN m:Counter THEN 'counter:' WHEN m:Event THEN 'event:' WHEN m:Document THEN 'document:' WHEN m:Responsibility THEN 'responsibility:' WHEN m:Contact THEN 'contact:' WHEN m:Source THEN 'source:' END + m.key] AS row
  ORDER BY row DESC
} AS old;

RETURN [[COLLECT {
  UNWIND $p0 AS key
  MATCH (m:Event {key: key})
  RETURN ['event:' + key, [coalesce(m.title, m.key)]] AS row
}], [COLLECT {
  UNWIND $p1 AS key
  MATCH (m:Area {key: key})
  RETURN ['area:' + key, [coalesce(m.name, m.key)]] AS row
}]] AS answer;
