import { describe, expect, it } from 'vitest';
import { readConfiguration } from '../../../src/app/configuration/read-configuration.js';
import { environmentOf, typeable } from '../../../src/cli/in-environment.js';

const of = (environment: Record<string, string>) => environmentOf(readConfiguration(environment, '/srv'), '/srv');

describe('The environment in front of a command', () => {
  it('is left out where the defaults mean the same stores', () => {
    expect(of({})).toBe('');
    expect(of({ EVENT_LOG: 'file:/srv/data/events.db', PORT: '1' })).toBe('');
  });

  it('names what differs, quoted for the shell', () => {
    expect(of({ EVENT_LOG: 'file:other/e.db', VIEW_STORE: 'file:my views/v.db', ORGANIZATION_ID: 'north' })).toBe(
      "EVENT_LOG=file:/srv/other/e.db VIEW_STORE='file:/srv/my views/v.db' ORGANIZATION_ID=north ",
    );
  });

  it('names what opens the stores: a file of the key, never the key itself', () => {
    expect(of({ MASTER_KEY_FILE: "/etc/St Mary's.key", EARLIEST_DATE: '1970-01-01' })).toBe(
      "EARLIEST_DATE=1970-01-01 MASTER_KEY_FILE='/etc/St Mary'\\''s.key' ",
    );
    expect(of({ MASTER_KEY: 'c2VjcmV0' })).toBe("MASTER_KEY='…' ");
  });

  it('has no password in it', () => {
    const environment = of({
      EVENT_LOG: 'esdb://admin:changeit@a:2113,b:2113?tls=true',
      VIEW_STORE: 'mongodb://u:p%40w@m/rapport?authSource=admin&tlsCertificateKeyFilePassword=hush',
    });
    expect(environment).toBe(
      "EVENT_LOG='esdb://<user>:<password>@a:2113,b:2113?tls=true' " +
        "VIEW_STORE='mongodb://<user>:<password>@m/rapport?authSource=admin&tlsCertificateKeyFilePassword=…' ",
    );
  });
});

it('A sentence has its commands as they are to be typed, and nothing else changed', () => {
  const configuration = readConfiguration({ EVENT_LOG: 'file:/e.db' }, '/srv');
  expect(typeable('See why: rapport parked list. Rapport goes on.', configuration, '/srv')).toBe(
    'See why: EVENT_LOG=file:/e.db npx rapport parked list. Rapport goes on.',
  );
});
