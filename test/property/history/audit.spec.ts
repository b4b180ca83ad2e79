import { beforeAll, describe, expect, it } from 'vitest';
import fc from '../../support/properties.js';
import { canonicalJson } from '../../../src/domain/kernel/same-data.js';
import { AUDIT_VIEWS } from '../../../src/history/audit/sections.js';
import type { AuditRun } from '../../../src/history/audit/run-audit.js';
import { audited } from '../../support/audited.js';
import { demoFacts } from '../../support/demo-facts.js';
import { runs } from '../../support/runs.js';
import { givenEvents, type GivenEvent } from '../../unit/projections/given-events.js';
import { contactHistory, relationshipHistory } from '../projections/contact-histories.js';
import { decidedHistory, streamsOf } from '../projections/decided-histories.js';
import { choices, interleaved } from '../projections/interleaved.js';
import { step, ticketHistory } from '../projections/ticket-histories.js';

const textOf = ({ report, hash }: AuditRun) => canonicalJson({ report, hash });

describe('an audit of any history', () => {
  const histories = fc
    .tuple(
      fc.array(fc.array(step, { maxLength: 14 }), { minLength: 1, maxLength: 4 }),
      contactHistory('I1'),
      contactHistory('I2'),
      decidedHistory('department', 'team', 'relationship', 'commitment', 'instrument', 'survey', 'improvement'),
    )
    .map(([tickets, one, other, decided]) => [
      ...streamsOf(decided),
      ...tickets.map((steps, index) => ticketHistory(`T${index}`, steps)),
      // What people say is cut into groups in the order in which it was recorded.
      [...one, ...other],
      relationshipHistory('desk'),
      relationshipHistory('pacs'),
    ]);
  const period = { from: '2026-01-01T00:00:00.000Z', until: '2026-07-01T00:00:00.000Z' };

  it('is the same to the byte in whatever order the streams arrived, and whatever came afterwards', async () => {
    await fc.assert(
      fc.asyncProperty(histories, choices, choices, async (streams, one, other) => {
        const events = interleaved(streams, one);
        const pinned = { ...period, position: events.at(-1)!.position };
        const first = textOf(await audited(events, pinned));
        expect(textOf(await audited(interleaved(streams, other), pinned))).toBe(first);
        const half = { ...period, position: events[events.length >> 1]!.position };
        const upToThere = events.filter(({ position }) => position <= half.position);
        expect(textOf(await audited(events, half))).toBe(textOf(await audited(upToThere, half)));
      }),
      { numRuns: runs(3, 60) },
    );
  });
});

describe('an audit of half a hospital’s year', () => {
  const period = { from: '2025-09-01T00:00:00.000Z', until: '2026-03-01T00:00:00.000Z' };
  let facts: readonly GivenEvent[];
  let events: ReturnType<typeof givenEvents>;
  let first: AuditRun;
  beforeAll(async () => {
    facts = demoFacts({ seed: 1, years: 0.5, end: period.until });
    events = givenEvents(...facts);
    first = await audited(events, { ...period, position: events.at(-1)!.position });
  });

  it('has something to say in every section, and says it again whatever the order of the streams and the events since', async () => {
    const pinned = { ...period, position: events.at(-1)!.position };
    const views = first.formulae.map((one) => one.slice(0, one.indexOf('@'))).filter((one) => !one.includes('-'));
    expect(views).toEqual([...AUDIT_VIEWS]);
    for (const section of Object.values(first.report.sections)) expect(canonicalJson(section).length).toBeGreaterThan(500);
    // Every stream as a whole, the last ones first: as far from the order of the telling as can be, but for the groups in which people count.
    const isContact = ({ stream }: GivenEvent) => stream.startsWith('interaction-');
    const others = streamsOf(facts.filter((fact) => !isContact(fact)));
    const apart = givenEvents(...others.toReversed().flat(), ...facts.filter(isContact));
    expect(textOf(await audited(apart, pinned))).toBe(textOf(first));

    const half = { ...period, position: events[events.length >> 1]!.position };
    const then = await audited(
      events.filter(({ position }) => position <= half.position),
      half,
    );
    expect(textOf(await audited(events, half))).toBe(textOf(then));
    expect(then.hash.hash).not.toBe(first.hash.hash);
  });

  it('names no person, and no moment but months', () => {
    const text = canonicalJson(first.report.sections);
    expect(text).not.toMatch(/-person-|-agent|-lead|[a-z]Ref"/);
    expect(text).not.toMatch(/\d\d\d\d-\d\d-\d\d/);
  });
});
