import { describe, expect, it } from 'vitest';
import { importText } from './support/import-text.js';

// What an import loads first takes a busy machine its time.
const MAPPING = `
name: rows-apart
format: { type: csv }
source: { system: apart }
fidelity: HISTORY
record: { key: ticket, history: [n] }
times: { at: yyyy-MM-dd HH:mm ZZZ }
occurredAt: at
carry: [group]
actor: { kind: IT_STAFF, ref: by }
registers:
  teams: { column: group }
  departments: { column: ward, whenMissing: { id: unknown, name: Unknown } }
opening: { fields: { kind: INCIDENT, channel: OTHER, clinicalImpact: NONE } }
states:
  of: status
  whenMissing: keep
  values: { New: NEW, Working: IN_PROGRESS, Closed: CLOSED }
`;
const rows = (...lines: readonly string[]) => ['ticket,n,at,status,group,ward,by', ...lines, ''].join('\n');
const at = (time: string) => `2026-03-02 ${time} +0000`;

describe('rows of one record', () => {
  it('that share a history id are each taken, for neither is a repeat of the other', async () => {
    const { runner, report } = await importText(
      MAPPING,
      rows(`A,1,${at('08:00')},New,Desk,Ward,ann`, `A,2,${at('08:10')},,Network,Ward,bob`, `A,2,${at('08:20')},,Desk,Ward,bob`),
    );
    expect(report.rejects).toEqual([]);
    expect(runner.commands('AssignTicket').map(({ teamId }) => teamId)).toEqual(['desk', 'network', 'desk']);
  });

  it('leave nothing behind when they are rejected: what a rejected one says does not stand', async () => {
    const { runner, report } = await importText(
      MAPPING,
      rows(
        `A,1,${at('08:00')},New,Desk,Ward,ann`,
        `A,2,${at('08:10')},Nonsense,Network,Ward,bob`,
        `A,3,${at('08:20')},Working,,Ward,bob`,
        `A,4,${at('08:30')},,Network,Ward,bob`,
      ),
    );
    expect(report.rejects).toEqual([{ row: 2, code: 'UNKNOWN_STATE', detail: expect.stringContaining('Nonsense') }]);
    expect(runner.commands('AssignTicket').map(({ teamId, occurredAt }) => [teamId, occurredAt])).toEqual([
      ['desk', '2026-03-02T08:00:00.000Z'],
      ['network', '2026-03-02T08:30:00.000Z'],
    ]);
    expect(runner.commands('StartTicketWork')).toHaveLength(1);
  });
});
