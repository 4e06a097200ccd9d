import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { loginPeers } from '../support/degenerate/login.ts';
import { play, type Played, sideBySide } from '../support/degenerate/play.ts';
import { type FakeServer, startFakeServer } from '../support/fake-server.ts';
import { oneSentence } from '../support/in-process.ts';
import { authority } from '../transport/support.ts';

const deadlineMs = 800;
/** Seven phases of a login have a deadline each; only the one in which it fails comes to it. */
const longestMs = 7 * deadlineMs;

/** Before anybody is logged in no run begins, so that there is nothing to report but why. */
describe('fedcheck run, with a server A that', function () {
  this.timeout(60_000);
  let folder: string;
  let b: FakeServer;
  const played = new Map<string, Played & { readonly connections: number }>();
  const uncaught: unknown[] = [];
  const note = (error: unknown): number => uncaught.push(error);

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fedcheck-degenerate-'));
    const ofB = await authority.issue('beta.example');
    b = await startFakeServer(async (peer) => {
      await peer.login({ certificate: ofB });
      await peer.leaves();
    });
    process.on('unhandledRejection', note);
    await sideBySide(Object.entries(loginPeers), 8, async ([what, { script }], index) => {
      const a = await startFakeServer(script);
      const meeting = { folder: join(folder, String(index)), ca: authority.pem, a: a.port, b: b.port, deadlineMs };
      const outcome = await play({ ...meeting, scenarios: [] });
      // Nothing of ours may stay connected, or the process would not end.
      await Promise.all(a.peers.map((peer) => peer.leaves()));
      played.set(what, { ...outcome, connections: a.peers.length });
      await a.close();
    });
  });
  after(async () => {
    process.off('unhandledRejection', note);
    await b.close();
    await rm(folder, { recursive: true });
    expect(uncaught, 'rejections that nobody handled').to.deep.equal([]);
  });

  for (const [what, { says, exit }] of Object.entries(loginPeers)) {
    it(`${what} says so in one sentence, in time, and ends with exit code ${exit}`, () => {
      const one = played.get(what);

      expect(one?.said).to.match(oneSentence).and.to.contain(says).and.not.to.contain('secret-of');
      expect(one?.code).to.equal(exit);
      expect(one?.ms, 'milliseconds').to.be.lessThan(longestMs);
      expect(one?.connections, 'connections: it is not tried again, nor anywhere else').to.equal(1);
      expect(one?.files).to.deep.equal(['configuration.json']);
    });
  }
});
