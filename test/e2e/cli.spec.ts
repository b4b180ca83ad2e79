import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Program } from '../support/program.js';

// Each test starts several programs, one after another.
describe('rapport, as processes', () => {
  let folder: string;
  let programs: Program[];
  const begin = () => {
    folder = mkdtempSync(join(tmpdir(), 'rapport-cli-'));
    programs = [];
  };
  const end = async () => {
    await Promise.all(programs.map((program) => program.kill()));
    rmSync(folder, { recursive: true });
  };

  const rapport = (words: string, environment: Record<string, string> = {}, cwd?: string) => {
    const program = new Program(
      'src/cli.ts',
      words.split(' '),
      {
        EVENT_LOG: `file:${folder}/events.db`,
        VIEW_STORE: `file:${folder}/views.db`,
        PORT: '0',
        LOG_LEVEL: 'error',
        ...environment,
      },
      cwd,
    );
    programs.push(program);
    return program;
  };
  const serve = async () => {
    const server = rapport('serve --json');
    await server.says('"url"');
    return { server, url: (JSON.parse(server.out) as { url: string }).url };
  };
  /** Runs one to its end. */
  const done = async (program: Program) => ({ exit: await program.ended, out: program.out, err: program.err });
  const objects = (out: string) =>
    out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  describe('alone', () => {
    beforeEach(begin);
    afterEach(end);

    it('takes over the files of a server that was killed', async () => {
      const { server } = await serve();
      await server.kill('SIGKILL');
      expect((await done(rapport('doctor --json'))).exit).toBe(0);
    });

    it('reads the .env of the folder where it is called, below what the environment says', async () => {
      writeFileSync(join(folder, '.env'), 'PORT=everything\nROLE=everything\n');
      // PORT, which is read before ROLE, is in the environment of every program here.
      expect((await done(rapport('doctor --json', {}, folder))).out).toContain('ROLE: \\"everything\\" is not allowed');
    });

    it('refuses a wrong environment before it touches a file', async () => {
      const { exit, err, out } = await done(rapport('doctor --json', { ROLE: 'everything' }));
      expect(exit).toBe(1);
      expect(objects(out)[0]).toMatchObject({ ok: false });
      expect(err).toBe('');
      expect((await done(rapport('serve', { PORT: 'http' }))).err).toContain(
        'error INVALID_CONFIGURATION: PORT: "http" is not allowed',
      );
      expect(readdirSync(folder)).toEqual([]);
    });

    it('is answered with 2 when the call is wrong, before it touches a file', async () => {
      const { exit, err } = await done(rapport('projections list --jsn'));
      expect(exit).toBe(2);
      expect(err).toContain("unknown option '--jsn'");
      expect(readdirSync(folder)).toEqual([]);
    });
  });

  describe('beside a running server', () => {
    let alone: Awaited<ReturnType<typeof done>>;
    let leftAlone: readonly string[];
    let server: Program;
    let url: string;
    beforeAll(async () => {
      begin();
      alone = await done(rapport('projections list --json'));
      leftAlone = readdirSync(folder).sort();
      ({ server, url } = await serve());
    });
    afterAll(end);

    it('opened the files itself when nobody had them, and left nothing beside them but the locks', () => {
      expect(alone.exit).toBe(0);
      expect(objects(alone.out).map(({ name, state }) => `${String(name)} ${String(state)}`)).toContain('ticket LIVE');
      const stores = ['events.db', 'keys.db', 'texts.db', 'views.db'];
      const files = [...stores, ...stores.map((store) => `${store}.lock`), 'master.key', 'owner.lock'];
      expect(leftAlone).toEqual(files.sort());
    });

    it('has it do the work, and says the same', async () => {
      expect((await fetch(`${url}/health/live`)).status).toBe(200);
      expect(await done(rapport('projections list --json'))).toEqual(alone);
      expect((await done(rapport('doctor'))).exit).toBe(0);
    });

    it('keeps a second server from the files, naming the first', async () => {
      const { exit, err } = await done(rapport('serve'));
      expect(exit).toBe(1);
      expect(err).toContain(`error STORE_BUSY: Process ${server.child.pid!} (serving ${url}) uses the files in ${folder}`);
    });

    it('does not have work done on other stores than those asked for', async () => {
      const { exit, err } = await done(rapport('projections list', { VIEW_STORE: `file:${folder}/others.db` }));
      expect(exit).toBe(1);
      expect(err).toContain('with other settings');
      expect(existsSync(join(folder, 'others.db'))).toBe(false);
    });

    it('reads paths from where the caller stands, also when the server does the work', async () => {
      const { exit, err } = await done(rapport('import nowhere.csv --mapping uci498-incidents --zone Europe/London'));
      expect(exit).toBe(1);
      expect(err).toContain('error INVALID_FILE');
      expect(err).toContain(join(process.cwd(), 'nowhere.csv'));
    });

    it('finds no trace of it once it was told to end', async () => {
      await server.kill('SIGTERM');
      expect(server.child.exitCode).toBe(0);
      expect(existsSync(join(folder, 'owner.json'))).toBe(false);
    });
  });
});
