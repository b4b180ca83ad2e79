import { describe, expect, it } from '@jest/globals';
import { type Caller, type PageRules, refusedPage } from './own-pages.js';

const LOOPBACK: PageRules = { allowedOrigins: [], knowsItsNames: true };
const BEHIND_PROXY: PageRules = { allowedOrigins: ['https://rapport.example', 'http://localhost:5173'], knowsItsNames: true };
const OPEN: PageRules = { allowedOrigins: [], knowsItsNames: false };

const call = (host?: string, origin?: string): Caller => ({ host, origin });

describe('A request is let in', () => {
  it.each<[string, Caller, PageRules]>([
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
  ])('%s', (_, caller, rules) => expect(refusedPage(caller, rules)).toBeUndefined());
});

describe('A request is refused', () => {
  it.each<[string, Caller, PageRules]>([
    ['of a foreign page', call('127.0.0.1:4000', 'http://evil.example'), LOOPBACK],
    ['of a foreign page, also where all names do', call('rapport:4000', 'http://evil.example'), OPEN],
    ['of a page on another port of this machine', call('127.0.0.1:4000', 'http://127.0.0.1:8080'), LOOPBACK],
    ['of a page without an origin of its own (a sandboxed frame, a file)', call('127.0.0.1:4000', 'null'), LOOPBACK],
    ['of a foreign name that was made to point here', call('evil.example:4000', 'http://evil.example:4000'), LOOPBACK],
    ['of such a name without an origin', call('evil.example'), BEHIND_PROXY],
    ['of a name that only ends like ours', call('evil-localhost'), LOOPBACK],
    ['of a host that is none', call('a b'), LOOPBACK],
  ])('%s', (_, caller, rules) => expect(refusedPage(caller, rules)).toEqual(expect.any(String)));
});
