import { resolvePlan } from '../config/resolve.ts';
import type { Plan, Service } from '../config/plan.ts';
import { UsageError } from '../config/usage-error.ts';
import type { Stream } from '../transport/stream.ts';
import { cleanUp } from './doctor-clean.ts';
import { lookAtAdministration, lookAtRegistration } from './doctor-accounts.ts';
import { discover, logIn, lookUp } from './doctor-side.ts';
import { exitCodes } from './exit-codes.ts';
import { type Finding, findingText, note } from './finding.ts';
import { firstStanza } from './first-stanza.ts';
import type { Io } from './io.ts';
import { color, flagsFrom, running, targets } from './options.ts';
import { verb } from './verb.ts';

export const doctor = verb({
  name: 'doctor',
  positional: { name: 'jids', notation: '[jids..]', describe: 'Two accounts on two servers, A first; or use --config' },
  describe:
    'Check names, TLS, login, discovery, clocks, and a first stanza each way; --clean takes away what runs left',
  options: {
    ...targets,
    deadline: running.deadline,
    dns: running.dns,
    clean: { type: 'boolean', describe: 'Take away what killed runs left on the accounts; no run may be under way' },
    'dry-run': { type: 'boolean', describe: 'With --clean: say only what would be taken away' },
    results: { ...running.results, describe: 'With --clean: results folder of the killed runs, or of one of them' },
    ...color,
  },
  examples: [
    ['fedcheck doctor --config plan.yaml', 'Before a first run'],
    ['fedcheck doctor --clean --config plan.yaml', 'After a run that was killed'],
    ['fedcheck doctor alice@a.example bob@b.example', 'Passwords from FEDCHECK_A_PASSWORD and FEDCHECK_B_PASSWORD'],
  ],
  act: async (args, io) => {
    const { plan, results } = await resolvePlan(flagsFrom(args, args.words), {
      environment: io.environment,
      readStdin: io.readStdin,
    });
    if (args.clean === true) return await cleanUp(plan, results, args['dry-run'] !== true, io);
    if (args['dry-run'] === true)
      throw new UsageError('--dry-run goes with --clean; doctor by itself changes nothing.');
    return await examine(plan, io);
  },
});

/** Looks at the services and at the way between them; prints each finding. Resolves with the exit code. */
async function examine(plan: Plan, io: Io): Promise<number> {
  const { a, b, reference } = plan;
  const services = [['A', a], ['B', b], ...(reference ? [['reference', reference] as const] : [])] as const;
  const streams: (readonly [string, Stream])[] = [];
  const findings: Finding[] = [];
  const print = (title: string, found: readonly Finding[]): void => {
    findings.push(...found);
    io.stdout.write(`${title}\n${found.map(findingText).join('')}\n`);
  };
  try {
    const examined = await Promise.all(
      services.map(async ([name, service]) => [name, service, await examineSide(service, plan, io.signal)] as const),
    );
    for (const [name, , { stream }] of examined) if (stream !== undefined) streams.push([name, stream]);
    for (const [name, { domain }, found] of examined) print(`${name}  ${domain}`, found.findings);
    if (streams.length > 1) print('Between them', await crossings(streams, plan.run.deadlineMs));
    else if (!findings.some(({ status }) => status === 'problem')) {
      print('Between them', [note('stanza', 'not sent: where accounts are registered, there is none before the run')]);
    }
  } finally {
    await Promise.allSettled(streams.map(([, stream]) => stream.close()));
  }
  return conclude(findings, io);
}

/** A first stanza from each service to each other one, in turn. */
async function crossings(
  streams: readonly (readonly [string, Stream])[],
  deadlineMs: number,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const [index, [name, from]] of streams.entries()) {
    for (const [other, to] of streams.slice(index + 1)) {
      findings.push(await firstStanza(from, to, `${name}->${other}`, deadlineMs));
      findings.push(await firstStanza(to, from, `${other}->${name}`, deadlineMs));
    }
  }
  return findings;
}

async function examineSide(
  service: Service,
  plan: Plan,
  signal: AbortSignal,
): Promise<{ readonly findings: readonly Finding[]; readonly stream?: Stream }> {
  const dns = await lookUp(service, plan.run);
  if (service.making?.by === 'register')
    return { findings: [dns, await lookAtRegistration(service, plan.run, service.making.count, signal)] };
  const login = await logIn(service, plan.run, signal);
  if (login.stream === undefined) return { findings: [dns, ...login.findings] };
  const making = await lookAtAdministration(service, plan.run, login.stream);
  return {
    findings: [dns, ...login.findings, ...making, ...(await discover(service, plan.run, login.stream))],
    stream: login.stream,
  };
}

/** 4 where the network keeps a run from beginning, 3 where only a server's conduct is in doubt. A plan or an account that cannot be used is 2. */
function conclude(findings: readonly Finding[], io: Io): number {
  const problems = findings.filter(({ status }) => status === 'problem');
  if (io.signal.aborted) return exitCodes.interrupted;
  if (problems.length === 0) {
    io.stderr.write('No problem was found; a run can begin.\n');
    return exitCodes.ok;
  }
  const configuration = problems.filter(({ kind }) => kind === 'configuration');
  io.stderr.write(
    `${String(configuration.length)} of configuration, ${String(problems.length - configuration.length)} of conformance.\n`,
  );
  if (configuration.length === 0) return exitCodes.incomplete;
  return Math.min(...configuration.map(({ exit }) => exit ?? exitCodes.trouble));
}
