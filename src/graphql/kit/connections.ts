import { Audit } from '../audit/audit.types.js';
import { Commitment } from '../commitment/commitment.types.js';
import { connectionOf } from './connection.js';
import { Department } from '../department/department.types.js';
import { Event } from '../event/event.types.js';
import { FeedbackAnswer, Interaction } from '../interaction/interaction.types.js';
import { ImportRun } from '../import/import.types.js';
import { Improvement } from '../improvement/improvement.types.js';
import { Benchmark, Instrument, Survey } from '../survey/survey.types.js';
import { ParkedEvent } from '../operations/operations.types.js';
import { RecordedRead } from '../privacy/privacy.types.js';
import { Relationship, Silence, TimelineEntry } from '../relationship/relationship.types.js';
import { AdoptedScoringPolicy } from '../governance/governance.types.js';
import { Team } from '../team/team.types.js';
import { Ticket } from '../ticket/ticket.types.js';
import { Trial } from '../score/score.types.js';

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

/** The resolvers of all connections, for the module. */
export const CONNECTION_RESOLVERS = [
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
].map(({ resolver }) => resolver);
