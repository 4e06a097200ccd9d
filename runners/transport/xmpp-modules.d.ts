/** The part in use of a package that comes without types. */
declare module '@xmpp/connection-tcp' {
  import type { Element } from '@xmpp/xml';

  export default class ConnectionTCP {
    send(element: Element): Promise<void>;
    socketParameters(service: string): unknown;
  }
}
