import { expect } from 'chai';
import { describe, it } from 'mocha';
import { Pool } from '../../runners/campaign/pool.ts';
import type { Seating } from '../../runners/campaign/seats.ts';
import { Stage } from '../../runners/campaign/stage.ts';
import type { Plan } from '../../runners/config/plan.ts';
import type { Scenario } from '../../runners/scenario/declare.ts';
import { Session } from '../../runners/session/session.ts';
import { Transcript } from '../../runners/session/transcript.ts';

const deaf = {
  received: () => undefined,
  sent: () => undefined,
  forbidden: () => undefined,
  waiting: () => undefined,
};
const account = { jid: 'romeo@alpha.example' } as Session['account'];
const newStage = (): Stage => new Stage({} as Scenario, {} as Seating, new Pool({} as Plan), 50, deaf);

/** A wait of the story that goes on until the function is called. */
const waitOn = (stage: Stage): (() => void) =>
  stage.waiting(new Session('romeo', 'A', account, new Transcript('romeo', 'A'), stage), 'something');

describe('the round trips of a story', () => {
  it('are as many as its waits in a row', () => {
    const stage = newStage();

    for (let wait = 0; wait < 3; wait += 1) waitOn(stage)();

    expect(stage.roundTrips).to.equal(3);
  });

  it('count waits side by side once', () => {
    const stage = newStage();

    const ends = [waitOn(stage), waitOn(stage)];
    for (const end of ends) end();
    waitOn(stage)();

    expect(stage.roundTrips).to.equal(2);
  });

  it('count what follows a wait that stays open, and not its end', () => {
    const stage = newStage();

    const beaten = waitOn(stage);
    waitOn(stage)();
    waitOn(stage)();
    beaten();

    expect(stage.roundTrips).to.equal(2);
  });

  it('begin with the story', () => {
    const stage = newStage();

    waitOn(stage)();
    stage.begin(undefined, 50);
    waitOn(stage)();

    expect(stage.roundTrips).to.equal(1);
  });
});
