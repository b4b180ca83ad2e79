import { describe, expect, it } from 'vitest';
import Ajv2020Module from 'ajv/dist/2020.js';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EVENT_TYPES } from '../../../src/domain/aggregates.js';
import { contractDrift, contractFiles } from '../../../src/feed/contract/contract-files.js';
import { eventSchema } from '../../../src/feed/contract/asyncapi.js';

const Ajv2020 = Ajv2020Module.default;

describe('the published contract', () => {
  it('is what is committed', () => expect(contractDrift('.')).toEqual([]));

  it('notices a file that was changed, one that is missing and one too many', () => {
    const root = mkdtempSync(join(tmpdir(), 'contract-'));
    try {
      for (const folder of ['schema', 'docs']) cpSync(folder, join(root, folder), { recursive: true });
      writeFileSync(join(root, 'schema/asyncapi.json'), '{}');
      rmSync(join(root, 'schema/events/TicketLogged.json'));
      writeFileSync(join(root, 'schema/events/TicketForgotten.json'), '{}');
      expect([...contractDrift(root)].sort()).toEqual([
        'schema/asyncapi.json',
        'schema/events/TicketForgotten.json',
        'schema/events/TicketLogged.json',
      ]);
    } finally {
      rmSync(root, { recursive: true });
    }
  });

  it('holds none of our own keys and no closed object', () => {
    for (const [path, content] of contractFiles()) {
      if (path.endsWith('.json')) expect([path, content.match(/"x-|additionalProperties/)]).toEqual([path, null]);
    }
  });

  it.each(EVENT_TYPES.map((eventType) => [eventType.type, eventType] as const))('%s has a valid schema', (_, eventType) => {
    const ajv = new Ajv2020({ strict: true, formats: { 'date-time': true } });
    expect(() => ajv.compile(eventSchema(eventType))).not.toThrow();
  });

  it('lets a field of a later version pass and misses one that must be there', () => {
    const valid = validator('DepartmentRetired');
    const data = { departmentId: 'icu', effectiveAt: '2026-03-01T08:00:00.000Z' };
    expect(valid({ ...data, addedLater: 1 })).toBe(true);
    expect(valid({ departmentId: 'icu' })).toBe(false);
  });

  it('refers only to what it holds', () => {
    const document = JSON.parse(contractFiles().get('schema/asyncapi.json')!) as object;
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path!);
    expect(references.length).toBe(EVENT_TYPES.length * 3 + 1);
    for (const path of references) {
      const found = path.split('/').reduce<unknown>((part, key) => (part as Record<string, unknown>)?.[key], document);
      expect([path, typeof found]).toEqual([path, 'object']);
    }
  });
});

function validator(type: string) {
  const ajv = new Ajv2020({ formats: { 'date-time': true } });
  return ajv.compile(eventSchema(EVENT_TYPES.find((eventType) => eventType.type === type)!));
}
