import { describe, expect, it } from 'vitest';
import { CostlyQueue } from '../../../src/history/costly-queue.js';

const turn = () => new Promise((resolve) => setImmediate(resolve));
const patient = new AbortController().signal;

/** A queue, what has run of it so far, and work that runs until it is let go. */
function given(capacity: number, concurrency = 1) {
  const queue = new CostlyQueue({ what: 'questions', concurrency, capacity });
  const started: string[] = [];
  const ends = new Map<string, () => void>();
  const run = (name: string, begun = false, signal = patient) => {
    const work = async () => {
      started.push(name);
      await new Promise<void>((resolve) => ends.set(name, resolve));
    };
    return queue.run(work, signal, begun);
  };
  const end = async (name: string) => {
    ends.get(name)!();
    await turn();
  };
  return { run, end, started };
}

describe('costly work', () => {
  it('runs so many at a time, the others in the order of their coming', async () => {
    const { run, end, started } = given(2, 2);
    for (const name of ['a', 'b', 'c', 'd']) void run(name);
    await turn();
    expect(started).toEqual(['a', 'b']);
    await end('b');
    expect(started).toEqual(['a', 'b', 'c']);
    await end('a');
    expect(started).toEqual(['a', 'b', 'c', 'd']);
  });

  it('is refused where too many wait, and taken again once they do not', async () => {
    const { run, end, started } = given(1);
    void run('a');
    void run('b');
    await expect(run('c')).rejects.toMatchObject({ code: 'BUSY' });
    await end('a');
    void run('d');
    await end('b');
    expect(started).toEqual(['a', 'b', 'd']);
  });

  it('that belongs to something begun goes first and is never refused', async () => {
    const { run, end, started } = given(1);
    void run('a');
    void run('new');
    void run('begun', true);
    await end('a');
    expect(started).toEqual(['a', 'begun']);
    await end('begun');
    expect(started).toEqual(['a', 'begun', 'new']);
  });

  it('that was given up leaves the line', async () => {
    const { run, end, started } = given(1);
    const leaving = new AbortController();
    void run('a');
    const left = run('b', false, leaving.signal);
    leaving.abort(new Error('gone'));
    await expect(left).rejects.toThrow('gone');
    void run('c');
    await end('a');
    expect(started).toEqual(['a', 'c']);
  });

  it('that fails makes room for the next', async () => {
    const queue = new CostlyQueue({ what: 'questions', concurrency: 1, capacity: 1 });
    await expect(queue.run(() => Promise.reject(new Error('no')), patient)).rejects.toThrow('no');
    expect(await queue.run(() => Promise.resolve('next'), patient)).toBe('next');
  });
});
