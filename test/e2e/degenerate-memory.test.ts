import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { createTestAuthority } from '../support/certificates.ts';
import { endCommands } from '../support/command.ts';
import { floods } from '../support/degenerate/floods.ts';
import { type ApartPlayed, playApart, sideBySide } from '../support/degenerate/play.ts';
import { meet } from '../support/degenerate/small-service.ts';

const deadlineMs = 1000;
const mostMb = 500;
/** The start of a process beside two others, and then as for any story that comes to nothing. */
const longestMs = 20_000 + 2 * 12 * deadlineMs;

describe('fedcheck run, flooded by a server B that', function () {
  this.timeout(120_000);
  let folder: string;
  const played = new Map<string, ApartPlayed>();

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fedcheck-floods-'));
    const authority = await createTestAuthority();
    await sideBySide(Object.entries(floods), 3, async ([what, spoils], index) => {
      const world = await meet(authority, spoils(authority));
      const meeting = { folder: join(folder, String(index)), ca: authority.pem, ...world.ports, deadlineMs };
      played.set(what, await playApart({ ...meeting, scenarios: ['rfc6121.8.5.2.1.1.remote-chat'] }));
      await world.close();
    });
  });
  after(async () => {
    await endCommands();
    await rm(folder, { recursive: true });
  });

  for (const what of Object.keys(floods)) {
    it(`${what}, holds less than ${mostMb} MB, ends in time, and judges nobody by it`, () => {
      const one = played.get(what);

      expect(one?.peakMb, 'megabytes').to.be.lessThan(mostMb);
      expect(one?.ms, 'milliseconds').to.be.lessThan(longestMs);
      expect(one?.run?.results.find(({ direction }) => direction === 'A->B')?.verdict).to.equal('inconclusive');
      expect(one?.code, one?.said).to.equal(3);
      expect(one?.files).to.include.members(['run.json', 'report.html']);
      expect(one?.said).not.to.match(/^ {4}at /m);
    });
  }
});
