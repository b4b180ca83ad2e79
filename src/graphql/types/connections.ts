import { Audit } from './audit.js';
import { Commitment } from './commitment.js';
import { connectionOf } from './connection.js';
import { Department } from './department.js';
import { Event } from './event.js';
import { FeedbackAnswer } from './feedback-answer.js';
import { ImportRun } from './import-run.js';
import { Improvement } from './improvement.js';
import { Instrument } from './instrument.js';
import { Interaction } from './interaction.js';
import { ParkedEvent } from './parked-event.js';
import { RecordedRead } from './recorded-read.js';
import { Relationship } from './relationship.js';
import { AdoptedScoringPolicy } from './scoring-policy.js';
import { Silence } from './silence.js';
import { Survey } from './survey.js';
import { Team } from './team.js';
import { Ticket } from './ticket.js';
import { TimelineEntry } from './timeline-entry.js';
import { Trial } from './trial.js';

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
  ParkedEvents,
  Events,
  RecordedReads,
].map(({ resolver }) => resolver);
