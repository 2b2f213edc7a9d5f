RETURN [[COLLECT {
  MATCH (m:Document)
  WITH m, [text IN CASE WHEN m.involvement IS :: LIST<STRING NOT NULL> NOT NULL THEN m.involvement ELSE [] END | trim(coalesce(split(text, ';')[1], ''))] AS levels
  WHERE none(level IN levels
  WHERE level IN ['INFORM', 'CONSULT', 'ADVISE', 'COPRODUCE', 'DECIDE']) AND NOT (size(levels) > 0 AND all(level IN levels
  WHERE level = 'NONE')) AND m.date >= $p1 AND m.date < $p2 AND EXISTS {
    MATCH (m)-[c0:CONCERNS]->(x2)(()-[t1:TOUCHES|ADDRESSES|FALLS_UNDER|PART_OF WHERE (t1.validFrom IS NULL OR t1.validFrom <= $today) AND (t1.validTo IS NULL OR $today < t1.validTo) AND (t1.attestedOn IS NULL OR t1.attestedOn = $today)]->()){0,34}(:Domain {key: $p3})
    WHERE (c0.validFrom IS NULL OR c0.validFrom <= $today) AND (c0.validTo IS NULL OR $today < c0.validTo) AND (c0.attestedOn IS NULL OR c0.attestedOn = $today)
  } AND m.key IS NOT NULL
  WITH m
  ORDER BY m.key
  LIMIT $p4
  RETURN [coalesce(m.title, m.key), CASE WHEN m.date IS :: DATE NOT NULL THEN toString(m.date) END] AS row
}, COUNT {
  MATCH (m:Document)
  WITH m, [text IN CASE WHEN m.involvement IS :: LIST<STRING NOT NULL> NOT NULL THEN m.involvement ELSE [] END | trim(coalesce(split(text, ';')[1], ''))] AS levels
  WHERE none(level IN levels
  WHERE level IN ['INFORM', 'CONSULT', 'ADVISE', 'COPRODUCE', 'DECIDE']) AND NOT (size(levels) > 0 AND all(level IN levels
  WHERE level = 'NONE')) AND m.date >= $p1 AND m.date < $p2 AND EXISTS {
    MATCH (m)-[c0:CONCERNS]->(x2)(()-[t1:TOUCHES|ADDRESSES|FALLS_UNDER|PART_OF WHERE (t1.validFrom IS NULL OR t1.validFrom <= $today) AND (t1.validTo IS NULL OR $today < t1.validTo) AND (t1.attestedOn IS NULL OR t1.attestedOn = $today)]->()){0,34}(:Domain {key: $p3})
    WHERE (c0.validFrom IS NULL OR c0.validFrom <= $today) AND (c0.validTo IS NULL OR $today < c0.validTo) AND (c0.attestedOn IS NULL OR c0.attestedOn = $today)
  } AND m.key IS NOT NULL
  RETURN DISTINCT m
}], [COLLECT {
  MATCH (m:Document)
  WITH m, [text IN CASE WHEN m.involvement IS :: LIST<STRING NOT NULL> NOT NULL THEN m.involvement ELSE [] END | trim(coalesce(split(text, ';')[1], ''))] AS levels
  WHERE (size(levels) > 0 AND all(level IN levels
  WHERE level = 'NONE')) AND m.date >= $p1 AND m.date < $p2 AND EXISTS {
    MATCH (m)-[c0:CONCERNS]->(x2)(()-[t1:TOUCHES|ADDRESSES|FALLS_UNDER|PART_OF WHERE (t1.validFrom IS NULL OR t1.validFrom <= $today) AND (t1.validTo IS NULL OR $today < t1.validTo) AND (t1.attestedOn IS NULL OR t1.attestedOn = $today)]->()){0,34}(:Domain {key: $p3})
    WHERE (c0.validFrom IS NULL OR c0.validFrom <= $today) AND (c0.validTo IS NULL OR $today < c0.validTo) AND (c0.attestedOn IS NULL OR c0.attestedOn = $today)
  } AND m.key IS NOT NULL
  WITH m
  ORDER BY m.key
  LIMIT $p5
  RETURN [coalesce(m.title, m.key), CASE WHEN m.date IS :: DATE NOT NULL THEN toString(m.date) END, m.involvement] AS row
}, COUNT {
  MATCH (m:Document)
  WITH m, [text IN CASE WHEN m.involvement IS :: LIST<STRING NOT NULL> NOT NULL THEN m.involvement ELSE [] END | trim(coalesce(split(text, ';')[1], ''))] AS levels
  WHERE (size(levels) > 0 AND all(level IN levels
  WHERE level = 'NONE')) AND m.date >= $p1 AND m.date < $p2 AND EXISTS {
    MATCH (m)-[c0:CONCERNS]->(x2)(()-[t1:TOUCHES|ADDRESSES|FALLS_UNDER|PART_OF WHERE (t1.validFrom IS NULL OR t1.validFrom <= $today) AND (t1.validTo IS NULL OR $today < t1.validTo) AND (t1.attestedOn IS NULL OR t1.attestedOn = $today)]->()){0,34}(:Domain {key: $p3})
    WHERE (c0.validFrom IS NULL OR c0.validFrom <= $today) AND (c0.validTo IS NULL OR $today < c0.validTo) AND (c0.attestedOn IS NULL OR c0.attestedOn = $today)
  } AND m.key IS NOT NULL
  RETURN DISTINCT m
}]] AS answer, COLLECT {
  UNWIND $given AS id
  MATCH (:Alias {key: id})-[:ALIAS_OF*1..16]->(m)
  WHERE (m:Resident OR m:Official OR m:Department OR m:Organisation OR m:Initiative OR m:Problem OR m:Domain OR m:Area OR m:Counter OR m:Event OR m:Document OR m:Responsibility OR m:Contact OR m:Source) AND m.key IS NOT NULL
  RETURN [id, CASE WHEN m:Resident THEN 'resident:' WHEN m:Official THEN 'official:' WHEN m:Department THEN 'department:' WHEN m:Organisation THEN 'organisation:' WHEN m:Initiative THEN 'initiative:' WHEN m:Problem THEN 'problem:' WHEN m:Domain THEN 'domain:' WHEN m:Area THEN 'area:' WHEN m:Counter THEN 'counter:' WHEN m:Event THEN 'event:' WHEN m:Document THEN 'document:' WHEN m:Responsibility THEN 'responsibility:' WHEN m:Contact THEN 'contact:' WHEN m:Source THEN 'source:' END + m.key] AS row
  ORDER BY row DESC
} AS old;
