import {
  anyOf,
  describe,
  drop,
  entering,
  errorTo,
  expect,
  inject,
  isLike,
  ns,
  online,
  presenceFrom,
  rewrite,
  room,
  scenario,
  xep,
  xml,
} from '../../runners/index.ts';
import { fenceOutsider, refusalOf, said, saying, withStatus } from './requests.ts';

const xep0045 = xep('0045', '1.35.5');
const cast = {
  juliet: online('homeServer'),
  julietsPhone: online('homeServer'),
  mercutio: online('mucService'),
  balcony: room('mucService'),
} as const;

const outsider = xml`<message type="error"><error><not-acceptable xmlns="${ns.stanzas}"/></error></message>`;

describe('Being in a group with two devices', '7(2)(b)(i)', () => {
  scenario(
    'lets a second resource of the same account in under the same nickname, and keeps the first',
    {
      id: 'xep0045.enter-conflict.shared-nickname',
      requirement: xep0045.should(
        '7.2.8',
        'enter-conflict',
        'If the bare JIDs match, the service SHOULD allow entry, so that the user has two sessions with the same roomnick',
      ),
      covers: 'MUC-42',
      given: cast,
      accountable: 'mucService',
      fault: [
        rewrite('presence', { type: 'error' }, { from: /\/juliet$/ }, 'julietsPhone'),
        inject(
          'its removal',
          'juliet',
          { sends: 'presence', by: 'julietsPhone' },
          ({ attrs }) => xml`
          <presence from="${attrs.to}" type="unavailable"><x xmlns="${ns.mucUser}"><item role="none"/></x></presence>`,
        ),
      ],
    },
    async ({ juliet, julietsPhone, mercutio, balcony }) => {
      await mercutio.join(balcony, 'mercutio');
      await juliet.join(balcony, 'juliet');
      const own = presenceFrom(balcony.occupantJid('juliet'));
      const sent = await julietsPhone.send(entering(balcony, 'juliet'));

      const answer = await expect(julietsPhone).to.receive(
        anyOf(own, { what: 'an error', matches: ({ attrs }) => attrs.type === 'error' && attrs.id === sent.id }),
      );

      expect(answer.attrs.type, 'the type of the presence from the own occupant JID').to.equal(undefined);
      // Not by what she says herself: were she removed, the room would not send that to her.
      await fenceOutsider(balcony, 'Are both still here?', mercutio, juliet);
      expect(juliet).not.to.have.received(presenceFrom(balcony.occupantJid('juliet'), 'unavailable'));
    },
  );

  scenario(
    'brings what is said to both resources under one nickname, and what either says to all',
    {
      id: 'xep0045.enter-conflict.both-resources-served',
      requirement: xep0045.must(
        '7.2.8',
        'enter-conflict',
        "If a service allows it, it MUST route in-room messages to all of the user's resources and allow all of them to send",
      ),
      covers: 'MUC-42',
      given: cast,
      accountable: 'mucService',
      fault: [
        drop('message', { from: /\/mercutio$/ }, 'juliet'),
        drop('message', { from: /\/mercutio$/ }, 'julietsPhone'),
        drop('message', { from: /\/juliet$/ }, 'mercutio'),
        inject(
          'the error of an outsider',
          'julietsPhone',
          { sends: 'message', by: 'julietsPhone' },
          ({ attrs }) => xml`
          <message from="${attrs.to}" id="${attrs.id}" type="error">
            <error type="modify"><not-acceptable xmlns="${ns.stanzas}"/></error></message>`,
        ),
      ],
    },
    async ({ juliet, julietsPhone, mercutio, balcony }, story) => {
      await mercutio.join(balcony, 'mercutio');
      await juliet.join(balcony, 'juliet');
      const own = balcony.occupantJid('juliet');
      const sent = await julietsPhone.send(entering(balcony, 'juliet'));
      const answer = await julietsPhone.receive(anyOf(refusalOf(balcony, sent), withStatus(balcony.jid, '110')));
      if (answer.attrs.type === 'error' || answer.attrs.from !== own)
        story.notApplicable(`the service admits no second resource under a nickname: ${answer.toString()}`);
      await fenceOutsider(balcony, 'Are both still here?', mercutio, juliet);
      if (juliet.received(presenceFrom(own, 'unavailable')).length > 0)
        story.notApplicable('the second resource takes the place of the first');
      await mercutio.send(saying(balcony, 'To both'));

      for (const resource of [juliet, julietsPhone]) await expect(resource).to.receive(said('To both'));
      for (const resource of [juliet, julietsPhone]) {
        const words = await resource.send(saying(balcony, `From ${resource.name}`));
        const [outcome, heard] = await story.either({
          heard: expect(mercutio).to.receive(said(`From ${resource.name}`)),
          refused: resource.receive(errorTo(words)),
        });
        // Where the first was heard, this one says that the second is no occupant (section 7.4).
        const isShutOut = resource === julietsPhone && isLike(heard, outsider);
        if (outcome === 'refused' && !isShutOut) story.refused(heard);
        expect(heard).to.be.like(xml`<message type="groupchat" from="${own}"/>`);
      }
    },
  );
});
