import { perComponent } from '../../../src/domain/components.js';
import { AuditPinned, BenchmarkPublished, ScoringPolicyAdopted } from '../../../src/domain/governance/events.js';
import { ImprovementProposed } from '../../../src/domain/improvement/events.js';
import { InstrumentRegistered } from '../../../src/domain/instrument.js';
import { FeedbackActedOn, SurveyOpened } from '../../../src/domain/survey/events.js';
import { eventIn } from './given-events.js';
import { DEPARTMENT, march, TEAM } from './stories.js';

const items = [{ itemId: 'q1', points: 5, reversed: false, positiveFrom: 4 }];
const survey = { surveyId: 'S1', instrumentId: 'pulse', departmentId: DEPARTMENT };

/** One fact of each: a questionnaire, a survey by it, what is done about the answers, and how the organisation scores. */
export const CULTURE = [
  eventIn(
    'instrument-pulse',
    march(1),
    InstrumentRegistered({ instrumentId: 'pulse', name: 'Pulse 1', licence: 'ours', items, composites: [] }),
  ),
  eventIn(
    'survey-S1',
    march(2),
    SurveyOpened({ ...survey, from: march(1), until: march(31), eligible: 9, items, composites: [] }),
  ),
  eventIn('survey-S1', march(9), FeedbackActedOn({ ...survey, feedbackIds: ['x'], improvementId: 'I1', tellBackAt: march(30) })),
  eventIn(
    'improvement-I1',
    march(8),
    ImprovementProposed({
      improvementId: 'I1',
      teamId: TEAM,
      departmentId: DEPARTMENT,
      topic: 'x',
      origin: 'SURVEY',
      originRefs: [],
    }),
  ),
  eventIn(
    'governance-org',
    march(1),
    ScoringPolicyAdopted({
      organizationId: 'org',
      name: 'ours',
      version: '1',
      weights: { reliability: 1, responsiveness: 1, durability: 1, treatment: 1, transparency: 1, engagement: 1 },
      halfLifeDays: perComponent(() => 90),
      priorStrength: perComponent(() => 10),
      leastInformation: 3_500,
      leastCoverage: 600,
      effectiveAt: march(1),
    }),
  ),
  eventIn(
    'governance-org',
    march(5),
    BenchmarkPublished({ organizationId: 'org', source: 'Others', item: 'Trust', period: '2025', value: 6_150, n: 120 }),
  ),
  eventIn(
    'governance-org',
    march(31),
    AuditPinned({ organizationId: 'org', auditId: 'A1', position: '1', from: march(1), until: march(31), departmentIds: [] }),
  ),
];
