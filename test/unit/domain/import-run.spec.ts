import { describe, it } from 'vitest';
import { RecordImportRun } from '../../../src/domain/import.js';
import { given, tell } from '../../support/decider.js';
import { importRun } from '../projections/stories.js';

const run = { ...importRun, zone: 'Europe/Berlin', earliest: '2026-03-01T08:00:00.000Z', latest: '2026-03-01T10:00:00.000Z' };

describe('the run of an import', () => {
  it('is put on record whole', () => given().when(tell(RecordImportRun, run)).then(['ImportRunRecorded', run]));

  it('is told once: a second telling, whatever it counted, adds nothing', () => {
    const again = { ...run, events: { appended: 0, alreadyThere: 5 }, byType: [] };
    given(tell(RecordImportRun, run)).when(tell(RecordImportRun, again)).thenNothing();
  });
});
