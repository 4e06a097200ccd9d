import {
  amend,
  childElements,
  describe,
  type Element,
  expect,
  ns,
  online,
  type Requirement,
  scenario,
  type Session,
  type Story,
  xml,
} from '../../runners/index.ts';

const phone = '+39 045 555 0142';
const address = 'romeo.montague@post.verona.example';

const requirement: Requirement = {
  id: 'dma.7.8',
  specification: 'Regulation (EU) 2022/1925',
  version: '',
  section: '7(8)',
  level: 'policy',
  sentence: 'What a service knows of its user, such as a telephone number, comes along with no stanza by itself',
};

/** The vCard is put back at the end, which a run that is cut short does not live to see: none of the user's is replaced. */
async function mustHaveNoCard(owner: Session, story: Story): Promise<void> {
  const reply = await owner.request(xml`<iq type="get"><vCard xmlns="${ns.vcard}"/></iq>`);
  const card = reply.getChild('vCard', ns.vcard);
  if (card && childElements(card).length > 0 && !card.toString().includes(phone))
    story.inconclusive(`${owner.bareJid} has a vCard, which the story would replace; use another account`);
}

const adds = (what: string, to: string, text: string) =>
  amend(
    `adds ${what} to the ${to}`,
    to,
    (stanza) => {
      stanza.cnode(xml`<sender xmlns="urn:fedcheck:test:sender">${text}</sender>`);
    },
    'juliet',
  );

describe('Personal data', '7(8)', () => {
  scenario(
    'sends neither telephone number nor e-mail address along with what a user sends',
    {
      id: 'dma.7.8.contact-data-kept',
      requirement,
      covers: 'PRV-11',
      given: { romeo: online('senderServer'), juliet: online('recipientServer') },
      accountable: 'senderServer',
      needs: { senderServer: ns.vcard },
      subscribed: [['juliet', 'romeo']],
      fault: [
        adds('the e-mail address', 'message', address),
        adds('the telephone number', 'message', phone),
        adds('the telephone number', 'presence', phone),
        adds('the e-mail address', 'iq', address),
      ],
    },
    async ({ romeo, juliet }, story) => {
      await mustHaveNoCard(romeo, story);
      const contact = xml`
        <vCard xmlns="${ns.vcard}">
          <FN>Romeo</FN>
          <TEL><HOME/><VOICE/><NUMBER>${phone}</NUMBER></TEL>
          <EMAIL><INTERNET/><USERID>${address}</USERID></EMAIL>
        </vCard>`;
      const kept = await romeo.request(xml`<iq type="set">${contact}</iq>`);
      if (kept.attrs.type !== 'result') story.refused(kept);
      await romeo.present(xml`<presence><show>away</show></presence>`);
      await romeo.send(xml`<message to="${juliet.bareJid}" type="chat"><body>Good morrow</body></message>`);
      await romeo.send(xml`<presence to="${juliet.bareJid}"/>`);
      await juliet.receive(
        await romeo.send(xml`<iq to="${juliet.fullJid}" type="get"><ping xmlns="${ns.ping}"/></iq>`),
      );
      await romeo.fence(juliet);

      const telling = juliet
        .received({ what: 'anything', matches: () => true })
        .filter((stanza: Element) => [phone, address].some((text) => stanza.toString().includes(text)));
      expect(telling.map(String), 'stanzas that tell how to reach the user').to.deep.equal([]);
    },
  );
});
