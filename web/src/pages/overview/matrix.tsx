import { useMemo } from 'preact/hooks';
import { type Pair, pathOfPair } from '../../parts/pair-scores.js';
import { IntervalBar, useRounded } from '../../parts/score.js';
import { type Column, CsvButton } from '../../parts/table.js';
import { Section } from '../../parts/words.js';
import { useLink } from '../../shell/moment.js';
import { useTexts } from '../../shell/texts.js';

export interface Names {
  readonly team: ReadonlyMap<string, string>;
  readonly department: ReadonlyMap<string, string>;
}

/** A matrix of all teams and departments. The cell of a pair without a relationship is empty. */
export function Matrix({ rows, names }: { rows: readonly Pair[]; names: Names }) {
  const texts = useTexts();
  const round = useRounded();
  const link = useLink();
  const columns: readonly Column<Pair>[] = [
    { heading: texts.overview.team, cell: ({ teamId }) => names.team.get(teamId) ?? teamId },
    { heading: texts.overview.department, cell: ({ departmentId }) => names.department.get(departmentId) ?? departmentId },
    { heading: texts.overview.score, cell: ({ score }) => score.value },
    { heading: texts.score.low, cell: ({ score }) => score.low },
    { heading: texts.score.high, cell: ({ score }) => score.high },
    { heading: texts.score.measured, cell: ({ score }) => score.coverage },
    { heading: texts.overview.weakest, cell: ({ score }) => score.weakest },
  ];
  const { teams, departments, pairs } = useMemo(() => gridOf(rows, names), [rows, names]);
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
                {teams.map(([teamId, team]) => {
                  const score = pairs.get(`${teamId}.${departmentId}`)?.score;
                  if (!score) return <td key={teamId} />;
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

function gridOf(rows: readonly Pair[], names: Names) {
  const named = (ids: Iterable<string>, of: ReadonlyMap<string, string>) =>
    [...new Set(ids)].map((id) => [id, of.get(id) ?? id] as const).sort(([, a], [, b]) => a.localeCompare(b));
  return {
    teams: named(
      rows.map(({ teamId }) => teamId),
      names.team,
    ),
    departments: named(
      rows.map(({ departmentId }) => departmentId),
      names.department,
    ),
    pairs: new Map(rows.map((row) => [`${row.teamId}.${row.departmentId}`, row])),
  };
}
