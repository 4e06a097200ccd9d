import { expect } from 'chai';
import { afterEach, describe, it } from 'mocha';
import { EventEmitter, once } from 'node:events';
import net from 'node:net';
import { type Relay, startRelay } from '../../runners/lab/relay.ts';

const address = '127.0.0.1';
const roundTripMs = 60;

describe('the relay', () => {
  const closing: { close(): unknown }[] = [];
  afterEach(() => {
    for (const one of closing.splice(0)) one.close();
  });

  async function echoBehindRelay(delayMs: () => number): Promise<{ client: net.Socket; relay: Relay }> {
    const echo = net.createServer((socket) => socket.pipe(socket));
    echo.listen(0, address);
    await once(echo, 'listening');
    const relay = await startRelay(address, (echo.address() as net.AddressInfo).port, delayMs);
    const client = net.connect(relay.port, address);
    await once(client, 'connect');
    closing.push(relay, echo);
    return { client, relay };
  }

  it('adds the round-trip time and keeps every byte in its place', async () => {
    const { client } = await echoBehindRelay(() => roundTripMs / 2);
    const sent = Array.from({ length: 200 }, (_, index) => `<message id='${String(index)}'/>`);
    const began = performance.now();
    let firstAfter = Number.NaN;
    let text = '';
    client.on('data', (chunk) => {
      if (text === '') firstAfter = performance.now() - began;
      text += String(chunk);
    });
    for (const one of sent) client.write(one);
    client.end();
    await once(client, 'end');
    expect(text).to.equal(sent.join(''));
    // A timer may fire a millisecond early.
    expect(firstAfter).to.be.at.least(roundTripMs - 2);
  });

  it('keeps the order where delays vary, and holds up nothing for less than the least of them', async () => {
    const chunks = new EventEmitter();
    let count = 0;
    const { client } = await echoBehindRelay(() => {
      count += 1;
      chunks.emit('passed');
      return count % 2 === 0 ? 10 : 40;
    });
    const began = performance.now();
    let firstAfter = Number.NaN;
    let text = '';
    client.on('data', (chunk) => {
      if (text === '') firstAfter = performance.now() - began;
      text += String(chunk);
    });
    const sent = Array.from({ length: 100 }, (_, index) => `<message id='${String(index)}'/>`);
    for (const one of sent) {
      const passed = once(chunks, 'passed');
      client.write(one);
      await passed;
    }
    client.end();
    await once(client, 'end');
    expect(count).to.be.above(sent.length);
    expect(text).to.equal(sent.join(''));
    expect(firstAfter).to.be.at.least(2 * 10 - 2);
  });

  it('cuts what it carries when it is closed', async () => {
    const { client, relay } = await echoBehindRelay(() => 1);
    client.write('<presence/>');
    await once(client, 'data');
    const ended = once(client, 'close');
    client.on('error', () => undefined);
    relay.close();
    await ended;
    expect(client.destroyed).to.equal(true);
  });
});
