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
WHERE NOT coalesce(i.asks = ['NOTHING'], false) AND coalesce(i.startedOn <= $day, CASE WHEN i.startedOn IS :: ZONED DATETIME NOT NULL THEN date(datetime({datetime: i.startedOn, timezone: $zone})) WHEN i.startedOn IS :: LOCAL DATETIME NOT NULL THEN date(i.startedOn) WHEN i.startedOn IS :: DATE NOT NULL THEN i.startedOn END <= $day, true) AND coalesce(CASE WHEN i.endedOn IS :: ZONED DATETIME NOT NULL THEN date(datetime({datetime: i.endedOn, timezone: $zone})) WHEN i.endedOn IS :: LOCAL DATETIME NOT NULL THEN date(i.endedOn) WHEN i.endedOn IS :: DATE NOT NULL THEN i.endedOn END >= $day, NOT coalesce(i.stage IN ['STOPPED', 'DONE'], false)) AND toStringOrNull(i.key) IS NOT NULL AND NOT EXISTS {
  (i)<-[:FOR]-(:Responsibility)
}
WITH i, COLLECT {
  MATCH (i)-[r:TOUCHES|ADDRESSES|LOCATED_IN]->(e)
  WITH r, CASE type(r) WHEN 'TOUCHES' THEN CASE WHEN e:Domain THEN $domains[toStringOrNull(e.key)] + CASE r.kind WHEN 'SIDE' THEN 1 ELSE 0 END END WHEN 'ADDRESSES' THEN CASE WHEN e:Problem THEN $problems[toStringOrNull(e.key)] END ELSE CASE WHEN e:Area THEN $areas[toStringOrNull(e.key)] END END AS number
  WHERE number IS NOT NULL
  RETURN CASE WHEN coalesce(r.validFrom, r.validTo, r.attestedOn) IS NULL THEN number ELSE [number, r.validFrom, r.validTo, r.attestedOn] END
} AS ties
RETURN collect(ties) AS rows;

RETURN [COLLECT {
  UNWIND $p0 AS key
  MATCH (m:Department {key: key})
  RETURN ['department:' + key, [m.key, m.name]] AS row
}, COLLECT {
  UNWIND $p1 AS key
  MATCH (m:Organisation {key: key})
  RETURN ['organisation:' + key, [m.key, m.name]] AS row
}, COLLECT {
  UNWIND $p2 AS key
  MATCH (m:Domain {key: key})
  RETURN ['domain:' + key, [m.key]] AS row
}] AS answer;
