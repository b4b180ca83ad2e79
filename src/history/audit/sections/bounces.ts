import { AskBounceMatrix } from '../../../queries/bounces/bounce-matrix.js';
import { type AuditScope, askOfParts } from '../scope.js';

/** Where tickets are handed from team to team, and whether the same ones again and again. */
export const bounces = (scope: AuditScope) =>
  askOfParts(scope, async (departmentId) => {
    const { ask, reader, from, until, identities } = scope;
    const { total, tickets, distribution, cells } = await ask(new AskBounceMatrix(reader, departmentId, from, until, identities));
    return {
      total,
      tickets,
      byTimes: Object.fromEntries(distribution.map(({ times, tickets: count }) => [times, count])),
      byTeams: Object.fromEntries(cells.map(({ fromTeam, toTeam, count }) => [`${fromTeam} > ${toTeam}`, count])),
    };
  });
