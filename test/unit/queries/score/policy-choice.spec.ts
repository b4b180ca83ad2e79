import { describe, expect, it } from 'vitest';
import { perComponent } from '../../../../src/domain/components.js';
import { DEFAULT_POLICY } from '../../../../src/measures/policy.js';
import { choosePolicy } from '../../../../src/queries/score/policies.js';

const adoptedAt = '2025-12-01T00:00:00.000Z';
const adopted = [
  {
    effectiveAt: '2026-01-01T00:00:00.000Z',
    adoptedAt,
    policy: { ...DEFAULT_POLICY, name: 'house', version: '1', halfLifeDays: perComponent(() => 30) },
  },
  {
    effectiveAt: '2026-06-01T00:00:00.000Z',
    adoptedAt,
    policy: { ...DEFAULT_POLICY, name: 'house', version: '2', halfLifeDays: perComponent(() => 60) },
  },
];
const choose = (asOf: string, choice = {}) => choosePolicy(adopted, asOf, choice);

describe('choosePolicy', () => {
  it.each([
    ['2025-12-31T23:59:59.999Z', 'default', '2'],
    ['2026-01-01T00:00:00.000Z', 'house', '1'],
    ['2026-07-01T00:00:00.000Z', 'house', '2'],
  ])('takes the policy in force at %s', (asOf, name, version) => {
    expect(choose(asOf)).toMatchObject({ name, version });
  });

  it('finds an adopted policy by name, with a version or without', () => {
    const early = '2020-01-01T00:00:00.000Z';
    expect(choose(early, { name: 'house' }).version).toBe('2');
    expect(choose(early, { name: 'house@1' }).halfLifeDays.treatment).toBe(30);
    expect(choose(early, { name: 'house', version: '1' }).halfLifeDays.treatment).toBe(30);
    expect(choose('2026-07-01T00:00:00.000Z', { name: 'default' })).toBe(DEFAULT_POLICY);
  });

  it('lets parameters of one’s own stand in for those of the base', () => {
    const policy = choose('2026-02-01T00:00:00.000Z', {
      weights: { treatment: 2 },
      leastCoverage: 0.1,
      halfLifeDays: { durability: 7 },
      priorStrength: 4,
    });
    expect(policy).toMatchObject({
      name: 'inline',
      version: 'house@1',
      leastCoverage: 0.1,
      priorStrength: perComponent(() => 4),
    });
    expect(policy.halfLifeDays).toEqual({ ...perComponent(() => 30), durability: 7 });
    expect(policy.weights).toEqual({
      reliability: 0,
      responsiveness: 0,
      durability: 0,
      treatment: 2,
      transparency: 0,
      engagement: 0,
    });
  });

  it.each([
    [{ name: 'nobodys' }, 'NOT_FOUND', 'policy'],
    [{ name: 'house@9' }, 'NOT_FOUND', 'policy'],
    [{ halfLifeDays: 0 }, 'INVALID_INPUT', 'policy.halfLifeDays.reliability'],
    [{ weights: { treatment: -1 } }, 'INVALID_INPUT', 'policy.weights.treatment'],
    [{ weights: {} }, 'INVALID_INPUT', 'policy.weights'],
  ])('refuses %j', (choice, code, field) => {
    expect(() => choose('2026-02-01T00:00:00.000Z', choice)).toThrow(expect.objectContaining({ code, field }));
  });
});
