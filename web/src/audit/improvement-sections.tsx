import { usePercent, useSigned } from '../parts/score.js';
import { Table } from '../parts/table.js';
import { useCode } from '../parts/words.js';
import { useTexts } from '../shell/texts.js';
import { LeftOut, PartTable } from './part-table.js';
import { type AuditReport, departmentName, teamName } from './report.js';

interface SectionProps {
  readonly report: AuditReport;
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
        empty={audit.noneInPeriod}
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
                    `${name}: ${percentPositive === null ? code('SUPPRESSED') : percent(percentPositive / 100)}`,
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
      empty={audit.noneInPeriod}
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
