import {
  canonical,
  clone,
  describe,
  drop,
  type Element,
  expect,
  inject,
  ns,
  online,
  resultTo,
  rfc,
  scenario,
  strip,
  xml,
} from '../../runners/index.ts';

const rfc6120 = rfc(6120);

const version = 'q07IKJEyjvHSyhy//CH0CxmKi8w=';
const node = `urn:example:orchard#${version}`;

function answerInstead({ attrs }: Element): Element {
  return xml`
    <iq type="result" from="${attrs.to}" id="${attrs.id}">
      <query xmlns="${ns.discoInfo}"><identity category="server" type="im"/></query>
    </iq>`;
}

describe('Requests between apps', '', () => {
  scenario(
    'takes a question about capabilities to the resource that announced them, and its answer back',
    {
      id: 'xep0115.discover.asked-and-answered',
      // What XEP-0115, section 6.2, asks for binds the two clients.
      requirement: rfc6120.must(
        '10.5.4',
        'A connected resource exactly matches the full JID: the server MUST deliver the stanza to that connected resource',
      ),
      covers: ['XEP0115-6.2-1', 'RFC6120-8.2.3-3'],
      given: { romeo: online('senderServer'), orchard: online('senderServer'), juliet: online('recipientServer') },
      subscribed: [['juliet', 'romeo']],
      accountable: 'both',
      fault: [
        drop('iq', { type: 'get' }, 'romeo'),
        drop('iq', { type: 'result' }, 'juliet'),
        inject('an answer of the server', 'juliet', { sends: 'iq', by: 'juliet' }, answerInstead),
        strip('feature', { var: ns.muc }, 'juliet'),
      ],
    },
    async ({ romeo, orchard, juliet }) => {
      const info = xml`
        <query xmlns="${ns.discoInfo}" node="${node}">
          <identity category="client" type="pc" name="Orchard"/>
          <feature var="${ns.discoInfo}"/>
          <feature var="${ns.muc}"/>
        </query>`;
      romeo.answer(ns.discoInfo, () => clone(info));
      await romeo.present(
        xml`<presence><c xmlns="${ns.caps}" hash="sha-1" node="urn:example:orchard" ver="${version}"/></presence>`,
      );

      const asked = await juliet.send(
        xml`<iq type="get" to="${romeo.fullJid}"><query xmlns="${ns.discoInfo}" node="${node}"/></iq>`,
      );
      const answer = await expect(juliet).to.receive(resultTo(asked));
      await juliet.fence(orchard);

      const query = answer.getChild('query', ns.discoInfo);
      expect(query && canonical(query), 'what is supported').to.equal(canonical(info));
      await expect(romeo).to.receive(asked);
      expect(orchard).not.to.have.received(asked);
    },
  );
});
