import { PriorStream, recordOnLog } from '../../../../src/imports/plan/prior-record.js';
import { importText } from './import-text.js';
import type { RecordingRunner } from './recording-runner.js';

/** A desk that exports every reply, and on each of its rows when the ticket was solved and closed last. */
const REPLIES = `
name: replies
format: { type: csv }
source: { system: desk }
fidelity: HISTORY
record: { key: id, contiguous: false }
zone: UTC
times: { at: &at yyyy-MM-dd HH:mm, solved: *at, closed: *at }
occurredAt: at
ordering: [at]
registers: { teams: { column: team }, departments: { column: dept } }
opening: { fields: { kind: INCIDENT, channel: EMAIL, clinicalImpact: NONE } }
milestones:
  - { at: solved, command: ResolveTicket, fields: { workaround: false } }
  - { at: closed, command: CloseTicket }
events:
  of: what
  values: { said: { command: RecordRequesterReply }, again: { state: IN_PROGRESS }, done: { state: RESOLVED } }
`;
/** Imports rows of it as a file. */
export const take = async (runner: RecordingRunner, ...rows: string[]) =>
  (await importText(REPLIES, `id,at,what,team,dept,solved,closed\n${rows.join('\n')}\n`, runner)).report;
/** Where the ticket came to, in the order of time. */
export const moves = (runner: RecordingRunner) =>
  recordOnLog(new PriorStream(runner.events('ticket')))
    .filter(({ type }) => /Resolved|Closed|Reopened/.test(type))
    .map(({ type, at }) => `${type.replace('Ticket', '')} ${at.slice(8, 16)}`);
