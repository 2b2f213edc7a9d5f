// @neo4j/graphql with Apollo Server on the graph of the bench, set up as both recommend for production.
// In: PEER_PORT, NEO4J_URI, NEO4J_USER, NEO4J_PASSWORD. Out: GraphQL over HTTP; one line on standard output once it answers.

import { readFileSync } from "node:fs";
import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";
import { Neo4jGraphQL } from "@neo4j/graphql";
import neo4j from "neo4j-driver";

const { NEO4J_URI, NEO4J_USER, NEO4J_PASSWORD, PEER_PORT } = process.env;
const typeDefs = readFileSync(new URL("schema.graphql", import.meta.url), "utf8");

const driver = neo4j.driver(NEO4J_URI, neo4j.auth.basic(NEO4J_USER, NEO4J_PASSWORD), { maxConnectionPoolSize: 100 });
await driver.verifyConnectivity();

const features = { filters: { String: { GT: true } } }; // its pages by key start after the last one, as ours do
const schema = await new Neo4jGraphQL({ typeDefs, driver, features }).getSchema();
const server = new ApolloServer({
  schema,
  introspection: false,
  includeStacktraceInErrorResponses: false,
  stopOnTerminationSignals: false,
});
const context = async () => ({ sessionConfig: { database: "neo4j" } });
const { url } = await startStandaloneServer(server, { context, listen: { port: Number(PEER_PORT), host: "127.0.0.1" } });
console.log(url);

for (const signal of ["SIGTERM", "SIGINT"]) {
  process.once(signal, async () => {
    await server.stop();
    await driver.close();
    process.exit(0);
  });
}
