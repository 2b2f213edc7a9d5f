// Keys are unique for each label; the indexes serve ordering, looking up and searching.
// Made from graph/model/definition.py; every statement can be run again.

DROP INDEX search_tokens IF EXISTS;

CREATE FULLTEXT INDEX search_public IF NOT EXISTS FOR (n:Department|Organisation|Initiative|Problem|Domain|Area|Counter|Event|Document|Source) ON EACH [n.searchTokens]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}};

CREATE FULLTEXT INDEX search_staff IF NOT EXISTS FOR (n:Official) ON EACH [n.searchTokens]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}};

CREATE CONSTRAINT resident_key IF NOT EXISTS FOR (n:Resident) REQUIRE n.key IS UNIQUE;

CREATE CONSTRAINT official_key IF NOT EXISTS FOR (n:Official) REQUIRE n.key IS UNIQUE;

CREATE INDEX official_name IF NOT EXISTS FOR (n:Official) ON (n.name);

CREATE CONSTRAINT department_key IF NOT EXISTS FOR (n:Department) REQUIRE n.key IS UNIQUE;

CREATE INDEX department_name IF NOT EXISTS FOR (n:Department) ON (n.name);

CREATE CONSTRAINT organisation_key IF NOT EXISTS FOR (n:Organisation) REQUIRE n.key IS UNIQUE;

CREATE INDEX organisation_name IF NOT EXISTS FOR (n:Organisation) ON (n.name);

CREATE CONSTRAINT initiative_key IF NOT EXISTS FOR (n:Initiative) REQUIRE n.key IS UNIQUE;

CREATE INDEX initiative_title IF NOT EXISTS FOR (n:Initiative) ON (n.title);

CREATE INDEX initiative_startedon IF NOT EXISTS FOR (n:Initiative) ON (n.startedOn);

CREATE CONSTRAINT problem_key IF NOT EXISTS FOR (n:Problem) REQUIRE n.key IS UNIQUE;

CREATE INDEX problem_title IF NOT EXISTS FOR (n:Problem) ON (n.title);

CREATE CONSTRAINT domain_key IF NOT EXISTS FOR (n:Domain) REQUIRE n.key IS UNIQUE;

CREATE INDEX domain_name IF NOT EXISTS FOR (n:Domain) ON (n.name);

CREATE INDEX domain_code IF NOT EXISTS FOR (n:Domain) ON (n.code);

CREATE CONSTRAINT area_key IF NOT EXISTS FOR (n:Area) REQUIRE n.key IS UNIQUE;

CREATE INDEX area_name IF NOT EXISTS FOR (n:Area) ON (n.name);

CREATE INDEX area_code IF NOT EXISTS FOR (n:Area) ON (n.code);

CREATE CONSTRAINT counter_key IF NOT EXISTS FOR (n:Counter) REQUIRE n.key IS UNIQUE;

CREATE INDEX counter_name IF NOT EXISTS FOR (n:Counter) ON (n.name);

CREATE CONSTRAINT event_key IF NOT EXISTS FOR (n:Event) REQUIRE n.key IS UNIQUE;

CREATE INDEX event_title IF NOT EXISTS FOR (n:Event) ON (n.title);

CREATE INDEX event_date IF NOT EXISTS FOR (n:Event) ON (n.date);

CREATE CONSTRAINT document_key IF NOT EXISTS FOR (n:Document) REQUIRE n.key IS UNIQUE;

CREATE INDEX document_title IF NOT EXISTS FOR (n:Document) ON (n.title);

CREATE INDEX document_date IF NOT EXISTS FOR (n:Document) ON (n.date);

CREATE CONSTRAINT responsibility_key IF NOT EXISTS FOR (n:Responsibility) REQUIRE n.key IS UNIQUE;

CREATE CONSTRAINT contact_key IF NOT EXISTS FOR (n:Contact) REQUIRE n.key IS UNIQUE;

CREATE INDEX contact_at IF NOT EXISTS FOR (n:Contact) ON (n.at);

CREATE CONSTRAINT source_key IF NOT EXISTS FOR (n:Source) REQUIRE n.key IS UNIQUE;

CREATE CONSTRAINT alias_key IF NOT EXISTS FOR (n:Alias) REQUIRE n.key IS UNIQUE;

CREATE CONSTRAINT change_key IF NOT EXISTS FOR (n:Change) REQUIRE n.key IS UNIQUE;

CREATE INDEX change_at IF NOT EXISTS FOR (n:Change) ON (n.at);

CREATE CONSTRAINT load_key IF NOT EXISTS FOR (n:Load) REQUIRE n.key IS UNIQUE;

CREATE CONSTRAINT sequence_key IF NOT EXISTS FOR (n:Sequence) REQUIRE n.key IS UNIQUE;
