import type { TypedDocumentNode } from '@urql/core';
import { graphql, type ResultOf } from './graphql.js';

const EventPage = graphql(`
  fragment EventPage on EventConnection @_unmask {
    totalCount
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
export type EventsPage = ResultOf<typeof EventPage>;
export type ToldEvent = EventsPage['edges'][number]['node'];

const OF_TICKET = graphql(
  `
    query TicketEvents($id: ID!, $knownAt: DateTime, $first: Int!) {
      of: ticket(id: $id, knownAt: $knownAt) {
        events(first: $first) {
          ...EventPage
        }
      }
    }
  `,
  [EventPage],
);
const OF_INTERACTION = graphql(
  `
    query InteractionEvents($id: ID!, $knownAt: DateTime, $first: Int!) {
      of: interaction(id: $id, knownAt: $knownAt) {
        events(first: $first) {
          ...EventPage
        }
      }
    }
  `,
  [EventPage],
);
const OF_COMMITMENT = graphql(
  `
    query CommitmentEvents($id: ID!, $knownAt: DateTime, $first: Int!) {
      of: commitment(id: $id, knownAt: $knownAt) {
        events(first: $first) {
          ...EventPage
        }
      }
    }
  `,
  [EventPage],
);
const OF_IMPROVEMENT = graphql(
  `
    query ImprovementEvents($id: ID!, $knownAt: DateTime, $first: Int!) {
      of: improvement(id: $id, knownAt: $knownAt) {
        events(first: $first) {
          ...EventPage
        }
      }
    }
  `,
  [EventPage],
);
const OF_RELATIONSHIP = graphql(
  `
    query RelationshipEvents($teamId: ID!, $departmentId: ID!, $knownAt: DateTime, $first: Int!) {
      of: relationship(teamId: $teamId, departmentId: $departmentId, knownAt: $knownAt) {
        events(first: $first) {
          ...EventPage
        }
      }
    }
  `,
  [EventPage],
);
export const CorrelationQuery = graphql(
  `
    query Correlation($id: ID!, $knownAt: DateTime, $first: Int!) {
      correlation(id: $id, knownAt: $knownAt, first: $first) {
        ...EventPage
      }
    }
  `,
  [EventPage],
);

type Asked = TypedDocumentNode<{ of: { events: EventsPage } | null }, Record<string, unknown>>;
const OF_CATEGORY: Readonly<Record<string, unknown>> = {
  ticket: OF_TICKET,
  interaction: OF_INTERACTION,
  commitment: OF_COMMITMENT,
  improvement: OF_IMPROVEMENT,
  relationship: OF_RELATIONSHIP,
};

/** How the events of a stream are asked for; undefined where the API has no such thing and only the feed tells them. */
export function eventsOf(stream: string): { query: Asked; variables: Readonly<Record<string, string>> } | undefined {
  const { category, id } = partsOf(stream);
  const query = OF_CATEGORY[category] as Asked | undefined;
  if (!query) return undefined;
  const dot = id.indexOf('.');
  return {
    query,
    variables: category === 'relationship' ? { teamId: id.slice(0, dot), departmentId: id.slice(dot + 1) } : { id },
  };
}

/** `ticket-T-1` is of the category `ticket`; categories hold no dash. */
export function partsOf(stream: string): { category: string; id: string } {
  const dash = stream.indexOf('-');
  return { category: stream.slice(0, dash), id: stream.slice(dash + 1) };
}
