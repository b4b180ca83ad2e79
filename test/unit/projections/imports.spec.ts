import { expect, it } from 'vitest';
import { importsProjection } from '../../../projections/imports/projection.js';
import { ImportRunRecorded } from '../../../src/domain/import.js';
import { documentOf } from './documents-of.js';
import { eventIn } from './given-events.js';
import { importRun, march } from './stories.js';

it('a run is kept as it was recorded, with what it does not say as null', () => {
  expect(
    documentOf(importsProjection, importRun.runId, eventIn(`import-${importRun.runId}`, march(3), ImportRunRecorded(importRun))),
  ).toEqual({
    ...importRun,
    zone: null,
    emptyMeasures: null,
    earliest: null,
    latest: null,
    finishedAt: march(3),
  });
  const more = { ...importRun, zone: 'Europe/Berlin', earliest: march(1), latest: march(2) };
  expect(documentOf(importsProjection, importRun.runId, eventIn('import-x', march(3), ImportRunRecorded(more)))).toEqual({
    ...more,
    emptyMeasures: null,
    finishedAt: march(3),
  });
});
