/**
 * A typed client of the API, to be copied: every operation below is checked against `schema.graphql` by the compiler, and the tests run it.
 *
 *     npm install @urql/core graphql gql.tada
 *     npx gql.tada generate output        # makes the types that are imported here, from schema.graphql
 */
import { type AnyVariables, Client, fetchExchange, type TypedDocumentNode } from '@urql/core';
import { initGraphQLTada, type ResultOf, type VariablesOf } from 'gql.tada';
import type { introspection } from '../web/src/api/schema-types.js';

const graphql = initGraphQLTada<{ introspection: introspection; scalars: { DateTime: string; Position: string } }>();

const LogTicket = graphql(`
  mutation LogTicket($input: LogTicketInput!) {
    logTicket(input: $input) {
      position
      recorded
      ticket {
        ticketId
      }
    }
  }
`);
const Board = graphql(`
  query Board($departmentId: ID!, $minPosition: Position) {
    tickets(filter: { departmentId: $departmentId, state: [NEW] }, minPosition: $minPosition, first: 10) {
      totalCount
      edges {
        node {
          ticketId
          loggedAt
          acknowledgeBy
        }
      }
    }
  }
`);
const Attention = graphql(`
  query Attention($first: Int!) {
    relationships(orderBy: ATTENTION, first: $first) {
      edges {
        node {
          team {
            name
          }
          department {
            name
          }
          score {
            state
            value
            low
            high
            components {
              component
              observed
              evidence(first: 1) {
                edges {
                  node {
                    success
                    eventIds
                  }
                }
              }
            }
          }
        }
      }
    }
  }
`);
const Event = graphql(`
  query Event($id: ID!) {
    event(id: $id) {
      type
      stream
      occurredAt
      data
    }
  }
`);

/** What the server refused, as it said it: `code` is one of errors.json. */
export class Refused extends Error {
  constructor(
    message: string,
    readonly code: string,
    readonly field: string | undefined,
  ) {
    super(message);
  }
}

/** @param url where Rapport serves, such as http://127.0.0.1:4000 */
export function rapport(url: string) {
  const client = new Client({ url: `${url}/graphql`, exchanges: [fetchExchange], preferGetMethod: false });

  async function ask<Data, Variables extends AnyVariables>(
    operation: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    kind: 'query' | 'mutation' = 'query',
  ): Promise<Data> {
    const { data, error } = await client[kind](operation, variables).toPromise();
    const [refusal] = error?.graphQLErrors ?? [];
    if (refusal) {
      const { code, field } = refusal.extensions as { code: string; field?: string };
      throw new Refused(refusal.message, code, field);
    }
    if (error) throw error;
    return data as Data;
  }

  return {
    /**
     * Logs a ticket. Sent again with the same `commandId` after a lost answer, it is not recorded twice (`recorded` is false then).
     * The position it returns is what `newTickets` waits for, so that one's own write is read.
     */
    async logTicket(input: VariablesOf<typeof LogTicket>['input']) {
      return (await ask(LogTicket, { input }, 'mutation')).logTicket;
    },
    async newTickets(departmentId: string, minPosition?: string) {
      return (await ask(Board, { departmentId, minPosition: minPosition ?? null })).tickets;
    },
    /** Which relationships need attention first, and on what their scores rest. */
    async attention(first: number): Promise<ResultOf<typeof Attention>['relationships']['edges'][number]['node'][]> {
      return (await ask(Attention, { first })).relationships.edges.map(({ node }) => node);
    },
    /** An event behind a number. */
    async event(id: string) {
      return (await ask(Event, { id })).event;
    },
  };
}
