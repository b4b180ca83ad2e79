import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { auditPage } from '../../../../src/history/audit/page/audit-page.js';
import { html } from '../../../../src/history/audit/page/html.js';
import type { AuditRun } from '../../../../src/history/audit/run-audit.js';
import { SECTIONS } from '../../../../src/history/audit/sections.js';
import { audited } from '../../../support/audited.js';
import { demoFacts } from '../../../support/demo-facts.js';
import { givenEvents } from '../../projections/given-events.js';

// A year of a hospital is told first, and a hundred charts are drawn.
jest.setTimeout(120_000);

const EVIL = `<script>alert("x")</script>`;

describe('what is put on a page', () => {
  it('is escaped, unless it is markup of the page’s own', () => {
    expect(html`<b title="${`"'`}">${EVIL}${html`<i>${'a & b'}</i>`}${[1, null, false, 'x']}</b>`.text).toBe(
      '<b title="&quot;&#39;">&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;<i>a &amp; b</i>1x</b>',
    );
  });
});

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
    page = await auditPage(run);
  });

  it('shows every section, the findings and what proves it', () => {
    for (const section of Object.keys(SECTIONS)) expect(page).toContain(`<section id="${section}">`);
    expect(page).toContain('id="findings"');
    expect(page).toContain(run.hash.hash);
    expect(page.match(/<svg /g)!.length).toBeGreaterThan(50);
    expect(page).not.toMatch(/undefined|NaN|\[object/);
  });

  it('runs nothing and loads nothing, whatever people called themselves', () => {
    expect(page).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|\son[a-z]+=/i);
    expect(page).toContain('&lt;script&gt;');
    // Only the names of XML's own vocabularies.
    expect(new Set(page.match(/https?:\/\/[^"' ]+/g))).toEqual(
      new Set(['http://www.w3.org/2000/svg', 'http://www.w3.org/1999/xlink']),
    );
  });
});
