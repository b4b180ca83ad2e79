import { RegisterDepartment } from '../../src/domain/department/commands.js';
import { MakeCommitment } from '../../src/domain/commitment/commands.js';
import { ProposeImprovement } from '../../src/domain/improvement/commands.js';
import { RegisterInstrument } from '../../src/domain/instrument.js';
import { OpenSurvey } from '../../src/domain/survey/commands.js';
import { OWN_INSTRUMENT } from '../../src/domain/survey/decider.js';
import { EstablishRelationship } from '../../src/domain/relationship/commands.js';
import { AdoptTargets, RegisterServiceTeam } from '../../src/domain/team/commands.js';
import { LogTicket } from '../../src/domain/ticket/commands.js';
import { StartInteraction } from '../../src/domain/interaction/commands.js';
import { LOG } from './hospital.js';
import { tell } from './decider.js';

const effectiveAt = '2026-01-01T00:00:00.000Z';

/** Registers the aggregates that arbitrary commands refer to and act on, with the few ids that they use. */
export const REGISTERED = [
  ...['a', 'b'].flatMap((id) => [
    tell(RegisterDepartment, { departmentId: id, name: id, kind: 'CLINICAL' }),
    tell(RegisterServiceTeam, { teamId: id, name: id }),
    tell(AdoptTargets, { teamId: id, acknowledgeMinutes: 30, updateMinutes: 240, effectiveAt }),
  ]),
  tell(EstablishRelationship, { teamId: 'a', departmentId: 'a', type: 'BASIC' }),
  tell(LogTicket, { ...LOG, ticketId: 'a', departmentId: 'a', teamId: 'a' }),
  tell(StartInteraction, { interactionId: 'a', teamId: 'a', departmentId: 'a', channel: 'PHONE', direction: 'FROM_IT' }),
  tell(RegisterInstrument, OWN_INSTRUMENT),
  tell(RegisterInstrument, {
    ...OWN_INSTRUMENT,
    instrumentId: 'a',
    items: OWN_INSTRUMENT.items.map((item) => ({ ...item, itemId: 'a' })).slice(0, 1),
    composites: [],
  }),
  tell(MakeCommitment, {
    commitmentId: 'a',
    byTeamId: 'a',
    toDepartmentId: 'a',
    promiseRef: 'x',
    dueAt: '2026-03-03T08:00:00.000Z',
  }),
  tell(ProposeImprovement, { improvementId: 'a', teamId: 'a', departmentId: 'a', topic: 'x', origin: 'STAFF' }),
  tell(OpenSurvey, {
    surveyId: 'a',
    instrumentId: 'a',
    departmentId: 'a',
    from: effectiveAt,
    until: '2026-04-01T00:00:00.000Z',
    eligible: 5,
  }),
];
