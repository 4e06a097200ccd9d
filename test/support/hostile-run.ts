import { measured } from '../../reports/model/measures.ts';
import type { RunRecord } from '../../reports/model/record.ts';
import { speedPaths } from '../../reports/model/speeds.ts';
import { sampleRun } from './sample-run.ts';

/** What a server might send to harm whoever reads the report: one of each kind. */
export const hostileTexts = {
  markup: `"><img src=x onerror="window.breached=1"><script>window.breached=1</script><svg/onload=window.breached=1>`,
  endTags: `</script></style></textarea></title></svg>--><!--<![CDATA[`,
  attribute: `' onmouseover='window.breached=1' autofocus onfocus=window.breached=1 x="`,
  link: `javascript:window.breached=1//[a](javascript:alert(1)) ![x](http://192.0.2.1/x.png) | \`code\``,
  formula: `=HYPERLINK("http://192.0.2.1/","x")`,
  terminal: `\u001B[2J\u001B]0;owned\u0007\u009B31m\u009D0;owned\u009C\r\u0008\u007F`,
  bidi: `\u202Etxt.exe\u202C\u2066\u2069\u200F\u061C`,
  cdata: `]]>]]&gt;<!ENTITY x SYSTEM "file:///etc/passwd">&x;`,
  surrogates: `\uD800 \uDC00 \uD83D`,
  noncharacters: `\u0000\u0001\uFFFE\uFFFF\uFEFF\u2028\u2029`,
  long: 'x'.repeat(600),
} as const;

/** Fields whose values the schema lists; everything else may hold any text. */
const enumerated = new Set([
  'schema',
  'accountable',
  'levels',
  'server',
  'client',
  'verdict',
  'level',
  'direction',
  'side',
  'flow',
  'mark',
  'atFault',
  'impact',
]);
/** Names of fields that are listed in one place and free in another, with the values of the former. */
const enumeratedHere: Readonly<Record<string, ReadonlySet<string>>> = {
  outcome: new Set(['holds', 'breaks', 'undecided', 'not-run']),
  what: new Set(measured),
  path: new Set(speedPaths),
};

function spoil(value: unknown, key: string, text: (original: string) => string): unknown {
  if (typeof value === 'string') {
    return enumerated.has(key) || enumeratedHere[key]?.has(value) === true ? value : text(value);
  }
  if (Array.isArray(value)) return value.map((item) => spoil(item, key, text));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, spoil(item, name, text)]));
}

/** The sample run with every free text replaced. */
const spoiltRun = (text: (original: string) => string): RunRecord => spoil(sampleRun(), '', text) as RunRecord;

/** Every kind of hostile text: in front, so that formulas begin their cell. */
export const hostile = (original: string): string =>
  `${hostileTexts.formula}${Object.values(hostileTexts).join(' ')}${original}`;

/** The sample run with every kind of hostile text in every free field. */
export const hostileRun = (): RunRecord => spoiltRun(hostile);
