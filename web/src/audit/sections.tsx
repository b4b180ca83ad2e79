import { usePercent, useRounded, useSigned } from '../parts/score.js';
import { Table } from '../parts/table.js';
import { useDuration } from '../parts/time.js';
import { useCode } from '../parts/words.js';
import { useTexts } from '../shell/texts.js';
import { PartTable } from './part-table.js';
import { type AuditReport, teamName } from './report.js';

interface SectionProps {
  readonly report: AuditReport;
}

export function FirstContact({ report }: SectionProps) {
  const { audit, firstContact } = useTexts();
  const code = useCode();
  type Part = AuditReport['sections']['firstContact']['departments'][string];
  const { whole, departments } = report.sections.firstContact;
  const shown = (heading: string, figure: keyof Part) => ({
    heading,
    cell: (part: Part) => part[figure] ?? (part.state === 'SUPPRESSED' ? code(part.state) : '–'),
    numeric: true,
  });
  // A current audit has none; only audits kept from earlier formula versions do.
  const hasColumns = [whole, ...Object.values(departments)].some((part) => part?.state === 'SHOWN');
  const badly = (part: Part) => (part.solvedTreatedBadly ?? 0) + (part.unsolvedTreatedBadly ?? 0);
  return (
    <PartTable
      report={report}
      caption={firstContact.heading}
      parts={report.sections.firstContact}
      isEmpty={({ contacts }) => contacts === 0}
      urgency={badly}
      columns={[
        ...(hasColumns
          ? [
              shown(audit.solvedWell, 'solvedTreatedWell'),
              shown(audit.solvedBadly, 'solvedTreatedBadly'),
              shown(audit.unsolvedWell, 'unsolvedTreatedWell'),
              shown(audit.unsolvedBadly, 'unsolvedTreatedBadly'),
            ]
          : [shown(audit.treated, 'solvedTreatedWell')]),
        { heading: audit.contacts, cell: ({ contacts }) => contacts, numeric: true },
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

/** Number of team pairs to list. */
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
  const percent = usePercent();
  const round = useRounded(1);
  const signed = useSigned();
  type Part = AuditReport['sections']['perceptionGap'][string]['departments'][string];
  const isEmpty = ({ contacts, words }: Part) => contacts === 0 && !words;
  const isShare = ({ words }: Part) => words !== undefined;
  const quarters = Object.entries(report.sections.perceptionGap)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .filter(([, { departments }]) => Object.values(departments).some((part) => !isEmpty(part)));
  const none = Object.keys(report.sections.perceptionGap).length - quarters.length;
  const figure = (part: Part, value: number | null) => (isShare(part) ? percent(value) : value === null ? '–' : round(value));
  return (
    <>
      {quarters.map(([month, parts]) => (
        <PartTable
          key={month}
          report={report}
          caption={audit.quarter(Math.ceil(Number(month.slice(5)) / 3), month.slice(0, 4))}
          parts={parts}
          isEmpty={isEmpty}
          urgency={({ gap }) => gap ?? -Infinity}
          columns={[
            { heading: audit.contacts, cell: ({ contacts }) => contacts ?? '–', numeric: true },
            { heading: code('IT'), cell: (part) => figure(part, part.it), numeric: true },
            {
              heading: code('DEPARTMENT'),
              cell: (part) => (part.state === 'SUPPRESSED' ? code(part.state) : figure(part, part.department)),
              numeric: true,
            },
            {
              heading: audit.gap,
              cell: (part) => signed(isShare(part) && part.gap !== null ? 100 * part.gap : part.gap),
              numeric: true,
            },
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
