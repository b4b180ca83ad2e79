import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import { IdentityRegister } from '../queries/identity/identity-register.js';
import type { Views } from '../queries/view-reader.js';
import type { FastifyReply } from 'fastify';
import { askerOf } from './asker.js';
import { formatErrors } from './errors/format-errors.js';
import { refuseJson } from './errors/refuse-json.js';
import { limitQuery } from './limits/limit-query.js';
import { plainFields } from './plain-fields.js';
import { RequestContext } from './request-context.js';

/** How the API is served. `overrides` is for what the application decides: GraphiQL, subscriptions. */
export function graphqlModuleOptions(views: Views, overrides: Partial<MercuriusDriverConfig> = {}): MercuriusDriverConfig {
  const register = new IdentityRegister();
  return {
    driver: MercuriusDriver,
    autoSchemaFile: true,
    sortSchema: true,
    transformSchema: plainFields,
    // Compile a query when it comes for the second time.
    jit: 1,
    context: (_request: unknown, reply: FastifyReply) => new RequestContext(views, register, askerOf(reply)),
    errorFormatter: formatErrors,
    hooks: {
      preValidation: async (_schema, document) => refuseJson(document),
      preExecution: async (schema, document, _context, variables) => limitQuery(schema, document, variables ?? {}),
      onResolution: async (execution, context) => {
        // The answer is given all the same: to show something old and say so beats to show an error (stores.md, M5).
        if ((context as unknown as RequestContext).stale) execution.extensions = { ...execution.extensions, stale: true };
      },
    },
    ...overrides,
  };
}
