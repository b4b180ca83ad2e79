import { type DocumentNode, Location } from 'graphql';
import { RapportError } from '../../domain/kernel/errors.js';

/**
 * Refuses JSON in place of a query text. Mercurius takes it for a syntax tree and fails inside, which looks like a defect of ours. A tree that was
 * parsed here knows its place in the text. Throws GRAPHQL_PARSE_FAILED.
 */
export function refuseJson(document: DocumentNode | null): void {
  if (!(document?.loc instanceof Location)) {
    throw new RapportError('GRAPHQL_PARSE_FAILED', 'The query is JSON, not GraphQL.', {
      remedy: 'Send the query as a text: { "query": "{ teams { totalCount } }" }.',
    });
  }
}
