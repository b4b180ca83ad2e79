import fc from '../../support/properties.js';
import { DepartmentMerged, DepartmentRegistered } from '../../../src/domain/department/events.js';
import { InteractionFeedbackGiven, InteractionSelfAssessed, InteractionStarted } from '../../../src/domain/interaction/events.js';
import { RelationshipEstablished } from '../../../src/domain/relationship/events.js';
import { ServiceTeamRegistered } from '../../../src/domain/team/events.js';
import type { RecordedEvent } from '../../../src/domain/kernel/event.js';
import { givenEvents, eventIn } from '../../unit/projections/given-events.js';
import { surveyed } from './small-survey.js';
import { dayAt, type Known, type Telling } from './telling.js';

export const DEPARTMENTS = ['icu', 'er', 'lab', 'hr'] as const;
const KINDS = { icu: 'CLINICAL', er: 'CLINICAL', lab: 'CLINICAL', hr: 'NON_CLINICAL' } as const;

/** A hospital in which everything is known but what people said. */
export interface Hospital {
  /** Whose each answer is. */
  readonly answersOf: readonly string[];
  /** Of which department each is. */
  readonly departmentsOf: readonly string[];
  /** Which department goes on as which, at some time. */
  readonly mergers: readonly (readonly [from: string, into: string])[];
  /** Its log, when exactly these answers were good ones. */
  readonly told: (well: ReadonlySet<number>) => readonly RecordedEvent[];
}

/** Most in one quarter and a few departments, so that it is sometimes enough; most told in time, some long after. */
const rating = fc
  .record({
    contact: fc.nat(999_999),
    departmentId: fc.oneof({ weight: 5, arbitrary: fc.constantFrom('icu', 'er') }, fc.constantFrom(...DEPARTMENTS)),
    who: fc.nat(7),
    day: fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 40, max: 92 }) }, fc.nat(170)),
    delay: fc.oneof({ weight: 3, arbitrary: fc.nat(1) }, fc.nat(60)),
    isAssessed: fc.boolean(),
  })
  .map(({ contact, departmentId, who, day, delay, isAssessed }): Telling => {
    const respondentRef = `r${who}`;
    const interactionId = `I${contact}`;
    const stream = `interaction-${interactionId}`;
    const between = { interactionId, teamId: 'desk', departmentId };
    const about = { ...between, respondentRef, startedAt: dayAt(day) };
    const began = InteractionStarted({ ...between, channel: 'PHONE', direction: 'FROM_DEPARTMENT', participants: [] });
    const assessed = InteractionSelfAssessed({ ...between, byRef: 'a1', expectedTreatmentRating: 4, startedAt: dayAt(day) });
    const tell = (treatment: number) =>
      InteractionFeedbackGiven({ ...about, treatment, factors: [], resolvedAtTime: true, earlierResponses: 0 });
    return {
      respondentRef,
      departmentId,
      questions: 1,
      tell: ([well]) => [
        { stream, day, recorded: day, fact: began },
        ...(isAssessed ? [{ stream, day, recorded: day, fact: assessed }] : []),
        { stream, day, recorded: day + delay, fact: tell(well ? 5 : 1) },
      ],
    };
  });

const registered = (late: number): readonly Known[] =>
  DEPARTMENTS.map((departmentId) => {
    const recorded = departmentId === 'lab' ? late : 0;
    const fact = DepartmentRegistered({ departmentId, name: departmentId, kind: KINDS[departmentId], externalIds: [] });
    return { stream: `department-${departmentId}`, day: 0, recorded, fact };
  });
const served: readonly Known[] = [
  { stream: 'team-desk', day: 0, recorded: 0, fact: ServiceTeamRegistered({ teamId: 'desk', name: 'Desk', externalIds: [] }) },
  ...DEPARTMENTS.map((departmentId) => ({
    stream: `relationship-desk.${departmentId}`,
    day: 0,
    recorded: 0,
    fact: RelationshipEstablished({ teamId: 'desk', departmentId, type: 'BASIC' }),
  })),
];
const merger = fc
  .record({
    departmentId: fc.constantFrom(...DEPARTMENTS),
    intoDepartmentId: fc.constantFrom(...DEPARTMENTS),
    day: fc.integer({ min: 50, max: 130 }),
    delay: fc.nat(40),
  })
  .filter(({ departmentId, intoDepartmentId }) => departmentId !== intoDepartmentId)
  .map(({ day, delay, ...one }) => {
    const fact = DepartmentMerged({ ...one, effectiveAt: dayAt(day) });
    return { stream: `department-${one.departmentId}`, day, recorded: day + delay, fact };
  });

export const hospital: fc.Arbitrary<Hospital> = fc
  .record({
    ratings: fc.uniqueArray(rating, { minLength: 15, maxLength: 32, selector: ({ tell }) => tell([true])[0]!.stream }),
    survey: surveyed,
    // An end is one end: only an import may tell another one (docs/privacy.md says what that does).
    mergers: fc.uniqueArray(merger, { maxLength: 2, selector: ({ stream }) => stream }),
    late: fc.nat(130),
  })
  .map(({ ratings, survey, mergers, late }) => {
    const tellings = [...survey.tellings, ...ratings];
    const rest = [...registered(late), ...served, ...survey.frame, ...mergers];
    const ofEach = (of: (telling: Telling) => string) =>
      tellings.flatMap((telling) => Array<string>(telling.questions).fill(of(telling)));
    return {
      answersOf: ofEach(({ respondentRef }) => respondentRef),
      mergers: mergers.map(({ fact: { data } }) => [data.departmentId, data.intoDepartmentId]),
      departmentsOf: ofEach(({ departmentId }) => departmentId),
      told: (well) => {
        let index = 0;
        const said = tellings.flatMap(({ questions, tell }) => tell(Array.from({ length: questions }, () => well.has(index++))));
        const log = [...rest, ...said].sort((a, b) => a.recorded - b.recorded);
        return givenEvents(...log.map(({ stream, day, fact }) => eventIn(stream, dayAt(day), fact))).map((event, place) => ({
          ...event,
          recordedAt: dayAt(log[place]!.recorded),
        }));
      },
    };
  });
