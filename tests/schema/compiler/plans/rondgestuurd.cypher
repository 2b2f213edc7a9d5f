CALL () {
  MATCH (first:Contact)
  WHERE $seen AND first.at >= $after AND first.at < $before AND first.key IS NOT NULL AND NOT EXISTS {
    (:Contact)-[:REFERRED_TO]->(first)
  }
  MATCH (first)-[:REFERRED_TO*0..50]->(c:Contact)
  RETURN collect(DISTINCT c) AS contacts
}
CALL (contacts) {
  UNWIND contacts AS c
  MATCH (c)-[:ABOUT]->(e:Initiative|Problem|Domain)
  WHERE e.key IS NOT NULL
  RETURN collect(DISTINCT CASE WHEN e:Initiative THEN 'initiative:' WHEN e:Problem THEN 'problem:' ELSE 'domain:' END + e.key) AS ids
}
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
CALL (contacts) {
  UNWIND contacts AS c
  MATCH (c)-[:AT]->(d:Counter)
  RETURN collect(DISTINCT d) AS counters_met
}
CALL (contacts, departments) {
  CALL (contacts, departments) {
    UNWIND departments AS e
    RETURN e
    UNION ALL
    UNWIND contacts AS c
    MATCH (c)-[:AT]->(door:Counter|Department)
    WITH DISTINCT door
    MATCH (door)-[:PART_OF*0..1]->(d:Department)
    WITH DISTINCT d
    MATCH (d)-[:PART_OF|SUCCEEDED_BY*0..]->(e:Department)
    RETURN e
  }
  RETURN collect(DISTINCT e) AS departments_met
}
WITH departments_met AS departments, initiatives, problems, domains, areas, organisations, officials, responsibilities, residents, counters, contacts, counters_met
RETURN [n IN contacts | [n.key, toString(CASE WHEN n.at IS :: ZONED DATETIME NOT NULL THEN datetime.truncate('microsecond', datetime({datetime: n.at, timezone: 'Z'})) END)]] AS contacts, COLLECT {
  UNWIND contacts AS n
  MATCH (n)-[r:AT]->(e:Counter|Department)
  RETURN [n.key, CASE WHEN e:Counter THEN 'counter:' ELSE 'department:' END + e.key, CASE WHEN r.validFrom IS NULL AND r.validTo IS NULL AND r.attestedOn IS NULL THEN null ELSE [r.validFrom, r.validTo, r.attestedOn] END, null]
} AS at, COLLECT {
  UNWIND contacts AS n
  MATCH (n)-[r:ABOUT]->(e:Initiative|Problem|Domain)
  RETURN [n.key, CASE WHEN e:Initiative THEN 'initiative:' WHEN e:Problem THEN 'problem:' ELSE 'domain:' END + e.key, CASE WHEN r.validFrom IS NULL AND r.validTo IS NULL AND r.attestedOn IS NULL THEN null ELSE [r.validFrom, r.validTo, r.attestedOn] END, null]
} AS about, COLLECT {
  UNWIND contacts AS n
  MATCH (n)-[r:REFERRED_TO]->(e:Contact)
  RETURN [n.key, e.key, CASE WHEN r.validFrom IS NULL AND r.validTo IS NULL AND r.attestedOn IS NULL THEN null ELSE [r.validFrom, r.validTo, r.attestedOn] END, null]
} AS next, COLLECT {
  UNWIND counters_met AS n
  MATCH (n)-[r:PART_OF]->(e:Department|Organisation)
  RETURN [n.key, CASE WHEN e:Department THEN 'department:' ELSE 'organisation:' END + e.key, CASE WHEN r.validFrom IS NULL AND r.validTo IS NULL AND r.attestedOn IS NULL THEN null ELSE [r.validFrom, r.validTo, r.attestedOn] END, null]
} AS whose, [n IN initiatives | [n.key, null, n.synthetic, CASE WHEN n.startedOn IS :: DATE NOT NULL THEN toString(n.startedOn) WHEN NOT n.startedOn IS :: STRING NOT NULL THEN n.startedOn END, n.endedOn, n.stage, n.asks, null]] AS initiatives, [n IN problems | [n.key, null, n.synthetic, null]] AS problems, [n IN domains | [n.key, null, n.synthetic, CASE WHEN n.checkedOn IS :: DATE NOT NULL THEN toString(n.checkedOn) WHEN NOT n.checkedOn IS :: STRING NOT NULL THEN n.checkedOn END, null]] AS domains, [n IN areas | [n.key, null, n.synthetic, null]] AS areas, [n IN departments | [n.key, null, n.synthetic, n.level, CASE WHEN n.validFrom IS :: DATE NOT NULL THEN toString(n.validFrom) WHEN NOT n.validFrom IS :: STRING NOT NULL THEN n.validFrom END, n.validTo, null]] AS departments, [n IN organisations | [n.key, null, n.synthetic, n.publicTask, null]] AS organisations, [n IN officials | [n.key, null, n.synthetic, null]] AS officials, [n IN responsibilities | [n.key, null, n.synthetic, n.role, n.exclusive, CASE WHEN n.validFrom IS :: DATE NOT NULL THEN toString(n.validFrom) WHEN NOT n.validFrom IS :: STRING NOT NULL THEN n.validFrom END, n.validTo, n.attestedOn, n.recordedFrom, n.recordedTo, null]] AS responsibilities, [n IN residents | [n.key, null, n.synthetic, null]] AS residents, [n IN counters | [n.key, null, n.synthetic, n.validFrom, n.validTo, null, null]] AS counters, COLLECT {
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

RETURN [[COLLECT {
  UNWIND $p0 AS key
  MATCH (m:Initiative {key: key})
  RETURN ['initiative:' + key, [coalesce(m.title, m.key)]] AS row
}, COLLECT {
  UNWIND $p1 AS key
  MATCH (m:Problem {key: key})
  RETURN ['problem:' + key, []] AS row
}, COLLECT {
  UNWIND $p2 AS key
  MATCH (m:Domain {key: key})
  RETURN ['domain:' + key, []] AS row
}], [COLLECT {
  UNWIND $p3 AS key
  MATCH (m:Resident {key: key})
  RETURN ['resident:' + key, [null]] AS row
}, COLLECT {
  UNWIND $p4 AS key
  MATCH (m:Official {key: key})
  RETURN ['official:' + key, [m.name]] AS row
}, COLLECT {
  UNWIND $p5 AS key
  MATCH (m:Department {key: key})
  RETURN ['department:' + key, [m.name]] AS row
}, COLLECT {
  UNWIND $p6 AS key
  MATCH (m:Organisation {key: key})
  RETURN ['organisation:' + key, [m.name]] AS row
}], [COLLECT {
  UNWIND $p8 AS key
  MATCH (m:Contact {key: key})
  RETURN ['contact:' + key, [m.at, head(COLLECT {
    MATCH (m)-[r0:AT]->(m1:Counter)
    WHERE (r0.validFrom IS NULL OR r0.validFrom <= $today) AND (r0.validTo IS NULL OR $today < r0.validTo) AND (r0.attestedOn IS NULL OR r0.attestedOn = $today) AND m1.key IS NOT NULL
    WITH m1
    ORDER BY m1.key
    LIMIT 1
    RETURN [coalesce(m1.name, m1.key)] AS one
  })]] AS row
}]] AS answer;
