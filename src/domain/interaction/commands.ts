import { command } from '../kernel/command.js';
import { optional, reference, words } from '../kernel/fields.js';
import * as f from './events.js';

const interaction = { aggregate: 'interaction', key: ['interactionId'] } as const;
const on = { interactionId: f.interactionId };
const said = { comment: words('commentRef', 4_000, 'The text; alternative to `commentRef`') };

export class StartInteraction extends command({
  ...interaction,
  generatedKey: true,
  description: 'Starts a contact between people of a team and people of a department.',
  fields: {
    ...on,
    teamId: reference('team', 'The team'),
    departmentId: reference('department', 'The department'),
    channel: f.channel,
    direction: f.direction,
    purpose: f.purpose,
    participants: optional(f.participants),
  },
}) {}
export class LinkInteractionToTicket extends command({
  ...interaction,
  description: 'Links the contact to a ticket that it concerned.',
  fields: { ...on, ticketId: reference('ticket', 'The ticket that it concerned') },
}) {}
export class TransferInteraction extends command({
  ...interaction,
  description: 'Transfers the contact to another team.',
  fields: { ...on, toTeamId: reference('team', 'The team that takes over'), warm: f.warm },
}) {}
export class EndInteraction extends command({
  ...interaction,
  description: 'Ends the contact.',
  fields: {
    ...on,
    outcome: f.outcome,
    nextStepAgreed: f.nextStepAgreed,
    commitmentIds: optional(f.commitmentIds),
    durationSec: f.durationSec,
  },
}) {}
export class GiveInteractionFeedback extends command({
  ...interaction,
  description: 'A person of the department rates how they were treated: once per person, whether or not the matter is solved.',
  fields: {
    ...on,
    respondentRef: f.respondentRef,
    treatment: f.treatment,
    ...f.answers,
    factors: optional(f.factors),
    commentRef: f.commentRef,
    ...said,
    resolvedAtTime: f.resolvedAtTime,
  },
}) {}
export class SelfAssessInteraction extends command({
  ...interaction,
  description: 'IT estimates how the department will rate the contact.',
  fields: { ...on, byRef: f.byRef, expectedTreatmentRating: f.treatment },
}) {}
export class GiveRecognition extends command({
  ...interaction,
  description: 'Records thanks, in either direction.',
  fields: { ...on, about: f.about, theme: f.theme, commentRef: f.commentRef, ...said },
}) {}
export class RaiseConcern extends command({
  ...interaction,
  description: 'Raises a concern, in either direction.',
  fields: { ...on, concernId: f.concernId, about: f.about, theme: f.theme, commentRef: f.commentRef, ...said },
}) {}
export class AddressConcern extends command({
  ...interaction,
  description: 'Responds to a concern.',
  fields: { ...on, concernId: f.concernId, commentRef: f.commentRef, ...said },
}) {}

export const INTERACTION_COMMANDS = [
  StartInteraction,
  LinkInteractionToTicket,
  TransferInteraction,
  EndInteraction,
  GiveInteractionFeedback,
  SelfAssessInteraction,
  GiveRecognition,
  RaiseConcern,
  AddressConcern,
] as const;
export type InteractionCommand = InstanceType<(typeof INTERACTION_COMMANDS)[number]>;
