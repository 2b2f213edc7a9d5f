// Who owns these initiatives, as an expert would write it for this city: departments of two levels hold, all of them valid,
// each initiative lies in one area. No seats, successors, organisations, officials, steps or doors: the city asks for none here.
UNWIND range(0, size($keys) - 1) AS place
MATCH (i:Initiative {key: $keys[place]})-[:LOCATED_IN]->(a:Area)
OPTIONAL MATCH (a)-[:PART_OF]->(district:Area)
// All that somebody may hold: the initiative, its problems, the domains of both and the broader ones.
CALL (i) {
  RETURN i AS x
  UNION
  MATCH (i)-[:ADDRESSES]->(x:Problem)
  RETURN x
  UNION
  MATCH (i)-[:TOUCHES]->(:Domain)-[:PART_OF*0..]->(x:Domain)
  RETURN x
  UNION
  MATCH (i)-[:ADDRESSES]->(:Problem)-[:FALLS_UNDER]->(:Domain)-[:PART_OF*0..]->(x:Domain)
  RETURN x
}
// Who holds that is read once for all who ask.
WITH x, collect([place, i, a, district]) AS askers
CALL (x) {
  MATCH (x)<-[:FOR]-(r:Responsibility)<-[:HOLDS]-(p:Department)-[:PART_OF]->(s:Department)
  WHERE r.role IN ['OWNER', 'LEAD'] AND (r.validFrom IS NULL OR r.validFrom <= $today)
  OPTIONAL MATCH (r)-[:WITHIN]->(w:Area)
  RETURN collect({party: p.key, above: CASE s.level WHEN 'MUNICIPALITY' THEN null ELSE s.key END, lead: r.role = 'LEAD',
    exclusive: coalesce(r.exclusive, false), within: w, ended: coalesce(r.validTo <= $today, false)}) AS all
}
UNWIND askers AS asker
WITH asker[0] AS place, asker[1] AS i, x,
  [c IN all WHERE c.within = asker[2]] AS here, [c IN all WHERE c.within = asker[3]] AS around, [c IN all WHERE c.within IS NULL] AS general
WITH place, i, x, any(c IN here + around + general WHERE c.ended) AS lapsed,
  [c IN here WHERE NOT c.ended] AS here, [c IN around WHERE NOT c.ended] AS around, [c IN general WHERE NOT c.ended] AS general
// Of the nearest area; then one for each party, and one for each line of the tree.
WITH place, i, x, lapsed, CASE WHEN size(here) > 0 THEN here WHEN size(around) > 0 THEN around ELSE general END AS claims
WITH place, i, x, lapsed, CASE size(claims) WHEN 0 THEN [] WHEN 1 THEN claims ELSE
  [n IN range(0, size(claims) - 1) WHERE none(o IN claims[..n] WHERE o.party = claims[n].party) |
    {party: claims[n].party, above: claims[n].above,
     lead: any(o IN claims WHERE o.party = claims[n].party AND o.lead),
     exclusive: any(o IN claims WHERE o.party = claims[n].party AND o.exclusive)}]
END AS members
WITH place, i, collect({x: x, lapsed: lapsed, members: CASE WHEN size(members) < 2 THEN members ELSE [m IN members WHERE none(o IN members WHERE
    coalesce(o.above = m.party, false) AND NOT (m.lead AND NOT o.lead)
    OR coalesce(m.above = o.party, false) AND o.lead AND NOT m.lead)] END}) AS held
// What it is about, each domain with the broader ones above it, nearest first.
WITH *, [(i)-[:ADDRESSES]->(p:Problem)-[:FALLS_UNDER]->(d:Domain) | [p, d]] AS problems, [(i)-[t:TOUCHES]->(d:Domain) | [d, t.kind]] AS touched
CALL (problems, touched) {
  UNWIND [t IN touched | t[0]] + [p IN problems | p[1]] AS d
  WITH DISTINCT d
  RETURN collect(COLLECT { MATCH path = (d)-[:PART_OF*0..]->(e:Domain) RETURN e ORDER BY length(path) }) AS lines
}
// What decides: the problems that somebody holds, else the domains.
WITH *,
  coalesce(head([h IN held WHERE h.x = i | h.members]), []) AS own,
  [p IN problems WHERE any(h IN held WHERE h.x = p[0] AND size(h.members) > 0) | p[0]] AS decided
WITH *,
  [p IN problems WHERE NOT p[0] IN decided | p[1]] AS ofProblems,
  [t IN touched WHERE t[1] <> 'SIDE' | t[0]] AS core
WITH *, CASE
  WHEN size(decided) > 0 THEN ofProblems
  WHEN size(core) + size(ofProblems) > 0 THEN core + ofProblems
  ELSE [t IN touched | t[0]]
END AS domains
WITH *, [line IN lines WHERE line[0] IN domains
  AND none(o IN lines WHERE o[0] IN domains AND o[0] <> line[0] AND line[0] IN o)] AS topics
WITH *, CASE WHEN size(own) > 0 THEN [own] ELSE
  [p IN decided | head([h IN held WHERE h.x = p | h.members])]
  + [line IN topics | coalesce(head([found IN [x IN line | head([h IN held WHERE h.x = x | h.members])] WHERE size(found) > 0]), [])]
END AS answers
WITH *, [each IN answers WHERE size(each) > 0] AS covered
// Who is in all of them, else the service that all of them are below.
WITH *, [m IN covered[0] WHERE all(each IN covered WHERE any(o IN each WHERE o.party = m.party)) | m.party] AS shared,
  [each IN covered | [m IN each | m.party] + [m IN each WHERE m.above IS NOT NULL | m.above]] AS wide
WITH *, [n IN range(0, size(coalesce(wide[0], [])) - 1) WHERE all(each IN wide WHERE wide[0][n] IN each) AND NOT wide[0][n] IN wide[0][..n] | wide[0][n]] AS above
WITH *, CASE WHEN size(covered) = 0 THEN [] WHEN size(shared) > 0 THEN shared ELSE above END AS parties
WITH *, [party IN parties WHERE any(each IN covered WHERE any(m IN each WHERE m.party = party AND m.lead))] AS leads
WITH *, CASE
  WHEN size(covered) = 0 AND any(h IN held WHERE h.lapsed AND
    (h.x = i OR any(p IN problems WHERE p[0] = h.x) OR any(line IN topics WHERE h.x IN line))) THEN 'LAPSED'
  WHEN size(covered) = 0 THEN 'UNOWNED'
  WHEN size(parties) = 0 THEN 'BETWEEN_SILOS'
  WHEN size(covered) < size(answers) THEN 'PARTLY_OWNED'
  WHEN size(parties) = 1 THEN 'OWNED'
  WHEN size(leads) <> 1 AND any(each IN covered WHERE size([m IN each WHERE m.party IN parties AND m.exclusive]) > 1) THEN 'CONTESTED'
  ELSE 'SHARED'
END AS status
WITH * ORDER BY place
RETURN collect([i.key, status, parties, CASE WHEN status = 'SHARED' AND size(leads) = 1 THEN leads[0] END])
