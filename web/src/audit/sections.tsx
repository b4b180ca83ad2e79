import { usePercent, useRounded, useSigned } from '../parts/score.js';
import { Table } from '../parts/table.js';
import { useDuration } from '../parts/time.js';
import { useCode } from '../parts/words.js';
import { useTexts } from '../shell/texts.js';
import { LeftOut, PartTable } from './part-table.js';
import { type AuditReport, departmentName, teamName } from './report.js';

interface SectionProps {
  readonly report: AuditReport;
}

export function FirstContact({ report }: SectionProps) {
  const { audit, firstContact } = useTexts();
  const code = useCode();
  type Part = AuditReport['sections']['firstContact']['departments'][string];
  const shown = (figure: keyof Part) => (part: Part) => part[figure] ?? (part.state === 'SUPPRESSED' ? code(part.state) : '–');
  const badly = (part: Part) => (part.solvedTreatedBadly ?? 0) + (part.unsolvedTreatedBadly ?? 0);
  return (
    <PartTable
      report={report}
      caption={firstContact.heading}
      parts={report.sections.firstContact}
      isEmpty={({ contacts, state }) => contacts === 0 && state !== 'SUPPRESSED'}
      urgency={badly}
      columns={[
        { heading: audit.solvedWell, cell: shown('solvedTreatedWell'), numeric: true },
        { heading: audit.solvedBadly, cell: shown('solvedTreatedBadly'), numeric: true },
        { heading: audit.unsolvedWell, cell: shown('unsolvedTreatedWell'), numeric: true },
        { heading: audit.unsolvedBadly, cell: shown('unsolvedTreatedBadly'), numeric: true },
        { heading: audit.unanswered, cell: ({ unanswered }) => unanswered, numeric: true },
      ]}
    />
  );
}

export function Silence({ report }: SectionProps) {
  const { audit } = useTexts();
  const percent = usePercent();
  const duration = useDuration();
  return (
    <PartTable
      report={report}
      caption={audit.titles.silence}
      parts={report.sections.silence}
      isEmpty={({ due }) => due === 0}
      urgency={({ due, late, missed }) => (late + missed) / due}
      columns={[
        { heading: audit.due, cell: ({ due }) => due, numeric: true },
        { heading: audit.inTime, cell: ({ kept, due }) => percent(kept / due), numeric: true },
        { heading: audit.late, cell: ({ late }) => late, numeric: true },
        { heading: audit.never, cell: ({ missed }) => missed, numeric: true },
        { heading: audit.open, cell: ({ open }) => open, numeric: true },
        { heading: audit.lengths, cell: ({ silences }) => Object.values(silences).join(' · '), numeric: true },
        { heading: audit.median, cell: ({ medianMinutes }) => duration(medianMinutes), numeric: true },
        { heading: audit.p90, cell: ({ p90Minutes }) => duration(p90Minutes), numeric: true },
      ]}
    />
  );
}

/** Pairs of teams that are named. */
const PAIRS = 10;

export function Bounces({ report }: SectionProps) {
  const { audit, bounces } = useTexts();
  const pairs = Object.entries(report.sections.bounces.whole?.byTeams ?? {})
    .sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))
    .slice(0, PAIRS);
  return (
    <>
      <PartTable
        report={report}
        caption={audit.titles.bounces}
        parts={report.sections.bounces}
        isEmpty={({ total }) => total === 0}
        urgency={({ total }) => total}
        columns={[
          { heading: bounces.tickets, cell: ({ tickets }) => tickets, numeric: true },
          { heading: bounces.times, cell: ({ total }) => total, numeric: true },
        ]}
      />
      {pairs.length > 0 && (
        <Table
          caption={audit.mostOften}
          plain
          rows={pairs}
          keyOf={([pair]) => pair}
          columns={[
            { heading: bounces.from, cell: ([pair]) => teamName(report, pair.split(' > ')[0]!) },
            { heading: bounces.to, cell: ([pair]) => teamName(report, pair.split(' > ')[1]!) },
            { heading: bounces.times, cell: ([, count]) => count, numeric: true },
          ]}
        />
      )}
    </>
  );
}

export function Promises({ report }: SectionProps) {
  const { audit, promises } = useTexts();
  const code = useCode();
  const percent = usePercent();
  type Part = AuditReport['sections']['promises']['departments'][string];
  const state = (name: string) => ({
    heading: code(name),
    cell: ({ states }: Part) => states[name] ?? 0,
    numeric: true,
  });
  return (
    <PartTable
      report={report}
      caption={promises.heading}
      parts={report.sections.promises}
      isEmpty={({ due }) => due === 0}
      urgency={({ due, states }) => 1 - (states['KEPT'] ?? 0) / due}
      columns={[
        { heading: audit.due, cell: ({ due }) => due, numeric: true },
        { heading: audit.keptShare, cell: ({ due, states }) => percent((states['KEPT'] ?? 0) / due), numeric: true },
        state('KEPT'),
        state('MISSED'),
        state('OVERDUE'),
        state('DISPUTED'),
        state('WITHDRAWN'),
        {
          heading: audit.renegotiated,
          cell: ({ renegotiatedInTime, renegotiatedTooLate }) => `${renegotiatedInTime} / ${renegotiatedTooLate}`,
          numeric: true,
        },
      ]}
    />
  );
}

export function PerceptionGap({ report }: SectionProps) {
  const { audit } = useTexts();
  const code = useCode();
  const round = useRounded(1);
  const signed = useSigned();
  const quarters = Object.entries(report.sections.perceptionGap)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .filter(([, { departments }]) =>
      Object.values(departments).some(({ contacts, state }) => contacts !== 0 || state === 'SUPPRESSED'),
    );
  const none = Object.keys(report.sections.perceptionGap).length - quarters.length;
  const figure = (value: number | null) => (value === null ? '–' : round(value));
  return (
    <>
      {quarters.map(([month, parts]) => (
        <PartTable
          key={month}
          report={report}
          caption={audit.quarter(Math.ceil(Number(month.slice(5)) / 3), month.slice(0, 4))}
          parts={parts}
          isEmpty={({ contacts, state }) => contacts === 0 && state !== 'SUPPRESSED'}
          urgency={({ gap }) => gap ?? -Infinity}
          columns={[
            {
              heading: audit.contacts,
              cell: ({ contacts, state }) => (state === 'SUPPRESSED' ? code(state) : (contacts ?? '–')),
              numeric: true,
            },
            { heading: code('IT'), cell: ({ it }) => figure(it), numeric: true },
            { heading: code('DEPARTMENT'), cell: ({ department }) => figure(department), numeric: true },
            { heading: audit.gap, cell: ({ gap }) => signed(gap), numeric: true },
          ]}
        />
      ))}
      {none > 0 && <p class="why">{audit.emptyQuarters(none)}</p>}
    </>
  );
}

export function GoalLinkage({ report }: SectionProps) {
  const { audit, nav } = useTexts();
  const percent = usePercent();
  return (
    <PartTable
      report={report}
      caption={audit.titles.goalLinkage}
      parts={report.sections.goalLinkage}
      isEmpty={({ tickets, goals }) => tickets === 0 && goals === 0}
      urgency={({ proportion }) => 1 - (proportion ?? 1)}
      columns={[
        { heading: audit.goals, cell: ({ goals }) => goals, numeric: true },
        { heading: nav.tickets, cell: ({ tickets }) => tickets, numeric: true },
        { heading: audit.linked, cell: ({ linked }) => linked, numeric: true },
        { heading: audit.share, cell: ({ proportion }) => percent(proportion), numeric: true },
      ]}
    />
  );
}

export function FeedbackLoop({ report }: SectionProps) {
  const { audit, relationship } = useTexts();
  const code = useCode();
  return (
    <PartTable
      report={report}
      caption={audit.titles.feedbackLoop}
      parts={{ whole: null, departments: report.sections.feedbackLoop }}
      isEmpty={({ proposed }) => proposed === 0}
      urgency={({ closed, closedAndToldBack, proposed }) => closed - closedAndToldBack + proposed / 1000}
      columns={[
        { heading: audit.proposed, cell: ({ proposed }) => proposed, numeric: true },
        { heading: code('DELIVERED'), cell: ({ states }) => states['DELIVERED'] ?? 0, numeric: true },
        { heading: code('DECLINED'), cell: ({ states }) => states['DECLINED'] ?? 0, numeric: true },
        { heading: code('ABANDONED'), cell: ({ states }) => states['ABANDONED'] ?? 0, numeric: true },
        { heading: audit.underWay, cell: ({ proposed, closed }) => proposed - closed, numeric: true },
        {
          heading: audit.toldBack,
          cell: ({ closed, closedAndToldBack }) => (closed > 0 ? relationship.of(closedAndToldBack, closed) : '–'),
          numeric: true,
        },
      ]}
    />
  );
}

export function Surveys({ report }: SectionProps) {
  const { audit, overview, department: words } = useTexts();
  const code = useCode();
  const percent = usePercent();
  const rows = Object.entries(report.sections.surveys).flatMap(([departmentId, surveys]) =>
    Object.entries(surveys).map(([surveyId, survey]) => ({ departmentId, surveyId, ...survey })),
  );
  const without = Object.values(report.sections.surveys).filter((surveys) => Object.keys(surveys).length === 0).length;
  const lowest = ({ composites }: (typeof rows)[number]) =>
    Math.min(Infinity, ...Object.values(composites).map(({ percentPositive }) => percentPositive ?? Infinity));
  return (
    <>
      <Table
        caption={audit.titles.surveys}
        plain
        rows={rows.toSorted((a, b) => lowest(a) - lowest(b))}
        keyOf={({ surveyId }) => surveyId}
        columns={[
          { heading: overview.department, cell: ({ departmentId }) => departmentName(report, departmentId) },
          { heading: audit.about, cell: ({ teamId }) => (teamId === null ? audit.itAsAWhole : teamName(report, teamId)) },
          { heading: audit.until, cell: ({ month }) => month },
          {
            heading: words.answered,
            cell: ({ publication, responseRate, eligible }) =>
              publication === 'PUBLISHED' ? words.ofPeople(percent(responseRate), eligible) : code(publication),
          },
          {
            heading: words.positive,
            cell: ({ composites }) =>
              Object.values(composites)
                .map(
                  ({ name, percentPositive }) =>
                    `${name}: ${percentPositive === null ? code('SUPPRESSED') : `${percentPositive} %`}`,
                )
                .join('; '),
          },
        ]}
      />
      <LeftOut count={without} />
    </>
  );
}

export function Maturity({ report }: SectionProps) {
  const { audit, overview } = useTexts();
  const rows = Object.entries(report.sections.maturity).flatMap(([departmentId, teams]) =>
    Object.entries(teams).map(([teamId, sides]) => ({ departmentId, teamId, ...sides })),
  );
  const assessed = rows.filter(({ it, department }) => it !== null || department !== null);
  const apart = ({ it, department }: (typeof rows)[number]) =>
    it === null || department === null ? -1 : Math.abs(it - department);
  return (
    <>
      <Table
        caption={audit.titles.maturity}
        plain
        rows={assessed.toSorted((a, b) => apart(b) - apart(a))}
        keyOf={({ departmentId, teamId }) => `${departmentId} ${teamId}`}
        columns={[
          { heading: overview.department, cell: ({ departmentId }) => departmentName(report, departmentId) },
          { heading: overview.team, cell: ({ teamId }) => teamName(report, teamId) },
          { heading: audit.itSays, cell: ({ it }) => it ?? '–', numeric: true },
          { heading: audit.departmentSays, cell: ({ department }) => department ?? '–', numeric: true },
        ]}
      />
      <LeftOut count={rows.length - assessed.length} />
    </>
  );
}

export function Improvements({ report }: SectionProps) {
  const { audit, overview, department: words, relationship } = useTexts();
  const code = useCode();
  const percent = usePercent();
  const signed = useSigned();
  const points = (value: number) => signed(100 * value);
  const rows = Object.entries(report.sections.improvements);
  return (
    <Table
      caption={audit.titles.improvements}
      plain
      rows={rows}
      keyOf={([id]) => id}
      columns={[
        { heading: words.topic, cell: ([, { topic }]) => topic },
        {
          heading: overview.relationship,
          cell: ([, { departmentId, teamId }]) => `${departmentName(report, departmentId)} · ${teamName(report, teamId)}`,
        },
        { heading: words.delivered, cell: ([, { deliveredIn }]) => deliveredIn },
        {
          heading: relationship.component,
          cell: ([, { measure, state }]) => (measure === null ? code(state) : code(measure.toUpperCase())),
        },
        {
          heading: audit.beforeAfter,
          cell: ([, { before, after }]) =>
            before && after
              ? `${percent(before.proportion)} (n ${before.trials}) → ${percent(after.proportion)} (n ${after.trials})`
              : '–',
        },
        {
          heading: audit.difference,
          cell: ([, { difference }]) =>
            difference ? `${points(difference.value)} (${points(difference.low)} … ${points(difference.high)})` : '–',
          numeric: true,
        },
      ]}
    />
  );
}
