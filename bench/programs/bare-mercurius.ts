// Mercurius with nothing behind it: our schema, and responses from memory. `bare-mercurius <answers.json>`; the file contains
// the values of the top-level fields, as {"Query": {"tickets": …}, "Mutation": {…}}.
import { readFileSync } from 'node:fs';
import { fastify } from 'fastify';
import mercurius from 'mercurius';
import { inProject } from '../kit/program.js';

const answers = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as Record<string, Record<string, unknown>>;
const resolvers = Object.fromEntries(
  Object.entries(answers).map(([type, fields]) => [
    type,
    Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, () => value])),
  ]),
);

const app = fastify();
await app.register(mercurius.default, {
  schema: readFileSync(inProject('schema/schema.graphql'), 'utf8'),
  resolvers: resolvers as never,
  // Like ours: a query is compiled at its second run.
  jit: 1,
});
const url = await app.listen({ port: 0, host: '127.0.0.1' });
process.on('SIGTERM', () => void app.close());
process.stdout.write(`${JSON.stringify({ url })}\n`);
