RETURN 1 AS one;

CALL () {
  MATCH (:Responsibility)-[:FOR]->(n:Initiative)
  RETURN collect(DISTINCT n) AS initiatives
}
CALL () {
  MATCH (n:Problem)
  RETURN collect(n) AS problems
}
CALL () {
  MATCH (n:Domain)
  RETURN collect(n) AS domains
}
CALL () {
  MATCH (n:Area)
  RETURN collect(n) AS areas
}
CALL () {
  MATCH (n:Department)
  RETURN collect(n) AS departments
}
CALL () {
  MATCH (n:Organisation)
  WHERE EXISTS {
    (n)-[:HOLDS]->()
  }
  RETURN collect(n) AS organisations
}
CALL () {
  MATCH (n:Official)
  WHERE EXISTS {
    (n)-[:HOLDS]->()
  }
  RETURN collect(n) AS officials
}
CALL () {
  MATCH (n:Responsibility)
  RETURN collect(n) AS responsibilities
}
WITH *, [] AS counters, [] AS residents
RETURN [n IN initiatives | [n.key, n.title, n.synthetic, CASE WHEN n.startedOn IS :: DATE NOT NULL THEN toString(n.startedOn) WHEN NOT n.startedOn IS :: STRING NOT NULL THEN n.startedOn END, n.endedOn, n.stage, n.asks, null]] AS initiatives, [n IN problems | [n.key, n.title, n.synthetic, null]] AS problems, [n IN domains | [n.key, n.name, n.synthetic, CASE WHEN n.checkedOn IS :: DATE NOT NULL THEN toString(n.checkedOn) WHEN NOT n.checkedOn IS :: STRING NOT NULL THEN n.checkedOn END, null]] AS domains, [n IN areas | [n.key, n.name, n.synthetic, null]] AS areas, [n IN departments | [n.key, n.name, n.synthetic, n.level, CASE WHEN n.validFrom IS :: DATE NOT NULL THEN toString(n.validFrom) WHEN NOT n.validFrom IS :: STRING NOT NULL THEN n.validFrom END, n.validTo, null]] AS departments, [n IN organisations | [n.key, n.name, n.synthetic, n.publicTask, null]] AS organisations, [n IN officials | [n.key, n.name, n.synthetic, null]] AS officials, [n IN responsibilities | [n.key, null, n.synthetic, n.role, n.exclusive, CASE WHEN n.validFrom IS :: DATE NOT NULL THEN toString(n.validFrom) WHEN NOT n.validFrom IS :: STRING NOT NULL THEN n.validFrom END, n.validTo, n.attestedOn, n.recordedFrom, n.recordedTo, null]] AS responsibilities, [n IN residents | [n.key, null, n.synthetic, null]] AS residents, [n IN counters | [n.key, n.name, n.synthetic, n.validFrom, n.validTo, n.phone, null]] AS counters, COLLECT {
  UNWIND initiatives AS n
  MATCH (n)-[r:TOUCHES]->(e:Domain)
  RETURN [n.key, e.key, CASE WHEN r.validFrom IS NULL AND r.validTo IS NULL AND r.attestedOn IS NULL THEN null ELSE [r.validFrom, r.validTo, r.attestedOn] END, r.kind]
} AS touches, COLLECT {
  UNWIND initiatives AS n
  MATCH (n)-[r:ADDRESSES]->(e:Problem)
  RETURN [n.key, e.key, CASE WHEN r.validFrom IS NULL AND r.validTo IS NULL AND r.attestedOn IS NULL THEN null ELSE [r.validFrom, r.validTo, r.attestedOn] END, null]
} AS addresses, COLLECT {
  UNWIND initiatives AS n
  MATCH (n)-[r:LOCATED_IN]->(e:Area)
  RETURN [n.key, e.key, CASE WHEN r.validFrom IS NULL AND r.validTo IS NULL AND r.attestedOn IS NULL THEN null ELSE [r.validFrom, r.validTo, r.attestedOn] END, null]
} AS initiative_areas, COLLECT {
  UNWIND problems AS n
  MATCH (n)-[r:FALLS_UNDER]->(e:Domain)
  RETURN [n.key, e.key, CASE WHEN r.validFrom IS NULL AND r.validTo IS NULL AND r.attestedOn IS NULL THEN null ELSE [r.validFrom, r.validTo, r.attestedOn] END, null]
} AS falls_under, COLLECT {
  UNWIND problems AS n
  MATCH (n)-[r:LOCATED_IN]->(e:Area)
  RETURN [n.key, e.key, CASE WHEN r.validFrom IS NULL AND r.validTo IS NULL AND r.attestedOn IS NULL THEN null ELSE [r.validFrom, r.validTo, r.attestedOn] END, null]
} AS problem_areas, COLLECT {
  UNWIND domains AS n
  MATCH (n)-[r:PART_OF]->(e:Domain)
  RETURN [n.key, e.key, CASE WHEN r.validFrom IS NULL AND r.validTo IS NULL AND r.attestedOn IS NULL THEN null ELSE [r.validFrom, r.validTo, r.attestedOn] END, null]
} AS broader, COLLECT {
  UNWIND areas AS n
  MATCH (n)-[r:PART_OF]->(e:Area)
  RETURN [n.key, e.key, CASE WHEN r.validFrom IS NULL AND r.validTo IS NULL AND r.attestedOn IS NULL THEN null ELSE [r.validFrom, r.validTo, r.attestedOn] END, null]
} AS wider, COLLECT {
  UNWIND departments AS n
  MATCH (n)-[r:PART_OF]->(e:Department)
  RETURN [n.key, e.key, CASE WHEN r.validFrom IS NULL AND r.validTo IS NULL AND r.attestedOn IS NULL THEN null ELSE [r.validFrom, r.validTo, r.attestedOn] END, null]
} AS parents, COLLECT {
  UNWIND departments AS n
  MATCH (n)-[r:SUCCEEDED_BY]->(e:Department)
  RETURN [n.key, e.key, CASE WHEN r.validFrom IS NULL AND r.validTo IS NULL AND r.attestedOn IS NULL THEN null ELSE [r.validFrom, r.validTo, r.attestedOn] END, null]
} AS successors, COLLECT {
  UNWIND officials AS n
  MATCH (n)-[r:WORKS_FOR]->(e:Department)
  RETURN [n.key, e.key, CASE WHEN r.validFrom IS NULL AND r.validTo IS NULL AND r.attestedOn IS NULL THEN null ELSE [r.validFrom, r.validTo, r.attestedOn] END, r.function]
} AS seats, COLLECT {
  UNWIND responsibilities AS n
  MATCH (n)-[r:WITHIN]->(e:Area)
  RETURN [n.key, e.key, CASE WHEN r.validFrom IS NULL AND r.validTo IS NULL AND r.attestedOn IS NULL THEN null ELSE [r.validFrom, r.validTo, r.attestedOn] END, null]
} AS within, [] AS serves, [] AS counter_of, COLLECT {
  UNWIND responsibilities AS n
  MATCH (n)<-[r:HOLDS]-(e)
  OPTIONAL MATCH (n)-[f:FOR]->(s)
  RETURN [n.key, CASE WHEN e:Department THEN 'department:' WHEN e:Official THEN 'official:' WHEN e:Organisation THEN 'organisation:' WHEN e:Resident THEN 'resident:' WHEN e:Counter THEN 'counter:' ELSE 'party:' END + e.key, CASE WHEN r.validFrom IS NULL AND r.validTo IS NULL AND r.attestedOn IS NULL THEN null ELSE [r.validFrom, r.validTo, r.attestedOn] END, CASE WHEN s:Initiative THEN 'initiative:' WHEN s:Problem THEN 'problem:' ELSE 'domain:' END + s.key, CASE WHEN f.validFrom IS NULL AND f.validTo IS NULL AND f.attestedOn IS NULL THEN null ELSE [f.validFrom, f.validTo, f.attestedOn] END]
} AS claims;

MATCH (i:Initiative)
WHERE toStringOrNull(i.key) IS NOT NULL AND NOT EXISTS {
  (i)<-[:FOR]-(:Responsibility)
} AND NOT coalesce(i.asks = ['NOTHING'], false)
WITH i, COLLECT {
  MATCH (i)-[r:TOUCHES|ADDRESSES|LOCATED_IN]->(e)
  WITH r, CASE type(r) WHEN 'TOUCHES' THEN CASE WHEN e:Domain THEN $domains[toStringOrNull(e.key)] + CASE r.kind WHEN 'SIDE' THEN 1 ELSE 0 END END WHEN 'ADDRESSES' THEN CASE WHEN e:Problem THEN $problems[toStringOrNull(e.key)] END ELSE CASE WHEN e:Area THEN $areas[toStringOrNull(e.key)] END END AS number
  WHERE number IS NOT NULL
  RETURN CASE WHEN coalesce(r.validFrom, r.validTo, r.attestedOn) IS NULL THEN number ELSE [number, r.validFrom, r.validTo, r.attestedOn] END
} AS ties
RETURN collect([toStringOrNull(i.key), CASE WHEN i.startedOn IS :: DATE NOT NULL THEN toString(i.startedOn) WHEN NOT i.startedOn IS :: STRING NOT NULL THEN i.startedOn END, i.endedOn, i.stage, ties]) AS rows;

WITH $ids AS ids
CALL (ids) {
  CALL (ids) {
    UNWIND [id IN ids WHERE id STARTS WITH 'initiative:' | substring(id, 11)] AS key
    MATCH (s:Initiative {key: key})
    RETURN s
    UNION ALL
    UNWIND [id IN ids WHERE id STARTS WITH 'problem:' | substring(id, 8)] AS key
    MATCH (s:Problem {key: key})
    RETURN s
    UNION ALL
    UNWIND [id IN ids WHERE id STARTS WITH 'domain:' | substring(id, 7)] AS key
    MATCH (s:Domain {key: key})
    RETURN s
  }
  RETURN collect(DISTINCT s) AS subjects
}
CALL () {
  UNWIND $areas AS key
  MATCH (place:Area {key: key})
  RETURN collect(place) AS places
}
WITH *, [s IN subjects WHERE s:Initiative] AS initiatives
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
  WHERE r.role IS NULL OR NOT r.role IN ['CONSENT', 'ADVISER', 'INFORMED', 'CONVENER']
  RETURN collect(DISTINCT r) AS claimed
}
WITH *, [] AS convening
WITH *, claimed + convening AS responsibilities
CALL (responsibilities) {
  UNWIND responsibilities AS r
  MATCH (r)<-[:HOLDS]-(p)
  RETURN collect(DISTINCT p) AS holders
}
CALL (holders) {
  UNWIND [p IN holders WHERE p:Official] AS o
  MATCH (o)-[:WORKS_FOR]->(d:Department)
  RETURN collect(DISTINCT d) AS seated
}
CALL (holders, seated) {
  UNWIND seated + [p IN holders WHERE p:Department] AS d
  MATCH (d)-[:PART_OF|SUCCEEDED_BY*0..]->(e:Department)
  RETURN collect(DISTINCT e) AS departments
}
WITH *, [p IN holders WHERE p:Resident] AS residents, [p IN holders WHERE p:Organisation] AS organisations, [p IN holders WHERE p:Counter] AS desks
WITH *, [p IN holders WHERE p:Official] AS officials
WITH *, desks AS counters
RETURN [n IN initiatives | [n.key, null, n.synthetic, CASE WHEN n.startedOn IS :: DATE NOT NULL THEN toString(n.startedOn) WHEN NOT n.startedOn IS :: STRING NOT NULL THEN n.startedOn END, n.endedOn, n.stage, n.asks, [[coalesce(n.title, n.key)]]]] AS initiatives, [n IN problems | [n.key, null, n.synthetic, null]] AS problems, [n IN domains | [n.key, null, n.synthetic, CASE WHEN n.checkedOn IS :: DATE NOT NULL THEN toString(n.checkedOn) WHEN NOT n.checkedOn IS :: STRING NOT NULL THEN n.checkedOn END, null]] AS domains, [n IN areas | [n.key, null, n.synthetic, null]] AS areas, [n IN departments | [n.key, null, n.synthetic, n.level, CASE WHEN n.validFrom IS :: DATE NOT NULL THEN toString(n.validFrom) WHEN NOT n.validFrom IS :: STRING NOT NULL THEN n.validFrom END, n.validTo, [[n.name], [n.name]]]] AS departments, [n IN organisations | [n.key, null, n.synthetic, n.publicTask, [[n.name], [n.name]]]] AS organisations, [n IN officials | [n.key, null, n.synthetic, [[n.name], [n.name]]]] AS officials, [n IN responsibilities | [n.key, null, n.synthetic, n.role, n.exclusive, CASE WHEN n.validFrom IS :: DATE NOT NULL THEN toString(n.validFrom) WHEN NOT n.validFrom IS :: STRING NOT NULL THEN n.validFrom END, n.validTo, n.attestedOn, n.recordedFrom, n.recordedTo, null]] AS responsibilities, [n IN residents | [n.key, null, n.synthetic, [[null], [null]]]] AS residents, [n IN counters | [n.key, null, n.synthetic, n.validFrom, n.validTo, null, null]] AS counters, COLLECT {
  UNWIND initiatives AS n
  MATCH (n)-[r:TOUCHES]->(e:Domain)
  RETURN [n.key, e.key, CASE WHEN r.validFrom IS NULL AND r.validTo IS NULL AND r.attestedOn IS NULL THEN null ELSE [r.validFrom, r.validTo, r.attestedOn] END, r.kind]
} AS touches, COLLECT {
  UNWIND initiatives AS n
  MATCH (n)-[r:ADDRESSES]->(e:Problem)
  RETURN [n.key, e.key, CASE WHEN r.validFrom IS NULL AND r.validTo IS NULL AND r.attestedOn IS NULL THEN null ELSE [r.validFrom, r.validTo, r.attestedOn] END, null]
} AS addresses, COLLECT {
  UNWIND initiatives AS n
  MATCH (n)-[r:LOCATED_IN]->(e:Area)
  RETURN [n.key, e.key, CASE WHEN r.validFrom IS NULL AND r.validTo IS NULL AND r.attestedOn IS NULL THEN null ELSE [r.validFrom, r.validTo, r.attestedOn] END, null]
} AS initiative_areas, COLLECT {
  UNWIND problems AS n
  MATCH (n)-[r:FALLS_UNDER]->(e:Domain)
  RETURN [n.key, e.key, CASE WHEN r.validFrom IS NULL AND r.validTo IS NULL AND r.attestedOn IS NULL THEN null ELSE [r.validFrom, r.validTo, r.attestedOn] END, null]
} AS falls_under, COLLECT {
  UNWIND problems AS n
  MATCH (n)-[r:LOCATED_IN]->(e:Area)
  RETURN [n.key, e.key, CASE WHEN r.validFrom IS NULL AND r.validTo IS NULL AND r.attestedOn IS NULL THEN null ELSE [r.validFrom, r.validTo, r.attestedOn] END, null]
} AS problem_areas, COLLECT {
  UNWIND domains AS n
  MATCH (n)-[r:PART_OF]->(e:Domain)
  RETURN [n.key, e.key, CASE WHEN r.validFrom IS NULL AND r.validTo IS NULL AND r.attestedOn IS NULL THEN null ELSE [r.validFrom, r.validTo, r.attestedOn] END, null]
} AS broader, COLLECT {
  UNWIND areas AS n
  MATCH (n)-[r:PART_OF]->(e:Area)
  RETURN [n.key, e.key, CASE WHEN r.validFrom IS NULL AND r.validTo IS NULL AND r.attestedOn IS NULL THEN null ELSE [r.validFrom, r.validTo, r.attestedOn] END, null]
} AS wider, COLLECT {
  UNWIND departments AS n
  MATCH (n)-[r:PART_OF]->(e:Department)
  RETURN [n.key, e.key, CASE WHEN r.validFrom IS NULL AND r.validTo IS NULL AND r.attestedOn IS NULL THEN null ELSE [r.validFrom, r.validTo, r.attestedOn] END, null]
} AS parents, COLLECT {
  UNWIND departments AS n
  MATCH (n)-[r:SUCCEEDED_BY]->(e:Department)
  RETURN [n.key, e.key, CASE WHEN r.validFrom IS NULL AND r.validTo IS NULL AND r.attestedOn IS NULL THEN null ELSE [r.validFrom, r.validTo, r.attestedOn] END, null]
} AS successors, COLLECT {
  UNWIND officials AS n
  MATCH (n)-[r:WORKS_FOR]->(e:Department)
  RETURN [n.key, e.key, CASE WHEN r.validFrom IS NULL AND r.validTo IS NULL AND r.attestedOn IS NULL THEN null ELSE [r.validFrom, r.validTo, r.attestedOn] END, r.function]
} AS seats, COLLECT {
  UNWIND responsibilities AS n
  MATCH (n)-[r:WITHIN]->(e:Area)
  RETURN [n.key, e.key, CASE WHEN r.validFrom IS NULL AND r.validTo IS NULL AND r.attestedOn IS NULL THEN null ELSE [r.validFrom, r.validTo, r.attestedOn] END, null]
} AS within, [] AS serves, [] AS counter_of, COLLECT {
  UNWIND responsibilities AS n
  MATCH (n)<-[r:HOLDS]-(e)
  OPTIONAL MATCH (n)-[f:FOR]->(s)
  RETURN [n.key, CASE WHEN e:Department THEN 'department:' WHEN e:Official THEN 'official:' WHEN e:Organisation THEN 'organisation:' WHEN e:Resident THEN 'resident:' WHEN e:Counter THEN 'counter:' ELSE 'party:' END + e.key, CASE WHEN r.validFrom IS NULL AND r.validTo IS NULL AND r.attestedOn IS NULL THEN null ELSE [r.validFrom, r.validTo, r.attestedOn] END, CASE WHEN s:Initiative THEN 'initiative:' WHEN s:Problem THEN 'problem:' ELSE 'domain:' END + s.key, CASE WHEN f.validFrom IS NULL AND f.validTo IS NULL AND f.attestedOn IS NULL THEN null ELSE [f.validFrom, f.validTo, f.attestedOn] END]
} AS claims;
