import { describe, expect, it } from 'vitest';
import { identityOf } from '../../../src/access/identity.js';
import { RequestContext } from '../../../src/graphql/request-context.js';
import { MemoryViews } from '../../support/memory-views.js';
import { sharedCaches } from '../../support/shared-caches.js';

const merger = (id: string, into: string, effectiveAt: string) => ({
  side: 'DEPARTMENT',
  id,
  into,
  effectiveAt,
  recordedAt: '2026-01-01T00:00:00.000Z',
});

/** Somebody of the radiology, which has taken over the X-ray, and will take over the ultrasound. */
function asker(): RequestContext {
  const views = new MemoryViews({
    mergers: {
      'department.xray': merger('xray', 'radiology', '2026-01-01T00:00:00.000Z'),
      'department.ultrasound': merger('ultrasound', 'radiology', '9000-01-01T00:00:00.000Z'),
      'department.lab': merger('lab', 'icu', '2026-01-01T00:00:00.000Z'),
    },
  });
  const sides = { departments: ['radiology'], teams: [] };
  return new RequestContext(views, sharedCaches(), {
    requestId: 'r',
    caller: 'c',
    identity: identityOf({ subject: 'manager', roles: ['DEPARTMENT_MANAGER'], sides }),
    log: { debug: () => undefined, error: () => undefined },
  });
}

describe('whom a question may be about', () => {
  it.each(['radiology', 'xray'])('is somebody’s own, and what goes on as his own: %s', async (departmentId) => {
    await expect(asker().requireReach({}, { departmentId })).resolves.toBeUndefined();
  });

  it.each(['icu', 'lab', 'ultrasound', 'nobody-knows'])('is not %s, which is another’s or not his yet', async (departmentId) => {
    await expect(asker().requireReach({}, { departmentId })).rejects.toMatchObject({
      code: 'FORBIDDEN',
      field: 'departmentId',
    });
  });

  it('is the same for what is not narrowed where it is read: commands, and counts of a department', async () => {
    expect(await asker().reach()).toEqual({ departments: ['radiology', 'xray'], teams: [] });
  });
});
