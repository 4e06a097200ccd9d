/** The house rules that no other tool knows. Prints one line per finding and exits with 1 where there is any. */
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { root } from './bootstrap.mjs';

const folders = ['suites', 'runners', 'reports', 'fixtures', 'test', 'docs', 'scripts', '.ci'];
const ignored = ['.git', 'node_modules', 'dist', 'fedcheck-results', '.cache'];
const sources = ['.ts', '.mjs', '.cjs', '.js', '.css', '.lua', '.erl', '.sh'];
const texts = [...sources, '.md', '.json', '.yaml', '.yml', ''];
const lineLimit = 250;

/** @type {{ in: RegExp, but?: RegExp, pattern: RegExp, say: string }[]} */
const rules = [
  {
    in: /^suites\//,
    pattern: /prosody|ejabberd|openfire|jabberd|mongooseim|tigase|metronome/i,
    say: 'names a product; suites speak of roles, and deviations of a product belong in a data file beside the lab',
  },
  {
    in: /^suites\//,
    pattern: /setTimeout|setInterval|timers\/promises|\bsleep\(|\bdelay\(/,
    say: 'waits; use a fence',
  },
  { in: /\.ts$/, pattern: /\b(?:it|describe|context)\.only\(/, say: 'runs one test only; remove .only' },
  {
    in: /^test\/.*\.ts$/,
    but: /^test\/support\/skip\.ts$/,
    pattern: /\.skip\(\s*\)|\b(?:it|describe|context)\.skip\(/,
    say: 'skips without a reason; call skip(this, reason) of test/support/skip.ts',
  },
  {
    in: /./,
    but: /^package-lock\.json$/,
    pattern: /(?<![\w$}.])\/(?:tmp|root|work|home)\/[a-z]|registry\.[a-z]+|deb\.debian/,
    say: 'holds a path or host of one machine',
  },
  {
    in: /\.(?:ts|mjs|cjs|js)$/,
    but: /^scripts\/house\.mjs$/,
    pattern: /eslint-disable|@ts-ignore|@ts-expect-error|@ts-nocheck|biome-ignore/,
    say: 'silences a tool; mend what it found',
  },
  {
    in: /./,
    but: /^scripts\/house\.mjs$/,
    pattern: /\b(?:TODO|FIXME)\b/,
    say: 'leaves something open; do it or file it',
  },
];

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const findings = [
    ...strayFolders(),
    ...filesOf('').flatMap((file) => review(file, readFileSync(join(root, file), 'utf8'))),
  ];
  for (const finding of findings) process.stdout.write(`${finding}\n`);
  process.exitCode = findings.length > 0 ? 1 : 0;
}

function strayFolders() {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !folders.includes(entry.name) && !ignored.includes(entry.name))
    .map(({ name }) => `${name}/: is no folder of this project; the top level holds ${folders.join(', ')}`);
}

/**
 * Paths of all text files, relative to the project folder.
 * @param {string} folder
 * @returns {string[]}
 */
function filesOf(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return folder !== '' || folders.includes(entry.name) ? filesOf(path) : [];
    return entry.isFile() && texts.includes(extname(entry.name)) ? [path] : [];
  });
}

/**
 * What the house rules have to say about one file.
 * @param {string} file path relative to the project folder
 * @param {string} text
 * @returns {string[]}
 */
export function review(file, text) {
  const lines = text.split('\n');
  const count = lines.length - (lines.at(-1) === '' ? 1 : 0);
  const tooLong = sources.includes(extname(file)) && count > lineLimit;
  const applicable = rules.filter((rule) => rule.in.test(file) && rule.but?.test(file) !== true);
  return [
    ...(tooLong ? [`${file}: has ${count} lines; split it before ${lineLimit}`] : []),
    ...lines.flatMap((line, index) =>
      applicable.filter((rule) => rule.pattern.test(line)).map((rule) => `${file}:${index + 1}: ${rule.say}`),
    ),
  ];
}
