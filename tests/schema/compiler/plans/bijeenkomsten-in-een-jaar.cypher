RETURN COLLECT {
  MATCH (m:Event)
  WHERE (m.date >= $p0 AND m.date < $p1) AND m.key IS NOT NULL
  WITH m
  ORDER BY m.date, m.key
  LIMIT $p5
  RETURN [coalesce(m.title, m.key), CASE WHEN m.date IS :: DATE NOT NULL THEN toString(m.date) END, m.kind, COLLECT {
    MATCH (m)<-[r0:ORGANISED]-(m1)
    WHERE (r0.validFrom IS NULL OR r0.validFrom <= $today) AND (r0.validTo IS NULL OR $today < r0.validTo) AND (r0.attestedOn IS NULL OR r0.attestedOn = $today) AND (m1:Resident OR m1:Official OR m1:Department OR m1:Organisation) AND CASE WHEN m1:Resident THEN 'resident:' WHEN m1:Official THEN 'official:' WHEN m1:Department THEN 'department:' WHEN m1:Organisation THEN 'organisation:' END + m1.key IS NOT NULL
    WITH DISTINCT m1
    ORDER BY CASE WHEN m1:Resident THEN 'resident:' WHEN m1:Official THEN 'official:' WHEN m1:Department THEN 'department:' WHEN m1:Organisation THEN 'organisation:' END + m1.key
    LIMIT $p3
    RETURN CASE WHEN m1:Resident THEN ['Resident', [null]] WHEN m1:Official THEN ['Official', [m1.name]] WHEN m1:Department THEN ['Department', [m1.name]] WHEN m1:Organisation THEN ['Organisation', [m1.name]] END AS row
  }, [COLLECT {
    MATCH (m)<-[r2:ATTENDED]-(m3)
    WHERE (r2.validFrom IS NULL OR r2.validFrom <= $today) AND (r2.validTo IS NULL OR $today < r2.validTo) AND (r2.attestedOn IS NULL OR r2.attestedOn = $today) AND (m3:Resident OR m3:Official OR m3:Department OR m3:Organisation) AND CASE WHEN m3:Resident THEN 'resident:' WHEN m3:Official THEN 'official:' WHEN m3:Department THEN 'department:' WHEN m3:Organisation THEN 'organisation:' END + m3.key IS NOT NULL
    WITH DISTINCT m3
    ORDER BY CASE WHEN m3:Resident THEN 'resident:' WHEN m3:Official THEN 'official:' WHEN m3:Department THEN 'department:' WHEN m3:Organisation THEN 'organisation:' END + m3.key
    LIMIT $p4
    RETURN CASE WHEN m3:Resident THEN ['Resident', [m3.key]] WHEN m3:Official THEN ['Official', [m3.key]] WHEN m3:Department THEN ['Department', [m3.key]] WHEN m3:Organisation THEN ['Organisation', [m3.key]] END AS row
  }, COUNT {
    MATCH (m)<-[r2:ATTENDED]-(m3)
    WHERE (r2.validFrom IS NULL OR r2.validFrom <= $today) AND (r2.validTo IS NULL OR $today < r2.validTo) AND (r2.attestedOn IS NULL OR r2.attestedOn = $today) AND (m3:Resident OR m3:Official OR m3:Department OR m3:Organisation) AND CASE WHEN m3:Resident THEN 'resident:' WHEN m3:Official THEN 'official:' WHEN m3:Department THEN 'department:' WHEN m3:Organisation THEN 'organisation:' END + m3.key IS NOT NULL
    RETURN DISTINCT m3
  }]] AS row
} AS answer;
