import { anyOf, expect, presenceFrom, rfc, type Story } from '../../runners/index.ts';
import { type Cell, followedOnceApproving, isReleased } from './cells.ts';
import { pushAbout, pushed, read } from './rosters.ts';
import { isFollowed, isSame, shown } from './states.ts';
import { approve, type Pair, type View } from './story.ts';

const rfc6120 = rfc(6120);
const rfc6121 = rfc(6121);

/** The state that one side's roster shows after the stanza; `earlier` counts the pushes before it. */
export async function judgeState(
  cell: Cell,
  { side, owner, other }: View,
  earlier: number,
  story: Story,
): Promise<void> {
  const contact = other.bareJid;
  const wanted = shown(side.after);
  const changes = !isSame(wanted, shown(side.before));
  let seen = await read(owner, contact, 'after');
  if (changes && !isSame(seen, wanted)) {
    // Perhaps it is only late: the push of the change says when to look again.
    await owner.receive(pushAbout(contact, 'after the change', (push) => isSame(push, wanted))).catch(() => undefined);
    seen = await read(owner, contact, 'after');
  }
  expect(seen.subscription, `the subscription of ${side.actor}`).to.equal(wanted.subscription);
  const judgeAsking = (): void => {
    expect(seen.asking, `a pending request in the roster of ${side.actor}`).to.equal(wanted.asking);
  };
  if (wanted.asking) {
    const told = pushed(owner, contact).at(-1)?.asking === true;
    expect(seen.asking || told, `a pending request in roster or pushes of ${side.actor}`).to.equal(true);
    await story.should(rfc6121.should('2.1.2.2', 'A roster shows a pending request by ask="subscribe"'), judgeAsking);
  } else if (side.mayStayAsking) {
    await story.should(rfc6121.must(cell.section.contact, 'A denial ends the pending request'), judgeAsking);
  } else {
    judgeAsking();
  }
  if (changes) return;
  const others = pushed(owner, contact)
    .slice(earlier)
    .filter((push) => !isSame(push, wanted));
  expect(others, `changes pushed to ${side.actor}`).to.deep.equal([]);
}

/** Whether a side is still being asked, which its roster does not show: coming back and approving tell. */
export async function judgeRequest(cell: Cell, { side, owner, other }: View, story: Story): Promise<void> {
  const judge = async (verdict: () => void): Promise<void> => {
    if (side.mayStayAsked)
      await story.should(rfc6121.must(cell.section.contact, 'A withdrawn request is no longer pending'), verdict);
    else verdict();
  };
  if (isReleased(side)) {
    const request = presenceFrom(other.bareJid, 'subscribe');
    const earlier = owner.received(request).length;
    await owner.goOffline();
    await owner.comeOnline();
    await judge(() => {
      expect(owner.received(request).length - earlier, `requests shown to ${side.actor} at the next login`).to.equal(0);
    });
  }
  const wanted = followedOnceApproving(side);
  if (wanted === undefined) return;
  await approve(owner, other);
  const seen = await read(owner, other.bareJid, 'answered');
  await judge(() => {
    expect(isFollowed(seen), `${side.actor}, who then approves, is followed`).to.equal(wanted);
  });
}

/** What else the stanza brings about. */
export async function judgeEffect({ effect, contact }: Cell, pair: Pair, story: Story): Promise<void> {
  const { romeo, juliet } = pair;
  const gone = presenceFrom(romeo.fullJid, 'unavailable');
  switch (effect) {
    case 'quiet answer':
      await story.should(
        rfc6121.shouldNot('A.3.3', 'An approval that changes no state is not shown to the user'),
        () => {
          expect(romeo).not.to.have.received(presenceFrom(juliet.bareJid, 'subscribed'));
        },
      );
      return;
    case 'contact leaves':
      // Section 3.3.3 forbids the user to depend on it: no more than a warning.
      await story.should(rfc6121.must('3.3.3', 'The contact becomes unavailable to a user who unsubscribes'), () => {
        const farewells = romeo.received(presenceFrom(juliet.fullJid, 'unavailable'));
        expect(farewells.length, 'unavailable presence of the contact').to.be.greaterThan(0);
      });
      return;
    case 'user appears': {
      await expect(juliet).to.receive(presenceFrom(romeo.fullJid));
      const push = pushAbout(romeo.bareJid, 'who approved', (state) => isSame(state, shown(contact.after)));
      await story.should(rfc6121.must('3.1.6', 'The approval is delivered before the roster push'), () => {
        const order = juliet.received(anyOf(presenceFrom(romeo.bareJid, 'subscribed'), push));
        expect(
          order.map(({ name }) => name),
          'the order of arrival',
        ).to.deep.equal(['presence', 'iq']);
      });
      return;
    }
    case 'user stays hidden':
      // The third rule of RFC 6121, section 3.2.2 taken literally orders it: no more than a warning.
      await story.should(rfc6120.mustNot('13.10.2', 'Presence is not leaked to entities without authorization'), () => {
        expect(juliet).not.to.have.received(gone);
      });
      return;
    case 'user leaves first':
      await expect(juliet).to.receive(gone);
      await story.should(rfc6121.must('3.2.2', 'The unavailable presence is sent before the unsubscribed'), () => {
        const order = juliet.received(anyOf(gone, presenceFrom(romeo.bareJid, 'unsubscribed')));
        expect(
          order.map(({ attrs }) => String(attrs.type)),
          'the order of arrival',
        ).to.deep.equal(['unavailable', 'unsubscribed']);
      });
      return;
    default:
  }
}
