import type { CompileContext, Step } from './step.js';

/** A team and a department that a row in the declared state names together have worked together: their relationship exists as found. */
export function relationshipStep({ mapping, teamOf, departmentOf }: CompileContext): Step {
  const part = mapping.relationships;
  if (part === undefined) return () => undefined;
  const { teams, departments } = mapping.registers;
  // A stand-in for what a row does not name is nobody, and has no relationship. Without a column it is the organisation's one department.
  const isNobody = (entry: object | undefined, register: typeof teams) =>
    entry === undefined || (register?.column !== undefined && entry === register.whenMissing);
  return ({ after, row, departments: registered, relationships }) => {
    if (after.state !== part.when) return;
    const [team, department] = [teamOf(row.cells), departmentOf(row.cells)];
    if (team === undefined || department === undefined || isNobody(team, teams) || isNobody(department, departments)) return;
    registered.push(department);
    const values = { teamId: team.id, departmentId: department.id, type: part.type ?? 'BASIC', scope: part.scope };
    relationships.push({ command: 'EstablishRelationship', values, at: row.at });
  };
}
