import type { Account, Plan, Service } from '../../runners/config/plan.ts';
import { fresh } from '../../runners/scenario/unique.ts';
import { ask } from '../../runners/session/ask.ts';
import { type Element, xml } from '../../runners/stanza/element.ts';
import { ns } from '../../runners/stanza/namespaces.ts';
import { withStream } from './account-snapshot.ts';

/** What the user of an account may have there, as no run would make it. */
const belongings: readonly Element[] = [
  xml`<block xmlns="${ns.blocking}"><item jid="nuisance@elsewhere.example"/></block>`,
  xml`<query xmlns="${ns.roster}"><item jid="mother@home.example" name="Mother"><group>Family</group></item></query>`,
  xml`<query xmlns="${ns.privateData}"><storage xmlns="fedcheck:of-the-user"><note>Mine</note></storage></query>`,
  xml`<prefs xmlns="${ns.mam}" default="roster"><always><jid>mother@home.example</jid></always><never/></prefs>`,
  xml`
    <pubsub xmlns="${ns.pubsub}">
      <publish node="urn:example:of-the-user"><item id="one"><mine xmlns="urn:example:mine"/></item></publish>
    </pubsub>`,
];
const card = xml`<vCard xmlns="${ns.vcard}"><FN>Alice</FN><NICKNAME>Al</NICKNAME></vCard>`;

/** Gives the accounts belongings; the first of A has a vCard too. */
export async function moveIn({ a, b, run }: Plan): Promise<void> {
  const both = [a, b].flatMap((service) => service.accounts.map((account) => [service, account] as const));
  // One after the other: a service that makes nodes for several at once may decline some.
  for (const [service, account] of both) await set(service, account, run, belongings);
  const [alice] = a.accounts;
  if (alice !== undefined) await set(a, alice, run, [card]);
}

/** Leaves on the first account of A what a run may leave that no list speaks of. */
export async function leaveBehind({ a, run }: Plan, contact: string): Promise<void> {
  const [alice] = a.accounts;
  if (alice === undefined) throw new Error(`no account on ${a.domain}`);
  const item = xml`<item id="one"><mine xmlns="urn:example:mine"/></item>`;
  const publish = xml`<publish node="urn:fedcheck:test:${fresh()}">${item}</publish>`;
  await set(a, alice, run, [
    xml`<pubsub xmlns="${ns.pubsub}">${publish}</pubsub>`,
    xml`<query xmlns="${ns.roster}"><item jid="${contact}"/></query>`,
    xml`<block xmlns="${ns.blocking}"><item jid="nobody-${fresh()}@${a.domain}"/></block>`,
  ]);
}

/** The first account of the second lane on A blocks all of B; resolves with what lifts it. */
export async function blockService({ a, b, run }: Plan): Promise<() => Promise<void>> {
  const account = a.accounts[1];
  if (account === undefined) throw new Error(`no second account on ${a.domain}`);
  const item = xml`<item jid="${b.domain}"/>`;
  await set(a, account, run, [xml`<block xmlns="${ns.blocking}">${item}</block>`]);
  return () => set(a, account, run, [xml`<unblock xmlns="${ns.blocking}">${item}</unblock>`]);
}

/** In each lane the first account of A asks that of B for its presence, and both block each other before there is an answer. */
export async function linkEachOther({ a, b, run }: Plan): Promise<void> {
  const pairs = a.accounts.slice(0, run.lanes).map((account, index) => [account, b.accounts[index]] as const);
  const linking = pairs.map(async ([alice, bob]) => {
    if (bob === undefined) throw new Error(`too few accounts on ${b.domain}`);
    await withStream(a, alice, run, async (stream) => {
      await stream.write(xml`<presence to="${bob.jid}" type="subscribe"/>`.toString());
      // The answer comes from B, behind the request.
      await ask(stream, xml`<iq type="get" to="${bob.jid}"><query xmlns="${ns.discoInfo}"/></iq>`, run.deadlineMs);
    });
    const block = (jid: string): Element => xml`<block xmlns="${ns.blocking}"><item jid="${jid}"/></block>`;
    await Promise.all([set(a, alice, run, [block(bob.jid)]), set(b, bob, run, [block(alice.jid)])]);
  });
  await Promise.all(linking);
}

/** Each is set with an IQ of its own. Throws where the server declines one. */
async function set(service: Service, account: Account, run: Plan['run'], payloads: readonly Element[]): Promise<void> {
  await withStream(service, account, run, async (stream) => {
    for (const payload of payloads) {
      const reply = await ask(stream, xml`<iq type="set">${payload}</iq>`, run.deadlineMs);
      if (reply.attrs.type !== 'result') throw new Error(`${account.jid}: ${String(payload)}: ${String(reply)}`);
    }
  });
}
