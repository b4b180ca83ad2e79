import fc from '../../support/properties.js';
import { DepartmentMerged, DepartmentRegistered } from '../../../src/domain/department/events.js';
import { InteractionFeedbackGiven, InteractionSelfAssessed, InteractionStarted } from '../../../src/domain/interaction/events.js';
import { ImprovementDelivered, ImprovementProposed } from '../../../src/domain/improvement/events.js';
import { RelationshipEstablished } from '../../../src/domain/relationship/events.js';
import { ServiceTeamRegistered } from '../../../src/domain/team/events.js';
import type { RecordedEvent } from '../../../src/domain/kernel/event.js';
import { givenEvents, eventIn } from '../../unit/projections/given-events.js';
import { surveyed } from './small-survey.js';
import { dayAt, type Known, type Telling } from './telling.js';

const TEAMS = ['desk', 'network'] as const;
export const DEPARTMENTS = ['icu', 'er', 'lab', 'hr'] as const;
const KINDS = { icu: 'CLINICAL', er: 'CLINICAL', lab: 'CLINICAL', hr: 'NON_CLINICAL' } as const;

/** A hospital in which everything is known but what people said. */
export interface Hospital {
  /** Whose each answer is. */
  readonly answersOf: readonly string[];
  /** About which team each is. */
  readonly teamsOf: readonly string[];
  /** Its log, when exactly these answers were good ones. */
  readonly told: (well: ReadonlySet<number>) => readonly RecordedEvent[];
}

/** Most in one quarter and a few departments, so that it is sometimes enough; most told in time, some long after. */
const rating = fc
  .record({
    contact: fc.nat(999_999),
    departmentId: fc.oneof({ weight: 5, arbitrary: fc.constantFrom('icu', 'er') }, fc.constantFrom(...DEPARTMENTS)),
    teamId: fc.oneof({ weight: 4, arbitrary: fc.constant('desk') }, fc.constantFrom(...TEAMS)),
    who: fc.nat(7),
    day: fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 40, max: 92 }) }, fc.nat(170)),
    delay: fc.oneof({ weight: 3, arbitrary: fc.nat(1) }, fc.nat(60)),
    isAssessed: fc.boolean(),
  })
  .map(({ contact, departmentId, teamId, who, day, delay, isAssessed }): Telling => {
    const respondentRef = `r${who}`;
    const interactionId = `I${contact}`;
    const stream = `interaction-${interactionId}`;
    const between = { interactionId, teamId, departmentId };
    const about = { ...between, respondentRef, startedAt: dayAt(day) };
    const began = InteractionStarted({ ...between, channel: 'PHONE', direction: 'FROM_DEPARTMENT', participants: [] });
    const assessed = InteractionSelfAssessed({ ...between, byRef: 'a1', expectedTreatmentRating: 4, startedAt: dayAt(day) });
    const tell = (treatment: number) =>
      InteractionFeedbackGiven({ ...about, treatment, factors: [], resolvedAtTime: true, earlierResponses: 0 });
    return {
      respondentRef,
      departmentId,
      teamId,
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
const known = (stream: string, day: number, fact: Known['fact']): Known => ({ stream, day, recorded: day, fact });
const served: readonly Known[] = TEAMS.flatMap((teamId) => [
  known(`team-${teamId}`, 0, ServiceTeamRegistered({ teamId, name: teamId, externalIds: [] })),
  ...DEPARTMENTS.map((departmentId) =>
    known(`relationship-${teamId}.${departmentId}`, 0, RelationshipEstablished({ teamId, departmentId, type: 'BASIC' })),
  ),
]);
/** Delivered in the midst of what people say, so that its analysis tells it apart into before and after. */
const improved: readonly Known[] = [
  { improvementId: 'P-icu', teamId: 'desk', departmentId: 'icu' },
  { improvementId: 'P-er', teamId: 'network', departmentId: 'er' },
].flatMap((about) => {
  const stream = `improvement-${about.improvementId}`;
  return [
    known(stream, 1, ImprovementProposed({ ...about, topic: 'Access', origin: 'STAFF', originRefs: [] })),
    known(stream, 65, ImprovementDelivered(about)),
  ];
});
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
    const rest = [...registered(late), ...served, ...improved, ...survey.frame, ...mergers];
    const ofEach = (of: (telling: Telling) => string) =>
      tellings.flatMap((telling) => Array<string>(telling.questions).fill(of(telling)));
    return {
      answersOf: ofEach(({ respondentRef }) => respondentRef),
      teamsOf: ofEach(({ teamId }) => teamId),
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
