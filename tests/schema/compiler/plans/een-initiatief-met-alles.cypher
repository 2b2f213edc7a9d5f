RETURN [COLLECT {
  UNWIND $p9 AS key
  MATCH (m:Initiative {key: key})
  RETURN ['initiative:' + key, [m.key, coalesce(m.title, m.key), m.summary, COLLECT {
    MATCH (m)-[r0:TOUCHES]->(m1:Domain)
    WHERE (r0.validFrom IS NULL OR r0.validFrom <= $today) AND (r0.validTo IS NULL OR $today < r0.validTo) AND (r0.attestedOn IS NULL OR r0.attestedOn = $today) AND m1.key IS NOT NULL
    WITH DISTINCT m1
    ORDER BY m1.key
    LIMIT $p1
    RETURN [coalesce(m1.name, m1.key)] AS row
  }, COLLECT {
    MATCH (m)-[r2:ADDRESSES]->(m3:Problem)
    WHERE (r2.validFrom IS NULL OR r2.validFrom <= $today) AND (r2.validTo IS NULL OR $today < r2.validTo) AND (r2.attestedOn IS NULL OR r2.attestedOn = $today) AND m3.key IS NOT NULL
    WITH DISTINCT m3
    ORDER BY m3.key
    LIMIT $p2
    RETURN [coalesce(m3.title, m3.key)] AS row
  }, COLLECT {
    MATCH (m)<-[r4:STARTED]-(m5)
    WHERE (r4.validFrom IS NULL OR r4.validFrom <= $today) AND (r4.validTo IS NULL OR $today < r4.validTo) AND (r4.attestedOn IS NULL OR r4.attestedOn = $today) AND (m5:Resident OR m5:Official OR m5:Department OR m5:Organisation) AND CASE WHEN m5:Resident THEN 'resident:' WHEN m5:Official THEN 'official:' WHEN m5:Department THEN 'department:' WHEN m5:Organisation THEN 'organisation:' END + m5.key IS NOT NULL
    WITH DISTINCT m5
    ORDER BY CASE WHEN m5:Resident THEN 'resident:' WHEN m5:Official THEN 'official:' WHEN m5:Department THEN 'department:' WHEN m5:Organisation THEN 'organisation:' END + m5.key
    LIMIT $p3
    RETURN CASE WHEN m5:Resident THEN ['Resident', [m5.key, null]] WHEN m5:Official THEN ['Official', [m5.key, m5.name]] WHEN m5:Department THEN ['Department', [m5.key, m5.name]] WHEN m5:Organisation THEN ['Organisation', [m5.key, m5.name]] END AS row
  }, COLLECT {
    MATCH (m)-[r6:LOCATED_IN]->(m7:Area)
    WHERE (r6.validFrom IS NULL OR r6.validFrom <= $today) AND (r6.validTo IS NULL OR $today < r6.validTo) AND (r6.attestedOn IS NULL OR r6.attestedOn = $today) AND m7.key IS NOT NULL
    WITH DISTINCT m7
    ORDER BY m7.key
    LIMIT $p4
    RETURN [coalesce(m7.name, m7.key)] AS row
  }, COLLECT {
    MATCH (m)<-[r8:ABOUT]-(m9:Contact)
    WHERE (r8.validFrom IS NULL OR r8.validFrom <= $today) AND (r8.validTo IS NULL OR $today < r8.validTo) AND (r8.attestedOn IS NULL OR r8.attestedOn = $today) AND m9.key IS NOT NULL
    WITH DISTINCT m9
    ORDER BY m9.key
    LIMIT $p5
    RETURN [m9.at, null, head(COLLECT {
      MATCH (m9)-[r10:AT]->(m11:Counter)
      WHERE (r10.validFrom IS NULL OR r10.validFrom <= $today) AND (r10.validTo IS NULL OR $today < r10.validTo) AND (r10.attestedOn IS NULL OR r10.attestedOn = $today) AND m11.key IS NOT NULL
      WITH m11
      ORDER BY m11.key
      LIMIT 1
      RETURN [coalesce(m11.name, m11.key)] AS one
    })] AS row
  }, COLLECT {
    MATCH (m)<-[r12:CONCERNS]-(m13:Event)
    WHERE (r12.validFrom IS NULL OR r12.validFrom <= $today) AND (r12.validTo IS NULL OR $today < r12.validTo) AND (r12.attestedOn IS NULL OR r12.attestedOn = $today) AND m13.key IS NOT NULL
    WITH DISTINCT m13
    ORDER BY m13.key
    LIMIT $p6
    RETURN [coalesce(m13.title, m13.key), CASE WHEN m13.date IS :: DATE NOT NULL THEN toString(m13.date) END] AS row
  }, COLLECT {
    MATCH (m)<-[r14:CONCERNS]-(m15:Document)
    WHERE (r14.validFrom IS NULL OR r14.validFrom <= $today) AND (r14.validTo IS NULL OR $today < r14.validTo) AND (r14.attestedOn IS NULL OR r14.attestedOn = $today) AND m15.key IS NOT NULL
    WITH DISTINCT m15
    ORDER BY m15.key
    LIMIT $p7
    RETURN [coalesce(m15.title, m15.key), CASE WHEN m15.date IS :: DATE NOT NULL THEN toString(m15.date) END] AS row
  }, COLLECT {
    MATCH (m)<-[r16:FOR]-(m17:Responsibility)
    WHERE (r16.validFrom IS NULL OR r16.validFrom <= $today) AND (r16.validTo IS NULL OR $today < r16.validTo) AND (r16.attestedOn IS NULL OR r16.attestedOn = $today) AND (m17.validFrom IS NULL OR m17.validFrom <= $today) AND (m17.validTo IS NULL OR $today < m17.validTo) AND (m17.attestedOn IS NULL OR m17.attestedOn = $today) AND m17.key IS NOT NULL
    WITH DISTINCT m17
    ORDER BY m17.key
    LIMIT $p8
    RETURN [m17.role, head(COLLECT {
      MATCH (m17)<-[r18:HOLDS]-(m19)
      WHERE (r18.validFrom IS NULL OR r18.validFrom <= $today) AND (r18.validTo IS NULL OR $today < r18.validTo) AND (r18.attestedOn IS NULL OR r18.attestedOn = $today) AND (m19:Resident OR m19:Official OR m19:Department OR m19:Organisation) AND m19.key IS NOT NULL
      WITH m19
      ORDER BY m19.key
      LIMIT 1
      RETURN CASE WHEN m19:Resident THEN ['Resident', [null]] WHEN m19:Official THEN ['Official', [m19.name]] WHEN m19:Department THEN ['Department', [m19.name]] WHEN m19:Organisation THEN ['Organisation', [m19.name]] END AS one
    })] AS row
  }, head(COLLECT {
    MATCH (m20:Source)
    WHERE m20.key IS NOT NULL AND ((m)-[:STATED_IN]->(m20) OR m20.key = m.source)
    WITH m20
    ORDER BY CASE WHEN m20.key = m.source THEN 0 ELSE 1 END, m20.rank, m20.key
    LIMIT 1
    RETURN [coalesce(m20.title, m20.key)] AS one
  }), COLLECT {
    MATCH (m21:Source)
    WHERE m21.key IS NOT NULL AND ((m)-[:STATED_IN]->(m21) OR m21.key = m.source)
    WITH m21
    ORDER BY CASE WHEN m21.key = m.source THEN 0 ELSE 1 END, m21.rank, m21.key
    RETURN [coalesce(m21.title, m21.key)] AS one
  }]] AS row
}] AS answer, COLLECT {
  UNWIND $given AS id
  MATCH (:Alias {key: id})-[:ALIAS_OF*1..16]->(m)
  WHERE (m:Resident OR m:Official OR m:Department OR m:Organisation OR m:Initiative OR m:Problem OR m:Domain OR m:Area OR m:Counter OR m:Event OR m:Document OR m:Responsibility OR m:Contact OR m:Source) AND m.key IS NOT NULL
  RETURN [id, CASE WHEN m:Resident THEN 'resident:' WHEN m:Official THEN 'official:' WHEN m:Department THEN 'department:' WHEN m:Organisation THEN 'organisation:' WHEN m:Initiative THEN 'initiative:' WHEN m:Problem THEN 'problem:' WHEN m:Domain THEN 'domain:' WHEN m:Area THEN 'area:' WHEN m:Counter THEN 'counter:' WHEN m:Event THEN 'event:' WHEN m:Document THEN 'document:' WHEN m:Responsibility THEN 'responsibility:' WHEN m:Contact THEN 'contact:' WHEN m:Source THEN 'source:' END + m.key] AS row
  ORDER BY row DESC
} AS old;
