// Runs the server audits of graphql-http against the address given, and prints their results as JSON.
import { auditServer } from 'graphql-http'

const results = await auditServer({ url: process.argv[2] })
const told = await Promise.all(
  results.map(async ({ id, name, status, reason, response }) => ({
    id, name, status, reason, answer: response ? `${response.status} ${await response.text()}` : undefined
  }))
)
console.log(JSON.stringify(told))
