import { importText } from './import-text.js';
import type { RecordingRunner } from './recording-runner.js';

/** A made-up desk: a row is a state, with a moment of solving that may be filled in. */
export const mapping = (fidelity: string, more = '') => `
name: nightly
format: { type: csv }
source: { system: desk }
fidelity: ${fidelity}
record: { key: id${more} }
zone: UTC
times: { at: yyyy-MM-dd HH:mm, solved: yyyy-MM-dd HH:mm }
occurredAt: at
registers: { teams: { column: team }, departments: { column: dept } }
opening: { fields: { kind: INCIDENT, channel: PHONE, clinicalImpact: NONE } }
states: { of: st, values: { new: NEW, work: IN_PROGRESS, wait: ON_HOLD, done: RESOLVED, over: CLOSED } }
milestones: [{ at: solved, command: ResolveTicket, fields: { workaround: false } }]
`;
export const HEAD = 'id,at,st,team,dept,no,solved\n';
export const night = (runner: RecordingRunner, text: string, ...rows: string[]) =>
  importText(text, `${HEAD}${rows.join('\n')}\n`, runner).then(({ report }) => report);
/** Its warnings, each with the rows that it names. */
export const codes = ({ warnings }: { warnings: readonly { code: string; rows: readonly number[] }[] }) =>
  warnings.filter(({ code }) => code !== 'NO_TARGETS').map(({ code, rows }) => [code, ...rows]);
