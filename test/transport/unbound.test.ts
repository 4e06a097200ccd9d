import { expect } from 'chai';
import { describe, it } from 'mocha';
import { Inbox } from '../../runners/session/inbox.ts';
import { xml } from '../../runners/stanza/element.ts';
import { openStream } from '../../runners/transport/open.ts';
import { features, header, offeredBind } from '../support/fake-server.ts';
import { certificate, domain, romeo, withServer } from './support.ts';

const offered = `${offeredBind}<sm xmlns='urn:xmpp:sm:3'/>`;

describe('openStream without binding', () => {
  it('stops at the features after the login, and hands on what comes then', () =>
    withServer(
      async (peer) => {
        await peer.authenticate({ certificate });
        await peer.expect(/<stream:stream [^>]*>/);
        peer.write(header + features(offered));
        await peer.expect(/<resume\/>/);
        peer.write('<resumed/>');
        await peer.leaves();
      },
      async ({ endpoint, peers }) => {
        const stream = await openStream(romeo({ connect: endpoint, resource: 'orchard', unbound: true }));
        expect(stream.fullJid).to.equal(`romeo@${domain}`);
        expect(stream.features.getChild('sm')).not.to.equal(undefined);

        const answers = new Inbox('romeo');
        stream.onElement = (element) => {
          answers.put(element);
        };
        await stream.write('<resume/>');

        await answers.wait(xml`<resumed/>`, 1000);
        expect(peers[0]?.received).not.to.contain('orchard');
        stream.destroy();
      },
    ));
});
