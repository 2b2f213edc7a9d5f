RETURN COLLECT {
  MATCH (c:Change)
  WHERE c.key >= $p0 AND c.of IN $p2 AND c.at IS :: ZONED DATETIME NOT NULL AND c.what IS :: LIST<STRING NOT NULL> NOT NULL AND c.kind IN ['ADDED', 'CHANGED', 'ENDED', 'REMOVED']
  WITH c.key AS number, c.at AS at, c.kind AS kind, c.of AS of, c.what AS what
  ORDER BY number
  UNWIND range(CASE WHEN number = $p0 THEN $p1 ELSE 0 END, size(what) - 1) AS before
  WITH number, before + 1 AS place, at, kind, of, what[before] AS id
  WHERE NOT id STARTS WITH of + '|' OR none(each IN $p3
  WHERE id CONTAINS each)
  WITH number, place, at, kind, of, id
  LIMIT $p4 OPTIONAL
  CALL (of, id) {
    MATCH (m:Resident {key: CASE WHEN of = 'Resident' THEN substring(id, 9) END})
    RETURN m
    UNION ALL
    MATCH (m:Official {key: CASE WHEN of = 'Official' THEN substring(id, 9) END})
    RETURN m
    UNION ALL
    MATCH (m:Department {key: CASE WHEN of = 'Department' THEN substring(id, 11) END})
    RETURN m
    UNION ALL
    MATCH (m:Organisation {key: CASE WHEN of = 'Organisation' THEN substring(id, 13) END})
    RETURN m
    UNION ALL
    MATCH (m:Initiative {key: CASE WHEN of = 'Initiative' THEN substring(id, 11) END})
    RETURN m
    UNION ALL
    MATCH (m:Problem {key: CASE WHEN of = 'Problem' THEN substring(id, 8) END})
    RETURN m
    UNION ALL
    MATCH (m:Domain {key: CASE WHEN of = 'Domain' THEN substring(id, 7) END})
    RETURN m
    UNION ALL
    MATCH (m:Area {key: CASE WHEN of = 'Area' THEN substring(id, 5) END})
    RETURN m
    UNION ALL
    MATCH (m:Counter {key: CASE WHEN of = 'Counter' THEN substring(id, 8) END})
    RETURN m
    UNION ALL
    MATCH (m:Event {key: CASE WHEN of = 'Event' THEN substring(id, 6) END})
    RETURN m
    UNION ALL
    MATCH (m:Document {key: CASE WHEN of = 'Document' THEN substring(id, 9) END})
    RETURN m
    UNION ALL
    MATCH (m:Responsibility {key: CASE WHEN of = 'Responsibility' THEN substring(id, 15) END})
    RETURN m
    UNION ALL
    MATCH (m:Contact {key: CASE WHEN of = 'Contact' THEN substring(id, 8) END})
    RETURN m
    UNION ALL
    MATCH (m:Source {key: CASE WHEN of = 'Source' THEN substring(id, 7) END})
    RETURN m
  }
  RETURN [number, place, [kind, id, CASE WHEN m:Resident THEN ['Resident', [m.key]] WHEN m:Official THEN ['Official', [m.key]] WHEN m:Department THEN ['Department', [m.key]] WHEN m:Organisation THEN ['Organisation', [m.key]] WHEN m:Initiative THEN ['Initiative', [m.key, coalesce(m.title, m.key)]] WHEN m:Problem THEN ['Problem', [m.key]] WHEN m:Domain THEN ['Domain', [m.key, coalesce(m.name, m.key)]] WHEN m:Area THEN ['Area', [m.key]] WHEN m:Counter THEN ['Counter', [m.key]] WHEN m:Event THEN ['Event', [m.key]] WHEN m:Document THEN ['Document', [m.key]] WHEN m:Responsibility THEN ['Responsibility', [m.key]] WHEN m:Contact THEN ['Contact', [m.key]] WHEN m:Source THEN ['Source', [m.key]] END]] AS row
  ORDER BY number, place
} AS answer;
