import { useMemo } from 'preact/hooks';
import { SidesQuery } from '../api/sides.js';
import { useEverySide } from '../shell/every-side.js';
import { useMoment } from '../shell/moment.js';
import { DepartmentLink, TeamLink } from './words.js';

/** The name of a team or department; its id while the names are not known. */
export interface SideNames {
  readonly team: (id: string) => string;
  readonly department: (id: string) => string;
}

/** The names of all teams and departments at the page's moment, for parts of a page that the API gives ids only. */
export function useSideNames(): SideNames {
  const { sides } = useEverySide(SidesQuery, useMoment());
  const { teams, departments } = useMemo(
    () => ({
      teams: new Map(sides?.teams.map(({ teamId, name }) => [teamId, name])),
      departments: new Map(sides?.departments.map(({ departmentId, name }) => [departmentId, name])),
    }),
    [sides],
  );
  return { team: (id) => teams.get(id) ?? id, department: (id) => departments.get(id) ?? id };
}

/** A team of which the API told the id only. A component of its own: the names are asked for only where it is shown. */
export function NamedTeam({ id }: { id: string }) {
  return <TeamLink id={id} name={useSideNames().team(id)} />;
}
export function NamedDepartment({ id }: { id: string }) {
  return <DepartmentLink id={id} name={useSideNames().department(id)} />;
}
