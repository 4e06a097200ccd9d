import { randomUUID } from 'node:crypto';
import type { Plan, Service } from '../../runners/config/plan.ts';
import { xml } from '../../runners/stanza/element.ts';
import { openStream } from '../../runners/transport/open.ts';
import type { Stream } from '../../runners/transport/stream.ts';

/** Logs in with an account of the service, at its own endpoint or where the lab's DNS server says. */
export async function logIn(
  { domain, ca, connect, accounts }: Service,
  { run }: Plan,
  where: 'at its endpoint' | 'found by SRV' = 'at its endpoint',
  index = 0,
): Promise<Stream> {
  const account = accounts[index];
  if (account === undefined || run.dns === undefined)
    throw new Error('the plan of the lab lacks an account or its DNS server');
  return openStream({
    account,
    domain,
    dns: run.dns,
    deadlineMs: run.deadlineMs,
    ...(ca === undefined ? {} : { ca }),
    ...(connect === undefined || where === 'found by SRV' ? {} : { connect }),
  });
}

/** Sends a chat message from one stream to the other and resolves when it has arrived. */
async function say(from: Stream, to: Stream): Promise<void> {
  const body = randomUUID();
  const arrived = new Promise<void>((resolve, reject) => {
    to.onElement = (element) => {
      if (element.is('message') && element.getChildText('body') === body) resolve();
    };
    from.onElement = (element) => {
      if (element.attrs.type === 'error') reject(new Error(String(element)));
    };
  });
  await from.write(String(xml`<message to="${to.fullJid}" type="chat"><body>${body}</body></message>`));
  await arrived;
}

/** A message each way between the two services of the plan. */
export async function converse(plan: Plan): Promise<void> {
  const [romeo, juliet] = await Promise.all([logIn(plan.a, plan), logIn(plan.b, plan)]);
  try {
    await say(romeo, juliet);
    await say(juliet, romeo);
  } finally {
    await Promise.all([romeo.close(), juliet.close()]);
  }
}
