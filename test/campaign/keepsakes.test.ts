import { expect } from 'chai';
import { describe, it } from 'mocha';
import { Keepsakes } from '../../runners/campaign/keepsakes.ts';
import { Session } from '../../runners/session/session.ts';
import { Transcript } from '../../runners/session/transcript.ts';
import { childElements, clone, type Element, xml } from '../../runners/stanza/element.ts';
import { ns } from '../../runners/stanza/namespaces.ts';
import { fakeStream } from '../session/fake-stream.ts';

const jid = 'alice@alpha.example';
const refusal = xml`<error type="cancel"><forbidden xmlns="${ns.stanzas}"/></error>`;
const notFound = xml`<error type="cancel"><item-not-found xmlns="${ns.stanzas}"/></error>`;

/** A server that keeps nodes and documents of one account. */
class Account {
  readonly nodes: Set<string>;
  readonly documents = new Map<string, Element>();
  readonly deleted: string[] = [];
  readonly session: Session;
  refuses = false;
  lists = true;
  tellsCard = true;

  constructor(...nodes: readonly string[]) {
    this.nodes = new Set(nodes);
    this.session = new Session('alice', 'A', { jid } as Session['account'], new Transcript('alice', 'A'), {
      deadlineMs: 50,
      open: () => Promise.reject(new Error('nobody opens here')),
      dial: () => Promise.reject(new Error('nobody dials here')),
      onSent: () => undefined,
      onReceived: () => undefined,
      forbid: () => undefined,
      waiting: () => () => undefined,
    });
    const stream = fakeStream(`${jid}/phone`, (request) => {
      const answer = this.#handle(request);
      const reply = xml`<iq type="${answer?.name === 'error' ? 'error' : 'result'}" id="${request.attrs.id}"/>`;
      if (answer) reply.cnode(clone(answer));
      queueMicrotask(() => stream.onElement(reply));
    });
    this.session.attach(stream);
  }

  #handle(request: Element): Element | undefined {
    const payload = childElements(request)[0];
    if (payload?.is('query', ns.discoItems)) return this.lists ? this.#list() : refusal;
    if (payload?.is('pubsub', ns.pubsubOwner)) return this.#delete(String(payload.getChild('delete')?.attrs.node));
    const kept = payload && this.documents.get(payload.name);
    if (payload?.name === 'vCard' && !this.tellsCard) return refusal;
    if (request.attrs.type === 'get') return kept ?? payload;
    if (this.refuses) return refusal;
    if (payload) this.documents.set(payload.name, clone(payload));
    return undefined;
  }

  #list(): Element {
    const query = xml`<query xmlns="${ns.discoItems}"><item jid="${jid}/phone"/></query>`;
    for (const node of this.nodes) query.cnode(xml`<item xmlns="${ns.discoItems}" jid="${jid}" node="${node}"/>`);
    return query;
  }

  #delete(node: string): Element | undefined {
    if (this.refuses) return refusal;
    this.deleted.push(node);
    return this.nodes.delete(node) ? undefined : notFound;
  }
}

const publish = (node: string): Element =>
  xml`<iq type="set" id="p"><pubsub xmlns="${ns.pubsub}"><publish node="${node}"><item/></publish></pubsub></iq>`;
const vCard = (name: string): Element => xml`<vCard xmlns="${ns.vcard}"><FN>${name}</FN></vCard>`;
const set = (payload: Element): Element => xml`<iq type="set" id="s">${payload}</iq>`;

/** A story that sends one stanza, and what it does to the account. */
async function story(account: Account, sent: Element, effect: () => void): Promise<Keepsakes> {
  const keepsakes = new Keepsakes();
  await keepsakes.note(account.session, sent, []);
  await new Promise(setImmediate);
  effect();
  return keepsakes;
}

const reasonOf = (work: Promise<void>): Promise<string> =>
  work.then(
    () => 'nothing is left',
    (error: unknown) => (error as Error).message,
  );

describe('what an account keeps while a story plays', () => {
  it('asks for nothing and deletes nothing where the story publishes nothing', async () => {
    const account = new Account('urn:old');
    const keepsakes = new Keepsakes();
    const elsewhere = publish('urn:new');
    elsewhere.attrs.to = 'bob@beta.example';
    for (const stanza of [xml`<message/>`, xml`<iq type="get"><vCard xmlns="${ns.vcard}"/></iq>`, elsewhere])
      await keepsakes.note(account.session, stanza, []);
    await keepsakes.restore(account.session);
    expect([keepsakes.concerns(jid), account.deleted]).to.deep.equal([false, []]);
  });

  it('deletes the node that the story made, and those that came along with it, and no other', async () => {
    const account = new Account('urn:old');
    const keepsakes = await story(account, publish('urn:new'), () => {
      for (const node of ['urn:new', 'urn:xmpp:avatar:metadata']) account.nodes.add(node);
    });
    await keepsakes.restore(account.session);
    expect([...account.nodes]).to.deep.equal(['urn:old']);
  });

  it('keeps a node that another app of the user makes meanwhile', async () => {
    const account = new Account();
    const keepsakes = await story(account, publish('urn:new'), () => {
      for (const node of ['urn:new', 'urn:of-the-user']) account.nodes.add(node);
    });
    await keepsakes.restore(account.session);
    expect([...account.nodes]).to.deep.equal(['urn:of-the-user']);
  });

  it('keeps every node but that of the story where the service did not list them before', async () => {
    const account = new Account('urn:xmpp:avatar:metadata');
    account.lists = false;
    const keepsakes = await story(account, publish('urn:new'), () => account.nodes.add('urn:new'));
    account.lists = true;
    await keepsakes.restore(account.session);
    expect([...account.nodes]).to.deep.equal(['urn:xmpp:avatar:metadata']);
  });

  it('keeps a node that was there before the story published to it', async () => {
    const account = new Account('urn:old');
    const keepsakes = await story(account, publish('urn:old'), () => undefined);
    await keepsakes.restore(account.session);
    expect(account.deleted).to.deep.equal([]);
  });

  it('deletes the node that the story made where nodes are not listed', async () => {
    const account = new Account();
    account.lists = false;
    const keepsakes = await story(account, publish('urn:new'), () => account.nodes.add('urn:new'));
    await keepsakes.restore(account.session);
    expect([...account.nodes]).to.deep.equal([]);
  });

  it('puts the vCard back as it was before the first change', async () => {
    const account = new Account();
    account.documents.set('vCard', vCard('Alice'));
    const keepsakes = await story(account, set(vCard('Juliet')), () => account.documents.set('vCard', vCard('Juliet')));
    await keepsakes.note(account.session, set(vCard('Rosaline')), []);
    await keepsakes.restore(account.session);
    expect(account.documents.get('vCard')?.getChildText('FN')).to.equal('Alice');
  });

  it('empties the vCard where there was none', async () => {
    const account = new Account();
    const keepsakes = await story(account, publish('urn:new'), () => account.documents.set('vCard', vCard('Juliet')));
    await keepsakes.restore(account.session);
    expect(account.documents.get('vCard')?.children).to.deep.equal([]);
  });

  it('touches no vCard that could not be read before, and says so', async () => {
    const account = new Account();
    account.documents.set('vCard', vCard('Alice'));
    account.tellsCard = false;
    const keepsakes = await story(account, publish('urn:new'), () => undefined);
    account.tellsCard = true;
    const reason = await reasonOf(keepsakes.restore(account.session));
    expect(reason).to.contain('what the vCard was before could not be read');
    expect(account.documents.get('vCard')?.getChildText('FN')).to.equal('Alice');
  });

  it('puts back the vCard of somebody else of the cast, whom the story wrote to', async () => {
    const account = new Account();
    account.documents.set('vCard', vCard('Alice'));
    const keepsakes = new Keepsakes();
    const attempt = set(vCard('Romeo was here'));
    attempt.attrs.to = jid;
    const { around, transcript } = account.session;
    const stranger = new Session('bob', 'B', { jid: 'bob@beta.example' } as Session['account'], transcript, around);
    await keepsakes.note(stranger, attempt, [account.session]);
    await new Promise(setImmediate);
    account.documents.set('vCard', vCard('Romeo was here'));
    await keepsakes.restore(account.session);
    expect(account.documents.get('vCard')?.getChildText('FN')).to.equal('Alice');
  });

  it('says what is left where the service refuses to put it back', async () => {
    const account = new Account();
    const keepsakes = await story(account, publish('urn:new'), () => {
      account.nodes.add('urn:new');
      account.documents.set('vCard', vCard('Juliet'));
    });
    account.refuses = true;
    const reason = await reasonOf(keepsakes.restore(account.session));
    expect(reason).to.contain('the vCard is not as it was').and.to.contain('the node urn:new is left');
  });
});
