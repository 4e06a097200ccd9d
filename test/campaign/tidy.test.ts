import { expect } from 'chai';
import { describe, it } from 'mocha';
import { liftBlocks } from '../../runners/campaign/blocks.ts';
import { type Account, type Plan, Secret } from '../../runners/config/plan.ts';
import { childElements, type Element, xml } from '../../runners/stanza/element.ts';
import { ns } from '../../runners/stanza/namespaces.ts';
import { ConnectionError } from '../../runners/transport/stream.ts';

const account = (jid: string): Account => ({ jid, password: new Secret('x') });
const plan: Plan = {
  a: { domain: 'alpha.example', accounts: [account('alice@alpha.example')] },
  b: { domain: 'beta.example', accounts: [account('bob@beta.example'), account('dave@beta.example')] },
  run: { lanes: 1, deadlineMs: 50, heavy: false },
};

/** A server with this blocklist; one that is stubborn refuses to lift a block. */
function serverWith(blocked: string[], stubborn = false) {
  const asking = async (iq: Element): Promise<Element> => {
    const unblock = iq.getChild('unblock', ns.blocking);
    if (unblock && stubborn) return xml`<iq type="error"><error type="auth"/></iq>`;
    if (unblock) {
      const lifted = childElements(unblock).map(({ attrs }) => String(attrs.jid));
      if (lifted.length === 0) throw new Error('an empty unblock lifts everything');
      blocked = blocked.filter((jid) => !lifted.includes(jid));
      return xml`<iq type="result"/>`;
    }
    const blocklist = xml`<blocklist xmlns="${ns.blocking}"/>`;
    for (const jid of blocked) blocklist.c('item', { jid });
    return xml`<iq type="result">${blocklist}</iq>`;
  };
  return { lift: () => liftBlocks(asking, 'alice@alpha.example', plan), blocked: () => blocked };
}

describe('what an account blocks of the plan', () => {
  it('is lifted, whatever the user blocks besides stays', async () => {
    const server = serverWith(['bob@beta.example', 'Dave@beta.example/phone', 'nuisance@beta.example']);
    expect(await server.lift()).to.equal('');
    expect(server.blocked()).to.deep.equal(['nuisance@beta.example']);
  });

  it('is named where it is a whole service', async () => {
    const server = serverWith(['beta.example', 'bob@beta.example']);
    expect(await server.lift()).to.equal(
      'alice@alpha.example blocks beta.example; lift this with a client of that account',
    );
    expect(server.blocked()).to.deep.equal(['beta.example']);
  });

  it('is named where the server does not lift it', async () => {
    expect(await serverWith(['bob@beta.example'], true).lift()).to.match(
      /^alice@alpha.example blocks bob@beta.example;/,
    );
  });

  it('is not known where the server does not answer', async () => {
    const silent = async (): Promise<Element> => {
      throw new ConnectionError('open', 'deadline', 'No reply came.');
    };
    expect(await liftBlocks(silent, 'alice@alpha.example', plan)).to.equal('');
  });
});
