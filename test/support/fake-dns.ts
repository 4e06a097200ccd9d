import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { decode, encode, type Answer } from 'dns-packet';

export interface FakeDns {
  /** For the option `dns`. */
  readonly address: string;
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** A DNS server on loopback that knows these records and says of anything else that it does not exist. */
export async function startFakeDns(records: readonly Answer[], { silent = false } = {}): Promise<FakeDns> {
  const socket = createSocket('udp4');
  const asked: string[] = [];
  socket.on('message', (message, from) => {
    const { id, questions = [] } = decode(message);
    const [question] = questions;
    if (question === undefined) return;
    asked.push(`${question.type} ${question.name}`);
    if (silent) return;
    const named = records.filter(({ name }) => name === question.name);
    const answers = named.filter(({ type }) => type === question.type);
    const flags = named.length === 0 ? 3 : 0;
    socket.send(encode({ type: 'response', id: id ?? 0, flags, questions, answers }), from.port, from.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    address: `127.0.0.1:${socket.address().port}`,
    asked,
    close: async () => {
      socket.close();
      await once(socket, 'close');
    },
  };
}

export const srv = (service: string, target: string, port: number, priority = 0, weight = 0): Answer => ({
  type: 'SRV',
  name: service,
  data: { target, port, priority, weight },
});

export const a = (name: string, data = '127.0.0.1'): Answer => ({ type: 'A', name, data });
