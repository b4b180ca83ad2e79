import { expect, it } from 'vitest';
import { understandUrl } from '../../../src/event-log/eventstoredb/connection.js';

it.each([
  // The client would look for a host named "localhost/".
  ['esdb://localhost/?tls=false', 'esdb://localhost?tls=false', 'localhost'],
  [
    'kurrentdb+discover://u:p%40@a:1,b:2?nodePreference=leader',
    'esdb+discover://u:p%40@a:1,b:2?nodePreference=leader',
    'a:1,b:2',
  ],
  ['esdb://db:2113?tls_ca_file=/etc/ca.pem', 'esdb://db:2113?tls_ca_file=/etc/ca.pem', 'db:2113'],
])('The URL %s goes to the client as %s, into messages as %s', (url, forClient, address) =>
  expect(understandUrl(url)).toEqual({ forClient, address }),
);
