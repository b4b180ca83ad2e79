/** The records that a command created or changed, from its payload. */
type Made = Readonly<Partial<Record<'ticket' | 'interaction' | 'commitment' | 'relationship' | 'department' | 'team', Ids>>>;
type Ids = Readonly<Record<string, string>>;

interface Recordable {
  /** The selection set of the payload. */
  readonly payload: string;
  /** The path of the page that shows the result. */
  readonly place: (made: Made) => string;
  /** The fields to show first, in this order; other optional fields are under "more". Fields that the API does not have are skipped. */
  readonly shown: readonly string[];
  /** The field that names the speaker of the department, for commands that record a person's statement. */
  readonly speaker?: string;
  /** It answers something that a page shows, and is offered there alone: nobody knows its id by heart. */
  readonly answers?: true;
  /** Follow-up commands about the same record, with the fields that are already known. */
  readonly next?: readonly (readonly [command: string, prefill: (made: Made) => Ids])[];
}

const encoded = encodeURIComponent;
const ticket = { payload: 'ticket { ticketId }', place: (made: Made) => `/tickets/${encoded(made.ticket!.ticketId!)}` };
const contact = {
  payload: 'interaction { interactionId }',
  place: (made: Made) => `/interactions/${encoded(made.interaction!.interactionId!)}`,
};
const promise = {
  payload: 'commitment { commitmentId }',
  place: (made: Made) => `/streams/${encoded(`commitment-${made.commitment!.commitmentId}`)}`,
};
const pair = {
  payload: 'relationship { teamId departmentId }',
  place: ({ relationship }: Made) => `/relationships/${encoded(relationship!.teamId!)}/${encoded(relationship!.departmentId!)}`,
};
const department = {
  payload: 'department { departmentId }',
  place: (made: Made) => `/departments/${encoded(made.department!.departmentId!)}`,
};
const team = { payload: 'team { teamId }', place: (made: Made) => `/teams/${encoded(made.team!.teamId!)}` };
const theContact = ({ interaction }: Made): Ids => ({ interactionId: interaction!.interactionId! });

/** The commands that can be recorded by hand. */
export const COMMANDS = {
  logTicket: {
    ...ticket,
    shown: ['departmentId', 'title', 'description', 'kind', 'channel', 'clinicalImpact', 'priority', 'category', 'teamId'],
  },
  startInteraction: {
    ...contact,
    shown: ['departmentId', 'teamId', 'channel', 'direction', 'purpose', 'occurredAt'],
    next: [
      ['giveInteractionFeedback', theContact],
      ['endInteraction', theContact],
    ],
  },
  giveInteractionFeedback: {
    ...contact,
    shown: ['interactionId', 'respondentRef', 'treatment', 'resolvedAtTime', 'ease', 'informed', 'comment'],
    speaker: 'respondentRef',
    next: [['endInteraction', theContact]],
  },
  endInteraction: { ...contact, shown: ['interactionId', 'outcome', 'nextStepAgreed'] },
  makeCommitment: {
    ...promise,
    shown: ['byTeamId', 'toDepartmentId', 'promise', 'dueAt', 'ticketId'],
    next: [['fulfilCommitment', ({ commitment }: Made): Ids => ({ commitmentId: commitment!.commitmentId! })]],
  },
  fulfilCommitment: { ...promise, shown: ['commitmentId', 'occurredAt'] },
  establishRelationship: { ...pair, shown: ['departmentId', 'teamId', 'type', 'scope'] },
  planTouchpoint: { ...pair, shown: ['departmentId', 'teamId', 'type', 'plannedFor', 'touchpointId'] },
  holdTouchpoint: {
    ...pair,
    shown: ['departmentId', 'teamId', 'touchpointId', 'departmentAttendees', 'itAttendees', 'occurredAt'],
  },
  confirmTouchpoint: { ...pair, answers: true, shown: ['departmentId', 'teamId', 'touchpointId', 'side'] },
  disputeTouchpoint: {
    ...pair,
    answers: true,
    shown: ['departmentId', 'teamId', 'touchpointId', 'side', 'reason', 'comment'],
  },
  proposeRelationshipCharter: {
    ...pair,
    shown: [
      'departmentId',
      'teamId',
      'side',
      'acknowledgeMinutes',
      'updateCadenceMinutes',
      'reviewCadenceDays',
      'expectations',
      'effectiveAt',
    ],
  },
  acceptRelationshipCharter: { ...pair, answers: true, shown: ['departmentId', 'teamId', 'side', 'proposalId'] },
  withdrawRelationshipCharterProposal: {
    ...pair,
    answers: true,
    shown: ['departmentId', 'teamId', 'side', 'proposalId', 'reason'],
  },
  registerDepartment: { ...department, shown: ['departmentId', 'name', 'kind', 'parentId'] },
  registerServiceTeam: { ...team, shown: ['teamId', 'name'] },
  adoptTargets: { ...team, shown: ['teamId', 'acknowledgeMinutes', 'updateMinutes'] },
  adoptSettings: { payload: 'position', place: () => '/start', shown: ['zone'] },
} as const satisfies Readonly<Record<string, Recordable>>;
export type CommandName = keyof typeof COMMANDS;
export const commandOf = (name: CommandName): Recordable => COMMANDS[name];
export type { Made };
