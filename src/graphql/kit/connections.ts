import type { Type } from '@nestjs/common';
import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { Page } from '../../queries/paging/page.js';
import { Audit } from '../audit/audit.types.js';
import { Commitment } from '../commitment/commitment.types.js';
import { Department } from '../department/department.types.js';
import { Event } from '../event/event.types.js';
import { AdoptedScoringPolicy } from '../governance/governance.types.js';
import { ImportRun } from '../import/import.types.js';
import { Improvement } from '../improvement/improvement.types.js';
import { FeedbackAnswer, Interaction } from '../interaction/interaction.types.js';
import { ParkedEvent } from '../operations/operations.types.js';
import { RecordedRead } from '../privacy/privacy.types.js';
import { Relationship, Silence, TimelineEntry } from '../relationship/relationship.types.js';
import { Trial } from '../score/score.types.js';
import { Benchmark, Instrument, Survey } from '../survey/survey.types.js';
import { Team } from '../team/team.types.js';
import { Ticket } from '../ticket/ticket.types.js';
import { Answers, ResolveField, type Shown } from './answers.js';

/** Relay's PageInfo. Its resolver answers `hasNextPage` and `hasPreviousPage`, because they may cost a read. */
@ObjectType({ description: 'The position of a page in its connection.' })
export class PageInfo {
  @Field(() => String, { nullable: true, description: 'For `before`: the page before this one. Null if the page is empty.' })
  readonly startCursor: string | null;
  @Field(() => String, { nullable: true, description: 'For `after`: the page after this one. Null if the page is empty.' })
  readonly endCursor: string | null;
}

/** Whether a connection continues before or after a page. Read only if selected. */
@Answers(() => PageInfo)
class PageInfoResolver {
  @ResolveField(() => Boolean, { description: 'Whether there is a page after this one.' })
  hasNextPage(page: Page<unknown>): Promise<boolean> {
    return page.hasNextPage();
  }

  @ResolveField(() => Boolean, { description: 'Whether there is a page before this one.' })
  hasPreviousPage(page: Page<unknown>): Promise<boolean> {
    return page.hasPreviousPage();
  }
}

/** A Relay connection's type and its resolver. */
export interface Connection<N> {
  readonly type: Type<{ readonly edges: readonly { readonly cursor: string; readonly node: Shown<Type<N>> }[] }>;
  readonly resolver: Type;
}

/**
 * Creates the connection of a type: `TicketConnection` with its edges, `pageInfo`, and `totalCount`, which is counted only if
 * selected.
 */
function connectionOf<N>(node: Type<N>): Connection<N> {
  @ObjectType(`${node.name}Edge`, { description: `A ${node.name} in a list, with its cursor.` })
  class Edge {
    @Field(() => String, { description: 'For `after` and `before`. Opaque.' }) readonly cursor: string;
    @Field(() => node, { description: 'The object.' }) readonly node: Shown<Type<N>>;
  }
  @ObjectType(`${node.name}Connection`, { description: `A page of a list of type ${node.name}.` })
  class ConnectionType {
    @Field(() => [Edge], { description: 'In the order of the list, in both paging directions.' })
    readonly edges: readonly Edge[];
  }
  @Answers(() => ConnectionType)
  class ConnectionResolver {
    @ResolveField(() => PageInfo, { description: 'Whether there are pages before and after this one.' })
    pageInfo(page: Page<unknown>): PageInfo {
      return page;
    }

    @ResolveField(() => Int, { description: 'The number of all objects that match the filter.' })
    totalCount(page: Page<unknown>): Promise<number> {
      return page.totalCount();
    }
  }
  Object.defineProperty(ConnectionResolver, 'name', { value: `${node.name}ConnectionResolver` });
  return { type: ConnectionType, resolver: ConnectionResolver };
}

export const Departments = connectionOf(Department);
export const Teams = connectionOf(Team);
export const Tickets = connectionOf(Ticket);
export const Relationships = connectionOf(Relationship);
export const Silences = connectionOf(Silence);
export const Timeline = connectionOf(TimelineEntry);
export const Trials = connectionOf(Trial);
export const Commitments = connectionOf(Commitment);
export const FeedbackAnswers = connectionOf(FeedbackAnswer);
export const Surveys = connectionOf(Survey);
export const Audits = connectionOf(Audit);
export const ImportRuns = connectionOf(ImportRun);
export const Interactions = connectionOf(Interaction);
export const Improvements = connectionOf(Improvement);
export const Benchmarks = connectionOf(Benchmark);
export const Instruments = connectionOf(Instrument);
export const ParkedEvents = connectionOf(ParkedEvent);
export const Events = connectionOf(Event);
export const RecordedReads = connectionOf(RecordedRead);
export const ScoringPolicies = connectionOf(AdoptedScoringPolicy);

/** The resolvers of all connections and of their pages, for the module. */
export const CONNECTION_RESOLVERS: readonly Type[] = [
  PageInfoResolver,
  ...[
    Departments,
    Teams,
    Tickets,
    Relationships,
    Silences,
    Timeline,
    Trials,
    Commitments,
    FeedbackAnswers,
    Surveys,
    Audits,
    ImportRuns,
    ScoringPolicies,
    Interactions,
    Improvements,
    Instruments,
    Benchmarks,
    ParkedEvents,
    Events,
    RecordedReads,
  ].map(({ resolver }) => resolver),
];
