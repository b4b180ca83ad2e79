import type { RelationshipIndex } from '../../../measures/score.js';
import { COMPONENTS } from '../../../domain/components.js';
import { justBefore } from '../../../queries/days.js';
import { everyPage } from '../../../queries/paging/page.js';
import { FindRelationships } from '../../../queries/relationship/find-relationships.js';
import { AskScoreChange } from '../../../queries/score/scores.js';
import { type AuditScope, askOfEach, lastMoment } from '../scope.js';

/** Each relationship's score before the period and at its end, under the audit's policy, and what changed it. */
export async function relationships(scope: AuditScope) {
  const ids: string[] = [];
  for (const departmentId of scope.departmentIds) {
    const pages = everyPage((page) =>
      scope.ask(FindRelationships).execute(scope.reader, { departmentId }, page, scope.identities),
    );
    for await (const { relationshipId } of pages) ids.push(relationshipId);
  }
  return askOfEach(ids.sort(), (id) => changeOf(scope, id));
}

async function changeOf(scope: AuditScope, relationshipId: string) {
  const { name: _, version: __, ...parameters } = scope.policy;
  const [from, to] = [justBefore(scope.from), lastMoment(scope)];
  const found = await scope.ask(AskScoreChange).execute(scope.reader, relationshipId, from, to, parameters, scope.identities);
  if (!found) return null;
  return {
    before: sideOf(found.from),
    after: sideOf(found.to),
    verdict: found.verdict,
    observedChange: found.observedChange,
    observedError: found.standardError,
    parts: found.parts,
    change: found.change,
    coverageTerm: found.coverage,
    deltas: Object.fromEntries(COMPONENTS.map((component) => [component, found.components[component].delta])),
  };
}

function sideOf({ components, policy: _, formulaVersion: __, ...index }: RelationshipIndex) {
  const measured = COMPONENTS.map((component) => {
    const { state, successes, trials, observed, value, kept } = components[component];
    const said = state === 'SHOWN' ? { successes, trials, observed, value } : {};
    return [component, { state, ...said, kept }] as const;
  });
  return { ...index, components: Object.fromEntries(measured) };
}
