import { beforeAll, describe, expect, it } from 'vitest';
import { auditInWords, auditPage, comparisonInWords } from '../../../../src/history/audit/audit-page.js';
import type { AuditRun } from '../../../../src/history/audit/run-audit.js';
import { SECTIONS } from '../../../../src/history/audit/sections.js';
import { audited } from '../../../support/audited.js';
import { demoFacts } from '../../../support/demo-facts.js';
import { givenEvents } from '../../projections/given-events.js';

// A year of a hospital is told first, and a hundred charts are drawn.
const EVIL = `<script>alert("x")</script>`;

describe('the page of an audit', () => {
  let run: AuditRun;
  let page: string;
  beforeAll(async () => {
    const period = { from: '2025-03-01T00:00:00.000Z', until: '2026-03-01T00:00:00.000Z' };
    const events = givenEvents(...demoFacts({ seed: 1, years: 1, end: period.until }));
    const computed = await audited(events, { ...period, position: events.at(-1)!.position });
    const finding = {
      findingId: 'F1',
      findingRef: 'r',
      theme: EVIL,
      teamId: null,
      departmentId: 'surgery',
      recordedAt: period.until,
    };
    const named = (names: Readonly<Record<string, string>>) =>
      Object.fromEntries(Object.keys(names).map((id) => [id, `${EVIL}${id}`]));
    run = {
      ...computed,
      audit: { ...computed.audit, findings: [finding] },
      names: { departments: named(computed.names.departments), teams: named(computed.names.teams) },
    };
    page = await auditPage(run, null, 'en');
  });

  it('shows every section, the findings and what proves it', () => {
    for (const section of Object.keys(SECTIONS)) expect(page).toContain(`<section id="${section}"`);
    expect(page).toContain('id="findings"');
    expect(page).toContain(run.hash.hash);
    expect(page.match(/<svg class="chart" viewBox="0 0 340/g)!.length).toBeGreaterThan(5);
    expect(page).not.toMatch(/undefined|NaN|\[object/);
  });

  it('draws the limits of a month around the same middle as its bar, at the ends of a chart too', () => {
    const middles = (chart: string, name: string) =>
      [...chart.matchAll(new RegExp(`class="${name}" x="([\\d.]+)" width="([\\d.]+)"`, 'g'))].map(([, x, width]) =>
        (Number(x) + Number(width) / 2).toFixed(2),
      );
    const charts = page.split('<svg class="chart" viewBox="0 0 340').map((part) => part.split('</svg>')[0]!);
    for (const chart of charts) expect(middles(chart, 'count')).toEqual(expect.arrayContaining(middles(chart, 'limits')));
    expect(charts.flatMap((chart) => middles(chart, 'limits')).length).toBeGreaterThan(50);
  });

  it('runs nothing and loads nothing, whatever people called themselves', () => {
    expect(page).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|\son[a-z]+=/i);
    expect(page).toContain('&lt;script>');
    expect(page).not.toMatch(/https?:/);
  });

  it('says in words what it comes to, in the language asked for', async () => {
    const english = await auditInWords(run, null, 'en');
    const german = await auditInWords(run, run.hash.hash, 'de');
    expect(english.parts.map(({ heading }) => heading)).toContain('Three relationships that need attention');
    expect(german.parts.map(({ heading }) => heading)).toContain('Drei Beziehungen, die Aufmerksamkeit brauchen');
    expect(german.about).toContain('Wie IT und Abteilungen zusammenarbeiteten, 1. März 2025 bis 28. Februar 2026');
    expect(german.proof).toContainEqual(['SHA-256', run.hash.hash, '(wie festgehalten)']);
    for (const { parts } of [english, german]) for (const { sentences } of parts) expect(sentences.length).toBeGreaterThan(0);
    expect(JSON.stringify([english.parts, german.parts])).not.toMatch(/undefined|NaN|[a-z]_[a-z]/);
    expect(await auditPage(run, null, 'de')).toContain('<html lang="de">');
  });

  it('says of an audit without relationships that there are none, not that all of them have a score', async () => {
    const empty = { ...run, report: { ...run.report, sections: { ...run.report.sections, relationships: {} } } };
    const { parts } = await auditInWords(empty, null, 'en');
    const said = parts.map(({ sentences }) => sentences[0]);
    const none = 'There is no relationship in this audit.';
    expect(said).toEqual(['No relationship could be judged.', none, none]);
  });

  it('says that people count in groups, but of an audit that was kept when they did not', async () => {
    const known = async (formula: string) =>
      (await auditInWords({ ...run, formulae: [formula] }, null, 'en')).parts.at(-1)!.sentences.join();
    expect(await known('culture-audit@4')).toContain('in whole groups of people');
    expect(await known('culture-audit@3')).not.toContain('groups');
    // Nobody is told what came of a single contact and how people found it: one column says so.
    expect(page).toContain('Treated well or badly');
    expect(page).not.toContain('Solved, badly treated');
    const perceived = Object.values(run.report.sections.perceptionGap).flatMap(({ whole }) => whole ?? []);
    expect(perceived.some(({ words, gap }) => words! >= 5 && gap !== null)).toBe(true);
  });

  it('finds nothing surely other between an audit and itself', async () => {
    const [worse, better] = await comparisonInWords(run, run, 'en');
    expect([worse!.sentences, better!.sentences]).toEqual([['None.'], ['None.']]);
  });
});
