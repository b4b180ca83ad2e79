import { describe, expect, it } from 'vitest';
import { compareReports } from '../../../../src/history/audit/compare-reports.js';
import { type AuditReport, hashOf, rounded } from '../../../../src/history/audit/report.js';
import type { AuditRun } from '../../../../src/history/audit/run-audit.js';
import { SECTIONS } from '../../../../src/history/audit/sections.js';
import { verificationOf } from '../../../../src/history/audit/read-audit.js';
import { DEFAULT_POLICY } from '../../../../src/measures/policy.js';

const report = (given: object = {}) =>
  ({
    from: '2025-01-01T00:00:00.000Z',
    until: '2026-01-01T00:00:00.000Z',
    departmentIds: null,
    policy: DEFAULT_POLICY,
    sections: { ...Object.fromEntries(Object.keys(SECTIONS).map((name) => [name, {}])), ...given },
  }) as unknown as AuditReport;
const silence = (late: number) => ({ whole: null, departments: { surgery: { due: 9, late } } });

describe('a report’s hash', () => {
  it('is of the content, not of the order of its fields', () => {
    const one = report({ silence: { whole: null, departments: { a: { due: 1, late: 2 } } } });
    const other = report({ silence: { departments: { a: { late: 2, due: 1 } }, whole: null } });
    expect(hashOf(one)).toEqual(hashOf(other));
    expect(hashOf(one).hash).toMatch(/^[0-9a-f]{64}$/);
  });
  it('changes with a value, with its section’s alone, and with what the audit is about', () => {
    const [one, other] = [hashOf(report({ silence: silence(2) })), hashOf(report({ silence: silence(3) }))];
    expect(one.hash).not.toBe(other.hash);
    expect(one.sections.silence).not.toBe(other.sections.silence);
    expect({ ...one.sections, silence: '' }).toEqual({ ...other.sections, silence: '' });
    expect(hashOf({ ...report(), departmentIds: ['surgery'] }).hash).not.toBe(hashOf(report()).hash);
  });
  it('does not hang on a last digit', () => {
    expect(rounded({ a: [0.1 + 0.2, 3, '0.30000000000000004'], b: null })).toEqual({
      a: [0.3, 3, '0.30000000000000004'],
      b: null,
    });
  });
});

describe('a run held against the one on record', () => {
  const hash = hashOf(report({ silence: silence(2) }));
  const recorded = {
    hash: hash.hash,
    sections: Object.entries(hash.sections).map(([section, of]) => ({ section, hash: of })),
    formulae: ['sri@1', 'silence@1'],
    recordedAt: '2026-01-02T00:00:00.000Z',
  };
  const run = (late: number, given: object = {}) =>
    ({
      audit: { run: recorded },
      hash: hashOf(report({ silence: silence(late) })),
      formulae: recorded.formulae,
      ...given,
    }) as unknown as AuditRun;

  it('is the same, or differs in sections that it names', () => {
    expect(verificationOf(run(2))).toMatchObject({ same: true, recomputed: hash.hash, different: [], formulaeChanged: [] });
    expect(verificationOf(run(3))).toMatchObject({ same: false, recorded: hash.hash, different: ['silence'] });
  });
  it('says when it was computed by something else', () => {
    const { formulaeChanged } = verificationOf(run(3, { formulae: ['sri@1', 'silence@2'] }));
    expect(formulaeChanged).toEqual(['- silence@1', '+ silence@2']);
  });
  it('cannot be held against what a formula of another version came to', () => {
    const formulae = ['service-relationship-index@sri-1', 'silence@1'];
    const older = { audit: { run: { ...recorded, formulae } } };
    for (const late of [2, 3]) {
      const verification = verificationOf(run(late, older));
      expect(verification).toMatchObject({
        same: null,
        recorded: hash.hash,
        cannotCompute: ['service-relationship-index@sri-1'],
        different: [],
      });
    }
  });
  it('has nothing to be held against as long as none is on record', () => {
    expect(verificationOf(run(2, { audit: { run: null } }))).toMatchObject({ recorded: null, same: null, different: [] });
  });
});

describe('two reports compared', () => {
  it('differ value by value, with what is in one only', () => {
    const sections = compareReports(
      report({ silence: silence(2) }),
      report({ silence: { whole: null, departments: { surgery: { due: 9, late: 3 }, icu: { due: 1 } } } }),
    );
    expect(sections.map(({ section }) => section)).toEqual(Object.keys(SECTIONS));
    expect(sections.filter(({ same }) => !same)).toEqual([
      {
        section: 'silence',
        same: false,
        differences: [
          { path: 'departments.icu', a: undefined, b: { due: 1 } },
          { path: 'departments.surgery.late', a: 2, b: 3 },
        ],
      },
    ]);
  });
});
