import {
  advisory,
  describe,
  dial,
  type Dialled,
  drop,
  expect,
  fresh,
  ns,
  online,
  rename,
  replyTo,
  rfc,
  scenario,
  streamEnd,
  xml,
} from '../../runners/index.ts';

const rfc6120 = rfc(6120);

async function expectAlive(line: Dialled): Promise<void> {
  const ping = line.send(xml`<iq type="get"><ping xmlns="${ns.ping}"/></iq>`);
  await expect(line).to.receive(replyTo(ping));
}

describe('Several devices', '7(2)(a)(i)', () => {
  scenario(
    'lets one session at most have a resource',
    {
      id: 'rfc6120.7.7.2.2.resource-in-use',
      requirement: rfc6120.must(
        '7.7.2.2',
        'For a resource in use the server MUST override the request, refuse it with conflict, or end the other session',
      ),
      covers: 'RFC6120-7.7.2.2-1',
      given: { romeo: online('homeServer'), orchard: online('homeServer') },
      accountable: 'homeServer',
      fault: [
        drop('stream:stream', {}, 'romeo'),
        drop('iq', {}, 'orchard'),
        advisory(rename('conflict', 'host-gone', 'romeo')),
      ],
    },
    async ({ romeo, orchard }, story) => {
      const [old, late] = [await dial(romeo, 'authenticated'), await dial(orchard, 'authenticated')];
      const resource = fresh();
      const first = await old.bind(resource);
      if (first.attrs.type === 'error') story.refused(first);
      const jid = first.getChild('bind', ns.bind)?.getChildText('jid') ?? '';
      if (!jid.endsWith(`/${resource}`)) story.notApplicable(`a submitted resource is overridden: ${first.toString()}`);

      const second = await expect(late).to.receive(late.askToBind(resource));

      if (second.attrs.type === 'error') {
        // Another session or resource may not be allowed at all: "error conditions not specified here might occur".
        if (!second.getChild('error')?.getChild('conflict', ns.stanzas)) story.refused(second);
        story.saw('refused');
        await expectAlive(old);
      } else if (second.getChild('bind', ns.bind)?.getChildText('jid') === jid) {
        story.saw('old session ended');
        await expect(old).to.receive(streamEnd);
        await story.should(
          rfc6120.should('7.7.2.2', '"it returns a <conflict/> stream error" to the session that it ends (no keyword)'),
          () => {
            expect(old.streamError, 'why the old session ended').to.equal('conflict');
          },
        );
        await expectAlive(late);
      } else {
        story.saw('overridden');
        await expectAlive(old);
        await expectAlive(late);
      }
    },
  );
});
