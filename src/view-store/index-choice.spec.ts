import { describe, expect, it } from 'vitest';
import { indexForCount, indexForFind, orderField } from './index-choice.js';

const byStatusAndDue = ['status', 'due'];
const byStatus = ['status'];
const byTeamAndStatus = ['team', 'status'];
const byTeamAndStatusAndDue = ['team', 'status', 'due'];
const all = [byStatusAndDue, byStatus, byTeamAndStatus, byTeamAndStatusAndDue];

describe('the order of a find', () => {
  it('is the key when no order is asked for', () => expect(orderField({ limit: 1 })).toBeUndefined());
  it('is the key when the field to order by is held to one value', () =>
    expect(orderField({ where: { due: '1' }, orderBy: 'due', limit: 1 })).toBeUndefined());
  it('is the field when a list leaves it several values', () =>
    expect(orderField({ where: { due: ['1', '2'] }, orderBy: 'due', limit: 1 })).toBe('due'));
});

describe('the index of a find', () => {
  it('is none for the order of the keys', () => {
    expect(indexForFind(all, { limit: 1 })).toBeNull();
    expect(indexForFind([], { where: { anything: 1 }, ranges: [{ field: 'other', from: 1 }], limit: 1 })).toBeNull();
  });
  it('holds nothing but equal fields before the keys, as many as it can', () => {
    expect(indexForFind(all, { where: { status: 'OPEN' }, limit: 1 })).toEqual(byStatus);
    expect(indexForFind(all, { where: { status: 'OPEN', team: 'a' }, limit: 1 })).toEqual(byTeamAndStatus);
    expect(indexForFind(all, { where: { status: ['OPEN', 'HELD'] }, limit: 1 })).toBeNull();
  });
  it('has the equal fields in any order and then the field to order by', () => {
    expect(indexForFind(all, { where: { status: 'OPEN' }, orderBy: 'due', limit: 1 })).toEqual(byStatusAndDue);
    expect(indexForFind(all, { where: { status: 'OPEN', team: 'a' }, orderBy: 'due', limit: 1 })).toEqual(byTeamAndStatusAndDue);
    expect(indexForFind(all, { where: { other: 'x' }, orderBy: 'status', limit: 1 })).toEqual(byStatus);
  });
  it.each([
    ['a field between them is not held', { where: { team: 'a' }, orderBy: 'due' }],
    ['a list holds nothing', { where: { status: ['OPEN', 'HELD'] }, orderBy: 'due' }],
    ['a range holds nothing', { ranges: [{ field: 'status', from: 'A' }], orderBy: 'due' }],
    ['nobody declared it', { orderBy: 'elsewhere' }],
  ])('is refused when %s', (_, query) =>
    expect(() => indexForFind(all, { ...query, limit: 1 })).toThrow(expect.objectContaining({ code: 'NOT_INDEXED' })),
  );
  it('is refused when more fields stand between the order and the key', () =>
    expect(() => indexForFind([byStatusAndDue], { orderBy: 'status', limit: 1 })).toThrow(
      expect.objectContaining({ remedy: expect.stringContaining('[status]') }),
    ));
});

describe('the index of a count', () => {
  it('is none when nothing is left out', () => expect(indexForCount([], {})).toBeNull());
  it('is the one narrowed most', () => {
    expect(indexForCount(all, { where: { status: ['OPEN', 'HELD'] } })).toEqual(byStatusAndDue);
    expect(indexForCount(all, { where: { status: 'OPEN', team: 'a' } })).toEqual(byTeamAndStatus);
    expect(indexForCount(all, { where: { status: 'OPEN', team: 'a' }, ranges: [{ field: 'due', before: '2' }] })).toEqual(
      byTeamAndStatusAndDue,
    );
    expect(indexForCount([byTeamAndStatus, byStatusAndDue], { ranges: [{ field: 'status', from: 'A' }] })).toEqual(
      byStatusAndDue,
    );
  });
  it('is refused when the filter narrows the first field of none', () =>
    expect(() => indexForCount(all, { where: { due: '1' } })).toThrow(expect.objectContaining({ code: 'NOT_INDEXED' })));
});
