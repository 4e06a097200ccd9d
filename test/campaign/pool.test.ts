import { expect } from 'chai';
import { describe, it } from 'mocha';
import { Pool } from '../../runners/campaign/pool.ts';
import { type Plan, Secret } from '../../runners/config/plan.ts';
import { Transcript } from '../../runners/session/transcript.ts';
import { createTestAuthority } from '../support/certificates.ts';
import { startFakeServer } from '../support/fake-server.ts';

const domain = 'alpha.example';
const account = { jid: `alice@${domain}`, password: new Secret('the password of alice') };

describe('a pool of streams', () => {
  it('hands out a stream that is over as soon as it is bound, and does not try for ever', async () => {
    const authority = await createTestAuthority();
    const certificate = await authority.issue(domain);
    const server = await startFakeServer(async (peer) => {
      await peer.login({ certificate }, '</stream:stream>');
      await peer.leaves();
    });
    const service = { domain, accounts: [account], connect: server.endpoint, ca: authority.pem };
    const plan: Plan = { a: service, b: service, run: { lanes: 1, deadlineMs: 2000, heavy: false } };
    const pool = new Pool(plan);
    try {
      const stream = await pool.take(account, new Transcript('alice', 'A'));

      expect(stream.ended?.reason).to.equal('closed-by-server');
      expect(server.peers, 'the connections').to.have.length(1);
    } finally {
      pool.destroy();
      await server.close();
    }
  });

  it('binds a fresh resource ahead, and the one that is asked for when it is asked for', async () => {
    const authority = await createTestAuthority();
    const certificate = await authority.issue(domain);
    const server = await startFakeServer(async (peer) => {
      await peer.login({ certificate });
      await peer.leaves();
    });
    const service = { domain, accounts: [account], connect: server.endpoint, ca: authority.pem };
    const plan: Plan = { a: service, b: service, run: { lanes: 1, deadlineMs: 2000, heavy: false } };
    const pool = new Pool(plan);
    try {
      pool.prepare(account, 1);

      const named = await pool.take(account, new Transcript('alice', 'A'), { resource: 'Balcony' });
      const other = await pool.take(account, new Transcript('alice', 'A'));

      expect(named.fullJid).to.equal(`${account.jid}/Balcony`);
      expect(other.fullJid).to.match(/\/fc-[0-9a-f]{12}$/);
      expect(server.peers, 'the connections').to.have.length(2);
    } finally {
      pool.destroy();
      await server.close();
    }
  });
});
