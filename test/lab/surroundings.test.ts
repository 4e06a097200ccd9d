import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { cacheFolder } from '../../runners/lab/cache.ts';
import { packageRoot } from '../../runners/lab/package-root.ts';
import { checkListening, freePorts, loopbackAddress, PortClash } from '../../runners/lab/ports.ts';

describe('the cache folder', () => {
  it('is the one of FEDCHECK_CACHE, then of XDG_CACHE_HOME, then of the home folder', () => {
    expect(cacheFolder({ FEDCHECK_CACHE: '/one', XDG_CACHE_HOME: '/two' })).to.equal('/one');
    expect(cacheFolder({ FEDCHECK_CACHE: '', XDG_CACHE_HOME: '/two' })).to.equal('/two/fedcheck');
    expect(cacheFolder({})).to.equal(join(homedir(), '.cache', 'fedcheck'));
  });

  it('is refused when the servers could not be told its name', () => {
    expect(() => cacheFolder({ FEDCHECK_CACHE: '/a:b' })).to.throw('set FEDCHECK_CACHE to another folder');
  });
});

describe('the package root', () => {
  it('holds the configuration templates', () => {
    expect(existsSync(join(packageRoot(), 'fixtures', 'lab', 'prosody.cfg.lua'))).to.equal(true);
  });
});

describe('the ports of the lab', () => {
  it('are different ones, on a loopback address', async () => {
    const address = loopbackAddress();
    const ports = await freePorts(address, 9);

    expect(address).to.match(/^127\.\d+\.\d+\.\d+$/);
    expect(new Set(ports).size).to.equal(9);
  });

  it('are a port clash when nothing listens on one of them', async () => {
    const address = loopbackAddress();
    const [port = 0] = await freePorts(address, 1);
    const failure = await checkListening(address, [port]).catch((error: unknown) => error);

    expect(failure).to.be.instanceOf(PortClash).with.property('message', `nothing listens on ${address}:${port}`);
  });
});
