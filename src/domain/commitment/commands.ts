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
  description: 'A team makes a commitment to a department, with a due date.',
  fields: {
    ...on,
    byTeamId: reference('team', 'The team that makes the commitment'),
    toDepartmentId: reference('department', 'The department that it is made to'),
    promiseRef: optional(f.promiseRef),
    promise: words('promiseRef', 2_000, 'What is promised; else give `promiseRef`'),
    dueAt: f.dueAt,
    ticketId: optional(reference('ticket', 'The related ticket')),
    touchpointId: f.touchpointId,
    interactionId: optional(reference('interaction', 'The contact in which it was made')),
  },
}) {}
export class RenegotiateCommitment extends command({
  ...commitment,
  description:
    'Both sides agree on another due date. If they agree before the old one, the commitment stays open; if later, the old date was missed.',
  fields: { ...on, newDueAt: f.newDueAt, agreedBy: f.agreedBy, ...because },
}) {}
export class FulfilCommitment extends command({
  ...commitment,
  description: 'IT reports that it fulfilled the commitment.',
  fields: { ...on, byRef: optional(f.byRef) },
}) {}
export class ConfirmFulfilment extends command({
  ...commitment,
  description: 'The department confirms that the commitment was fulfilled.',
  fields: { ...on, byRef: f.byRef },
}) {}
export class DisputeFulfilment extends command({
  ...commitment,
  description: 'The department does not agree that it was fulfilled: the commitment counts as missed until it is confirmed.',
  fields: { ...on, byRef: f.byRef, ...because },
}) {}
export class MissCommitment extends command({
  ...commitment,
  description: 'Records openly that the due date was missed. The commitment counts as missed without this, too.',
  fields: { ...on, ...because },
}) {}
export class WithdrawCommitment extends command({
  ...commitment,
  description:
    'Withdraws a commitment. If the department no longer needs it, it does not count; if IT withdraws it, it counts as missed.',
  fields: { ...on, withdrawnBy: f.withdrawnBy, ...because },
}) {}

export class CorrectCommitment extends command({
  ...commitment,
  importsOnly: true,
  description:
    'Corrects the commitment from its beginning, when a source delivers earlier history after later history, or the ticket was booked to another department.',
  fields: {
    ...on,
    byTeamId: reference('team', 'The team that promised'),
    toDepartmentId: reference('department', 'The department of the commitment'),
    dueAt: f.dueAt,
  },
}) {}
export class ReportDueDate extends command({
  ...commitment,
  importsOnly: true,
  description: 'Records that the source contains another due date. No agreement on it is known, so the promised one remains.',
  fields: { ...on, reportedDueAt: moment('The due date in the source') },
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
