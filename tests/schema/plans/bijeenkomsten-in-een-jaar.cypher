RETURN COLLECT {
  MATCH (m:Event)
  WHERE (m.date >= $p0 AND m.date < $p1) AND m.key IS NOT NULL
  WITH m
  ORDER BY m.date, m.key
  LIMIT $p5
  RETURN [coalesce(m.title, m.key), CASE WHEN m.date IS :: DATE NOT NULL THEN toString(m.date) END, m.kind, COLLECT {
    MATCH (m)<-[r0:ORGANISED]-(m1)
    WHERE coalesce(r0.validFrom, $today) <= $today AND $today < coalesce(r0.validTo, date('9999-12-31')) AND coalesce(r0.attestedOn, $today) = $today AND (m1:Resident OR m1:Official OR m1:Department OR m1:Organisation) AND CASE WHEN m1:Resident THEN 'resident:' WHEN m1:Official THEN 'official:' WHEN m1:Department THEN 'department:' WHEN m1:Organisation THEN 'organisation:' END + m1.key IS NOT NULL
    WITH DISTINCT m1
    ORDER BY CASE WHEN m1:Resident THEN 'resident:' WHEN m1:Official THEN 'official:' WHEN m1:Department THEN 'department:' WHEN m1:Organisation THEN 'organisation:' END + m1.key
    LIMIT $p3
    RETURN CASE WHEN m1:Resident THEN ['Resident', [null]] WHEN m1:Official THEN ['Official', [m1.name]] WHEN m1:Department THEN ['Department', [m1.name]] WHEN m1:Organisation THEN ['Organisation', [m1.name]] END AS row
  }, [COLLECT {
    MATCH (m)<-[r2:ATTENDED]-(m3)
    WHERE coalesce(r2.validFrom, $today) <= $today AND $today < coalesce(r2.validTo, date('9999-12-31')) AND coalesce(r2.attestedOn, $today) = $today AND (m3:Resident OR m3:Official OR m3:Department OR m3:Organisation) AND CASE WHEN m3:Resident THEN 'resident:' WHEN m3:Official THEN 'official:' WHEN m3:Department THEN 'department:' WHEN m3:Organisation THEN 'organisation:' END + m3.key IS NOT NULL
    WITH DISTINCT m3
    ORDER BY CASE WHEN m3:Resident THEN 'resident:' WHEN m3:Official THEN 'official:' WHEN m3:Department THEN 'department:' WHEN m3:Organisation THEN 'organisation:' END + m3.key
    LIMIT $p4
    RETURN CASE WHEN m3:Resident THEN ['Resident', ['resident:' + m3.key]] WHEN m3:Official THEN ['Official', ['official:' + m3.key]] WHEN m3:Department THEN ['Department', ['department:' + m3.key]] WHEN m3:Organisation THEN ['Organisation', ['organisation:' + m3.key]] END AS row
  }, COUNT {
    MATCH (m)<-[r2:ATTENDED]-(m3)
    WHERE coalesce(r2.validFrom, $today) <= $today AND $today < coalesce(r2.validTo, date('9999-12-31')) AND coalesce(r2.attestedOn, $today) = $today AND (m3:Resident OR m3:Official OR m3:Department OR m3:Organisation) AND CASE WHEN m3:Resident THEN 'resident:' WHEN m3:Official THEN 'official:' WHEN m3:Department THEN 'department:' WHEN m3:Organisation THEN 'organisation:' END + m3.key IS NOT NULL
    RETURN DISTINCT m3
  }]] AS row
} AS answer;
