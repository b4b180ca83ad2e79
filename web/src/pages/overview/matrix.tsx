import { useMemo } from 'preact/hooks';
import { namesOf, type Pair, pathOfPair } from '../../parts/pair-scores.js';
import { useByName } from '../../parts/by-name.js';
import { IntervalBar, useRounded } from '../../parts/score.js';
import { CsvButton } from '../../parts/csv-button.js';
import type { Column } from '../../parts/table.js';
import { Section } from '../../parts/words.js';
import { useLink } from '../../shell/moment.js';
import { useTexts } from '../../shell/texts.js';

/** A matrix of all teams and departments. The cell of a pair without a relationship is empty. */
export function Matrix({ rows }: { rows: readonly Pair[] }) {
  const texts = useTexts();
  const round = useRounded();
  const link = useLink();
  const byName = useByName();
  const columns: readonly Column<Pair>[] = [
    { heading: texts.overview.team, cell: (pair) => namesOf(pair).team },
    { heading: texts.overview.department, cell: (pair) => namesOf(pair).department },
    { heading: texts.overview.score, cell: ({ score }) => score.value },
    { heading: texts.score.low, cell: ({ score }) => score.low },
    { heading: texts.score.high, cell: ({ score }) => score.high },
    { heading: texts.score.measured, cell: ({ score }) => score.coverage },
    { heading: texts.overview.weakest, cell: ({ score }) => score.weakest },
  ];
  const { teams, departments, pairs } = useMemo(() => gridOf(rows, byName), [rows, byName]);
  return (
    <Section id="matrix" heading={texts.overview.matrix} why={texts.overview.matrixWhy}>
      <div class="scrolled" role="group" aria-label={texts.overview.matrix} tabIndex={0}>
        <table class="matrix">
          <caption>{texts.overview.matrix}</caption>
          <thead>
            <tr>
              <th scope="col">{texts.overview.department}</th>
              {teams.map(([id, name]) => (
                <th key={id} scope="col">
                  <a href={link(`/teams/${encodeURIComponent(id)}`)}>{name}</a>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {departments.map(([departmentId, name]) => (
              <tr key={departmentId}>
                <th scope="row">
                  <a href={link(`/departments/${encodeURIComponent(departmentId)}`)}>{name}</a>
                </th>
                {cellsOf(departmentId, teams, pairs).map(({ teamId, team, span, score }) => {
                  if (!score) return <td key={teamId} colSpan={span} />;
                  const { value, low, high, coverage } = score;
                  const words =
                    value === null || low === null || high === null
                      ? texts.score.INSUFFICIENT_DATA
                      : texts.score.SCORED(round(value), round(low), round(high));
                  return (
                    <td key={teamId}>
                      <a
                        href={link(pathOfPair({ teamId, departmentId }))}
                        aria-label={`${team}, ${name}: ${words}`}
                        title={`${team} · ${name}: ${words}; ${texts.score.coverage(round(coverage * 100))}`}
                      >
                        <IntervalBar value={value} low={low} high={high} coverage={coverage} />
                        <span aria-hidden="true">{value === null ? '?' : round(value)}</span>
                      </a>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <CsvButton caption={texts.overview.matrix} columns={columns} rows={rows} />
    </Section>
  );
}

type Side = readonly [id: string, name: string];

function gridOf(rows: readonly Pair[], byName: (a: string, b: string) => number) {
  const sorted = (sides: Iterable<Side>) => [...new Map(sides)].sort(([, a], [, b]) => byName(a, b));
  return {
    teams: sorted(rows.map((pair) => [pair.teamId, namesOf(pair).team])),
    departments: sorted(rows.map((pair) => [pair.departmentId, namesOf(pair).department])),
    pairs: new Map(rows.map((row) => [`${row.teamId}.${row.departmentId}`, row])),
  };
}

interface Cell {
  /** The first team of the cell. */
  readonly teamId: string;
  readonly team: string;
  readonly span: number;
  readonly score?: Pair['score'] | undefined;
}
/**
 * The cells of a row. Neighbouring pairs without a relationship are one cell: most pairs of a large hospital have none, and a browser
 * cannot scroll hundreds of thousands of cells.
 */
export function cellsOf(
  departmentId: string,
  teams: readonly Side[],
  pairs: ReadonlyMap<string, Pick<Pair, 'score'>>,
): readonly Cell[] {
  const cells: Cell[] = [];
  for (const [teamId, team] of teams) {
    const score = pairs.get(`${teamId}.${departmentId}`)?.score;
    const last = cells.at(-1);
    if (!score && last && !last.score) cells[cells.length - 1] = { ...last, span: last.span + 1 };
    else cells.push({ teamId, team, span: 1, score });
  }
  return cells;
}
