WITH $ids AS ids
CALL (ids) {
  CALL (ids) {
    UNWIND [id IN ids WHERE id STARTS WITH 'initiative:' | substring(id, 11)] AS key
    MATCH (s:Initiative {key: key})
    RETURN s, null AS alias
    UNION
    UNWIND [id IN ids WHERE id STARTS WITH 'problem:' | substring(id, 8)] AS key
    MATCH (s:Problem {key: key})
    RETURN s, null AS alias
    UNION
    UNWIND [id IN ids WHERE id STARTS WITH 'domain:' | substring(id, 7)] AS key
    MATCH (s:Domain {key: key})
    RETURN s, null AS alias
    UNION
    UNWIND ids AS id
    MATCH (a:Alias {key: id})-[:ALIAS_OF]->(s:Initiative|Problem|Domain)
    RETURN s, a.key AS alias
  }
  RETURN collect(DISTINCT s) AS subjects, [pair IN collect([alias, s]) WHERE pair[0] IS NOT NULL] AS aliases
}
CALL () {
  UNWIND $areas AS key
  MATCH (place:Area {key: key})
  RETURN collect(place) AS places
}
CALL (subjects) {
  UNWIND subjects AS s
  MATCH (s)-[:ADDRESSES]->(p:Problem)
  RETURN collect(DISTINCT p) AS addressed
}
WITH *, addressed + [s IN subjects WHERE s:Problem AND NOT s IN addressed] AS problems
CALL (subjects, problems) {
  UNWIND subjects + problems AS s
  MATCH (s)-[:TOUCHES|FALLS_UNDER]->(d:Domain)
  RETURN collect(DISTINCT d) AS touched
}
CALL (subjects, touched) {
  UNWIND touched + [s IN subjects WHERE s:Domain] AS d
  MATCH (d)-[:PART_OF*0..]->(broader:Domain)
  RETURN collect(DISTINCT broader) AS domains
}
CALL (subjects, places) {
  UNWIND subjects AS s
  MATCH (s)-[:LOCATED_IN]->(a:Area)
  RETURN collect(DISTINCT a) AS located
}
CALL (located, places) {
  UNWIND located + places AS a
  MATCH (a)-[:PART_OF*0..]->(wider:Area)
  RETURN collect(DISTINCT wider) AS areas
}
CALL (subjects, problems, domains) {
  UNWIND subjects + problems + domains AS x
  WITH DISTINCT x
  MATCH (x)<-[:FOR]-(r:Responsibility)
  RETURN collect(DISTINCT r) AS claimed
}
CALL (areas) {
  UNWIND areas AS a
  MATCH (a)<-[:WITHIN]-(r:Responsibility {role: 'CONVENER'})
  WHERE NOT EXISTS {
    (r)-[:FOR]->()
  }
  RETURN collect(DISTINCT r) AS convening
}
WITH *, claimed + convening AS responsibilities
CALL (responsibilities) {
  UNWIND responsibilities AS r
  MATCH (r)<-[:HOLDS]-(p)
  RETURN collect(DISTINCT p) AS holders
}
CALL (holders) {
  UNWIND [p IN holders WHERE p:Official] AS o
  MATCH (o)-[:WORKS_FOR]->(d:Department)
  RETURN collect(DISTINCT d) AS seats
}
CALL (holders, seats) {
  UNWIND seats + [p IN holders WHERE p:Department] AS d
  MATCH (d)-[:PART_OF|SUCCEEDED_BY*0..]->(e:Department)
  RETURN collect(DISTINCT e) AS departments
}
CALL (holders, departments) {
  UNWIND departments AS d
  MATCH (d)<-[w:WORKS_FOR]-(o:Official)
  WHERE w.function IN ['contact', 'Contact', 'CONTACT', 'hoofd', 'Hoofd', 'HOOFD'] AND NOT o IN holders
  RETURN collect(DISTINCT o) AS contacts
}
WITH *, contacts + [p IN holders WHERE p:Official] AS officials, [p IN holders WHERE p:Resident] AS residents, [p IN holders WHERE p:Organisation] AS organisations
CALL (subjects, problems, touched, areas, departments, organisations) {
  CALL (subjects, problems, touched, areas, departments, organisations) {
    UNWIND subjects + problems + touched + areas AS x
    MATCH (x)<-[:SERVES]-(c:Counter)
    RETURN c
    UNION
    UNWIND departments + organisations AS x
    MATCH (x)<-[:PART_OF]-(c:Counter)
    RETURN c
    UNION
    MATCH (c:Counter)
    WHERE NOT EXISTS {
      (c)-[:SERVES]->(:Problem|Domain)
    }
    RETURN c
    LIMIT 200
    UNION
    MATCH (c:Counter)
    WHERE c.key IS NOT NULL
    RETURN c
    ORDER BY c.key
    LIMIT 25
  }
  RETURN collect(c) AS counters
}
RETURN [n IN [s IN subjects WHERE s:Initiative] | [n.key, n.title, n.synthetic, n.startedOn, n.endedOn, n.stage, n.asks, [(n)-[r:TOUCHES]->(e:Domain) | ['domain:' + e.key, r.validFrom, r.validTo, r.attestedOn, r.kind]], [(n)-[r:ADDRESSES]->(e:Problem) | ['problem:' + e.key, r.validFrom, r.validTo, r.attestedOn, null]], [(n)-[r:LOCATED_IN]->(e:Area) | ['area:' + e.key, r.validFrom, r.validTo, r.attestedOn, null]], null]] AS initiatives, [n IN problems | [n.key, n.title, n.synthetic, [(n)-[r:FALLS_UNDER]->(e:Domain) | ['domain:' + e.key, r.validFrom, r.validTo, r.attestedOn, null]], [(n)-[r:LOCATED_IN]->(e:Area) | ['area:' + e.key, r.validFrom, r.validTo, r.attestedOn, null]], null]] AS problems, [n IN domains | [n.key, n.name, n.synthetic, n.checkedOn, [(n)-[r:PART_OF]->(e:Domain) | ['domain:' + e.key, r.validFrom, r.validTo, r.attestedOn, null]], null]] AS domains, [n IN areas | [n.key, n.name, n.synthetic, [(n)-[r:PART_OF]->(e:Area) | ['area:' + e.key, r.validFrom, r.validTo, r.attestedOn, null]], null]] AS areas, [n IN departments | [n.key, n.name, n.synthetic, n.level, n.validFrom, n.validTo, [(n)-[r:PART_OF]->(e:Department) | ['department:' + e.key, r.validFrom, r.validTo, r.attestedOn, null]], [(n)-[r:SUCCEEDED_BY]->(e:Department) | ['department:' + e.key, r.validFrom, r.validTo, r.attestedOn, null]], [[n.name], ['department:' + n.key, n.name], [n.name]]]] AS departments, [n IN organisations | [n.key, n.name, n.synthetic, n.publicTask, [[n.name], ['organisation:' + n.key, n.name], [n.name]]]] AS organisations, [n IN officials | [n.key, n.name, n.synthetic, [(n)-[r:WORKS_FOR]->(e:Department) | ['department:' + e.key, r.validFrom, r.validTo, r.attestedOn, r.function]], [[n.name], ['official:' + n.key, n.name], [n.name]]]] AS officials, [n IN responsibilities | [n.key, null, n.synthetic, n.role, n.exclusive, n.validFrom, n.validTo, n.attestedOn, n.recordedFrom, n.recordedTo, [(n)-[r:WITHIN]->(e:Area) | ['area:' + e.key, r.validFrom, r.validTo, r.attestedOn, null]], [(n)<-[r:HOLDS]-(p) | [CASE WHEN p:Resident THEN 'resident:' WHEN p:Official THEN 'official:' WHEN p:Department THEN 'department:' WHEN p:Organisation THEN 'organisation:' WHEN p:Counter THEN 'counter:' ELSE 'party:' END + p.key, r.validFrom, r.validTo, r.attestedOn, null]], [(n)-[r:FOR]->(e) | [CASE WHEN e:Initiative THEN 'initiative:' WHEN e:Problem THEN 'problem:' ELSE 'domain:' END + e.key, r.validFrom, r.validTo, r.attestedOn, null]], null]] AS responsibilities, [n IN residents | [n.key, null, n.synthetic, [[null], ['resident:' + n.key, null], [null]]]] AS residents, [n IN counters | [n.key, n.name, n.synthetic, n.validFrom, n.validTo, [(n)-[r:SERVES]->(e) | [CASE WHEN e:Problem THEN 'problem:' WHEN e:Domain THEN 'domain:' ELSE 'area:' END + e.key, r.validFrom, r.validTo, r.attestedOn, null]], [(n)-[r:PART_OF]->(e) | [CASE WHEN e:Department THEN 'department:' ELSE 'organisation:' END + e.key, r.validFrom, r.validTo, r.attestedOn, null]], null]] AS counters, [pair IN aliases | [pair[0], CASE WHEN pair[1]:Initiative THEN 'initiative:' WHEN pair[1]:Problem THEN 'problem:' ELSE 'domain:' END + pair[1].key]] AS aliases;
