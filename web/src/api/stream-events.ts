import { graphql, type ResultOf } from './graphql.js';

const EventPage = graphql(`
  fragment EventPage on EventConnection @_unmask {
    totalCount
    pageInfo {
      endCursor
      hasNextPage
    }
    edges {
      node {
        id
        type
        stream
        occurredAt
        recordedAt
        position
        correlationId
        data
      }
    }
  }
`);
export type EventRow = ResultOf<typeof EventPage>['edges'][number]['node'];

export const StreamQuery = graphql(
  `
    query StreamEvents($stream: String!, $knownAt: DateTime, $first: Int!, $after: String) {
      streamEvents(stream: $stream, knownAt: $knownAt, first: $first, after: $after) {
        ...EventPage
      }
    }
  `,
  [EventPage],
);
export const CorrelationQuery = graphql(
  `
    query Correlation($id: ID!, $knownAt: DateTime, $first: Int!, $after: String) {
      correlation(id: $id, knownAt: $knownAt, first: $first, after: $after) {
        ...EventPage
      }
    }
  `,
  [EventPage],
);

/** Splits a stream name: `ticket-T-1` has the category `ticket`. Categories contain no dash. */
export function partsOf(stream: string): { category: string; id: string } {
  const dash = stream.indexOf('-');
  return { category: stream.slice(0, dash), id: stream.slice(dash + 1) };
}
