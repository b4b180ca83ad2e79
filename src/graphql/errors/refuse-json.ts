import { RapportError } from '../../domain/kernel/errors.js';

/** How JSON begins and no GraphQL document does. */
const JSON_START = /^\s*(?:\{\s*["}]|\[|"|-?\d|(?:true|false|null)\b)/;

/**
 * Refuses JSON in place of a query text. Mercurius would take it for a syntax tree and fail inside, which looks like a defect of ours.
 * Throws GRAPHQL_PARSE_FAILED.
 */
export function refuseJson(source: string): void {
  if (JSON_START.test(source)) {
    throw new RapportError('GRAPHQL_PARSE_FAILED', 'The query is JSON, not GraphQL.', {
      remedy: 'Send the query as a text: { "query": "{ teams { totalCount } }" }.',
    });
  }
}
