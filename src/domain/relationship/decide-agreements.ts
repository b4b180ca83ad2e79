import { type Rule, when } from '../kernel/decide-by.js';
import { notFound } from '../kernel/refusals.js';
import { sameData } from '../kernel/same-data.js';
import { inForceAt } from '../kernel/versioned.js';
import * as c from './commands.js';
import * as e from './events.js';
import { established, notEnded } from './standing.js';
import type { Liaison, Relationship, RelationshipState } from './state.js';

/** Who looks after the relationship, what both sides agreed to expect, and how far they say they have come. */
export const AGREEMENT_RULES: readonly Rule<e.RelationshipEvent, RelationshipState>[] = [
  when(c.AppointLiaison, (command, state) => {
    const relationship = established(command, state);
    const { teamId, departmentId, side, personRef } = command;
    if (isLiaison(relationship, { side, personRef })) return [];
    notEnded(command, relationship);
    return [e.LiaisonAppointed({ teamId, departmentId, side, personRef })];
  }),
  when(c.ReleaseLiaison, (command, state) => {
    const relationship = established(command, state);
    const { teamId, departmentId, side, personRef } = command;
    if (!isLiaison(relationship, { side, personRef })) {
      if (relationship.released.some((one) => sameData(one, { side, personRef }))) return [];
      throw notFound('personRef', `liaison of side ${side}`, personRef, 'Appoint them first, or correct the reference.');
    }
    notEnded(command, relationship);
    return [e.LiaisonReleased({ teamId, departmentId, side, personRef })];
  }),
  when(c.AgreeRelationshipCharter, (command, state) => {
    const relationship = established(command, state);
    const { teamId, departmentId, expectations = [], reviewCadenceDays, updateCadenceMinutes, acknowledgeMinutes } = command;
    const charter = { expectations, reviewCadenceDays, updateCadenceMinutes, acknowledgeMinutes };
    const { effectiveAt, occurredAt } = command;
    if (sameData(inForceAt(relationship.charters, effectiveAt ?? occurredAt), charter)) return [];
    notEnded(command, relationship);
    return [e.RelationshipCharterAgreed({ teamId, departmentId, ...charter, effectiveAt })];
  }),
  when(c.AssessRelationshipMaturity, (command, state) => {
    const relationship = established(command, state);
    const { teamId, departmentId, side, level, rationaleRef, occurredAt: at } = command;
    if (sameData(relationship.maturity[side], { side, level, rationaleRef, at })) return [];
    notEnded(command, relationship);
    return [e.RelationshipMaturityAssessed({ teamId, departmentId, side, level, rationaleRef })];
  }),
  when(c.PublishRelationshipHealth, (command, state) => {
    const relationship = established(command, state);
    const { teamId, departmentId, formulaVersion, asOfPosition, score, components = [], audience } = command;
    const publication = { formulaVersion, asOfPosition, score, components, audience };
    if (sameData(relationship.published, publication)) return [];
    notEnded(command, relationship);
    return [e.RelationshipHealthPublished({ teamId, departmentId, ...publication })];
  }),
];

const isLiaison = ({ liaisons }: Relationship, liaison: Liaison): boolean => liaisons.some((one) => sameData(one, liaison));
