import { type LabStatus, labDown, labStatus, labUp, type StandingLab } from '../lab/standing.ts';
import { lanesForm, parseLanes } from '../config/values.ts';
import { UsageError } from '../config/usage-error.ts';
import { sentence } from '../../reports/render/text.ts';
import { exitCodes } from './exit-codes.ts';
import type { Io } from './io.ts';
import { labRun } from './lab-run.ts';
import { color, running } from './options.ts';
import { columns } from './texts.ts';
import { group, verb } from './verb.ts';
import { pairOption, parsePair } from './with-lab.ts';

const json = { json: { type: 'boolean', describe: 'As JSON' } } as const;
const lanesUnlessGiven = '2';

const up = verb({
  name: 'up',
  describe: 'Start the two servers and leave them running',
  options: { lanes: running.lanes, ...pairOption, ...json, ...color },
  examples: [['fedcheck lab up', 'Then: fedcheck run --config with the plan file that it prints']],
  act: async (args, io) => {
    const given = args.lanes ?? lanesUnlessGiven;
    const lanes = parseLanes(given);
    if (lanes === undefined) throw new UsageError(`--lanes is ${JSON.stringify(given)}; it must be ${lanesForm}.`);
    const lab = await labUp({
      lanes,
      pair: parsePair(args.pair),
      signal: io.signal,
      progress: (line) => io.stderr.write(`${sentence(line)}\n`),
    });
    io.stderr.write(`Ready in ${(lab.startMs / 1000).toFixed(1)} s. Stop it with fedcheck lab down.\n`);
    show({ state: 'up', lab }, args.json === true, io);
    return exitCodes.ok;
  },
});

const down = verb({
  name: 'down',
  describe: 'Stop the two servers',
  options: { ...color },
  examples: [['fedcheck lab down', 'Stops what fedcheck lab up has started']],
  act: async (_args, io) => {
    const found = await labDown();
    io.stderr.write(found.state === 'down' ? 'No lab was up.\n' : 'The lab is down.\n');
    return exitCodes.ok;
  },
});

const status = verb({
  name: 'status',
  describe: 'Say whether the two servers run; exit code 4 when they ended by themselves',
  options: { ...json, ...color },
  examples: [['fedcheck lab status --json', 'For another program']],
  act: async (args, io) => {
    const found = await labStatus();
    show(found, args.json === true, io);
    return found.state === 'crashed' ? exitCodes.trouble : exitCodes.ok;
  },
});

function show(found: LabStatus, asJson: boolean, io: Io): void {
  if (asJson) io.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
  else io.stdout.write(found.state === 'up' ? labText(found.lab) : `${statusSentence(found)}\n`);
}

function statusSentence(found: Exclude<LabStatus, { readonly state: 'up' }>): string {
  if (found.state === 'down') return 'No lab is up; start one with fedcheck lab up.';
  if (found.state === 'starting') return `A lab is starting (process ${found.pid}).`;
  return `The lab has ended by itself: ${sentence(found.detail)} Clean up with fedcheck lab down.`;
}

const labText = ({ a, b, plan, dns, directory, pid }: StandingLab): string =>
  columns([
    ['A', `${a.domain}, ${a.product}, process ${a.pid}, log ${a.log}`],
    ['B', `${b.domain}, ${b.product}, process ${b.pid}, log ${b.log}`],
    ['DNS', dns],
    ['folder', directory],
    ['held by', `process ${pid}`],
    ['plan file', plan],
    ['run', `fedcheck run --config ${plan}`],
  ]);

export const lab = group('lab', 'Two real servers on this machine, Prosody and ejabberd, federating on loopback', [
  up,
  down,
  labRun,
  status,
]);
