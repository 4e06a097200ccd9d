import {
  describe,
  expect,
  inject,
  online,
  type Requirement,
  rewrite,
  room,
  scenario,
  strip,
  xep,
  xml,
} from '../../runners/index.ts';
import { announced, idInRoom, moderating, moderationOf } from './moderation-requests.ts';
import { fenceRoom, granted, said, saying, settingRole, unlessModerator } from './requests.ts';

/** The sections tell what the room does, and have no keyword for it. */
const implied = (section: string, anchor: string, sentence: string): Requirement => ({
  ...xep('0425', '0.3.0').should(section, anchor, sentence),
  level: 'policy',
});
const cast = { juliet: online('homeServer'), mercutio: online('mucService'), balcony: room('mucService') } as const;

describe('Taking back what harms a group', '7(9)', () => {
  scenario(
    'lets a moderator from the other service retract a message, and announces that to all',
    {
      id: 'xep0425.usecase-success.announced',
      requirement: implied(
        '3.1',
        'usecase-success',
        'The room answers the moderator with a result and sends to all participants that the message was retracted',
      ),
      covers: 'MUC-39',
      given: { ...cast, tybalt: online('homeServer', { account: 2 }) },
      accountable: 'mucService',
      fault: [strip('moderated', {}, 'mercutio'), strip('moderated', {}, 'juliet')],
    },
    async ({ juliet, tybalt, mercutio, balcony }, story) => {
      await mercutio.join(balcony, 'mercutio');
      const version = await moderationOf(mercutio, balcony, story);
      await juliet.join(balcony, 'juliet');
      await tybalt.join(balcony, 'tybalt');
      await granted(mercutio, settingRole(balcony, 'juliet', 'moderator'), story);
      await tybalt.send(saying(balcony, 'A plague on both your houses'));
      const id = idInRoom(await juliet.receive(said('A plague on both your houses')), balcony, story);

      const answer = await juliet.request(moderating(version, balcony, id));

      // "If the moderator is allowed to moderate the message": a room may let owners alone do so.
      if (answer.attrs.type === 'error') story.refused(answer);
      for (const occupant of [juliet, mercutio]) await expect(occupant).to.receive(announced(version, balcony, id));
    },
  );

  scenario(
    'does not let an ordinary occupant retract what somebody else said',
    {
      id: 'xep0425.usecase-error.participant-refused',
      requirement: implied(
        '3.2',
        'usecase-error',
        'Only moderators are allowed to moderate messages of others; the room answers with an error',
      ),
      covers: 'MUC-39',
      given: cast,
      accountable: 'mucService',
      fault: [
        rewrite('iq', { type: 'result' }, { type: 'error' }, 'juliet'),
        inject('its retraction', 'mercutio', { sends: 'iq', by: 'juliet', with: { type: 'set' } }, (sent) => {
          const [request] = sent.getChildElements();
          const id = String(request?.attrs.id);
          return request?.name === 'moderate'
            ? xml`<message from="${sent.attrs.to}" type="groupchat"><retract xmlns="urn:xmpp:message-retract:1" id="${id}"><moderated xmlns="urn:xmpp:message-moderate:1"/></retract></message>`
            : xml`<message from="${sent.attrs.to}" type="groupchat"><apply-to xmlns="urn:xmpp:fasten:0" id="${id}"><moderated xmlns="urn:xmpp:message-moderate:0"/></apply-to></message>`;
        }),
      ],
    },
    async ({ juliet, mercutio, balcony }, story) => {
      await mercutio.join(balcony, 'mercutio');
      const version = await moderationOf(mercutio, balcony, story);
      unlessModerator(await juliet.join(balcony, 'juliet'), story);
      await mercutio.send(saying(balcony, 'A plague on both your houses'));
      const id = idInRoom(await juliet.receive(said('A plague on both your houses')), balcony, story);

      const answer = await juliet.request(moderating(version, balcony, id));

      expect(answer).to.be.a.stanzaError();
      await fenceRoom(balcony, juliet, mercutio);
      expect(mercutio).not.to.have.received(announced(version, balcony, id));
    },
  );
});
