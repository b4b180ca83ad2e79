import { describe, expect, it } from 'vitest';
import { type Caller, type PageRules, refusedPage } from './gate.js';

const LOOPBACK: PageRules = { allowedOrigins: [], knowsItsNames: true };
const BEHIND_PROXY: PageRules = { allowedOrigins: ['https://rapport.example', 'http://localhost:5173'], knowsItsNames: true };
const OPEN: PageRules = { allowedOrigins: [], knowsItsNames: false };

const call = (host?: string, origin?: string): Caller => ({ host, origin });
const fetched = (site: string, mode: string, destination: string): Caller => ({
  host: '127.0.0.1:4000',
  'sec-fetch-site': site,
  'sec-fetch-mode': mode,
  'sec-fetch-dest': destination,
});

describe('A request is let in', () => {
  it.each<[string, Caller, PageRules, string?]>([
    ['of a program, which sends no origin', call('127.0.0.1:4000'), LOOPBACK],
    ['without a host, as old clients send', call(), LOOPBACK],
    ['of our own page by address', call('127.0.0.1:4000', 'http://127.0.0.1:4000'), LOOPBACK],
    ['of our own page by name', call('localhost:4000', 'http://localhost:4000'), LOOPBACK],
    ['of our own page over IPv6', call('[::1]:4000', 'http://[::1]:4000'), LOOPBACK],
    ['of our own page in capitals', call('LocalHost:4000', 'http://localhost:4000'), LOOPBACK],
    ['of an allowed page', call('127.0.0.1:4000', 'http://localhost:5173'), BEHIND_PROXY],
    ['through a proxy that keeps the name', call('rapport.example', 'https://rapport.example'), BEHIND_PROXY],
    ['through a proxy that does not', call('127.0.0.1:4000', 'https://rapport.example'), BEHIND_PROXY],
    ['of a container’s probe by address', call('10.1.2.3:4000'), BEHIND_PROXY],
    ['by a name that a server open to all may have', call('rapport:4000'), OPEN],
    ['typed into the browser', fetched('none', 'navigate', 'document'), LOOPBACK],
    ['of our own page’s pictures', fetched('same-origin', 'no-cors', 'image'), LOOPBACK],
    ['by a link of a foreign page to one of ours', fetched('cross-site', 'navigate', 'document'), LOOPBACK, '/graphiql'],
    [
      'of an allowed page, by fetch',
      { ...fetched('cross-site', 'cors', 'empty'), origin: 'http://localhost:5173' },
      BEHIND_PROXY,
    ],
  ])('%s', (_, caller, rules, path = '/graphql') => expect(refusedPage(caller, path, rules)).toBeUndefined());
});

describe('A request is refused', () => {
  it.each<[string, Caller, PageRules, string?]>([
    ['of a foreign page', call('127.0.0.1:4000', 'http://evil.example'), LOOPBACK],
    ['of a foreign page, also where all names do', call('rapport:4000', 'http://evil.example'), OPEN],
    ['of a page on another port of this machine', call('127.0.0.1:4000', 'http://127.0.0.1:8080'), LOOPBACK],
    ['of a page without an origin of its own (a sandboxed frame, a file)', call('127.0.0.1:4000', 'null'), LOOPBACK],
    [
      'of our name in plain, whose page somebody between may have written',
      { ...fetched('cross-site', 'cors', 'empty'), host: 'rapport.example', origin: 'http://rapport.example' },
      BEHIND_PROXY,
    ],
    ['of a foreign name that was made to point here', call('evil.example:4000', 'http://evil.example:4000'), LOOPBACK],
    ['of such a name without an origin', call('evil.example'), BEHIND_PROXY],
    ['of a name that only ends like ours', call('evil-localhost'), LOOPBACK],
    ['of a host that is none', call('a b'), LOOPBACK],
    ['of a foreign page’s pictures', fetched('cross-site', 'no-cors', 'image'), LOOPBACK, '/feed/events'],
    ['of a foreign page’s frames', fetched('cross-site', 'navigate', 'iframe'), LOOPBACK, '/graphiql'],
    ['of a page on another port, without an origin', fetched('same-site', 'no-cors', 'script'), LOOPBACK],
    ['of a foreign page’s pictures, also where all names do', fetched('cross-site', 'no-cors', 'image'), OPEN],
    ['by a link of a foreign page that asks a question', fetched('cross-site', 'navigate', 'document'), LOOPBACK],
  ])('%s', (_, caller, rules, path = '/graphql') => expect(refusedPage(caller, path, rules)).toEqual(expect.any(String)));
});
