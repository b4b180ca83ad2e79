import { describe, expect, it } from 'vitest';
import type { PinnedAudit, FindAudit } from '../../../src/queries/audits.js';
import type { ViewReader, Views } from '../../../src/queries/view-reader.js';
import type { AuditComputer, ComputedAudit } from '../../../src/history/audit/compute-audit.js';
import type { AuditWatch } from '../../../src/history/audit/report.js';
import { RunAudit } from '../../../src/history/audit/run-audit.js';
import { IdentityRegister } from '../../../src/queries/identity/identity-register.js';

const AUDIT = { organizationId: 'main', auditId: 'a1', policy: null } as PinnedAudit;
const READER = {} as ViewReader;

/** Computes when it is told to, as the test wants. */
function computerInHand() {
  const runs: { watch: AuditWatch; end: (fault?: Error) => void }[] = [];
  const compute = (_audit: PinnedAudit, _policy: unknown, watch: AuditWatch) =>
    new Promise<ComputedAudit>((resolve, reject) =>
      runs.push({ watch, end: (fault) => (fault ? reject(fault) : resolve({} as ComputedAudit)) }),
    );
  return { runs, computer: { compute } as AuditComputer };
}

describe('an audit that is computed', () => {
  const begun = async (callers: number) => {
    const { runs, computer } = computerInHand();
    const finds = { execute: () => Promise.resolve(AUDIT) } as unknown as FindAudit;
    const audits = new RunAudit({} as Views, finds, new IdentityRegister(), {} as never, computer);
    const answers = Array.from({ length: callers }, () => audits.execute(READER, 'a1'));
    await expect.poll(() => runs.length).toBe(callers);
    return { audits, runs, answers };
  };

  it('tells how far it is to whoever waits for it', async () => {
    const { audits, runs, answers } = await begun(1);
    expect(audits.progressOf(AUDIT)).toEqual({ events: 0, section: null, sectionsDone: 0, sections: null });
    runs[0]!.watch.onEvents?.(500);
    expect(audits.progressOf(AUDIT)).toMatchObject({ events: 500, section: null });
    runs[0]!.watch.onSection?.('silence', 2, 9);
    expect(audits.progressOf(AUDIT)).toEqual({ events: 500, section: 'silence', sectionsDone: 2, sections: 9 });
    expect(audits.progressOf({ ...AUDIT, auditId: 'a2' })).toBeNull();
    runs[0]!.end();
    await answers[0];
    expect(audits.progressOf(AUDIT)).toBeNull();
  });

  it('tells nothing any more once the last of those who wait has gone', async () => {
    const { audits, runs, answers } = await begun(2);
    runs[0]!.end(new Error('given up'));
    await expect(answers[0]).rejects.toThrow('given up');
    expect(audits.progressOf(AUDIT)).not.toBeNull();
    runs[1]!.end();
    await answers[1];
    expect(audits.progressOf(AUDIT)).toBeNull();
  });
});
