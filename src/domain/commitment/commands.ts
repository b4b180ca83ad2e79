import { command } from '../kernel/command.js';
import { moment, optional, reference, words } from '../kernel/fields.js';
import { reason } from '../ticket/fields.js';
import * as f from './events.js';

const commitment = { aggregate: 'commitment', key: ['commitmentId'] } as const;
const on = { commitmentId: f.commitmentId };
const because = { reason: optional(reason) };

export class MakeCommitment extends command({
  ...commitment,
  generatedKey: true,
  description: 'A team promises a department something until a moment.',
  fields: {
    ...on,
    byTeamId: reference('team', 'The team that promises'),
    toDepartmentId: reference('department', 'The department that may count on it'),
    promiseRef: optional(f.promiseRef),
    promise: words('promiseRef', 2_000, 'What is promised, in words; else `promiseRef`'),
    dueAt: f.dueAt,
    ticketId: optional(reference('ticket', 'The ticket it concerns')),
    touchpointId: f.touchpointId,
    interactionId: optional(reference('interaction', 'The contact in which it was made')),
  },
}) {}
export class RenegotiateCommitment extends command({
  ...commitment,
  description:
    'Both sides agree on another due date. Agreed before the old one it keeps the promise open; later, that date was missed.',
  fields: { ...on, newDueAt: f.newDueAt, agreedBy: f.agreedBy, ...because },
}) {}
export class FulfilCommitment extends command({
  ...commitment,
  description: 'IT says that it kept its word.',
  fields: { ...on, byRef: optional(f.byRef) },
}) {}
export class ConfirmFulfilment extends command({
  ...commitment,
  description: 'The department agrees that it was fulfilled.',
  fields: { ...on, byRef: f.byRef },
}) {}
export class DisputeFulfilment extends command({
  ...commitment,
  description: 'The department does not agree that it was fulfilled: it counts as missed until confirmed.',
  fields: { ...on, byRef: f.byRef, ...because },
}) {}
export class MissCommitment extends command({
  ...commitment,
  description: 'Says openly that the due date was missed. It counts as missed without this, too.',
  fields: { ...on, ...because },
}) {}
export class WithdrawCommitment extends command({
  ...commitment,
  description:
    'The department no longer needs it (then it does not count), or IT takes its word back (then it counts as missed).',
  fields: { ...on, withdrawnBy: f.withdrawnBy, ...because },
}) {}

export class CorrectCommitment extends command({
  ...commitment,
  importsOnly: true,
  description:
    'Earlier history was told after later history, or the ticket was booked to another department: what was promised, by whom and to whom, from the beginning.',
  fields: {
    ...on,
    byTeamId: reference('team', 'The team that promised'),
    toDepartmentId: reference('department', 'The department that may count on it'),
    dueAt: f.dueAt,
  },
}) {}
export class ReportDueDate extends command({
  ...commitment,
  importsOnly: true,
  description: 'The source names another due date, to which nobody is known to have agreed: what was promised stays.',
  fields: { ...on, reportedDueAt: moment('The due date that the source names') },
}) {}

export const COMMITMENT_COMMANDS = [
  MakeCommitment,
  RenegotiateCommitment,
  FulfilCommitment,
  ConfirmFulfilment,
  DisputeFulfilment,
  MissCommitment,
  WithdrawCommitment,
  CorrectCommitment,
  ReportDueDate,
] as const;
export type CommitmentCommand = InstanceType<(typeof COMMITMENT_COMMANDS)[number]>;
