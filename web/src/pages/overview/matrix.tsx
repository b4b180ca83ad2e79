import { useMemo } from 'preact/hooks';
import { namesOf, type Pair, pathOfPair } from '../../parts/pair-scores.js';
import { useByName } from '../../parts/by-name.js';
import { IntervalBar, useRounded } from '../../parts/score.js';
import { CsvButton } from '../../parts/csv-button.js';
import type { Column } from '../../parts/table.js';
import { Section } from '../../parts/words.js';
import { useLink } from '../../shell/moment.js';
import { useTexts } from '../../shell/texts.js';

/** All relationships by department and team: a matrix, or, where most pairs would have none, each department with its teams. */
export function Matrix({ rows }: { rows: readonly Pair[] }) {
  const texts = useTexts();
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
  const grid = useMemo(() => gridOf(rows, byName), [rows, byName]);
  return (
    <Section id="matrix" heading={texts.overview.matrix} why={texts.overview.matrixWhy}>
      <div class="scrolled" role="group" aria-label={texts.overview.matrix} tabIndex={0}>
        <table class="matrix">
          <caption>{texts.overview.matrix}</caption>
          {isSparse(grid) ? <ByDepartment {...grid} /> : <EachWithEach {...grid} />}
        </table>
      </div>
      <CsvButton caption={texts.overview.matrix} columns={columns} rows={rows} />
    </Section>
  );
}

type Side = readonly [id: string, name: string];
interface Grid {
  readonly teams: readonly Side[];
  readonly departments: readonly Side[];
  /** By the department's id and then the team's. */
  readonly pairs: ReadonlyMap<string, ReadonlyMap<string, Pair>>;
}

function gridOf(rows: readonly Pair[], byName: (a: string, b: string) => number): Grid {
  const sorted = (sides: Iterable<Side>) => [...new Map(sides)].sort(([, a], [, b]) => byName(a, b));
  const pairs = new Map<string, Map<string, Pair>>();
  for (const row of rows) {
    const ofDepartment = pairs.get(row.departmentId) ?? new Map<string, Pair>();
    pairs.set(row.departmentId, ofDepartment.set(row.teamId, row));
  }
  return {
    teams: sorted(rows.map((pair) => [pair.teamId, namesOf(pair).team])),
    departments: sorted(rows.map((pair) => [pair.departmentId, namesOf(pair).department])),
    pairs,
  };
}

/** Number of teams that fit side by side. */
const FITTING = 12;
/** Most of the matrix would be empty, and a reader, like the browser, would have to cross a sheet many screens wide. */
function isSparse({ teams, departments, pairs }: Grid): boolean {
  const known = [...pairs.values()].reduce((sum, { size }) => sum + size, 0);
  return teams.length > FITTING && teams.length * departments.length > known * 4;
}

/** A column for each team. The cell of a pair without a relationship is empty. */
function EachWithEach({ teams, departments, pairs }: Grid) {
  const texts = useTexts();
  const link = useLink();
  return (
    <>
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
        {departments.map(([id, name]) => (
          <tr key={id}>
            <DepartmentHeading id={id} name={name} />
            {teams.map(([teamId]) => {
              const pair = pairs.get(id)?.get(teamId);
              return <td key={teamId}>{pair && <PairLink pair={pair} />}</td>;
            })}
          </tr>
        ))}
      </tbody>
    </>
  );
}

/** A line for each department, with the teams that it has a relationship with. */
function ByDepartment({ departments, pairs }: Grid) {
  const texts = useTexts();
  const byName = useByName();
  const byTeam = (a: Pair, b: Pair) => byName(namesOf(a).team, namesOf(b).team);
  return (
    <>
      <thead>
        <tr>
          <th scope="col">{texts.overview.department}</th>
          <th scope="col">{texts.nav.teams}</th>
        </tr>
      </thead>
      <tbody>
        {departments.map(([id, name]) => (
          <tr key={id}>
            <DepartmentHeading id={id} name={name} />
            <td>
              <div class="pairs">
                {[...pairs.get(id)!.values()].sort(byTeam).map((pair) => (
                  <PairLink key={pair.teamId} pair={pair} withTeam />
                ))}
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </>
  );
}

function DepartmentHeading({ id, name }: { id: string; name: string }) {
  const link = useLink();
  return (
    <th scope="row">
      <a href={link(`/departments/${encodeURIComponent(id)}`)}>{name}</a>
    </th>
  );
}

function PairLink({ pair, withTeam = false }: { pair: Pair; withTeam?: boolean }) {
  const texts = useTexts();
  const round = useRounded();
  const link = useLink();
  const { value, low, high, coverage } = pair.score;
  const { team, department } = namesOf(pair);
  const words =
    value === null || low === null || high === null
      ? texts.score.INSUFFICIENT_DATA
      : texts.score.SCORED(round(value), round(low), round(high));
  return (
    <a
      href={link(pathOfPair(pair))}
      aria-label={`${team}, ${department}: ${words}`}
      title={`${team} · ${department}: ${words}; ${texts.score.coverage(round(coverage * 100))}`}
    >
      {withTeam && <span class="name">{team}</span>}
      <IntervalBar value={value} low={low} high={high} coverage={coverage} />
      <span aria-hidden="true">{value === null ? '?' : round(value)}</span>
    </a>
  );
}
