import type { EventOf } from '../kernel/event.js';
import { decideBy, type Decider, evolveBy, type Rule, when } from '../kernel/decider.js';
import { describeMove, inState, isRepeated, type Move } from '../kernel/moves.js';
import * as e from './events.js';
import type { FeedbackActedOn, SurveyEvent, SurveyOpened, SurveyResponseSubmitted } from './events.js';
import { alreadyExists, illegalMove, invalidInput, notFound, RapportError } from '../kernel/errors.js';
import { PersistentMap } from '../kernel/persistent-map.js';
import type { Reason } from '../kernel/reasons.js';
import * as c from './commands.js';
import type { SubmitSurveyResponse, SurveyCommand } from './commands.js';
import { type Command, isHistory, mayBeOf } from '../kernel/command.js';
import type { Instrument, InstrumentState } from '../instrument.js';
import { sameData } from '../kernel/same-data.js';

type Acted = Pick<EventOf<typeof FeedbackActedOn>['data'], 'feedbackIds' | 'improvementId' | 'tellBackAt'>;
export type JudgedAnswers = EventOf<typeof SurveyResponseSubmitted>['data']['answers'];

export interface Survey {
  /** As first opened, to recognise a repeat. */
  readonly opened: EventOf<typeof SurveyOpened>['data'];
  readonly openedAt: string;
  /** How it was closed; undefined while it is open. */
  readonly closed: Move | undefined;
  readonly invited: PersistentMap<true>;
  /** The valid answers, by respondent. A withdrawal removes the respondent's answers. */
  readonly responses: PersistentMap<JudgedAnswers>;
  /** Respondents who withdrew their answer and have not answered again. */
  readonly withdrawn: PersistentMap<true>;
  readonly actedOn: readonly Acted[];
}
/** Null: never opened. */
export type SurveyState = Survey | null;

const changed = (state: SurveyState, change: (survey: Survey) => Partial<Survey>): SurveyState =>
  state && { ...state, ...change(state) };

/** Folds a survey: who was invited, which answers were given and withdrawn, what was done about them. */
export const evolveSurvey = evolveBy<SurveyEvent, SurveyState>({
  SurveyOpened: (_, opened, openedAt) => ({
    opened,
    openedAt,
    closed: undefined,
    invited: PersistentMap.empty(),
    responses: PersistentMap.empty(),
    withdrawn: PersistentMap.empty(),
    actedOn: [],
  }),
  SurveyInvited: (state, { respondentRefs }) =>
    changed(state, ({ invited }) => ({ invited: respondentRefs.reduce((all, who) => all.with(who, true), invited) })),
  SurveyResponseSubmitted: (state, { respondentRef, answers }) =>
    changed(state, ({ responses, withdrawn }) => ({
      responses: responses.with(respondentRef, answers),
      withdrawn: withdrawn.without(respondentRef),
    })),
  SurveyResponseWithdrawn: (state, { respondentRef }) =>
    changed(state, ({ responses, withdrawn }) => ({
      responses: responses.without(respondentRef),
      withdrawn: withdrawn.with(respondentRef, true),
    })),
  SurveyClosed: (state, _, at) => changed(state, () => ({ closed: { type: 'SurveyClosed', at, content: {} } })),
  FeedbackActedOn: (state, { feedbackIds, improvementId, tellBackAt }) =>
    changed(state, ({ actedOn }) => ({ actedOn: [...actedOn, { feedbackIds, improvementId, tellBackAt }] })),
});

/**
 * Adds to each answer whether it is positive; for a reversed question, 1 is the best answer. Missing answers and "does not
 * apply" are neither positive nor negative (docs/measures.md, % positive).
 * @throws RapportError INVALID_INPUT for a question that was not asked, was answered twice or does not have this answer, for an
 * answer that contradicts itself, and when nothing is answered.
 */
export function judge(answers: SubmitSurveyResponse['answers'], { opened: { items } }: Survey): JudgedAnswers {
  const answered = new Set<string>();
  const judged = answers.map(({ itemId, value, notApplicable }, index) => {
    const refuse = (field: keyof Answer, message: string, reason: Reason) =>
      refused(`answers.${index}.${field}`, `"${itemId}" ${message}`, reason);
    const item = items.find((one) => one.itemId === itemId);
    if (!item) {
      const values = items.map((one) => one.itemId);
      throw refuse('itemId', 'is not a question of this survey', { code: 'NOT_ONE_OF', parameters: { values } });
    }
    if (answered.has(itemId)) throw refuse('itemId', 'is answered twice', { code: 'TWICE', parameters: { value: itemId } });
    answered.add(itemId);
    if (value !== undefined && notApplicable) {
      const both = `has the value ${value} and is marked as not applicable: only one of the two is allowed`;
      throw refuse('notApplicable', both, { code: 'MISPLACED', parameters: { other: 'value' } });
    }
    if (value === undefined || notApplicable) return { itemId, notApplicable };
    if (value > item.points) {
      const most = item.points;
      throw refuse('value', `accepts values from 1 to ${most}, not ${value}`, {
        code: 'OUT_OF_RANGE',
        parameters: { least: 1, most },
      });
    }
    const turned = item.reversed ? item.points + 1 - value : value;
    return { itemId, value, notApplicable, positive: turned >= item.positiveFrom };
  });
  if (!judged.some(({ value, notApplicable }) => value !== undefined || notApplicable))
    throw refused('answers', 'no question is answered', { code: 'TOO_FEW', parameters: { least: 1 } });
  return judged;
}

type Answer = SubmitSurveyResponse['answers'][number];

const refused = (field: string, message: string, reason: Reason) =>
  invalidInput(field, message, 'Answer each question of the instrument once, on its scale.', reason);

/**
 * The survey that a command addresses.
 * @throws RapportError NOT_FOUND when it was never opened.
 */
export function opened({ surveyId }: SurveyCommand, state: SurveyState): Survey {
  if (!state) throw notFound('surveyId', 'survey', surveyId, 'Open the survey first, or correct the id.');
  return state;
}

/**
 * @throws RapportError ILLEGAL_MOVE when the survey is closed, because its result is final. History is still recorded, but no
 * longer counts.
 */
export function notClosed(command: SurveyCommand, { closed }: Survey): void {
  if (!closed || isHistory(command)) return;
  const stands = `is closed, so its result is final; recorded: ${describeMove(closed)}`;
  throw illegalMove('surveyId', 'survey', command.surveyId, stands, 'Open a new survey.', inState('CLOSED', closed));
}

/** The ids of the survey, its instrument and the parties; part of every event. */
export const parties = ({ opened: { surveyId, instrumentId, departmentId, teamId } }: Survey) => ({
  surveyId,
  instrumentId,
  departmentId,
  teamId,
});
/** The period that the answers are about. */
export const period = ({ opened: { from, until } }: Survey) => ({ from, until });

/** Five points from "never" to "always"; the two upper ones are positive, as hospitals read SOPS (docs/measures.md). */
const item = (itemId: string, wording: string, reversed = false) => ({ itemId, wording, points: 5, reversed, positiveFrom: 4 });

/**
 * A short questionnaire in our own words, free to use and change. It ships with Rapport, so that no organisation has to buy one
 * first.
 */
export const OWN_INSTRUMENT: Instrument = {
  instrumentId: 'rapport-relationship-1',
  name: 'Rapport relationship questionnaire 1',
  licence: 'Apache-2.0',
  items: [
    item('treated-well', 'This IT team treats us the way we would like to be treated.'),
    item('taken-seriously', 'When we turn to this team, our worry is taken seriously.'),
    item('keeps-word', 'This team does what it said it would, by when it said.'),
    item('left-waiting', 'We are left waiting without knowing where things stand.', true),
    item('told-before', 'We are told before a change touches our work.'),
    item('trusted', 'We trust this team with what matters to our patients and our work.'),
    item('knows-our-work', 'This team understands what our work needs.'),
    item('solves-together', 'When something goes wrong, we look for the solution together and not for someone to blame.'),
  ],
  composites: [
    { compositeId: 'treatment', name: 'Treatment', itemIds: ['treated-well', 'taken-seriously'] },
    { compositeId: 'reliability', name: 'Reliability', itemIds: ['keeps-word'] },
    { compositeId: 'informed', name: 'Being informed', itemIds: ['left-waiting', 'told-before'] },
    { compositeId: 'trust', name: 'Trust', itemIds: ['trusted', 'knows-our-work'] },
    { compositeId: 'joint-problem-solving', name: 'Joint problem solving', itemIds: ['solves-together'] },
  ],
};

/** The rules for invitations and answers. */
export const ANSWER_RULES: readonly Rule<e.SurveyEvent, SurveyState>[] = [
  when(c.InviteToSurvey, (command, state) => {
    const survey = opened(command, state);
    const respondentRefs = [...new Set(command.respondentRefs)].filter((ref) => !survey.invited.has(ref));
    if (respondentRefs.length === 0) return [];
    notClosed(command, survey);
    const invited = survey.invited.size + respondentRefs.length;
    withinEligible(command, survey, 'respondentRefs', invited, 'invited');
    return [e.SurveyInvited({ ...parties(survey), respondentRefs, invited })];
  }),
  when(c.SubmitSurveyResponse, (command, state) => {
    const survey = opened(command, state);
    const { surveyId, respondentRef, commentRef } = command;
    if (command.actor.kind === 'IT_STAFF') {
      throw new RapportError('SELF_RATING', `IT staff cannot answer the department’s survey "${surveyId}"`, {
        remedy: 'Use selfAssessInteraction, or assessRelationshipMaturity for the side of IT.',
      });
    }
    if (survey.responses.has(respondentRef)) {
      throw new RapportError('FEEDBACK_ALREADY_GIVEN', `"${respondentRef}" has already answered the survey "${surveyId}"`, {
        remedy: 'The first response remains until it is withdrawn.',
      });
    }
    notClosed(command, survey);
    const responses = survey.responses.size + 1;
    withinEligible(command, survey, 'respondentRef', responses, 'answered');
    const answers = judge(command.answers, survey);
    return [e.SurveyResponseSubmitted({ ...parties(survey), ...period(survey), respondentRef, answers, commentRef, responses })];
  }),
  when(c.WithdrawSurveyResponse, (command, state) => {
    const survey = opened(command, state);
    const { respondentRef } = command;
    const answers = survey.responses.get(respondentRef);
    if (!answers) {
      if (survey.withdrawn.has(respondentRef)) return [];
      throw notFound(
        'respondentRef',
        'current response of',
        respondentRef,
        'Correct the reference: there is no response with it.',
      );
    }
    // The difference between two results of a closed survey would reveal the withdrawn answer.
    notClosed(command, survey);
    const responses = survey.responses.size - 1;
    return [e.SurveyResponseWithdrawn({ ...parties(survey), ...period(survey), respondentRef, answers, responses })];
  }),
];

/**
 * More answers than people would give a response rate above one.
 * @throws RapportError INVALID_INPUT naming the field that exceeds the number of eligible people
 */
function withinEligible({ surveyId }: c.SurveyCommand, survey: Survey, field: string, people: number, what: string): void {
  const { eligible } = survey.opened;
  if (people <= eligible) return;
  const message = `${people} people would be ${what}, but only ${eligible} are eligible for the survey "${surveyId}"`;
  throw invalidInput(field, message, 'Leave out people who cannot answer, or open a survey for more people.', {
    code: 'TOO_MANY',
    parameters: { most: eligible },
  });
}

/** The rules for opening and closing a survey, and for acting on its feedback. */
export const LIFECYCLE_RULES: readonly Rule<e.SurveyEvent, SurveyState>[] = [
  when(c.OpenSurvey, (command, state, references) => {
    const { surveyId, instrumentId, departmentId, teamId, from, until, eligible } = command;
    if (from >= until)
      throw invalidInput('until', `the period ends at ${until}, which is not after its start ${from}`, 'Give a later end.', {
        code: 'NOT_AFTER',
        parameters: { moment: from },
      });
    const instrument = (references['instrumentId'] ?? null) as InstrumentState;
    if (!instrument)
      throw notFound('instrumentId', 'instrument', instrumentId, 'Register the instrument first, or correct the id.');
    const { items, composites } = instrument;
    const event = e.SurveyOpened({ surveyId, instrumentId, departmentId, teamId, from, until, eligible, items, composites });
    if (!state) return [event];
    if (sameData(state.opened, event.data) && mayBeOf(state.openedAt, command)) return [];
    throw alreadyExists('surveyId', 'survey', surveyId);
  }),
  when(c.CloseSurvey, (command, state) => {
    const survey = opened(command, state);
    if (isRepeated(survey.closed, { type: 'SurveyClosed', at: command.occurredAt, content: {} })) return [];
    notClosed(command, survey);
    const invited = survey.invited.size;
    const { eligible } = survey.opened;
    return [e.SurveyClosed({ ...parties(survey), ...period(survey), eligible, invited, responses: survey.responses.size })];
  }),
  when(c.ActOnFeedback, (command, state) => {
    const survey = opened(command, state);
    const { feedbackIds, improvementId, tellBackAt } = command;
    const acted = { feedbackIds, improvementId, tellBackAt };
    if (survey.actedOn.some((before) => sameData(before, acted))) return [];
    return [e.FeedbackActedOn({ ...parties(survey), ...acted })];
  }),
];

/** What the people of a department say when asked, and what is done about it. */
export const surveyDecider: Decider<Command, SurveyEvent, SurveyState> = {
  initial: () => null,
  evolve: evolveSurvey,
  isReferable: (state) => state !== null,
  concerns: (state) => state?.opened,
  decide: decideBy<SurveyEvent, SurveyState>([...LIFECYCLE_RULES, ...ANSWER_RULES]),
};
