"""What somebody would write by hand in Cypher for status, owners and lead of some initiatives on a day.

In: the parameters `keys` and `day`. Out: one record with a list of [key, status, keys of owners, key of lead]. It knows of the
rule what the synthetic city needs, and gives the same answers there: dates, areas two deep, problems that are held, broader
domains, what all share, leads and exclusive ones. It knows no seats, successors, displacement, public organisations,
deeper trees, lapsed responsibilities (LAPSED and UNOWNED are NOBODY), steps, doors or officials, and does not tell why.
"""

# Who answers for x in the nearest area, from x itself upwards.
_ANSWERS = """\
    MATCH (x)-[:PART_OF*0..]->(y)
    WITH y, line
    CALL (y, line) {
      MATCH (y)<-[:FOR]-(r:Responsibility)<-[:HOLDS]-(p:Department)
      WHERE coalesce(r.role, 'OWNER') IN ['OWNER', 'LEAD'] AND r.recordedTo IS NULL
        AND (r.validFrom IS NULL OR r.validFrom <= $day) AND (r.validTo IS NULL OR $day < r.validTo)
      OPTIONAL MATCH (r)-[:WITHIN]->(w:Area)
      WITH p, r, CASE WHEN w IS NULL THEN 99 WHEN w = line[0] THEN 0 WHEN w IN line THEN 1 END AS distance
      WHERE distance IS NOT NULL
      WITH distance, collect([p, r.role = 'LEAD', coalesce(r.exclusive, false)]) AS found ORDER BY distance LIMIT 1
      RETURN found
    }
    RETURN collect([y, found]) AS answers
"""

STATEMENT = f"""
MATCH (i:Initiative) WHERE i.key IN $keys
CALL (i) {{
  // the area it lies in, and what that is a part of
  MATCH (i)-[:LOCATED_IN]->(a:Area)
  RETURN [a] + COLLECT {{ MATCH (a)-[:PART_OF]->(w:Area) RETURN w }} AS line
}}
CALL (i, line) {{
  // its problems and domains, each with who answers for it and for what is above it
  MATCH (i)-[t:ADDRESSES|TOUCHES]->(x)
  CALL (x, line) {{
{_ANSWERS}  }}
  RETURN collect([x, coalesce(t.kind, 'CORE'), type(t), answers]) AS touched
}}
CALL (i, touched, line) {{
  // a problem that nobody holds stands for its domains
  UNWIND [each IN touched WHERE each[2] = 'ADDRESSES' AND size(each[3]) = 0 | each[0]] AS problem
  MATCH (problem)-[:FALLS_UNDER]->(x:Domain)
  CALL (x, line) {{
{_ANSWERS}  }}
  RETURN collect([x, 'CORE', 'FALLS_UNDER', answers]) AS through
}}
WITH i, [each IN touched WHERE each[2] = 'ADDRESSES' AND size(each[3]) > 0] AS held, through,
  [each IN touched WHERE each[2] = 'TOUCHES' AND each[1] <> 'SIDE'] AS core, [each IN touched WHERE each[2] = 'TOUCHES'] AS all_touched
WITH i, CASE WHEN size(held) > 0 THEN held + through WHEN size(core + through) > 0 THEN core + through ELSE all_touched END AS topics
WITH i, [each IN topics WHERE NOT any(other IN topics WHERE other[0] <> each[0] AND each[0]:Domain AND EXISTS {{ MATCH (o)-[:PART_OF]->(e) WHERE o = other[0] AND e = each[0] }})] AS topics
WITH i, [each IN topics | coalesce(each[3][0][1], [])] AS r
WITH i, r, [each IN r WHERE size(each) > 0] AS covered
WITH i, r, covered, [each IN covered | [one IN each | one[0]]] AS parties
WITH i, r, covered, parties, [p IN coalesce(parties[0], []) WHERE all(each IN parties WHERE p IN each)] AS direct
WITH i, r, covered, parties, direct, CASE WHEN size(direct) > 0 THEN [] ELSE [each IN parties | COLLECT {{ UNWIND each AS p MATCH (p)-[:PART_OF*0..]->(q:Department) WHERE q.level <> 'MUNICIPALITY' RETURN DISTINCT q }}] END AS wide
WITH i, r, covered, CASE WHEN size(direct) > 0 THEN COLLECT {{ UNWIND direct AS p RETURN DISTINCT p }} ELSE [q IN coalesce(wide[0], []) WHERE all(each IN wide WHERE q IN each)] END AS c
WITH i, r, covered, c, [p IN c WHERE any(each IN covered WHERE any(one IN each WHERE one[0] = p AND one[1]))] AS leads,
  any(each IN covered WHERE COUNT {{ UNWIND each AS one WITH one WHERE one[0] IN c AND one[2] RETURN DISTINCT one[0] }} > 1) AS contested
WITH i, c, CASE WHEN size(c) > 1 AND size(leads) = 1 THEN leads[0].key END AS lead, CASE
  WHEN size(covered) = 0 THEN 'NOBODY'
  WHEN size(c) = 0 THEN 'BETWEEN_SILOS'
  WHEN size(covered) < size(r) THEN 'PARTLY_OWNED'
  WHEN size(c) = 1 THEN 'OWNED'
  WHEN size(leads) <> 1 AND contested THEN 'CONTESTED'
  ELSE 'SHARED' END AS status
RETURN collect([i.key, status, CASE WHEN status = 'BETWEEN_SILOS' THEN [] ELSE [p IN c | p.key] END, CASE WHEN status = 'SHARED' THEN lead END])
"""
