import { type Rule, when } from '../kernel/decide-by.js';
import { invalidInput } from '../kernel/refusals.js';
import { sameData } from '../kernel/same-data.js';
import * as c from './commands.js';
import * as e from './events.js';
import { about, mustBe, proposed } from './proposed.js';
import type { ImprovementState, Session } from './state.js';

type Hold = c.HoldTraining | c.HoldTeamBuilding | c.HoldJointReview;
type Held = typeof e.TrainingHeld | typeof e.TeamBuildingHeld | typeof e.JointReviewHeld;

/** What is done with people for an improvement: they learn, meet, and look back together. */
export const SESSION_RULES: readonly Rule<e.ImprovementEvent, ImprovementState>[] = [
  when(c.HoldTraining, (command, state) => held(e.TrainingHeld, command, state)),
  when(c.HoldTeamBuilding, (command, state) => held(e.TeamBuildingHeld, command, state)),
  when(c.HoldJointReview, (command, state) => held(e.JointReviewHeld, command, state)),
];

/** It may be held again; the same at the same moment is the same. */
function held(event: Held, command: Hold, state: ImprovementState): readonly e.ImprovementEvent[] {
  const improvement = proposed(command, state);
  const { topic, itInvited, itAttended, departmentInvited, departmentAttended, occurredAt: at } = command;
  const session: Session = { topic, itInvited, itAttended, departmentInvited, departmentAttended };
  if (improvement.sessions.some((before) => sameData(before, { ...session, type: event.type, at }))) return [];
  mustBe(['PROPOSED', 'ACCEPTED', 'STARTED', 'DELIVERED'], command, improvement);
  if (itAttended + departmentAttended === 0) {
    throw invalidInput('itAttended', 'nobody came, so it was not held', 'Say how many people came.');
  }
  return [event({ ...about(improvement), ...session })];
}
