import type { SurveyEvent } from '../../src/domain/survey/events.js';
import { applyFold, typesOf } from '../kit/folds.js';
import { known } from '../kit/known.js';
import { defineProjection } from '../kit/projection.js';
import { changes } from './changes.js';
import type { SurveyDocument } from './document.js';
import { opened } from './opened.js';

/** What the departments answered, in counts. */
export const surveysProjection = defineProjection<SurveyDocument, SurveyEvent>({
  name: 'surveys',
  version: 3,
  handles: ['SurveyOpened', ...typesOf(changes)],
  keys: ({ data }) => [data.surveyId],
  evolve: (document, event) => {
    if (event.type === 'SurveyOpened') return opened(event);
    const before = known(document, event);
    return { ...before, ...applyFold(changes, before, event) };
  },
  indexes: {
    byUntil: ['until'],
    byStateUntil: ['state', 'until'],
    byDepartmentIdUntil: ['departmentId', 'until'],
    byInstrumentIdUntil: ['instrumentId', 'until'],
    byInstrumentIdDepartmentIdUntil: ['instrumentId', 'departmentId', 'until'],
  },
  streamOf: (key) => `survey-${key}`,
});
