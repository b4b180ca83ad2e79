import { type Rule, when } from '../kernel/decide-by.js';
import { isRepeated } from '../kernel/moves.js';
import { alreadyExists, invalidInput } from '../kernel/refusals.js';
import { sameData } from '../kernel/same-data.js';
import * as c from './commands.js';
import * as e from './events.js';
import { about, mustBe, mustBeLater, mustFollow, proposed } from './proposed.js';
import type { ImprovementState } from './state.js';

/** From the idea to what came of it. */
export const COURSE_RULES: readonly Rule<e.ImprovementEvent, ImprovementState>[] = [
  when(c.ProposeImprovement, (command, state) => {
    const { improvementId, teamId, departmentId, topic, origin, originRefs = [], sponsorRef } = command;
    const event = e.ImprovementProposed({ improvementId, teamId, departmentId, topic, origin, originRefs, sponsorRef });
    if (!state) return [event];
    if (sameData(state.proposed, event.data)) return [];
    throw alreadyExists('improvementId', 'improvement', improvementId);
  }),
  when(c.AcceptImprovement, (command, state) => {
    const improvement = proposed(command, state);
    if (isRepeated(improvement.latest, { type: 'ImprovementAccepted', at: command.occurredAt, said: { reason: command.reason } }))
      return [];
    mustBe(['PROPOSED'], command, improvement);
    mustFollow(command, improvement);
    return [e.ImprovementAccepted({ ...about(improvement), reason: command.reason })];
  }),
  when(c.DeclineImprovement, (command, state) => {
    const improvement = proposed(command, state);
    if (isRepeated(improvement.latest, { type: 'ImprovementDeclined', at: command.occurredAt, said: { reason: command.reason } }))
      return [];
    mustBe(['PROPOSED'], command, improvement);
    mustFollow(command, improvement);
    return [e.ImprovementDeclined({ ...about(improvement), reason: command.reason })];
  }),
  when(c.StartImprovement, (command, state) => {
    const improvement = proposed(command, state);
    const { measureId, baseline, target } = command;
    if (
      isRepeated(improvement.latest, {
        type: 'ImprovementStarted',
        at: command.occurredAt,
        said: { measureId, baseline, target },
      })
    )
      return [];
    mustBe(['ACCEPTED'], command, improvement);
    mustFollow(command, improvement);
    return [e.ImprovementStarted({ ...about(improvement), measureId, baseline, target })];
  }),
  when(c.DeliverImprovement, (command, state) => {
    const improvement = proposed(command, state);
    if (isRepeated(improvement.latest, { type: 'ImprovementDelivered', at: command.occurredAt, said: {} })) return [];
    mustBe(['STARTED'], command, improvement);
    mustFollow(command, improvement);
    return [e.ImprovementDelivered({ ...about(improvement), startedAt: improvement.startedAt })];
  }),
  when(c.MeasureImprovementOutcome, (command, state) => {
    const improvement = proposed(command, state);
    const { yardstick, deliveredAt } = improvement;
    const { measureId = yardstick.measureId, result, occurredAt: at } = command;
    const { baseline = yardstick.baseline, target = yardstick.target } = command;
    if (sameData(improvement.measured, { measureId, baseline, target, result, at })) return [];
    mustBe(['STARTED', 'DELIVERED'], command, improvement);
    mustBeLater(command, improvement);
    if (measureId === undefined) throw invalidInput('measureId', 'nothing was said when it started', 'Name the measure.');
    return [e.ImprovementOutcomeMeasured({ ...about(improvement), measureId, baseline, target, result, deliveredAt })];
  }),
  when(c.AbandonImprovement, (command, state) => {
    const improvement = proposed(command, state);
    if (
      isRepeated(improvement.latest, { type: 'ImprovementAbandoned', at: command.occurredAt, said: { reason: command.reason } })
    )
      return [];
    mustBe(['PROPOSED', 'ACCEPTED', 'STARTED'], command, improvement);
    mustFollow(command, improvement);
    return [e.ImprovementAbandoned({ ...about(improvement), reason: command.reason })];
  }),
];
