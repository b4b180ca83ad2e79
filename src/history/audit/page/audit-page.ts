import { COMPONENTS } from '../../../measures/components.js';
import type { AuditRun } from '../run-audit.js';
import { type SectionName, type Sections, SECTIONS } from '../sections.js';
import { componentSeries, improvements } from './charted.js';
import { type Html, html, trusted } from './html.js';
import { STYLE } from './style.js';
import * as tables from './tables.js';
import { departmentName, type Names, table, teamName } from './words.js';

type Drawn = { readonly [S in SectionName]: (section: Sections[S], names: Names) => Html | Promise<Html> };
const DRAWN: Drawn = { ...tables, componentSeries, improvements };
const TITLES: Readonly<Record<SectionName, string>> = {
  relationships: 'How the relationships stand',
  componentSeries: 'What changed, and what only varies',
  firstContact: 'First contact',
  silence: 'Silence',
  bounces: 'Handing over between teams',
  promises: 'Promises',
  perceptionGap: 'The shoe on the other foot',
  goalLinkage: 'Work for the departments’ goals',
  feedbackLoop: 'You said, we did',
  surveys: 'Surveys',
  maturity: 'Maturity, from both sides',
  improvements: 'Before and after improvements',
};

/** The audit as one page that needs nothing else: styles and charts are in it, scripts there are none, and everything told is escaped. */
export async function auditPage(run: AuditRun): Promise<string> {
  const { report, names } = run;
  const sections: Html[] = [];
  for (const name of Object.keys(SECTIONS) as SectionName[]) {
    const draw = DRAWN[name] as (section: unknown, names: Names) => Html | Promise<Html>;
    sections.push(
      html`<section id="${name}">
        <h2>${TITLES[name]}</h2>
        ${await draw(report.sections[name], names)}
      </section>`,
    );
  }
  const links = Object.entries(TITLES).map(([name, title]) => html`<a href="#${name}">${title}</a>`);
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Culture audit ${run.audit.auditId}</title>
        <style>
          ${trusted(STYLE)}
        </style>
      </head>
      <body>
        ${header(run)}
        <nav>${links}</nav>
        ${sections} ${findings(run)}
      </body>
    </html> `.text;
}

function header({ audit, report, hash, formulae, names }: AuditRun): Html {
  const { from, until, departmentIds, policy } = report;
  const lastDay = new Date(Date.parse(until) - 1).toISOString().slice(0, 10);
  const weights = COMPONENTS.map(
    (component) => `${component} ${policy.weights[component]} (half-life ${policy.halfLifeDays[component]} days)`,
  );
  return html`<h1>Culture audit</h1>
    <p class="quiet">How IT teams and departments got on, from ${from.slice(0, 10)} to ${lastDay}.</p>
    <dl>
      <dt>Audit</dt>
      <dd>${audit.auditId}</dd>
      <dt>Departments</dt>
      <dd>${departmentIds?.map((id) => departmentName(names, id)).join(', ') ?? 'all'}</dd>
      <dt>Policy</dt>
      <dd>${policy.name}, version ${policy.version}: ${weights.join(', ')}</dd>
      <dt>Position</dt>
      <dd><code>${audit.position}</code></dd>
      <dt>SHA-256</dt>
      <dd><code>${hash.hash}</code></dd>
      <dt>Computed by</dt>
      <dd><code>${formulae.join(' ')}</code></dd>
    </dl>
    <p class="quiet">
      Computed from the events up to this position and nothing else; <code>rapport audit verify ${audit.auditId}</code> computes
      it again and compares. Weights, half-life and thresholds are reasoned defaults, calibrated on no hospital’s data.
    </p>`;
}

/** Recorded after the audit, and so no part of what is hashed. */
function findings({ audit, names }: AuditRun): Html {
  const rows = audit.findings.map(({ findingId, theme, teamId, departmentId, recordedAt }) => [
    findingId,
    theme ?? '–',
    departmentId === null ? '–' : departmentName(names, departmentId),
    teamId === null ? '–' : teamName(names, teamId),
    recordedAt.slice(0, 10),
  ]);
  if (rows.length === 0) return html``;
  return html`<section id="findings">
    <h2>Findings</h2>
    <p>Written down by those who read the audit. Their words are kept apart from the log.</p>
    ${table(['Finding', 'Theme', 'Department', 'Team', 'Recorded'], rows)}
  </section>`;
}
