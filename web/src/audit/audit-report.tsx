import type { ComponentChildren } from 'preact';
import { IntervalBar, usePercent, useRounded, useSigned } from '../parts/score.js';
import { Table } from '../parts/table.js';
import { useCode } from '../parts/words.js';
import { clockAt, ZoneProvider } from '../parts/zone.js';
import { useLocale, useTexts } from '../shell/texts.js';
import { aboutOf, type FindingsPart, findingsOf, proofOf } from './findings.js';
import { type AuditReport, boundsOf, byAttention, departmentName, relationshipName, type ScoreSide, teamName } from './report.js';
import * as improving from './improvement-sections.js';
import * as sections from './sections.js';
import { ComponentSeries } from './series.js';

/** An audit as a board reads it: first the conclusions, then the data behind them, and the proof at the end. */
export function AuditReportPage({ report }: { report: AuditReport }) {
  const { audit } = useTexts();
  const locale = useLocale();
  const [period, scope, clocks] = aboutOf(report, locale);
  return (
    <ZoneProvider value={report.zone}>
      <article class="audit">
        <header class="first-page">
          <h1>{audit.heading}</h1>
          <p class="lead">{period}</p>
          <p>{scope}</p>
          <p class="why">{clocks}</p>
          <InWords parts={findingsOf(report, locale)} />
          <p class="why">{audit.howToRead}</p>
        </header>
        <Part name="relationships">
          <Relationships report={report} />
        </Part>
        <Part name="componentSeries">
          <ComponentSeries report={report} />
        </Part>
        <Part name="firstContact">
          <sections.FirstContact report={report} />
        </Part>
        <Part name="silence">
          <sections.Silence report={report} />
        </Part>
        <Part name="promises">
          <sections.Promises report={report} />
        </Part>
        <Part name="bounces">
          <sections.Bounces report={report} />
        </Part>
        <Part name="feedbackLoop">
          <improving.FeedbackLoop report={report} />
        </Part>
        <Part name="improvements">
          <improving.Improvements report={report} />
        </Part>
        <Part name="surveys">
          <improving.Surveys report={report} />
        </Part>
        <Part name="perceptionGap">
          <sections.PerceptionGap report={report} />
        </Part>
        <Part name="goalLinkage">
          <sections.GoalLinkage report={report} />
        </Part>
        <Part name="maturity">
          <improving.Maturity report={report} />
        </Part>
        <RecordedFindings report={report} />
        <Proof report={report} />
      </article>
    </ZoneProvider>
  );
}

/** A section with its title and an explanation of its terms. */
function Part({ name, children }: { name: keyof AuditReport['sections']; children: ComponentChildren }) {
  const { audit } = useTexts();
  return (
    <section id={name} aria-labelledby={`${name}-title`}>
      <h2 id={`${name}-title`}>{audit.titles[name]}</h2>
      <p class="why">{audit.explained[name]}</p>
      {children}
    </section>
  );
}

export function InWords({ parts }: { parts: readonly FindingsPart[] }) {
  return (
    <>
      {parts.map(({ heading, sentences }) => (
        <section key={heading} class="in-words" aria-label={heading}>
          <h2>{heading}</h2>
          <ul>
            {sentences.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function Relationships({ report }: { report: AuditReport }) {
  const { audit, overview } = useTexts();
  const code = useCode();
  const percent = usePercent();
  const signed = useSigned();
  return (
    <Table
      caption={audit.titles.relationships}
      plain
      rows={byAttention(report.sections)}
      keyOf={([id]) => id}
      classOf={([, { verdict }]) => (verdict === 'MORE_THAN_CHANCE' ? 'sure' : undefined)}
      columns={[
        { heading: overview.relationship, cell: ([id]) => relationshipName(report, id) },
        { heading: audit.before, cell: ([, { before }]) => <Score side={before} /> },
        { heading: audit.after, cell: ([, { after }]) => <Score side={after} /> },
        { heading: audit.change, cell: ([, { change }]) => signed(change), numeric: true },
        {
          heading: audit.judged,
          cell: ([, { verdict, observedChange }]) =>
            verdict === 'MORE_THAN_CHANCE' ? (
              <strong class={(observedChange ?? 0) > 0 ? 'better' : 'worse'}>
                {(observedChange ?? 0) > 0 ? `▲ ${audit.surelyBetter}` : `▼ ${audit.surelyWorse}`}
              </strong>
            ) : (
              code(verdict)
            ),
        },
        { heading: overview.weakest, cell: ([, { after }]) => (after.weakest ? code(after.weakest.toUpperCase()) : '–') },
        { heading: audit.coverage, cell: ([, { after }]) => percent(after.coverage), numeric: true },
      ]}
    />
  );
}

export function Score({ side }: { side: ScoreSide }) {
  const { score } = useTexts();
  const round = useRounded();
  const bounds = boundsOf(side);
  return (
    <span class="score">
      <IntervalBar {...bounds} />
      <small>{bounds ? `${round(bounds.value)} (${round(bounds.low)}–${round(bounds.high)})` : score.INSUFFICIENT_DATA}</small>
    </span>
  );
}

/** Findings are recorded after the audit, so the hash does not cover them. */
function RecordedFindings({ report }: { report: AuditReport }) {
  const { audit, overview } = useTexts();
  if (report.findings.length === 0) return null;
  return (
    <section id="findings" aria-labelledby="findings-title">
      <h2 id="findings-title">{audit.findings}</h2>
      <p class="why">{audit.findingsWhy}</p>
      <Table
        caption={audit.findings}
        plain
        rows={report.findings}
        keyOf={({ findingId }) => findingId}
        columns={[
          { heading: audit.theme, cell: ({ theme }) => theme ?? '–' },
          {
            heading: overview.department,
            cell: ({ departmentId }) => (departmentId ? departmentName(report, departmentId) : '–'),
          },
          { heading: overview.team, cell: ({ teamId }) => (teamId ? teamName(report, teamId) : '–') },
          { heading: audit.recorded, cell: ({ recordedAt }) => clockAt(recordedAt, report.zone).slice(0, 10) },
        ]}
      />
    </section>
  );
}

function Proof({ report }: { report: AuditReport }) {
  const { audit } = useTexts();
  return (
    <section id="proof" aria-labelledby="proof-title">
      <h2 id="proof-title">{audit.proof}</h2>
      <p class="why">
        {audit.proofWhy} <code>rapport audit verify {report.auditId}</code>
      </p>
      <dl class="facts">
        {proofOf(report, useLocale()).map(([name, value, note]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <code>{value}</code> {note}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
