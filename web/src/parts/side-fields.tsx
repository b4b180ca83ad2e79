import { useEverySide } from '../shell/every-side.js';
import { useReachable, useSides } from '../shell/may.js';
import { useTexts } from '../shell/texts.js';
import { useByName } from './by-name.js';
import { SidesQuery } from '../api/sides.js';

/** Form fields to filter by department, team, or both, chosen by name. */
export function SideFields({
  departmentId = '',
  teamId = '',
}: {
  departmentId?: string | undefined;
  teamId?: string | undefined;
}) {
  const { overview, all } = useTexts();
  const { sides: every } = useEverySide(SidesQuery, {});
  const reachable = useReachable();
  const byName = useByName();
  const departments = every?.departments
    .filter(({ departmentId: id }) => reachable('departments', id))
    .map(({ departmentId: id, name }) => [id, name ?? id] as const)
    .sort(([, a], [, b]) => byName(a, b));
  const teams = every?.teams
    .filter(({ teamId: id }) => reachable('teams', id))
    .map(({ teamId: id, name }) => [id, name] as const)
    .sort(([, a], [, b]) => byName(a, b));
  const fields = [
    ['departmentId', overview.department, departmentId, departments],
    ['teamId', overview.team, teamId, teams],
  ] as const;
  return (
    <>
      {fields.map(([name, heading, chosen, choices]) => (
        <label key={name}>
          {heading}
          <select name={name} value={chosen}>
            <option value="">{all}</option>
            {(choices ?? (chosen ? [[chosen, chosen] as const] : [])).map(([id, words]) => (
              <option key={id} value={id}>
                {words}
              </option>
            ))}
          </select>
        </label>
      ))}
    </>
  );
}

/** The departments and teams whose rows the user sees, unless the user sees all of them. */
export function WhoseRows() {
  const { failure } = useTexts();
  const sides = useSides();
  const { sides: every } = useEverySide(SidesQuery, {}, sides === undefined);
  if (!sides || !every) return null;
  const { departments, teams } = every;
  const names = [
    ...departments.filter(({ departmentId: id }) => sides.departments.includes(id)).map(({ name }) => name),
    ...teams.filter(({ teamId: id }) => sides.teams.includes(id)).map(({ name }) => name),
  ];
  return <p class="why">{names.length === 0 ? failure.seenNone : failure.seen(names.join(' · '))}</p>;
}
