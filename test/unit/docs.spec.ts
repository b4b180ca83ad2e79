import { describe, expect, it } from 'vitest';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { commandLine } from '../../src/cli/parse-call.js';

const FOLDERS = ['bench', 'docs', 'examples', 'mappings', 'projections', 'schema', 'scripts', 'src', 'test', 'web'];
const WRITTEN_BY_PROGRAMS = /node_modules|^bench\/results|^schema\/events/;

const filesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
const FILES = [...readdirSync('.'), ...FOLDERS.flatMap(filesOf)].filter((file) => !WRITTEN_BY_PROGRAMS.test(file));
// The change log names what was there at the time.
const PAGES = FILES.filter((file) => file.endsWith('.md') && file !== 'CHANGELOG.md');
const SOURCES = FILES.filter((file) => /\.(tsx?|m?js|ya?ml)$/.test(file));

const textOf = (file: string) => readFileSync(file, 'utf8');
const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found]) => found!);

/** The anchors of a page: those that it sets itself, and those that GitHub derives from its headings. */
const anchorsOf = (page: string) => [
  ...matches(textOf(page), /<a id="([\w-]+)">/g),
  ...matches(textOf(page), /^#+ (.*)$/gm).map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  ),
];

/** Paths from the project's folder, without those that stand for many (`<topic>`, `*`, `{a,b}`). */
const PATH = new RegExp(`(?<![\\w./-])((?:${FOLDERS.join('|')})/[\\w./-]*\\w)(?![\\w*<{/|-])`, 'g');
const isThere = (named: string) => existsSync(named) || existsSync(`${named}.ts`) || /^bench\/results/.test(named);

/** The shell's commands, such as `audit run`, and those with subcommands by themselves. */
const COMMANDS = commandLine({ out: () => undefined, err: () => undefined }, () => undefined).commands.flatMap((command) => [
  command.name(),
  ...command.commands.map((subcommand) => `${command.name()} ${subcommand.name()}`),
]);
const withSubcommands = new Set(COMMANDS.flatMap((name) => (name.includes(' ') ? [name.split(' ')[0]!] : [])));
const isCommand = ([name, subcommand]: readonly string[]) =>
  COMMANDS.includes(name!) &&
  (!withSubcommands.has(name!) || subcommand === undefined || COMMANDS.includes(`${name} ${subcommand}`));

describe('the documentation', () => {
  it.each(PAGES)('%s links to pages and headings that exist', (page) => {
    const broken = matches(textOf(page), /\]\(([^)\s]+)\)/g).filter((link) => {
      if (/^\w+:/.test(link)) return false;
      const [file = '', anchor] = link.split('#');
      const target = file === '' ? page : path.join(path.dirname(page), file);
      return !existsSync(target) || (anchor !== undefined && !anchorsOf(target).includes(anchor));
    });
    expect(broken).toEqual([]);
  });

  it.each(PAGES)('%s names files, npm scripts and shell commands that exist', (page) => {
    const text = textOf(page);
    const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
    // A path in a link is relative to the page: the links' own test.
    const missing = [
      ...matches(text.replace(/\]\([^)]*\)/g, ']'), PATH).filter((named) => !isThere(named)),
      ...matches(text, /npm run ([\w:-]+)/g).filter((name) => !(name in scripts)),
      ...matches(text, /(?:`|npx )rapport ([a-z]+(?: [a-z]+)?)/g).filter((command) => !isCommand(command.split(' '))),
    ];
    expect(missing).toEqual([]);
  });
});

it('the comments name files that exist', () => {
  const missing = SOURCES.flatMap((file) => {
    // Imports are the compiler's. What is quoted may be a made-up example.
    const comments = matches(textOf(file), /(\/\*\*?[\s\S]*?\*\/|(?<=^|\s)\/\/ .*|^#.*)/gm).join('\n');
    return matches(comments, PATH)
      .filter((named) => !isThere(named))
      .map((named) => `${file}: ${named}`);
  });
  expect(missing).toEqual([]);
});
