import {
  advisory,
  describe,
  expect,
  ns,
  online,
  rename,
  rewrite,
  room,
  scenario,
  xep,
  xml,
} from '../../runners/index.ts';

const xep0045 = xep('0045', '1.35.5');

describe('Limits of an ordinary occupant', '7(9)', () => {
  scenario(
    'does not show an ordinary occupant who owns and administers a semi-anonymous room',
    {
      id: 'xep0045.modifyowner.lists-unprivileged-forbidden',
      requirement: xep0045.must(
        '10.5',
        'modifyowner',
        'If who asks for the owner list is no owner, the service MUST return forbidden in semi-anonymous rooms; as for admins (10.8)',
      ),
      covers: 'MUC-29',
      given: { juliet: online('homeServer'), balcony: room('mucService', { config: { whois: 'moderators' } }) },
      accountable: 'mucService',
      fault: [
        rewrite('iq', { type: 'result' }, { type: 'error' }, 'juliet'),
        advisory(rename(['forbidden', 'not-allowed'], 'gone', 'juliet')),
      ],
    },
    async ({ juliet, balcony }, story) => {
      await juliet.join(balcony, 'juliet');

      for (const affiliation of ['owner', 'admin']) {
        const answer = await juliet.request(
          xml`<iq type="get" to="${balcony.jid}"><query xmlns="${ns.mucAdmin}"><item affiliation="${affiliation}"/></query></iq>`,
        );
        expect(answer).to.be.a.stanzaError();
        // The denial is what protects people; another condition than the one required is a warning by policy of this suite.
        await story.should(
          xep0045.must(
            '10.5',
            'modifyowner',
            'The service MUST return a forbidden error (a MUST, a warning by policy)',
          ),
          () => expect(answer).to.be.a.stanzaError('forbidden'),
        );
      }
    },
  );
});
