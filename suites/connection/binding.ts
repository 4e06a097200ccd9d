import {
  amend,
  describe,
  dial,
  drop,
  type Element,
  expect,
  fresh,
  ns,
  online,
  retext,
  rfc,
  scenario,
  type Session,
} from '../../runners/index.ts';

const rfc6120 = rfc(6120);
const given = { romeo: online('homeServer') };

/** The full JID of a successful answer. */
const boundIn = (answer: Element): string => answer.getChild('bind', ns.bind)?.getChildText('jid') ?? '';

const someoneElse = retext('jid', 'tybalt@capulet.example/street');

function expectOwn(jids: readonly string[], { bareJid }: Session): void {
  for (const jid of jids)
    expect(jid.slice(0, bareJid.length + 1), 'the account of the resource').to.equal(`${bareJid}/`);
  for (const jid of jids) expect(jid.slice(bareJid.length + 1), 'the resource').not.to.equal('');
}

describe('Several devices', '7(2)(a)(i)', () => {
  scenario(
    'makes up a resource of the own account for each client that asks for none',
    {
      id: 'rfc6120.7.6.resource-made-up',
      requirement: rfc6120.must(
        '7.6',
        'A server MUST be able to generate a random resourcepart for a client, and MUST return the full JID',
      ),
      covers: 'RFC6120-7.6.1-1',
      given,
      accountable: 'homeServer',
      fault: [
        drop('iq', { type: 'result' }),
        someoneElse,
        amend('gives everybody the same resource', 'jid', (jid) => {
          jid.children = [`${jid.getText().split('/')[0] ?? ''}/balcony`];
        }),
      ],
    },
    async ({ romeo }, story) => {
      const lines = [await dial(romeo, 'authenticated'), await dial(romeo, 'authenticated')];

      const jids: string[] = [];
      for (const line of lines) {
        const answer = await expect(line).to.receive(line.askToBind());
        if (answer.attrs.type === 'error') story.refused(answer);
        jids.push(boundIn(answer));
      }

      expectOwn(jids, romeo);
      expect(jids[1], 'the second full JID').not.to.equal(jids[0]);
    },
  );

  scenario(
    'binds the resource that a client submits, or one of its own',
    {
      id: 'rfc6120.7.7.1.resource-submitted',
      requirement: rfc6120.must(
        '4.3.6',
        'The JID of a client is its authorization identity with the resource bound, which the reply (8.2.3) tells',
      ),
      covers: 'RFC6120-7.6.1-1',
      given,
      accountable: 'homeServer',
      fault: [drop('iq', { type: 'result' }), someoneElse, retext('jid', '')],
    },
    async ({ romeo }, story) => {
      const line = await dial(romeo, 'authenticated');
      const resource = fresh();

      const answer = await expect(line).to.receive(line.askToBind(resource));
      if (answer.attrs.type === 'error') story.refused(answer);

      expectOwn([boundIn(answer)], romeo);
      story.saw(boundIn(answer) === `${romeo.bareJid}/${resource}` ? 'kept' : 'overridden');
    },
  );
});
