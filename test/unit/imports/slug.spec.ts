import { describe, expect, it } from 'vitest';
import { ID_PATTERN } from '../../../src/domain/kernel/fields.js';
import { commandIdOf } from '../../../src/imports/plan/command-id.js';
import { idOf, slug } from '../../../src/imports/values/slug.js';

describe('ids', () => {
  it.each([
    ['Group 56', 'group-56'],
    ['Opened by  17', 'opened-by-17'],
    ['Ärzte / Süd', 'arzte-sud'],
    ['.w-x.', 'w-x'],
  ])('makes %j the slug %s', (name, expected) => expect(slug(name)).toBe(expected));

  it.each(['قسم الأشعة', '???', 'x'.repeat(300), ' '])('makes a valid id of %j', (name) => {
    expect(slug(name)).toMatch(new RegExp(ID_PATTERN));
    expect(idOf(name)).toMatch(new RegExp(ID_PATTERN));
  });

  it('keeps a valid id as it is and never lets two texts share one', () => {
    expect(idOf('INC0000045')).toBe('INC0000045');
    expect(idOf('A/1')).not.toBe(idOf('A.1'));
    expect(idOf('A/1')).not.toBe(idOf('A-1'));
  });

  it('keeps the parts of a command id apart, however long', () => {
    expect(commandIdOf('s', 'a:b', 'c')).not.toBe(commandIdOf('s', 'a', 'b:c'));
    const long = commandIdOf('s', 'x'.repeat(500), 'y');
    expect(long.length).toBeLessThanOrEqual(200);
    expect(long).not.toBe(commandIdOf('s', 'x'.repeat(500), 'z'));
  });
});
