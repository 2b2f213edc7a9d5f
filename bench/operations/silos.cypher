// What falls between silos, as an expert would write it for this city: departments of two levels hold, all of them valid, each
// initiative lies in one area, no tie has dates, and a department's silo is the service above it. So services are all that counts.
// Which services answer for a topic: in general, and in the areas that are named.
CALL () {
  MATCH (x:Domain|Problem)
  CALL (x) {
    MATCH (x)<-[:FOR]-(r:Responsibility)<-[:HOLDS]-(p:Department)-[:PART_OF]->(s:Department)
    WHERE r.role IN ['OWNER', 'LEAD'] AND (r.validFrom IS NULL OR r.validFrom <= $today) AND (r.validTo IS NULL OR $today < r.validTo)
    OPTIONAL MATCH (r)-[:WITHIN]->(w:Area)
    WITH w, collect(DISTINCT CASE s.level WHEN 'MUNICIPALITY' THEN p.key ELSE s.key END) AS silos
    RETURN collect([w, silos]) AS held
  }
  RETURN collect([x, [h IN held WHERE h[0] IS NOT NULL], head([h IN held WHERE h[0] IS NULL | h[1]])]) AS held
}
// The same for a domain with the broader ones above it, and which areas have an answer of their own.
CALL (held) {
  MATCH (x:Domain|Problem)
  WITH x, COLLECT { MATCH path = (x)-[:PART_OF*0..]->(e) RETURN e ORDER BY length(path) } AS line
  WITH x, line, [e IN line | head([h IN held WHERE h[0] = e])] AS entries
  MATCH (a:Area)
  OPTIONAL MATCH (a)-[:PART_OF]->(district:Area)
  WITH x, line, head([h IN entries WHERE h[2] IS NOT NULL | h[2]]) AS general, a,
    head([s IN [h IN entries | coalesce(head([n IN h[1] WHERE n[0] = a | n[1]]), head([n IN h[1] WHERE n[0] = district | n[1]]), h[2])] WHERE s IS NOT NULL]) AS here
  WITH x, line, general, collect(CASE WHEN here = general THEN null ELSE [a, coalesce(here, [])] END) AS named
  RETURN collect([x, line, coalesce(general, []), named]) AS answers
}
// What each initiative touches or addresses, with the services that answer there.
CALL (answers) {
  UNWIND [each IN answers WHERE each[0]:Domain] AS each
  WITH each[0] AS d, each[1] AS line, each[2] AS general, each[3] AS named
  MATCH (d)<-[t:TOUCHES]-(i:Initiative)-[:LOCATED_IN]->(a:Area)
  WHERE i.asks <> ['NOTHING'] AND NOT i.stage IN ['STOPPED', 'DONE'] AND (i.startedOn IS NULL OR i.startedOn <= $today)
  RETURN i, CASE t.kind WHEN 'SIDE' THEN 0 ELSE 1 END AS how, d AS topic, line, coalesce(head([n IN named WHERE n[0] = a | n[1]]), general) AS silos
  UNION ALL
  UNWIND [each IN answers WHERE each[0]:Problem] AS each
  WITH each[0] AS p, each[2] AS general, each[3] AS named, answers
  MATCH (p)-[:FALLS_UNDER]->(d:Domain)
  WITH p, general, named, head([o IN answers WHERE o[0] = d]) AS under
  MATCH (p)<-[:ADDRESSES]-(i:Initiative)-[:LOCATED_IN]->(a:Area)
  WHERE i.asks <> ['NOTHING'] AND NOT i.stage IN ['STOPPED', 'DONE'] AND (i.startedOn IS NULL OR i.startedOn <= $today)
  WITH p, under, i, a, coalesce(head([n IN named WHERE n[0] = a | n[1]]), general) AS silos
  WITH i, CASE size(silos) WHEN 0 THEN 1 ELSE 2 END AS how, CASE size(silos) WHEN 0 THEN under[0] ELSE p END AS topic,
    CASE size(silos) WHEN 0 THEN under[1] ELSE [p] END AS line,
    CASE size(silos) WHEN 0 THEN coalesce(head([n IN under[3] WHERE n[0] = a | n[1]]), under[2]) ELSE silos END AS silos
  RETURN i, how, topic, line, silos
}
WITH i, max(how) AS how, collect([how, topic, line, silos]) AS found
WITH i, [f IN found WHERE f[0] = how] AS found
WITH i, [f IN found WHERE size(f[3]) > 0 AND none(o IN found WHERE o[1] <> f[1] AND f[1] IN o[2]) | f[3]] AS answers
WHERE size(answers) > 0
WITH i, answers, none(s IN answers[0] WHERE all(o IN answers[1..] WHERE s IN o)) AND NOT EXISTS { (i)<-[:FOR]-(r:Responsibility) WHERE (r.validFrom IS NULL OR r.validFrom <= $today) } AS falls
