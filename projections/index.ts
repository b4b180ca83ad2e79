import type { Projection } from './kit/projection.js';
import { actionsProjection } from './actions/projection.js';
import { answersProjection } from './answers/projection.js';
import { auditsProjection } from './audits/projection.js';
import { benchmarksProjection } from './benchmarks/projection.js';
import { commitmentsProjection } from './commitments/projection.js';
import { linksProjection } from './links/projection.js';
import { eventsProjection } from './events/projection.js';
import { departmentProjection } from './department/projection.js';
import { importsProjection } from './imports/projection.js';
import { improvementsProjection } from './improvements/projection.js';
import { instrumentsProjection } from './instruments/projection.js';
import { interactionProjection } from './interaction/projection.js';
import { mergersProjection } from './mergers/projection.js';
import { policiesProjection } from './policies/projection.js';
import { recordedProjection } from './recorded/projection.js';
import { relationshipProjection } from './relationship/projection.js';
import { surveysProjection } from './surveys/projection.js';
import { teamProjection } from './team/projection.js';
import { ticketProjection } from './ticket/projection.js';
import { timelineProjection } from './timeline/projection.js';
import { trialsProjection } from './trials/projection.js';

/**
 * All projections. The code that runs them must pass only events of the types that each handles: their event types are erased
 * here, to put them in one list.
 */
export const PROJECTIONS = [
  ticketProjection,
  interactionProjection,
  linksProjection,
  departmentProjection,
  teamProjection,
  mergersProjection,
  relationshipProjection,
  trialsProjection,
  answersProjection,
  commitmentsProjection,
  improvementsProjection,
  actionsProjection,
  instrumentsProjection,
  surveysProjection,
  policiesProjection,
  auditsProjection,
  benchmarksProjection,
  timelineProjection,
  importsProjection,
  recordedProjection,
  eventsProjection,
] as const satisfies readonly { readonly name: string }[] as unknown as readonly Projection[];
